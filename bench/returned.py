"""Five hundred workbooks that came back: rate and memory, against reading their cells and nothing else."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

from measure import Section, compared, environment, in_turn, plain
from setting import BENCH

if TYPE_CHECKING:
    from setting import Setting

FILES = 500
FLOOR = "read all their cells"


def returned(setting: Setting) -> Section:
    """Measure ``import`` into new skill files, and again where all of it stands there already."""
    folder, skills = setting.folder / "returned", setting.folder / "taken"
    fill = [setting.python, BENCH / "fill.py", folder, FILES]
    subprocess.run(list(map(str, fill)), env=environment(), check=True)
    files = " ".join(shlex.quote(str(path)) for path in sorted(folder.iterdir()))
    take = f"{shlex.quote(str(setting.kiframework))} import {files} -o {shlex.quote(str(skills))}"
    new, again = "kiframework import", "the same once more"
    runs = in_turn(
        {
            FLOOR: [setting.python, BENCH / "cells.py", folder],
            new: ["sh", "-c", f"rm -rf {shlex.quote(str(skills))}; {take}"],
            again: ["sh", "-c", f"exec {take}"],
        },
        setting.rounds,
    )
    section = Section(f"{FILES} returned workbooks of 45 answers")
    section.rows += [
        plain(FLOOR, runs),
        compared(new, FLOOR, runs, per_second=(FILES, "workbooks")),
        compared(again, FLOOR, runs, per_second=(FILES, "workbooks")),
    ]
    return section
