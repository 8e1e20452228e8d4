"""``kiframework calibration``: own ratings beside those of others."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.test_screen import CUT, DAY, Terminal
from tests.cli.workplace import GARDEN, MUSTERWERK, files_below, put, put_settings, start

from kiframework.api.assess import AssessRequest
from kiframework.api.calibration import calibrate
from kiframework.cli.calibration_screen import print_calibration

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif

PSEUDONYM = re.compile(r"P-\d{3}")
SETTLED = 'works_council = {state = "none"}\n'


def both(person: str, own: int, other: int, role: str = "gardener") -> str:
    """Return a skill file with an own rating and one of the boss."""
    return (
        f"person: {person}\nrole: {role}\nratings:\n"
        f"- {{source: self, date: 2026-11-20, levels: {{digging: {own}}}}}\n"
        f"- {{source: boss, date: 2026-11-21, levels: {{digging: {other}}}}}\n"
    )


@pytest.fixture
def garden(place: Path) -> Path:
    """Return a folder with two people, one of whom the boss sees differently."""
    put(place, skills__a=both("P-001", 3, 0), skills__b=both("P-002", 2, 2))
    return place


# --- The terminal -----------------------------------------------------------------------------------------------------


def test_the_group_comes_first_and_then_what_there_is_to_talk_about(kif: Kif) -> None:
    found = kif("calibration", MUSTERWERK)
    assert (found.code, found.err) == (0, "")
    group, talk = found.out.split("Zu besprechen: ab 2 Stufen Abstand")
    assert not PSEUDONYM.search(group)
    assert re.search(r"Insgesamt +364 +0,62 +0,25 +ausreichend", group)
    assert "ab 20 Paaren von 5 Personen" in group
    assert re.search(r"P-003 +Post-Performance auswerten +3 +2 +Führungskraft 1", talk)
    assert "P-001" not in talk, "nothing to talk about"
    assert "Bei 14 weiteren Personen" in talk
    assert "Arbeitspapier" in talk


def test_a_small_group_has_no_figures(kif: Kif, garden: Path) -> None:
    put_settings(garden, SETTLED)
    found = kif("calibration", "skills", *GARDEN, "--lang", "en")
    assert found.code == 0
    assert re.search(r"Overall +– +– +– +too few pairs", found.out)
    assert re.search(r"P-001 +Digging +3 +3 +Boss 0", found.out)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_nothing_is_cut_or_wider_than_the_screen(lang: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    print_calibration(calibrate(AssessRequest((str(MUSTERWERK),), DAY, DAY)), lang, terminal, people=True)
    lines = terminal.lines()
    assert max(map(len, lines)) <= width
    assert CUT not in "".join(lines)


def test_a_role_narrows_what_is_compared(kif: Kif) -> None:
    found = json.loads(kif("calibration", MUSTERWERK, "--role", "belegschaft-basis", "--format", "json").out)
    required = {one["competency"] for person in found["people"] for one in person["comparisons"]}
    everything = json.loads(kif("calibration", MUSTERWERK, "--format", "json").out)
    assert required < {one["competency"] for person in everything["people"] for one in person["comparisons"]}


def test_nobody_to_compare_ends_with_the_way_out(kif: Kif, place: Path) -> None:
    put(place, a="person: P-001\nrole: gardener\nratings:\n- {source: self, date: 2026-11-20, levels: {digging: 1}}\n")
    found = kif("calibration", "a.yaml", *GARDEN)
    assert (found.code, found.out) == (2, "")
    assert "Nobody has been rated both by themselves and by others." in found.err
    assert "help: skill files need an own rating" in found.err


def test_files_with_errors_are_left_out_and_said(kif: Kif, garden: Path) -> None:
    put_settings(garden, SETTLED)
    put(garden, skills__c=both("P-003", 9, 0))
    found = kif("calibration", "skills", *GARDEN)
    assert found.code == 2
    assert "Left out: 1 file(s) with errors; everybody else was compared." in found.err
    assert "P-001" in found.out
    assert "P-003" not in found.out


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    place = tmp_path_factory.mktemp("calibration")
    formats = [word for form in ("html", "md", "json") for word in ("--format", form)]
    found = start("calibration", MUSTERWERK, *formats, "-o", "out", cwd=place, PYTHONHASHSEED="0")
    assert found.returncode == 0, found.stderr
    return {name: content.decode() for name, content in files_below(place / "out").items()}


def test_there_is_a_page_for_the_group_and_one_for_everybody(written: dict[str, str]) -> None:
    people = {name for name in written if name.startswith("people/")}
    assert set(written) - people == {"group.html", "group.md", "calibration.json"}
    assert {"people/P-003.html", "people/P-003.md"} <= people
    assert len(people) == 2 * len(json.loads(written["calibration.json"])["people"])


def test_no_single_person_is_in_the_files_on_the_group(written: dict[str, str]) -> None:
    assert [PSEUDONYM.findall(written[name]) for name in ("group.html", "group.md")] == [[], []]


def test_a_page_of_a_person_names_nobody_else(written: dict[str, str]) -> None:
    for name, text in written.items():
        if name.startswith("people/"):
            assert set(PSEUDONYM.findall(text)) == {name.removeprefix("people/").partition(".")[0]}
            assert not re.search(r"R-\d{2}", text), "nor the raters"


def test_comments_and_objections_are_there_for_the_conversation(written: dict[str, str]) -> None:
    for form in ("html", "md"):
        assert "Ich würde das gern am eigenen Beispiel zeigen." in written[f"people/P-013.{form}"]
        assert "Ich würde das gern am eigenen Beispiel zeigen." not in written[f"group.{form}"]


def test_the_json_has_exact_figures_and_all_terms(written: dict[str, str]) -> None:
    found = json.loads(written["calibration.json"])
    assert (found["schema_version"], found["date"]) == (1, "2026-12-01")
    overall = found["group"]["overall"]
    assert overall["kappa"] == {"exact": "32609/52538", "value": 0.6207}
    assert (overall["pairs"], overall["people"], overall["mean_difference"]["exact"]) == (364, 23, "1/4")
    one = person(found, "P-010", "prompt-engineering")
    assert (one["own"], one["farthest"]["source"]) == (4, None)
    assert one["farthest"]["difference"] == {"exact": "2", "value": 2.0}
    assert {"self", "peer", "manager"} <= {term["source"] for term in one["sources"]}


def person(found: Any, name: str, competency: str) -> Any:
    (comparisons,) = [one["comparisons"] for one in found["people"] if one["person"] == name]
    return next(one for one in comparisons if one["competency"] == competency)


def test_the_same_input_gives_the_same_bytes(written: dict[str, str], tmp_path: Path) -> None:
    formats = [word for form in ("json", "html", "md") for word in ("--format", form)]
    files = sorted((MUSTERWERK / "skills").iterdir(), reverse=True)
    other = {"LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "COLUMNS": "40"}
    found = start("calibration", *files, *formats, "-o", "out", cwd=tmp_path, **other)
    assert found.returncode == 0, found.stderr
    assert {name: content.decode() for name, content in files_below(tmp_path / "out").items()} == written


def test_one_person_alone_has_a_page_and_is_no_group(kif: Kif, garden: Path) -> None:
    assert kif("calibration", "skills/a.yaml", *GARDEN, "-o", "out").code == 0
    assert set(files_below(garden / "out")) == {"people/P-001.html"}
    printed = kif("calibration", "skills/a.yaml", *GARDEN, "--format", "md")
    assert printed.code == 0
    assert printed.out.startswith("# ")


def test_several_documents_need_a_folder(kif: Kif) -> None:
    found = kif("calibration", MUSTERWERK, "--format", "md")
    assert (found.code, found.out) == (2, "")
    assert "add -o DIR" in found.err


def test_files_that_exist_are_replaced_only_by_force(kif: Kif, garden: Path) -> None:
    arguments = ("calibration", "skills/a.yaml", *GARDEN, "-o", "out")
    assert kif(*arguments).code == 0
    before = files_below(garden / "out")
    found = kif(*arguments, "--lang", "de")
    assert found.code == 2
    assert "--force" in found.err
    assert files_below(garden / "out") == before
    assert kif(*arguments, "--lang", "de", "--force").code == 0
    assert files_below(garden / "out") != before


def test_a_company_lays_its_own_template_over(kif: Kif, garden: Path) -> None:
    put_settings(garden, 'templates = "own"\n')
    (garden / "own").mkdir()
    (garden / "own" / "calibration.md.j2").write_text("{{ view.headline }}: {{ view.cover.subject }}\n", "utf-8")
    assert kif("calibration", "skills/a.yaml", *GARDEN, "--format", "md").out == (
        "One competency is worth talking about: P-001\n"
    )


# --- The works council (rule 18) --------------------------------------------------------------------------------------


@pytest.mark.parametrize("council", ["", 'works_council = {state = "informed", date = 2026-10-01}\n'])
def test_pages_of_several_people_wait_for_the_works_council(kif: Kif, garden: Path, council: str) -> None:
    put_settings(garden, council)
    found = kif("calibration", "skills", *GARDEN, "-o", "out")
    assert found.code == 2
    assert "until the works council question is settled" in found.err
    assert "single people are left out" in found.err
    assert set(files_below(garden / "out")) == {"group.html"}, "which speaks of nobody"


def test_the_pages_are_written_once_it_is_settled(kif: Kif, garden: Path) -> None:
    put_settings(garden, SETTLED)
    assert kif("calibration", "skills", *GARDEN, "-o", "out").code == 0
    assert set(files_below(garden / "out")) == {"group.html", "people/P-001.html", "people/P-002.html"}


@pytest.mark.parametrize("council", ["", 'works_council = {state = "informed", date = 2026-10-01}\n'])
def test_the_terminal_shows_the_group_alone_until_it_is_settled(kif: Kif, garden: Path, council: str) -> None:
    put_settings(garden, council)
    found = kif("calibration", "skills", *GARDEN)
    assert found.code == 2
    assert "until the works council question is settled" in found.err
    assert "understood alike" in found.out
    assert "P-001" not in found.out
    alone = kif("calibration", "skills/a.yaml", *GARDEN)
    assert (alone.code, "P-001" in alone.out, "works council" in alone.err) == (0, True, False)


def test_the_workspace_around_the_current_folder_is_meant_without_a_path(
    kif: Kif, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(MUSTERWERK, place / "firm")
    monkeypatch.chdir(place / "firm" / "skills")
    assert "P-003" in kif("calibration").out
