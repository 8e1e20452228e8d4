"""Every kind of report, made through the real command."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from tests.browser.companies import (
    write_beginner,
    write_company,
    write_harmless_company,
    write_hostile_company,
    write_large_company,
    write_newcomer,
)

from kiframework.api.setting import open_setting
from kiframework.cli import app

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "musterwerk"
NAMES = SAMPLE / "names" / "beispiel-namen.yaml"
DAY = "2026-12-01"

READINESS = ("must-have-open", "not-assessable", "starting", "developing", "ready-with-support", "ready")
PEOPLE = (*READINESS, "provisional")
LANGUAGES = {
    **dict.fromkeys(PEOPLE, "de"),
    "nothing-rated": "de",
    "manager-person": "en",
    "team": "de",
    "team-english": "en",
    "matrix": "en",
    "matrix-large": "de",
    "calibration-person": "de",
    "calibration-group": "en",
    "plan": "de",
    "plan-english": "en",
    "path": "de",
    "trainer-sheet": "en",
    "learner-sheet": "de",
    "training": "de",
    "training-english": "en",
    "diff": "de",
    "pilots": "de",
    "pilot": "en",
    "verdict-form": "de",
    "roadmap": "de",
    "roadmap-english": "en",
    "management": "de",
    "management-english": "en",
    "management-large": "de",
    "management-empty": "de",
    "progress-person": "de",
    "progress-group": "en",
    "population": "de",
    "population-english": "en",
    "population-tiny": "de",
    "tiny": "de",
    "tiny-matrix": "en",
    "unrelated-person": "de",
    "unrelated-team": "de",
    "hostile-person": "de",
    "hostile-manager-person": "de",
    "hostile-team": "de",
    "hostile-calibration": "de",
}
"""Kind of report -> its language."""
KINDS = tuple(LANGUAGES)
TWINS = ("hostile-person", "hostile-manager-person", "hostile-team", "hostile-calibration")
"""Kinds that come a second time as ``plain:<kind>``, made of harmless words."""


def make_reports(folder: Path) -> dict[str, Path]:
    """Make a report of every kind below ``folder``."""
    with mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": "1796083200"}):  # 2026-12-01
        return {
            **_people(folder / "self"),
            **_teams(folder),
            **_calibrations(folder),
            **_curricula(folder),
            **_pilots(folder),
            **_management(folder),
            **_populations(folder / "populations"),
            **_unrelated(folder),
            **_attacked("", write_hostile_company(folder / "hostile"), folder / "hostile-reports"),
            **_attacked("plain:", write_harmless_company(folder / "plain"), folder / "plain-reports"),
        }


def assess(*arguments: str | Path, to: Path, leaves: int = 0) -> Path:
    """Run ``kiframework assess`` and return the folder it wrote to."""
    return run("assess", *arguments, to=to, leaves=leaves)


def run(*arguments: str | Path, to: Path, leaves: int = 0) -> Path:
    """Run a command that writes pages and return the folder it wrote to."""
    command = [*map(str, arguments), "--date", DAY, "--format", "html", "-o", str(to)]
    assert app.run(command) == leaves, command
    return to


def _people(to: Path) -> dict[str, Path]:
    assess(SAMPLE, "--audience", "self", "--format", "json", to=to)
    found: dict[str, Path] = {}
    for one in json.loads((to / "assessment.json").read_text("utf-8"))["assessments"]:
        kind = "provisional" if one["provisional"] else one["readiness"]
        found.setdefault(kind, to / "people" / f"{one['person']}.{one['role']}.html")
    assert set(found) == set(PEOPLE), "the sample company shows every readiness code"
    return found


def _teams(folder: Path) -> dict[str, Path]:
    few = [SAMPLE / "skills" / f"P-00{number}.yaml" for number in (2, 3, 9)]
    some = [SAMPLE / "skills" / f"P-00{number}.yaml" for number in range(1, 10)]
    english = ("--lang", "en")
    named = (*english, "--audience", "manager", "--names", NAMES)
    newcomer = assess(write_newcomer(folder / "newcomer.yaml"), to=folder / "newcomer")
    matrix = assess(*some, *named, "--role", "belegschaft-basis", to=folder / "matrix")
    return {
        "nothing-rated": newcomer / "people" / "P-900.lead-generator.html",
        "team": assess(SAMPLE, to=folder / "team") / "team.html",
        "team-english": assess(SAMPLE, *english, to=folder / "team-english") / "team.html",
        "matrix": matrix / "team.html",
        "manager-person": matrix / "people" / "P-002.belegschaft-basis.html",
        "matrix-large": assess(SAMPLE, "--audience", "manager", to=folder / "matrix-large") / "team.html",
        "tiny": assess(*few, to=folder / "tiny") / "team.html",
        "tiny-matrix": assess(*few, *named, to=folder / "tiny-matrix") / "team.html",
    }


def _calibrations(folder: Path) -> dict[str, Path]:
    german = run("calibration", SAMPLE, to=folder / "calibration")
    english = run("calibration", SAMPLE, "--lang", "en", to=folder / "calibration-english")
    return {"calibration-person": german / "people" / "P-013.html", "calibration-group": english / "group.html"}


def _populations(folder: Path) -> dict[str, Path]:
    """Score tables of people with the built-in framework and report on them."""
    competencies = open_setting((), None).framework.competencies
    folder.mkdir()
    found = {}
    for kind, people, lang in (("", 3000, "de"), ("-english", 300, "en"), ("-tiny", 3, "de")):
        table = folder / f"people{kind}.csv"
        with table.open("w", encoding="utf-8") as file:
            file.write(f"person,{','.join(competencies)}\n")
            for person in range(people):
                levels = (_level(person, number) for number in range(len(competencies)))
                file.write(f"P-{person:05},{','.join(levels)}\n")
        result, report = folder / f"result{kind}", folder / f"report{kind}"
        assert app.run(["bulk", "score", str(table), "--date", DAY, "-o", str(result)]) == 0
        assert app.run(["bulk", "summary", str(result), "--lang", lang, "-o", str(report)]) == 0
        found[f"population{kind}"] = report / "population.html"
    return found


def _level(person: int, competency: int) -> str:
    """Return a level that is low for some people and missing for others."""
    if (person + competency) % 13 == 0:
        return ""
    return str(max(0, min(4, 4 - (person * 7 + competency * 3) % (2 + person % 4))))


def _curricula(folder: Path) -> dict[str, Path]:
    short = ("--trainer-hours", "120", "--until", "2027-01-29")
    german = run("curriculum", SAMPLE, *short, to=folder / "plan")
    english = run("curriculum", SAMPLE, "--lang", "en", to=folder / "plan-english")
    held = run("training", "report", SAMPLE, to=folder / "training")
    held_english = run("training", "report", SAMPLE, "--lang", "en", to=folder / "training-english")
    return {
        "plan": german / "curriculum.html",
        "plan-english": english / "curriculum.html",
        "path": german / "people" / "P-003.html",
        "trainer-sheet": english / "groups" / "data-pipelines-teaching-1-trainer.html",
        "learner-sheet": german / "groups" / "data-governance-basics-1-learner.html",
        "training": held / "training.html",
        "training-english": held_english / "training.html",
        "progress-person": _progress(SAMPLE / "skills" / "P-004.yaml", to=folder / "progress-person"),
        "progress-group": _progress(SAMPLE, "--lang", "en", to=folder / "progress-group"),
        "diff": run("diff", *_states(folder), "--people", SAMPLE, to=folder / "diff") / "diff.html",
    }


def _pilots(folder: Path) -> dict[str, Path]:
    here, one = ("--workspace", SAMPLE), "lead-qualification"
    return {
        "pilots": run("pilot", "list", *here, to=folder / "pilots") / "pilots.html",
        "pilot": run("pilot", "check", one, *here, "--lang", "en", to=folder / "pilot") / f"{one}.html",
        "verdict-form": run("pilot", "verdict", one, *here, to=folder / "verdict") / f"{one}.verdict.html",
        "roadmap": run("roadmap", SAMPLE, to=folder / "roadmap") / "roadmap.html",
        "roadmap-english": run("roadmap", SAMPLE, "--lang", "en", to=folder / "roadmap-english") / "roadmap.html",
    }


def _management(folder: Path) -> dict[str, Path]:
    page = ("report", "management")
    large = write_large_company(folder / "large", SAMPLE)
    empty = write_beginner(folder / "beginner")
    made = {
        "management": run(*page, SAMPLE, to=folder / "management"),
        "management-english": run(*page, SAMPLE, "--lang", "en", to=folder / "management-english"),
        "management-large": run(*page, large, to=folder / "management-large"),
        "management-empty": run(*page, empty, to=folder / "management-empty"),
    }
    return {kind: found / "management.html" for kind, found in made.items()}


def _progress(*arguments: str | Path, to: Path) -> Path:
    """Compare two dates; the later one is the day of the sample."""
    dates = ("--at", "2026-06-01", "--at", DAY)
    command = ["progress", *map(str, arguments), *dates, "--format", "html", "-o", str(to)]
    assert app.run(command) == 0, command
    return to / "progress.html"


def _states(folder: Path) -> tuple[Path, Path]:
    """Write a framework over the built-in one; return both."""
    own = folder / "own"
    own.mkdir(parents=True)
    text = "extends: ki-mittelstand@^1\nid: own\nversion: 1.0.0\ncompetencies: {prompt-engineering: {weight: 1}}\n"
    (own / "framework.yaml").write_text(text, "utf-8")
    return SAMPLE.parents[1] / "framework", own


def _unrelated(folder: Path) -> dict[str, Path]:
    company = write_company(folder / "unrelated")
    for_managers = assess(
        company, "--all-roles", "--audience", "manager", "--names", company / "names.yaml", to=folder / "un-manager"
    )
    for_person = assess(company, "--audience", "self", to=folder / "un-self")
    return {
        "unrelated-person": for_person / "people" / "AB0003.anlagenfahrer.html",
        "unrelated-team": for_managers / "team.html",
    }


def _attacked(prefix: str, company: Path, to: Path) -> Mapping[str, Path]:
    names = ("--names", company / "names.yaml")
    for_managers = assess(company, *names, "--audience", "manager", to=to / "manager", leaves=2)
    for_person = assess(company, *names, "--audience", "self", to=to / "self", leaves=2)
    calibrated = run("calibration", company, to=to / "calibration", leaves=2)
    return {
        f"{prefix}hostile-person": for_person / "people" / "AB0001.anlagenfahrer.html",
        f"{prefix}hostile-manager-person": for_managers / "people" / "AB0002.anlagenfahrer.html",
        f"{prefix}hostile-team": for_managers / "team.html",
        f"{prefix}hostile-calibration": calibrated / "people" / "AB0001.html",
    }
