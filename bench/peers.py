"""The same work with other tools, where they are installed; what is missing is left out with the reason."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from data import write_skill_files
from measure import DAY, Section, compared, environment, in_turn, plain
from setting import BENCH, ROOT, versions

if TYPE_CHECKING:
    from measure import Command
    from setting import Setting

PEOPLE = 2_000
CHECKED = 300
OURS = "kiframework assess --format csv"
SCRIPTS = {"plain": ("pyyaml",), "pandas": ("pyyaml", "pandas")}
CLOSE = 1e-3
"""Percent by which scores may differ: both sides write four decimals or more."""


class DisagreementError(Exception):
    """Another tool came to other scores, so its speed says nothing."""


def gap_table(setting: Setting) -> Section:
    """Compare with scripts that compute the same scores and gaps."""
    section = Section(f"Scores and gaps of {PEOPLE:,} people (80,000 ratings) as CSV")
    folder = write_skill_files(setting.folder / "people", PEOPLE)
    ours: Command = [setting.kiframework, "assess", folder, "--date", DAY, "--format", "csv", "--force", "-o"]
    commands: dict[str, Command] = {OURS: [*ours, setting.folder / "ours"]}
    for how, needs in SCRIPTS.items():
        known = versions(setting.peers, *needs)
        if len(known) < len(needs):
            section.notes.append(f"Left out: {how} script; {needs[-1]} is not installed where the other tools are.")
            continue
        name = ", ".join([f"{how} script", *(f"{tool} {version}" for tool, version in known.items())])
        out = setting.folder / f"{how}.csv"
        commands[name] = [setting.peers, BENCH / "gap_table.py", how, ROOT / "framework", folder, DAY, out]
    runs = in_turn(commands, setting.rounds)
    section.rows.append(plain(OURS, runs))
    section.rows += [compared(name, OURS, runs, per_second=(PEOPLE, "people")) for name in list(commands)[1:]]
    expected = _our_scores(setting.folder / "ours" / "assessment.csv")
    for name in list(commands)[1:]:
        _agree(name, expected, _their_scores(commands[name][-1]))
        section.notes.append(f"The {name.partition(',')[0]} comes to the same {len(expected):,} scores.")
    return section


def _our_scores(path: Path) -> dict[str, float | None]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return {row["person"]: _score(row["score_percent"]) for row in csv.DictReader(file)}


def _their_scores(path: Path | str) -> dict[str, float | None]:
    with Path(path).open(newline="", encoding="utf-8") as file:
        return {row[0]: _score(row[5]) for row in csv.reader(file) if row[2] == "score"}


def _score(text: str) -> float | None:
    return float(text) if text else None


def _agree(name: str, ours: dict[str, float | None], theirs: dict[str, float | None]) -> None:
    for person, score in ours.items():
        other = theirs.get(person)
        if (score is None) != (other is None) or (score is not None and abs(score - (other or 0)) > CLOSE):
            raise DisagreementError(f"{name}: {person} has {other}, not {score}")


def schema_check(setting: Setting) -> Section:
    """Compare with a checker of schemas, which reads and checks the same files but scores nobody."""
    section = Section(f"Checking {CHECKED} skill files")
    known = versions(setting.peers, "check-jsonschema")
    if not known:
        section.notes.append("Left out: check-jsonschema is not installed where the other tools are.")
        return section
    folder = write_skill_files(setting.folder / "checked", CHECKED)
    schema = setting.folder / "skills.schema.json"
    code = (
        "import json; from kiframework.model.skills import SkillFile; print(json.dumps(SkillFile.model_json_schema()))"
    )
    done = subprocess.run([setting.python, "-c", code], capture_output=True, check=True, env=environment())
    schema.write_bytes(done.stdout)
    ours = "kiframework assess, which scores as well"
    theirs = f"check-jsonschema {known['check-jsonschema']}, the schema alone"
    checker = setting.peers.with_name("check-jsonschema")
    runs = in_turn(
        {
            ours: [setting.kiframework, "assess", folder, "--date", DAY],
            theirs: [checker, "--schemafile", schema, *sorted(folder.glob("*.yaml"))],
        },
        setting.rounds,
    )
    section.rows += [plain(ours, runs), compared(theirs, ours, runs, per_second=(CHECKED, "files"))]
    return section
