"""A real LibreOffice opens the workbook and saves it, and what it has saved reads right."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import missing
from tests.loading.answers.books import DAY, begun, empty, filled, levels, load, occasions, people, problems, team

from kiframework.model.sheets import DATE_ROW, PERSON_ROW
from kiframework.model.skills import RatedLevel, Round

if TYPE_CHECKING:
    from collections.abc import Callable

    Office = Callable[[dict[str, bytes], str], dict[str, bytes]]

HOSTILE = "=1+1\n_x000D_ <b>&amp; \u202eabc\u2067 😀 #REF!"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return what opens files in LibreOffice and saves them in another format, all at once."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        missing("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")

    def save_as(files: dict[str, bytes], form: str) -> dict[str, bytes]:
        source, target = folder / "in", folder / f"out-{form}"
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir()
        for name, data in files.items():
            (source / name).write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(target)]
        subprocess.run([*command, *map(str, source.iterdir())], capture_output=True, check=True, timeout=120)
        return {path.stem: path.read_bytes() for path in sorted(target.iterdir()) if path.suffix == f".{form}"}

    return save_as


@pytest.fixture(scope="module")
def saved(office: Office) -> dict[str, bytes]:
    """Return workbooks that LibreOffice has opened as they were handed out, that were filled in, and saved again."""
    known = Round(
        source="boss",
        rater="R-07",
        date=DAY,
        note="talk",
        levels={"digging": RatedLevel(level=2, comment=HOSTILE, objection="No."), "pruning": "not_observable", "x": 1},
    )
    made = {
        "begun": begun(known),
        "empty": empty(date=None),
        "people": people("P-001", "P-002"),
        "team": team("P-001", None, date=None),
    }
    opened = office({f"{name}.xlsx": data for name, data in made.items()}, "xlsx")
    opened["empty"] = filled(opened["empty"], {"digging": 3, "composting": "weiß nicht", "pruning": 2.5, DATE_ROW: DAY})
    opened["people"] = filled(filled(opened["people"], {"digging": 1}), {"pruning": "2"}, "P-002")
    opened["team"] = filled(opened["team"], {"digging": 1}, "Team")
    opened["team"] = filled(opened["team"], {DATE_ROW: "20.11.2026"}, "Team", "text")
    opened["team"] = filled(opened["team"], {PERSON_ROW: "P-002", "digging": 3}, "Team", "level-2")
    return office({f"{name}.xlsx": data for name, data in opened.items()}, "xlsx")


def test_a_round_is_the_same_after_libreoffice_has_saved_it(saved: dict[str, bytes]) -> None:
    loaded = load(saved["begun"])
    assert problems(loaded) == []
    assert occasions(loaded)["P-001"] == Round(
        source="boss",
        rater="R-07",
        date=DAY,
        note="talk",
        levels={"digging": RatedLevel(level=2, comment=HOSTILE, objection="No."), "pruning": "not_observable", "x": 1},
    )


def test_what_was_filled_in_is_read_from_what_libreoffice_has_saved(saved: dict[str, bytes]) -> None:
    loaded = load(saved["empty"])
    assert problems(loaded) == [("P-001!H12", "KIF403")]
    assert occasions(loaded)["P-001"].date == DAY
    assert levels(loaded) == {"P-001": {"digging": 3, "composting": "dont_know"}}
    assert levels(load(saved["people"])) == {"P-001": {"digging": 1}, "P-002": {"pruning": 2}}


def test_the_sheet_of_a_team_that_libreoffice_has_saved(saved: dict[str, bytes]) -> None:
    loaded = load(saved["team"])
    assert problems(loaded) == []
    assert levels(loaded) == {"P-001": {"digging": 1}, "P-002": {"digging": 3}}
    assert {one.date for one in occasions(loaded).values()} == {DAY}


def test_a_workbook_that_libreoffice_itself_has_filled_in(office: Office) -> None:
    """LibreOffice's own format as plain text takes the values, so that it reads and writes all of them itself."""
    flat = office({"own.xlsx": empty()}, "fods")["own"].decode()
    row = re.compile(
        r"<table:table-row(?:(?!</table:table-row>).)*?<text:p>digging</text:p>.*?</table:table-row>", re.DOTALL
    )
    empty_cell = re.compile(r'<table:table-cell (table:style-name="[^"]*" table:content-validation-name="[^"]*")/>')
    level = r'<table:table-cell \1 office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'
    changed = row.sub(lambda found: empty_cell.sub(level, found[0], count=1), flat, count=1)
    assert changed != flat
    loaded = load(office({"own.fods": changed.encode()}, "xlsx")["own"])
    assert problems(loaded) == []
    assert levels(loaded) == {"P-001": {"digging": 2}}


def test_its_own_format_is_refused_with_a_way_out_and_reads_right_when_saved_as_asked(office: Office) -> None:
    made = filled(empty(), {"digging": 3, "pruning": "nicht beobachtbar"})
    other = office({"back.xlsx": made}, "ods")["back"]
    (one,) = load(other, "back.ods").diagnostics
    assert (one.code, one.help) == ("KIF401", "save it as .xlsx")
    again = load(office({"back.ods": other}, "xlsx")["back"])
    assert problems(again) == []
    assert levels(again) == {"P-001": {"digging": 3, "pruning": "not_observable"}}


def test_what_it_saves_keeps_the_hidden_parts_hidden(saved: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(saved["begun"])) as archive:
        book = archive.read("xl/workbook.xml").decode()
    assert re.search(r'name="_kiframework"[^>]*state="(veryHidden|hidden)"', book)
