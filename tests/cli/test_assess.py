"""``kiframework assess``: what is assessed, what is printed, and the exit code."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.workplace import FIT, GARDEN, MUSTERWERK, OPEN, put, put_settings, skills

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif, Outcome


def document(outcome: Outcome) -> Any:
    return json.loads(outcome.out)


def pairs(outcome: Outcome) -> list[tuple[str, str]]:
    return [(one["person"], one["role"]) for one in document(outcome)["assessments"]]


@pytest.fixture
def garden(place: Path) -> Path:
    """Return a folder with two people: one fit, one with an open must-have."""
    put(place, skills__a=skills("P-001", levels=FIT), skills__b=skills("P-002", levels=OPEN))
    return place


# --- The terminal -----------------------------------------------------------------------------------------------------


def test_without_options_there_is_a_table_and_the_next_step(kif: Kif) -> None:
    found = kif("assess", MUSTERWERK)
    assert (found.code, found.err) == (0, "")
    assert "P-001" in found.out
    assert "P-024" in found.out
    assert "Pflichtkompetenz offen" in found.out
    assert "Stand 01.12.2026" in found.out
    assert "--format html -o" in found.out


def test_the_language_can_be_chosen(kif: Kif) -> None:
    found = kif("assess", MUSTERWERK / "skills" / "P-002.yaml", "--lang", "en")
    assert "must-have open" in found.out
    assert "Next step" in found.out
    assert kif("assess", MUSTERWERK, "--lang", "fr").code == 2


EVERYBODY = [("P-001", "gardener"), ("P-002", "gardener")]


@pytest.mark.parametrize("here", [".", "skills", "skills/team/north", "drafts"])
def test_no_path_means_the_workspace_the_user_stands_in(
    kif: Kif, garden: Path, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_settings(garden, "")
    put(garden, drafts__c=skills("P-003"))
    (garden / here).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(garden / here)
    found = kif("assess", "--framework", garden / "garden.yaml", "--format", "json")
    assert (found.code, pairs(found)) == (0, EVERYBODY)


def test_problems_are_shown_from_where_the_user_stands(kif: Kif, garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_settings(garden, "")
    put(garden, skills__c="person: P-003\nrle: x\n")
    monkeypatch.chdir(garden / "skills")
    assert kif("assess", "--framework", "../garden.yaml").err.startswith("../skills/c.yaml:2:1: error KIF010")


@pytest.mark.usefixtures("garden")
@pytest.mark.parametrize("command", [("assess",), ("roles-for", "P-001")])
def test_without_a_path_outside_of_a_workspace_nothing_is_read(kif: Kif, command: tuple[str, ...]) -> None:
    found = kif(*command, *GARDEN)
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "error: No path is given, and there is no kiframework.toml here or above.\n"
        "help: name skill files or folders, such as . for this one, or go to a folder with kiframework.toml\n"
    )


def test_the_current_folder_can_be_named(kif: Kif, garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(garden / "skills")
    found = kif("assess", ".", "--framework", "../garden.yaml", "--format", "json")
    assert (found.code, pairs(found)) == (0, EVERYBODY)


@pytest.mark.parametrize("paths", [("",), ("skills", "")])
@pytest.mark.parametrize("command", [("assess",), ("roles-for", "P-001")])
def test_an_empty_path_does_not_pass_for_the_current_folder(
    kif: Kif, garden: Path, command: tuple[str, ...], paths: tuple[str, ...]
) -> None:
    put_settings(garden, "")
    found = kif(*command, *paths, *GARDEN)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("error: An empty path names no file.\n")


def test_many_assessments_are_summed_up(kif: Kif, place: Path) -> None:
    for number in range(101):
        put(place, **{f"skills__p{number:03}": skills(f"P-{number:03}")})
    found = kif("assess", "skills", *GARDEN)
    assert found.code == 0
    assert "P-050" not in found.out
    assert "101" in found.out


def test_explain_prints_every_term(kif: Kif, garden: Path) -> None:
    found = kif("assess", garden / "skills" / "b.yaml", *GARDEN, "--explain", "--lang", "en")
    assert found.code == 0
    # Level, fulfilment and priority of the open must-have: L, min(L, R) / R, (R - L) w k.
    for figure in ("(2·1·0) / (2·1) = 0", "min(0, 2) / 2 = 0.0", "2 × 1 × 2 = 4"):
        assert figure in found.out
    assert "2026-11-20" in found.out


# --- Roles ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("garden")
def test_a_role_can_be_chosen_for_everybody(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--role", "helper", "--role", "gardener", "--format", "json")
    assert pairs(found) == [(person, role) for person in ("P-001", "P-002") for role in ("helper", "gardener")]


@pytest.mark.usefixtures("garden")
def test_everybody_can_be_assessed_against_all_roles(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--all-roles", "--format", "json")
    assert {role for _, role in pairs(found)} == {"helper", "gardener"}
    assert len(pairs(found)) == 4


@pytest.mark.usefixtures("garden")
def test_an_unknown_role_is_answered_with_close_matches(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--role", "gardner")
    assert (found.code, found.out) == (2, "")
    assert found.err == "error: The framework has no role 'gardner'.\nhelp: did you mean 'gardener'?\n"
    assert "kiframework show lists all roles" in kif("assess", "skills", *GARDEN, "--role", "zzz").err


def test_roles_count_from_their_first_to_their_last_day(kif: Kif, place: Path) -> None:
    roles = "roles: [{role: helper, until: 2026-11-30}, {role: gardener, since: 2026-12-01}]\n"
    put(place, a=skills(role=None, extra=roles))
    for day, role in (("2026-11-30", "helper"), ("2026-12-01", "gardener")):
        assert pairs(kif("assess", "a.yaml", *GARDEN, "--date", day, "--format", "json")) == [("P-001", role)]


def test_whoever_has_no_role_is_left_out_with_the_reason(kif: Kif, place: Path) -> None:
    put(place, skills__a=skills("P-001", role=None), skills__b=skills("P-002"))
    found = kif("assess", "skills", *GARDEN, "--format", "json")
    assert found.code == 2
    assert pairs(found) == [("P-002", "gardener")]
    assert [(one["path"], one["codes"]) for one in document(found)["left_out"]] == [("a.yaml", ["KIF111"])]
    assert "skills/a.yaml:1:1: error KIF111 P-001 has no role on the assessment date." in found.err


# --- Dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("date", ["01.12.2026", "2026-13-01", "2026-02-30", "tomorrow", "", "2026", "20261201"])
def test_a_date_that_is_none_is_refused(kif: Kif, date: str) -> None:
    found = kif("assess", MUSTERWERK, "--date", date)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"error: '{date}' is not a date.\nhelp: write it as YYYY-MM-DD")


def test_ratings_after_the_assessment_date_do_not_count(kif: Kif, place: Path) -> None:
    put(place, a=skills())
    found = document(kif("assess", "a.yaml", *GARDEN, "--date", "2026-11-19", "--format", "json"))
    assert found["date"] == "2026-11-19"
    line = found["assessments"][0]["competencies"][0]
    assert line["level"] is None
    assert [one["reason"] for one in line["not_counted"]] == ["later-than-date"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_any_other(kif: Kif, place: Path, day: str) -> None:
    put(place, a=skills())
    assert kif("assess", "a.yaml", *GARDEN, "--date", day).code == 0


def test_the_clock_can_be_set_from_outside(kif: Kif, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(place, a=skills())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795564800")  # 2026-11-25
    assert document(kif("assess", "a.yaml", *GARDEN, "--format", "json"))["date"] == "2026-11-25"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795046400")  # 2026-11-19: the rating lies in the future
    assert "KIF105" in kif("assess", "a.yaml", *GARDEN).err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert kif("assess", "a.yaml", *GARDEN).err == "error: SOURCE_DATE_EPOCH is not a number of seconds.\n"


# --- Formats on standard output ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("garden")
def test_csv_has_one_row_per_required_competency(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--format", "csv")
    assert found.out.startswith("\ufeffperson,role,readiness,")
    rows = list(csv.DictReader(io.StringIO(found.out.removeprefix("\ufeff"))))
    assert [(row["person"], row["competency"]) for row in rows] == [
        (person, competency) for person in ("P-001", "P-002") for competency in ("digging", "composting", "pruning")
    ]
    assert {row["readiness"] for row in rows if row["person"] == "P-002"} == {"must-have-open"}


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_report_on_one_person_goes_to_standard_output(kif: Kif, garden: Path, form: str) -> None:
    found = kif("assess", garden / "skills" / "a.yaml", *GARDEN, "--format", form)
    assert found.code == 0
    assert "P-001" in found.out
    assert found.out.startswith("<!DOCTYPE html>" if form == "html" else "# ") or form == "md"


@pytest.mark.usefixtures("garden")
def test_the_report_on_several_people_names_none_of_them(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--format", "md")
    assert found.code == 0
    assert found.out != ""
    assert "P-001" not in found.out


@pytest.mark.usefixtures("garden")
def test_several_formats_need_a_folder(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--format", "json", "--format", "csv")
    assert (found.code, found.out) == (2, "")
    assert "Several formats need a folder to go to." in found.err
    assert "help: add -o DIR" in found.err


@pytest.mark.usefixtures("garden")
def test_the_same_format_twice_is_one(kif: Kif) -> None:
    assert kif("assess", "skills", *GARDEN, "--format", "json", "--format", "json").code == 0


@pytest.mark.usefixtures("garden")
def test_several_documents_need_a_folder(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--format", "md", "--audience", "self")
    assert (found.code, found.out) == (2, "")
    assert "Several documents need a folder to go to." in found.err


@pytest.mark.usefixtures("garden")
def test_an_explanation_does_not_mix_with_a_document(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--format", "json", "--explain")
    assert (found.code, found.out) == (2, "")


def test_an_unknown_format_is_refused(kif: Kif) -> None:
    assert kif("assess", MUSTERWERK, "--format", "pdf").code == 2


# --- Exit codes -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("garden")
@pytest.mark.parametrize(
    ("file", "code", "expected"),
    [
        ("a", "must-have-open", 0),
        ("a", "growing", 0),
        ("a", "fit", 1),
        ("b", "must-have-open", 1),
        ("b", "not-assessable", 1),
        ("b", "fit", 1),
    ],
)
def test_fail_on_a_readiness_or_worse_ends_with_1(kif: Kif, file: str, code: str, expected: int) -> None:
    found = kif("assess", f"skills/{file}.yaml", *GARDEN, "--fail-on", code)
    assert found.code == expected
    assert "P-00" in found.out


@pytest.mark.usefixtures("garden")
def test_an_unknown_readiness_is_refused_with_all_that_exist(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--fail-on", "ready")
    assert (found.code, found.out) == (2, "")
    assert "help: from worst to best: must-have-open, not-assessable, fresh, growing, fit\n" in found.err


def test_unusable_input_beats_findings(kif: Kif, garden: Path) -> None:
    put(garden, skills__c="person: P-003\nrle: x\n")
    assert kif("assess", "skills", *GARDEN, "--fail-on", "must-have-open").code == 2


def test_a_warning_alone_is_no_failure(kif: Kif, place: Path) -> None:
    put(place, a="framework: garden@2.0.0\n" + skills())
    found = kif("assess", "a.yaml", *GARDEN)
    assert found.code == 0
    assert "a.yaml:1:12: warning KIF114" in found.err


# --- Standard input ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
def test_standard_input_can_be_assessed(kif: Kif) -> None:
    found = kif("assess", "-", *GARDEN, "--format", "json", stdin=skills("P-077").encode("utf-8-sig"))
    assert (found.code, pairs(found)) == (0, [("P-077", "gardener")])


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(("text", "code"), [(b"", "KIF006"), (b"\xff", "KIF002"), (b"[" * 100_000, "KIF004")])
def test_standard_input_that_cannot_be_used_is_reported(kif: Kif, text: bytes, code: str) -> None:
    found = kif("assess", "-", *GARDEN, stdin=text)
    assert (found.code, found.out) == (2, "")
    assert f"error {code} " in found.err


@pytest.mark.usefixtures("place")
def test_a_rating_given_twice_on_standard_input_is_reported_with_its_place(kif: Kif) -> None:
    again = "- {source: boss, date: 2026-11-20, levels: {digging: 1}}\n"
    found = kif("assess", "-", *GARDEN, stdin=skills(extra=again).encode())
    assert found.code == 2
    assert ":5:45: error KIF106" in found.err


@pytest.mark.usefixtures("place")
def test_standard_input_named_twice_is_read_once(kif: Kif) -> None:
    assert kif("assess", "-", "-", *GARDEN, stdin=skills().encode()).code == 0


# --- Audience and works council (rule 18) -----------------------------------------------------------------------------

UNSETTLED = [
    ("", "nothing is said about it"),
    ('{state = "informed", date = 2026-10-01}', "the works council was informed and has not agreed"),
    ('{state = "agreed"}', "the date of the agreement is missing"),
    (
        '{state = "agreed", date = 2026-12-02}',
        "the date of the agreement, 2026-12-02, is still ahead (today is 2026-12-01)",
    ),
]
SETTLED = ['{state = "none"}', '{state = "agreed", date = 2026-10-01}', '{state = "agreed", date = 2026-12-01}']


@pytest.mark.parametrize(("council", "open_point"), UNSETTLED)
def test_managers_wait_for_the_works_council(kif: Kif, garden: Path, council: str, open_point: str) -> None:
    put_settings(garden, f"works_council = {council}\n" if council else "")
    found = kif("assess", ".", *GARDEN, "--audience", "manager", "--format", "md", "-o", "out")
    assert (found.code, found.out) == (2, "")
    assert f"until the works council question is settled: {open_point}.\n" in found.err
    assert not (garden / "out").exists()


def test_an_agreement_of_tomorrow_is_not_brought_forward_by_the_assessment_date(kif: Kif, garden: Path) -> None:
    put_settings(garden, 'works_council = {state = "agreed", date = 2026-12-02}\n')
    found = kif("assess", ".", *GARDEN, "--date", "2027-01-01", "--audience", "manager", "--format", "md", "-o", "out")
    assert (found.code, found.out) == (2, "")
    assert "is still ahead" in found.err


@pytest.mark.parametrize("council", SETTLED)
def test_managers_see_people_once_it_is_settled(kif: Kif, garden: Path, council: str) -> None:
    put_settings(garden, f"works_council = {council}\n")
    found = kif("assess", ".", *GARDEN, "--audience", "manager", "--format", "md", "-o", "out")
    assert found.code == 0
    assert "P-001" in (garden / "out" / "team.md").read_text("utf-8")


@pytest.mark.usefixtures("garden")
def test_whoever_has_not_thought_of_the_works_council_is_reminded(kif: Kif) -> None:
    assert "note: several people were assessed and nothing is said about the works council" in (
        kif("assess", "skills", *GARDEN).err
    )
    assert "works council" not in kif("assess", "skills/a.yaml", *GARDEN).err


# --- Names ------------------------------------------------------------------------------------------------------------


def test_names_are_in_reports_and_nowhere_else(kif: Kif, garden: Path) -> None:
    put(garden, names="P-001: Erika Beispiel\nP-002: Max Muster\n")
    arguments = ("assess", "skills", *GARDEN, "--names", "names.yaml")
    formats = [word for form in ("html", "md", "json", "csv") for word in ("--format", form)]
    found = kif(*arguments, "--audience", "self", *formats, "-o", "out", "--explain")
    assert found.code == 0
    assert "Erika" not in found.out + found.err
    for path in (garden / "out").rglob("*"):
        if path.is_file():
            has_name = "Erika Beispiel" in path.read_text("utf-8")
            assert has_name == (path.name in {"P-001.gardener.html", "P-001.gardener.md"}), path.name
            assert "Erika" not in path.name


@pytest.mark.parametrize("text", ["- Erika\n", "P-001: {Erika: x}\n", "P-001: Erika\nP-001: Erika\n", "Erika: [\n"])
def test_a_list_of_names_that_cannot_be_used_is_refused_without_a_name(kif: Kif, garden: Path, text: str) -> None:
    put(garden, names=text)
    found = kif("assess", "skills", *GARDEN, "--names", "names.yaml", "--format", "md")
    assert (found.code, found.out) == (2, "")
    assert "names.yaml" in found.err
    assert "Erika" not in found.err


@pytest.mark.usefixtures("garden")
def test_a_missing_list_of_names_is_reported(kif: Kif) -> None:
    found = kif("assess", "skills", *GARDEN, "--names", "none.yaml", "--format", "md")
    assert found.code == 2
    assert found.err.endswith(
        "none.yaml: error KIF001 This does not exist.\nerror: The list of names cannot be used.\n"
    )
