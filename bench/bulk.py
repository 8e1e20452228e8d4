"""Ten thousand skill files: speed and memory, against composing the same files and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import write_skill_files
from measure import DAY, Section, compared, in_turn, plain
from setting import BENCH

if TYPE_CHECKING:
    from setting import Setting

FILES = 10_000
FLOOR = "compose the same files"


def bulk(setting: Setting) -> Section:
    """Measure ``assess`` on a folder of generated skill files."""
    folder = write_skill_files(setting.folder / "skills", FILES)
    ours = "kiframework assess"
    runs = in_turn(
        {
            FLOOR: [setting.python, BENCH / "compose.py", folder, "on", "drop"],
            ours: [setting.kiframework, "assess", folder, "--date", DAY],
        },
        setting.rounds,
    )
    section = Section(f"{FILES:,} skill files of 40 ratings")
    section.rows += [
        plain(FLOOR, runs),
        compared(ours, FLOOR, runs, most=4, per_second=(FILES, "files")),
    ]
    return section
