"""How many reports a second one process renders."""

from __future__ import annotations

import json
import statistics
import subprocess
from typing import TYPE_CHECKING

from data import write_skill_files
from measure import DAY, Row, Section, environment, quartiles, shown_time
from setting import BENCH

if TYPE_CHECKING:
    from pathlib import Path

    from setting import Setting

COUNT = 1_000
LEAST = 300


def reports(setting: Setting) -> Section:
    """Measure person reports in process: assessing is done before, writing to disk is left out."""
    folder = write_skill_files(setting.folder / "readers", COUNT)
    command: list[str | Path] = [setting.python, BENCH / "render.py", folder, DAY, str(setting.rounds)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    taken, template = found["taken"], "Jinja alone, content made ready before"
    section = Section(f"{found['count']:,} person reports in one process, {found['bytes'] / 1000:.0f} kB of HTML each")
    section.rows += [
        _row(template, "", taken["template"], None),
        _row("HTML", template, taken["html"], taken["template"], least=LEAST),
        _row("Markdown", template, taken["md"], taken["template"]),
    ]
    return section


def _row(what: str, against: str, taken: list[float], base: list[float] | None, least: int | None = None) -> Row:
    middle = statistics.median(taken)
    rate = COUNT / middle
    ratio = str(quartiles([one / other for one, other in zip(taken, base, strict=True)])) if base else ""
    target = "" if least is None else f"≥ {least}/s"
    figure = f"{shown_time(middle)}, {rate:,.0f} reports/s"
    return Row(what, against, ratio, "", figure, "", target, None if least is None else rate >= least)
