"""The quick check at the terminal and through a pipe: asked, saved, gone on with, and written into the skill file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.api.quiz import put_garden

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif

ASK = ("quickcheck", "gardener", "--framework", "garden", "--person", "P-001", "--lang", "en")
ALL = b"2\n?\n3\n2\n1\n2\n?\n1\n\n"
WRITTEN = """\
framework: garden@2.1.0
person: P-001
role: gardener
ratings:
  - source: self
    date: 2026-12-01
    levels:
      digging: 2
      composting: dont_know
      pruning: 3
  - source: self_test
    date: 2026-12-01
    levels:
      digging: {level: 2, evidence: "digging-1 ✓, digging-2 ✓"}
      pruning: {level: 2, evidence: "pruning-1 ✓"}
"""


@pytest.fixture
def garden(place: Path) -> Path:
    put_garden(place)
    return place


def skill_file(place: Path) -> str:
    return (place / "skills" / "P-001.yaml").read_text("utf-8")


def files(place: Path) -> list[str]:
    return sorted(path.name for path in (place / "skills").iterdir())


def test_a_pipe_answers_everything_and_the_skill_file_is_written(kif: Kif, garden: Path) -> None:
    done = kif(*ASK, stdin=ALL)
    assert done.code == 0
    assert skill_file(garden) == WRITTEN
    assert files(garden) == ["P-001.yaml"]


def test_questions_go_to_standard_error_and_the_result_to_standard_output(kif: Kif, garden: Path) -> None:
    done = kif(*ASK, stdin=ALL)
    assert "1 of 8 · Soil" in done.err
    assert "How do you dig?" in done.err
    assert "Part 2 of 3: Paths" in done.err
    assert done.out.count("P-001") == 1
    assert "must-have open" not in done.out
    assert (garden / "skills").is_dir()


def test_the_result_holds_the_reasons_and_what_would_have_been_right(kif: Kif, garden: Path) -> None:
    done = kif(*ASK, stdin=b"2\n2\n2\n1\n1\n2\n2\n2\n\n")
    assert "✗ What is a spade for?" in done.out
    assert "Right would be: Digging" in done.out
    assert "It lifts the soil." in done.out
    assert "3 of 3 parts right, 2 are needed" in done.out
    assert (garden / "skills").is_dir()


@pytest.mark.usefixtures("garden")
def test_nothing_that_is_asked_tells_a_key_a_reason_or_what_is_required(kif: Kif) -> None:
    done = kif(*ASK, stdin=ALL)
    for secret in ("lifts the soil", "for plants", "fungi", "must-have", "requires", "✓"):
        assert secret not in done.err


def test_somebody_stops_and_goes_on_with_the_same_command(kif: Kif, garden: Path) -> None:
    stopped = kif(*ASK, stdin=b"2\n?\nq\n")
    assert stopped.code == 0
    assert "Saved, still open: 6." in stopped.err
    assert files(garden) == [".P-001.gardener.self.answers.json"]
    done = kif(*ASK, stdin=ALL.removeprefix(b"2\n?\n"))
    assert done.code == 0
    assert "answered: 2." in done.err
    assert "1 of 8" not in done.err
    assert skill_file(garden) == WRITTEN
    assert files(garden) == ["P-001.yaml"]


def test_lines_that_end_too_early_lose_nothing(kif: Kif, garden: Path) -> None:
    ended = kif(*ASK, stdin=b"2\n?\n3\n")
    assert ended.code == 2
    assert "5 of 8 questions" in ended.err
    assert kif(*ASK, stdin=ALL.removeprefix(b"2\n?\n3\n")).code == 0
    assert skill_file(garden) == WRITTEN


def test_what_is_saved_on_the_way_has_the_form_of_answers_and_is_not_finished(kif: Kif, garden: Path) -> None:
    kif(*ASK, stdin=b"2\n?\n3\n2\n1\nq\n")
    saved = json.loads((garden / "skills" / ".P-001.gardener.self.answers.json").read_text("utf-8"))
    assert saved["kiframework"] == "answers"
    assert saved["finished"] is False
    assert saved["items"] == {"digging-1": 2, "digging-2": [1, None, None]}
    refused = kif("import", "--framework", "garden", "skills/.P-001.gardener.self.answers.json")
    assert refused.code == 2
    assert "KIF407" in refused.err


def test_a_damaged_save_is_said_and_kept(kif: Kif, garden: Path) -> None:
    (garden / "skills").mkdir()
    saved = garden / "skills" / ".P-001.gardener.self.answers.json"
    saved.write_text("{", "utf-8")
    done = kif(*ASK, stdin=ALL)
    assert done.code == 2
    assert "remove the file to begin anew" in done.err
    assert saved.read_text("utf-8") == "{"


def test_back_comment_and_keeping_an_answer(kif: Kif, garden: Path) -> None:
    kif(*ASK, "--short", stdin=b"2\n1\nb\nb\nc twice a year\n\n\n3\n\n")
    assert "digging: {level: 2, comment: twice a year}" in skill_file(garden)
    assert "composting: 1" in skill_file(garden)


@pytest.mark.usefixtures("garden")
@pytest.mark.parametrize("line", ["9", "-1", "two", "2.5", "", "c", "²"])
def test_what_is_no_answer_is_asked_again(kif: Kif, line: str) -> None:
    done = kif(*ASK, "--short", stdin=f"{line}\n2\n2\n2\n\n".encode())
    assert done.code == 0
    assert "Please type a number from 0 to 3, or ?" in done.err


@pytest.mark.usefixtures("garden")
def test_a_comment_without_a_level_waits(kif: Kif) -> None:
    assert "give the level first" in kif(*ASK, stdin=b"c well\nq\n").err


def test_answers_of_the_same_day_can_be_corrected_by_asking_again(kif: Kif, garden: Path) -> None:
    kif(*ASK, "--short", stdin=b"2\n2\n2\n\n")
    before = skill_file(garden)
    assert kif(*ASK, "--short", stdin=b"2\n3\n2\n\n").code == 0
    assert skill_file(garden) == before.replace("composting: 2", "composting: 3")


def test_the_rest_of_a_skill_file_stays_as_it_is(kif: Kif, garden: Path) -> None:
    (garden / "skills").mkdir()
    text = (
        "# mine\nperson:   P-001\nrole: 'gardener'\nratings: [{source: boss, date: 2026-11-20, levels: {digging: 1}}]\n"
    )
    (garden / "skills" / "P-001.yaml").write_text(text, "utf-8")
    kif(*ASK, "--short", stdin=b"2\n2\n2\n\n")
    added = ", {source: self, date: 2026-12-01, levels: {digging: 2, composting: 2, pruning: 2}}]\n"
    assert skill_file(garden) == text.replace("]\n", added)


def test_others_rate_with_a_source_and_a_rater(kif: Kif, garden: Path) -> None:
    done = kif(*ASK, "--source", "boss", "--rater", "R-01", stdin=b"2\n?\n1\n\n")
    assert done.code == 0
    assert "not observable" in done.err
    assert "  - source: boss\n    rater: R-01\n" in skill_file(garden)
    assert "composting: not_observable" in skill_file(garden)


@pytest.mark.usefixtures("garden")
def test_without_a_person_the_pseudonym_is_asked_for(kif: Kif) -> None:
    ask = [one for one in ASK if one not in ("--person", "P-001")]
    assert kif(*ask, "--short", stdin=b"P-002\n1\n1\n1\n\n").code == 0
    assert kif(*ask, stdin=b"Erika\n").code == 2


@pytest.mark.usefixtures("garden")
def test_nobody_is_asked_for_a_pseudonym_before_the_role_is_known(kif: Kif) -> None:
    done = kif("quickcheck", "gardner", "--framework", "garden")
    assert done.code == 2
    assert "Pseudonym" not in done.err
    assert "did you mean 'gardener'?" in done.err


@pytest.mark.parametrize(
    ("form", "output"), [("html", ()), ("html", ("-o", "-")), ("xlsx", ("-o", "a.html")), ("xlsx-team", ("-o", "a"))]
)
def test_a_form_goes_to_a_file_with_its_own_ending(kif: Kif, garden: Path, form: str, output: tuple[str, ...]) -> None:
    before = sorted(garden.rglob("*"))
    done = kif(*ASK, "--form", form, *output)
    assert done.code == 2
    assert f"-o quickcheck.{form.partition('-')[0]}" in done.err
    assert sorted(garden.rglob("*")) == before


@pytest.mark.usefixtures("garden")
def test_one_terminal_asks_one_person(kif: Kif) -> None:
    done = kif(*ASK, "--person", "P-002", "--source", "boss")
    assert done.code == 2
    assert "one person can be asked at a time" in done.err


@pytest.mark.parametrize("line", ["9" * 5_000, "02", "²", "-1"])
def test_odd_numbers_are_asked_for_again(kif: Kif, garden: Path, line: str) -> None:  # noqa: ARG001
    done = kif(*ASK, "--short", stdin=f"{line}\n2\n1\n1\n\n".encode())
    assert done.code == 0
    assert "Please type a number from 0 to 3" in done.err


RATED = """\
person: P-001
ratings:
  - source: self
    date: 2026-12-01
    levels:
      digging: {level: 2, evidence: photo, comment: at last, objection: too low}
      composting: 0
"""


def test_what_stands_there_of_the_same_day_is_shown_and_its_remarks_stay(kif: Kif, garden: Path) -> None:
    (garden / "skills").mkdir()
    (garden / "skills" / "P-001.yaml").write_text(RATED, "utf-8")
    done = kif(*ASK, "--short", stdin=b"\n1\n3\n\n")
    assert "Enter keeps: 2" in done.err
    expected = RATED.replace("composting: 0", "composting: 1") + "      pruning: 3\n"
    assert skill_file(garden) == expected
    kif(*ASK, "--short", stdin=b"3\n1\n3\n\n")
    assert skill_file(garden) == expected.replace("level: 2", "level: 3")


def test_a_level_does_not_take_the_place_of_a_share(kif: Kif, garden: Path) -> None:
    (garden / "skills").mkdir()
    before = "person: P-001\nratings:\n- {source: self, date: 2026-12-01, shares: {digging: 1/2}}\n"
    (garden / "skills" / "P-001.yaml").write_text(before, "utf-8")
    done = kif(*ASK, "--short", stdin=b"2\n1\n1\n\n")
    assert done.code == 2
    assert "'digging' has both a level and a share in this round" in done.err
    assert "The answers could not be written." in done.err
    assert skill_file(garden) == before
    assert len(files(garden)) == 2, "what was said is kept"


@pytest.mark.usefixtures("garden")
@pytest.mark.parametrize("more", [(), ("--form", "html", "-o", "a.html")])
def test_a_day_to_come_is_refused_before_anything_is_asked(kif: Kif, more: tuple[str, ...]) -> None:
    done = kif(*ASK, "--date", "2030-01-01", *more)
    assert done.code == 2
    assert done.err.startswith("error: 2030-01-01 is still to come.")


def test_german_words_lead_through_it_too(kif: Kif, garden: Path) -> None:
    done = kif(*ASK[:-1], "de", "--short", stdin=b"2\nz\nk gut\n\n?\n1\n\n")
    assert "weiß ich nicht" in done.err
    assert "comment: gut" in skill_file(garden)
