"""``kiframework import``: what is written, what is shown, and what keeps it from being written."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from tests.api.quiz import put_garden

from kiframework.api.questionnaire import QuickcheckRequest, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif

TAKE = ("import", "--framework", "garden")


@pytest.fixture
def garden(place: Path) -> Path:
    put_garden(place)
    put_back(place, "a.json")
    return place


def put_back(place: Path, name: str, person: str = "P-001", **levels: int) -> None:
    rating = {"source": "self", "date": "2026-11-20", "levels": levels or {"digging": 2}}
    answers = {"kiframework": "answers", "schema_version": 1, "framework": "garden@2.1.0", "finished": True}
    (place / name).write_text(
        json.dumps({**answers, "person": person, "role": "gardener", "ratings": [rating]}), "utf-8"
    )


def test_skill_files_are_written_and_counted(kif: Kif, garden: Path) -> None:
    put_back(garden, "b.json", "P-002")
    done = kif(*TAKE, "a.json", "b.json")
    assert done.code == 0
    assert done.err == ("P-001: self of 2026-11-20: 1 new\nP-002: self of 2026-11-20: 1 new\nSkill files written: 2.\n")
    assert sorted(path.name for path in (garden / "skills").iterdir()) == ["P-001.yaml", "P-002.yaml"]


def test_a_second_time_nothing_changes(kif: Kif, garden: Path) -> None:
    kif(*TAKE, "a.json")
    before = (garden / "skills" / "P-001.yaml").read_bytes()
    done = kif(*TAKE, "a.json")
    assert done.err == "P-001: self of 2026-11-20: 0 new, 1 there already\nSkill files written: 0.\n"
    assert (garden / "skills" / "P-001.yaml").read_bytes() == before


def test_a_dry_run_shows_the_change_and_writes_nothing(kif: Kif, garden: Path) -> None:
    kif(*TAKE, "a.json")
    put_back(garden, "b.json", pruning=3)
    before = (garden / "skills" / "P-001.yaml").read_bytes()
    done = kif(*TAKE, "b.json", "--dry-run")
    assert done.code == 0
    assert "+      pruning: 3\n" in done.out
    assert done.out.startswith("--- skills/P-001.yaml\n")
    assert done.err.endswith("Skill files to be written: 1.\n")
    assert (garden / "skills" / "P-001.yaml").read_bytes() == before


def test_an_error_keeps_everything_back_and_partial_does_not(kif: Kif, garden: Path) -> None:
    put_back(garden, "b.json", "P-002", diging=2)
    done = kif(*TAKE, "a.json", "b.json")
    assert done.code == 2
    assert "b.json:1:" in done.err
    assert "KIF101" in done.err
    assert "help: mend it, or use --partial" in done.err
    assert not (garden / "skills").exists()
    part = kif(*TAKE, "a.json", "b.json", "--partial")
    assert part.code == 2
    assert [path.name for path in (garden / "skills").iterdir()] == ["P-001.yaml"]


@pytest.mark.usefixtures("garden")
def test_what_was_taken_can_be_assessed(kif: Kif) -> None:
    kif(*TAKE, "a.json")
    assert kif("assess", "skills", "--framework", "garden").code == 0
    assert kif("validate", "skills", "--framework", "garden").code == 0


@pytest.mark.usefixtures("garden")
def test_a_workspace_says_where_skill_files_lie(kif: Kif, garden: Path) -> None:
    (garden / "kiframework.toml").write_text('framework = "garden"\nskills = "team"\n', "utf-8")
    assert kif("import", "a.json").code == 0
    assert (garden / "team" / "P-001.yaml").is_file()


def test_results_are_pages_with_answers_right_ones_and_reasons_for_each_person_alone(kif: Kif, garden: Path) -> None:
    answers = json.loads((garden / "a.json").read_text("utf-8"))
    asked = prepare(QuickcheckRequest("gardener", dt.date(2026, 12, 1), framework="garden")).asked[0][1].asked
    answers |= {"items": {"digging-1": 1, "digging-2": [1, 2, "dont_know"], "pruning-1": 1}, "asked": asked}
    (garden / "c.json").write_text(json.dumps(answers), "utf-8")
    put_back(garden, "b.json", "P-002")
    done = kif(*TAKE, "c.json", "b.json", "--results", "results", "--lang", "en")
    assert done.code == 0
    assert sorted(path.name for path in (garden / "results").iterdir()) == [
        "P-001.2026-11-20.html",
        "P-001.2026-11-20.md",
    ]
    text = (garden / "results" / "P-001.2026-11-20.md").read_text("utf-8")
    assert text.startswith("# 2 of 3 questions answered correctly\n")
    assert "What is a spade for? **not right**" in text
    assert "Your answer: Cutting · Right would be: Digging" in text
    assert "Why: It lifts the soil." in text
    assert "**right (2 of 3 parts, 2 are needed)**" in text
    assert "Shown: level 0 (None)" in text
    again = kif(*TAKE, "c.json", "--results", "results", "--lang", "en")
    assert again.code == 2
    assert "exists" in again.err


def test_many_people_are_summed_up(kif: Kif, garden: Path) -> None:
    names = [f"{number}.json" for number in range(100, 140)]
    for name in names:
        put_back(garden, name, f"P-{name[:3]}")
    done = kif(*TAKE, *names)
    assert done.err == "Answers of 40 people: 40 new ratings, 0 there already.\nSkill files written: 40.\n"
