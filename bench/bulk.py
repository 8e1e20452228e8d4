"""Ten thousand skill files: speed and memory, against composing the same files and nothing else."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from typing import TYPE_CHECKING

from data import write_skill_files
from measure import DAY, Row, Section, compared, environment, in_turn, plain, quartiles, shown_time
from setting import BENCH

if TYPE_CHECKING:
    from pathlib import Path

    from setting import Setting

FILES = 10_000
FLOOR = "compose the same files"
MOST_LOADING, MOST_AS_JSON, MOST_ON_TERMINAL = 1.4, 2.5, 4


def bulk(setting: Setting) -> Section:
    """Measure loading, and ``assess`` with and without other processes, on a folder of generated skill files."""
    folder = write_skill_files(setting.folder / "skills", FILES)
    section = Section(f"{FILES:,} skill files of 40 ratings")
    section.rows += [*_loading(setting, folder), *_on_terminal(setting, folder)]
    processors = sorted(os.sched_getaffinity(0))
    for processes in (1, 2):
        if processes <= len(processors):
            os.sched_setaffinity(0, processors[:processes])
            section.rows += _as_json(setting, folder, processes)
            os.sched_setaffinity(0, processors)
    section.notes.append(
        "With one processor there is one process, with two there are two; each is compared with composing in as many. "
        "MiB is that of the first process."
    )
    return section


def _loading(setting: Setting, folder: Path) -> list[Row]:
    """Compare reading and binding with composing, in the processor time of one process."""
    command = [setting.python, BENCH / "load.py", str(setting.rounds), folder]
    done = subprocess.run(list(map(str, command)), env=environment(), capture_output=True, text=True, check=True)
    taken = json.loads(done.stdout)
    floor, ours = f"{FLOOR}, collector off", "load them, in the same process"
    ratio = quartiles([one / other for one, other in zip(taken["ours"], taken["floor"], strict=True)])
    met = ratio.median <= MOST_LOADING
    middle = shown_time(statistics.median(taken["ours"]))
    return [
        Row(floor, figure=shown_time(statistics.median(taken["floor"]))),
        Row(ours, floor, str(ratio), figure=middle, target=f"≤ {MOST_LOADING:g}", met=met),
    ]


def _on_terminal(setting: Setting, folder: Path) -> list[Row]:
    ours = "kiframework assess"
    runs = in_turn(
        {
            FLOOR: [setting.python, BENCH / "compose.py", folder, "on", "drop"],
            ours: [setting.kiframework, "assess", folder, "--date", DAY],
        },
        setting.rounds,
    )
    return [plain(FLOOR, runs), compared(ours, FLOOR, runs, most=MOST_ON_TERMINAL, per_second=(FILES, "files"))]


def _as_json(setting: Setting, folder: Path, processes: int) -> list[Row]:
    where = "one process" if processes == 1 else f"{processes} processes"
    floor, ours = f"{FLOOR}, {where}", f"kiframework assess --format json, {where}"
    runs = in_turn(
        {
            floor: [setting.python, BENCH / "compose.py", folder, "on", "drop", str(processes)],
            ours: [setting.kiframework, "assess", folder, "--date", DAY, "--format", "json"],
        },
        setting.rounds,
    )
    return [plain(floor, runs), compared(ours, floor, runs, most=MOST_AS_JSON, per_second=(FILES, "files"))]
