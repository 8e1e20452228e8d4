"""Bad input on the command line: each problem with its place, everybody else assessed, nobody scored by halves."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.workplace import FIT, GARDEN, MUSTERWERK, put, put_settings, skills

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif, Outcome

FINE = skills("P-900")


def assessed(outcome: Outcome) -> list[str]:
    return [one["person"] for one in json.loads(outcome.out)["assessments"]]


def left_out(outcome: Outcome) -> list[tuple[str, str | None, list[str]]]:
    return [(one["path"], one["person"], one["codes"]) for one in json.loads(outcome.out)["left_out"]]


BROKEN: dict[str, tuple[str, str, str]] = {
    "syntax": ("person: P-001\nratings: [\n", "KIF003", "3:1"),
    "depth": ("person: P-001\nratings: " + "[" * 1_000, "KIF004", "2:59"),
    "duplicate key": ("person: P-001\nrole: helper\nrole: gardener\n", "KIF005", "3:1"),
    "empty": ("", "KIF006", "1:1"),
    "unknown key": ("person: P-001\nrle: gardener\n", "KIF010", "2:1"),
    "no person": ("role: gardener\n", "KIF011", "1:1"),
    "wrong value": (skills(levels={"digging": "many"}), "KIF012", "4:54"),
    "age": (skills(extra="age: 41\n"), "KIF110", "5:1"),
    "sex": (skills(extra="sex: f\n"), "KIF110", "5:1"),
    "future": (skills().replace("2026-11-20", "2027-01-01"), "KIF105", "4:24"),
    "unknown competency": (skills(levels={"diging": "3"}), "KIF101", "4:45"),
    "off the scale": (skills(levels={"digging": "7"}), "KIF104", "4:54"),
    "unknown role": (skills(role="gardner"), "KIF102", "2:7"),
    "twice on a day": (skills(extra="- {source: boss, date: 2026-11-20, levels: {digging: 1}}\n"), "KIF106", "5:45"),
    "e-mail": (skills(person="erika@example.org"), "KIF109", "1:9"),
}


@pytest.mark.parametrize(("text", "code", "where"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_reported_and_the_others_are_assessed(
    kif: Kif, place: Path, text: str, code: str, where: str
) -> None:
    put(place, skills__bad=text, skills__fine=FINE)
    found = kif("assess", "skills", *GARDEN, "--format", "json")
    assert found.code == 2
    assert f"skills/bad.yaml:{where}: error {code} " in found.err
    assert "Left out: 1 file(s)" in found.err
    assert assessed(found) == ["P-900"]
    assert [(path, codes) for path, _, codes in left_out(found)] == [("bad.yaml", [code])]


@pytest.mark.parametrize(("text", "code", "where"), BROKEN.values(), ids=BROKEN.keys())
def test_where_nobody_is_left_the_run_says_so(kif: Kif, place: Path, text: str, code: str, where: str) -> None:
    put(place, bad=text)
    found = kif("assess", "bad.yaml", *GARDEN)
    assert (found.code, found.out) == (2, "")
    assert f"bad.yaml:{where}: error {code} " in found.err
    assert found.err.endswith("error: Nobody could be assessed.\nhelp: the lines above say why\n")


def test_all_problems_of_all_files_come_in_one_run_in_order(kif: Kif, place: Path) -> None:
    put(
        place,
        skills__b=skills("P-002", levels={"diging": "7", "pruning": "9"}),
        skills__a="person: P-001\nage: 1\nx: 2\n",
    )
    found = kif("assess", "skills", *GARDEN)
    places = [line.partition(" ")[0] for line in found.err.splitlines() if line.startswith("skills/")]
    assert places == [
        "skills/a.yaml:2:1:",
        "skills/a.yaml:3:1:",
        "skills/b.yaml:4:45:",
        "skills/b.yaml:4:53:",
        "skills/b.yaml:4:65:",
    ]


def test_close_matches_stand_below_the_problem(kif: Kif, place: Path) -> None:
    put(place, a=skills(levels={"diging": "3"}))
    assert "    help: did you mean 'digging'?\n" in kif("assess", "a.yaml", *GARDEN).err


def test_the_first_place_of_a_duplicate_stands_below_the_problem(kif: Kif, place: Path) -> None:
    put(place, a="person: P-001\nrole: x\nrole: y\n")
    assert "    first written here: a.yaml:2:1\n" in kif("assess", "a.yaml", *GARDEN).err


SECOND_FILES = {
    "rule": skills(levels={"digging": "9"}),
    "structure": "person: P-001\nrle: x\n",
    "duplicate key": "person: P-001\nrole: helper\nrole: helper\n",
    "syntax": "person: P-001\nratings: [\n",
    "several documents": "person: P-001\n---\nx: 1\n",
    "depth": "person: P-001\nratings: " + "[" * 1_000,
    "blank in the id": "person: ' P-001'\nrle: x\n",
    "not applicable and rated": "person: P-001\nnot_applicable: [{competency: pruning, reason: x}]\n",
}


@pytest.mark.parametrize("second", SECOND_FILES.values(), ids=SECOND_FILES.keys())
def test_whoever_has_an_error_in_one_of_two_files_is_left_out_whole(kif: Kif, place: Path, second: str) -> None:
    put(place, skills__a=skills("P-001"), skills__b=second, skills__c=FINE)
    found = kif("assess", "skills", *GARDEN, "--format", "json")
    assert found.code == 2
    assert assessed(found) == ["P-900"]
    assert [path for path, _, _ in left_out(found)] == ["a.yaml", "b.yaml"]


def test_a_second_file_in_another_encoding_leaves_the_person_out_too(kif: Kif, place: Path) -> None:
    put(place, skills__a=skills("P-001"), skills__c=FINE)
    (place / "skills" / "b.yaml").write_bytes("# Prüfung\nperson: P-001\n".encode("latin-1"))
    assert assessed(kif("assess", "skills", *GARDEN, "--format", "json")) == ["P-900"]


def test_numbers_as_pseudonyms_are_joined_over_files(kif: Kif, place: Path) -> None:
    framework = (place / "garden.yaml").read_text("utf-8").replace("'P-[0-9]{3}'", "'[0-9]{4}'")
    put(place, garden=framework, skills__a=skills("1001"), skills__b="person: 1001\nrle: x\n", skills__c=skills("1002"))
    assert assessed(kif("assess", "skills", *GARDEN, "--format", "json")) == ["1002"]


def test_an_id_with_blanks_around_it_is_the_same_person(kif: Kif, place: Path) -> None:
    put(place, skills__a=skills("' P-001'", levels={"digging": "3"}))
    put(place, skills__b=skills("P-001", levels={"composting": "3", "pruning": "3"}))
    assert assessed(kif("assess", "skills", *GARDEN, "--format", "json")) == ["P-001"]


@pytest.mark.parametrize("person", ["erika@example.org", "Erika Beispiel"])
def test_a_name_in_place_of_a_pseudonym_is_repeated_nowhere(kif: Kif, place: Path, person: str) -> None:
    put(place, skills__a=skills(person), skills__c=FINE)
    for form in ("json", "csv", "md", "html"):
        found = kif("assess", "skills", *GARDEN, "--format", form)
        assert found.code == 2
        assert "rika" not in found.out + found.err, form


# --- Files and folders ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("path", ["none", "none.yaml", "none/below/it.yaml", "garden.yaml/below.yaml"])
def test_a_path_that_does_not_exist_is_reported(kif: Kif, path: str) -> None:
    found = kif("assess", path, *GARDEN)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"{path}: error KIF001 ")


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("length", [300, 5000])
def test_a_name_that_is_too_long_is_reported(kif: Kif, length: int) -> None:
    assert kif("assess", "a" * length, *GARDEN).code == 2
    assert kif("assess", "a.yaml", "--framework", "a" * length).code == 2
    assert kif("roles-for", "a" * length).code == 2


def test_an_empty_folder_is_reported(kif: Kif, place: Path) -> None:
    (place / "skills").mkdir()
    found = kif("assess", "skills", *GARDEN)
    assert found.code == 2
    assert (
        "skills: error KIF001 There is no skill file here.\n    help: skill files end in .yaml or .yml\n" in found.err
    )


def test_one_missing_path_does_not_stop_the_others(kif: Kif, place: Path) -> None:
    put(place, fine=FINE)
    found = kif("assess", "none.yaml", "fine.yaml", *GARDEN, "--format", "json")
    assert (found.code, assessed(found)) == (2, ["P-900"])
    assert left_out(found) == [("none.yaml", None, ["KIF001"])]


def test_links_in_circles_are_reported(kif: Kif, place: Path) -> None:
    put(place, skills__fine=FINE)
    (place / "skills" / "a.yaml").symlink_to("b.yaml")
    (place / "skills" / "b.yaml").symlink_to("a.yaml")
    (place / "skills" / "again").symlink_to(place / "skills")
    found = kif("assess", "skills", *GARDEN, "--format", "json")
    assert (found.code, assessed(found)) == (2, ["P-900"])
    assert [path for path, _, _ in left_out(found)] == ["a.yaml", "b.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_in_a_folder_does_not_hold_the_run_up(kif: Kif, place: Path) -> None:
    put(place, skills__fine=FINE)
    os.mkfifo(place / "skills" / "pipe.yaml")
    found = kif("assess", "skills", *GARDEN, "--format", "json")
    assert (found.code, assessed(found)) == (2, ["P-900"])
    assert "skills/pipe.yaml: error KIF001 This is not a regular file." in found.err


def test_a_folder_named_like_a_file_is_searched(kif: Kif, place: Path) -> None:
    put(place, **{"odd.yaml__fine": FINE})
    assert assessed(kif("assess", "odd.yaml", *GARDEN, "--format", "json")) == ["P-900"]


def test_a_file_named_twice_is_read_once(kif: Kif, place: Path) -> None:
    put(place, skills__fine=FINE)
    file = "skills/fine.yaml"
    for other in (file, "./skills/fine.yaml", "skills", "skills/../skills", place / file):
        found = kif("assess", file, other, *GARDEN, "--format", "json")
        assert (found.code, assessed(found)) == (0, ["P-900"]), other


@pytest.mark.skipif(os.name != "posix", reason="file names are text on this system")
@pytest.mark.parametrize("form", ["json", "csv", "md", "html"])
def test_a_file_name_that_is_no_text_is_no_obstacle(kif: Kif, place: Path, form: str) -> None:
    put(place, skills__fine=FINE)
    with open(os.fsencode(place / "skills") + b"/\xff.yaml", "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"x: 1\n")
    assert kif("assess", "skills", *GARDEN, "--format", form).code == 2


# --- Settings and frameworks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "settings",
    [
        'compny = "x"\n',
        "company = \n",
        'accent = "red"\n',
        'framework = "none"\n',
        'framework = "\\u0000"\n',
        f'framework = "{"a" * 300}"\n',
        'skills = "none"\n',
        'skills = "\\u0000"\n',
        f'skills = "{"a" * 300}"\n',
        f"company = {'1' * 5000}\n",
        "a = " + "[" * 100_000,
    ],
)
def test_settings_that_cannot_be_used_end_the_run_with_2(kif: Kif, place: Path, settings: str) -> None:
    put(place, ws__skills__fine=FINE)
    put_settings(place / "ws", settings)
    found = kif("assess", "ws", "--format", "json")
    assert (found.code, found.out) == (2, "")
    assert "error: " in found.err


@pytest.mark.parametrize(
    "settings",
    [
        'logo = "none.png"\n',
        'logo = "\\u0000.png"\n',
        f'logo = "{"a" * 300}.png"\n',
        'templates = "none"\n',
        'templates = "\\u0000"\n',
        f'templates = "{"a" * 300}"\n',
    ],
)
def test_looks_that_cannot_be_used_end_the_run_with_2(kif: Kif, place: Path, settings: str) -> None:
    put(place, ws__skills__fine=FINE)
    put_settings(place / "ws", settings)
    found = kif("assess", "ws", *GARDEN, "--format", "md")
    assert (found.code, found.out) == (2, "")


def test_settings_of_a_second_workspace_are_not_passed_over(kif: Kif, place: Path) -> None:
    put(place, one__skills__a=FINE, two__skills__b=skills("P-002"))
    put_settings(place / "one", "")
    put_settings(place / "two", "skills = [\n")
    found = kif("assess", "one", "two", *GARDEN)
    assert found.code == 2
    assert "two/kiframework.toml" in found.err


def test_a_broken_framework_ends_the_run_with_every_problem(kif: Kif, place: Path) -> None:
    framework = (place / "garden.yaml").read_text("utf-8")
    put(place, garden=framework.replace("pillar: tools", "pillar: tool").replace("{level: 3}", "{level: 9}"), a=FINE)
    found = kif("assess", "a.yaml", *GARDEN)
    assert (found.code, found.out) == (2, "")
    assert [line.split()[2] for line in found.err.splitlines() if line.startswith("garden.yaml:")] == [
        "KIF201",
        "KIF208",
        "KIF205",
    ]
    assert found.err.endswith("error: The framework cannot be used.\n")


def test_a_missing_framework_is_reported(kif: Kif, place: Path) -> None:
    put(place, a=FINE)
    found = kif("assess", "a.yaml", "--framework", "none")
    assert found.code == 2
    assert found.err == "none: error KIF001 This does not exist.\nerror: The framework cannot be used.\n"


def test_a_text_as_framework_is_reported(kif: Kif, place: Path) -> None:
    put(place, a=FINE)
    assert "KIF012" in kif("assess", "a.yaml", "--framework", MUSTERWERK / "README.md").err or (
        "KIF003" in kif("assess", "a.yaml", "--framework", MUSTERWERK / "README.md").err
    )


# --- Values on the edge -----------------------------------------------------------------------------------------------

ODD_ROUNDS: dict[str, Any] = {
    "zero of another script": "shares: {digging: 1/\u0660}",
    "key like the machinery": "shares: {'literal[x]': many}",
    "whole number as key": "levels: {1: 1}",
    "truth as key": "levels: {true: 1}",
    "nothing as key": "levels: {~: 1}",
    "endless number": f"levels: {{digging: {'9' * 5000}}}",
    "nested level": "levels: {digging: {level: {level: {level: 1}}}}",
    "endless share": f"shares: {{digging: 0.{'9' * 5000}}}",
    "year 0": "valid_until: 0000-00-00",
}


@pytest.mark.parametrize("entry", ODD_ROUNDS.values(), ids=ODD_ROUNDS.keys())
def test_odd_values_are_diagnostics(kif: Kif, place: Path, entry: str) -> None:
    put(place, a=f"person: P-001\nrole: gardener\nratings:\n- source: self\n  date: 2026-11-20\n  {entry}\n")
    found = kif("assess", "a.yaml", *GARDEN)
    assert (found.code, found.out) == (2, "")
    assert "a.yaml:6:" in found.err


def test_the_oldest_rating_is_only_old(kif: Kif, place: Path) -> None:
    put(place, a=skills(levels=FIT).replace("2026-11-20", "0001-01-01"))
    found = kif("assess", "a.yaml", *GARDEN, "--format", "json")
    assert found.code == 0
    assert json.loads(found.out)["assessments"][0]["readiness"] == "not-assessable"
