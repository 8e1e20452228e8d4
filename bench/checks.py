"""``validate``: all rules against composing the same files, against a checker of schemas, and as frameworks grow."""

from __future__ import annotations

import json
import shlex
import statistics
import subprocess
from typing import TYPE_CHECKING, Any

from data import write_content
from measure import DAY, FailedError, Row, Section, compared, environment, in_turn, plain, quartiles, shown_time
from setting import BENCH, ROOT, versions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from measure import Command, Ratio
    from setting import Setting

BUILT_IN = ROOT / "framework"
SIZES = (10_000, 30_000, 100_000)
"""Lines of generated frameworks, the smallest first."""
FLAWS = 20
"""One competency in so many has something to complain about in the framework with findings."""
MOST, MOST_GROWTH = 4, 1.25
FLOOR = "compose the same files"
PARTS = {"framework": "framework.yaml", "competencies": "competencies/*.yaml", "roles": "roles/*.yaml"}
"""Schema -> the files of a framework that it is for."""


def checks(setting: Setting) -> Section:
    """Measure loading, binding and all rules inside one process, on frameworks that grow."""
    flawed = write_content(setting.folder / "flawed", SIZES[1], FLAWS)
    folders = [BUILT_IN, flawed, *(write_content(setting.folder / f"lines-{lines}", lines) for lines in SIZES)]
    command: Command = [setting.python, BENCH / "check.py", DAY, str(setting.rounds), *folders]
    done = subprocess.run(list(map(str, command)), env=environment(), capture_output=True, text=True, check=True)
    built_in, flawed_one, *grown = json.loads(done.stdout)
    section = Section("All checks of a framework, in one process")
    known = {"the built-in framework": built_in, **{_named(one): one for one in grown}}
    for name, one in {**known, f"{_named(flawed_one)}, with findings": flawed_one}.items():
        floor = f"{FLOOR}: {name}"
        section.rows.append(Row(floor, figure=shown_time(statistics.median(one["floor"]))))
        section.rows.append(_row(name, floor, _ratio(one["ours"], one["floor"]), MOST, one))
    smallest = grown[0]
    for one in grown[1:]:
        growth = _ratio(_per_line(one), _per_line(smallest))
        section.rows.append(_row(f"{_named(one)}, per line", f"{_named(smallest)}, per line", growth, MOST_GROWTH, one))
    noted = {"The built-in framework": built_in, "The largest": grown[-1], "The one with findings": flawed_one}
    section.notes += [_content(name, one) for name, one in noted.items()]
    return section


def _named(one: dict[str, Any]) -> str:
    return f"{one['lines']:,} lines"


def _per_line(one: dict[str, Any]) -> list[float]:
    return [seconds / one["lines"] for seconds in one["ours"]]


def _ratio(times: Sequence[float], base: Sequence[float]) -> Ratio:
    return quartiles([one / other for one, other in zip(times, base, strict=True)])


def _row(what: str, against: str, ratio: Ratio, most: float, one: dict[str, Any]) -> Row:
    middle = statistics.median(one["ours"])
    figure = f"{shown_time(middle)}, {one['lines'] / middle:,.0f} lines/s"
    return Row(what, against, str(ratio), "", figure, "", f"≤ {most:g}", ratio.median <= most)


def _content(name: str, one: dict[str, Any]) -> str:
    found = ", ".join(f"{count} × {code}" for code, count in one["findings"].items()) or "none"
    return f"{name}: {one['lines']:,} lines in {one['files']} files; findings: {found}."


def checks_by_schema(setting: Setting) -> Section:
    """Compare whole processes with a checker of schemas, which sees none of the content."""
    large = write_content(setting.folder / "checked-framework", SIZES[0])
    section = Section(f"Checking the built-in framework, and one of {SIZES[0]:,} lines, against a checker of schemas")
    known = versions(setting.peers, "check-jsonschema")
    if not known:
        section.notes.append("Left out: check-jsonschema is not installed where the other tools are.")
        return section
    schemas = {part: _schema(setting, part) for part in PARTS}
    for name, folder in (("the built-in framework", BUILT_IN), (f"{SIZES[0]:,} lines", large)):
        ours = f"kiframework validate: {name}"
        whole = f"check-jsonschema {known['check-jsonschema']}: {name}, one run for each schema"
        single = f"check-jsonschema {known['check-jsonschema']}: {name}, the competencies alone"
        runs = in_turn(
            {
                ours: [setting.kiframework, "validate", folder, "--date", DAY],
                whole: ["sh", "-c", " && ".join(_line(setting, folder, schemas, part) for part in PARTS)],
                single: ["sh", "-c", _line(setting, folder, schemas, "competencies")],
            },
            setting.rounds,
        )
        section.rows += [plain(whole, runs), compared(ours, whole, runs, most=1)]
        section.rows += [plain(single, runs), compared(ours, single, runs)]
    return section


def _schema(setting: Setting, part: str) -> Path:
    """Export a schema with the tool itself."""
    done = subprocess.run([setting.kiframework, "schema", part], capture_output=True, check=False, env=environment())
    if done.returncode:
        raise FailedError(f"kiframework schema {part}\n{done.stderr.decode(errors='replace')}")
    path = setting.folder / f"{part}.schema.json"
    path.write_bytes(done.stdout)
    return path


def _line(setting: Setting, folder: Path, schemas: dict[str, Path], part: str) -> str:
    files = sorted(folder.glob(PARTS[part]))
    return shlex.join(map(str, [setting.peers.with_name("check-jsonschema"), "--schemafile", schemas[part], *files]))
