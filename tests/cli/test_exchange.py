"""``import-framework`` and ``export-framework``: a company's own matrix becomes a framework, and comes back whole."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from tests.cli.workplace import ROOT, files_below
from tests.loading.samples import GARDEN
from tests.planning.test_changes import gardens

from kiframework.api.exchange import ImportFrameworkRequest, import_framework
from kiframework.api.setting import UnusableInputError
from kiframework.cli.options import today
from kiframework.loading.framework import load_framework
from kiframework.output.framework_tables import render_framework_csv, render_framework_workbook

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

    from kiframework.model.framework import Framework

DDAT = Path(os.environ.get("KIFRAMEWORK_DDAT", ROOT.parent / "shared" / "data" / "ddat"))
MATRIX = """\
Kompetenz;Bereich;Verkauf;Lager;Chef
Prompts schreiben;KI;2;1;3!
Daten prüfen;Daten;;2;2*
Recht;KI;x;1;4
;KI;1;2;3
Daten prüfen;Daten;;1;
"""


def loaded(path: str) -> Framework:
    found = load_framework(Path(path), path)
    assert found.diagnostics == ()
    assert found.framework is not None
    return found.framework


# --- A matrix of roles by competencies --------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_matrix_becomes_a_framework_that_validates(kif: Kif, encoding: str) -> None:
    Path("m.csv").write_text(MATRIX, encoding)
    found = kif("import-framework", "m.csv", "-o", "acme")
    assert found.code == 0
    assert "3 roles, 3 competencies, 7 requirements." in found.err
    acme = loaded("acme")
    chef = acme.roles["chef"].requirements
    assert {name: (one.level, one.must_have) for name, one in chef.items()} == {
        "prompts-schreiben": (3, True), "daten-pruefen": (2, True), "recht": (4, False),
    }  # fmt: skip
    assert [pillar.title["de"] for pillar in acme.pillars] == ["KI", "Daten"]
    assert acme.competencies["daten-pruefen"].title == {"de": "Daten prüfen"}
    assert acme.highest_level == 4
    assert kif("validate", "acme").code == 0


@pytest.mark.usefixtures("place")
def test_what_cannot_be_placed_is_named_cell_by_cell(kif: Kif) -> None:
    Path("m.csv").write_text(MATRIX, "utf-8")
    said = kif("import-framework", "m.csv", "-o", "acme").err
    assert "m.csv:4:10: warning KIF601 This is no level." in said
    assert "m.csv:5:1: warning KIF601 This row has neither an id nor a title." in said
    assert (
        "m.csv:6:21: warning KIF602 'lager' requires 'daten-pruefen' twice, and otherwise; the first one counts."
        in said
    )
    assert "first required here: m.csv:3:21" in said


@pytest.mark.usefixtures("place")
def test_a_matrix_in_a_workbook_is_named_as_spreadsheets_do(kif: Kif) -> None:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = "Soll"
    for row in csv.reader(io.StringIO(MATRIX), delimiter=";"):
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    workbook.save("m.xlsx")
    said = kif("import-framework", "m.xlsx", "-o", "acme").err
    assert "m.xlsx:Soll!C4: warning KIF601 This is no level." in said
    assert len(loaded("acme").roles) == 3


# --- Tables of things -------------------------------------------------------------------------------------------------

TABLES = {
    "roles.csv": "role_id,title,family,description\nboss,Boss,Top,Leads.\nclerk,Clerk,Base,Works.\n",
    "competencies.csv": "competency_id,pillar,title,description,level_1,level_2\n"
    "Data & Law,Law,Data and law,Knows.,Names rules.,Applies rules.\nfax,Old,Fax,Faxes.,,\n",
    "requirements.csv": "role_id,competency_id,required_level,must_have\nboss,data-law,2,yes\nclerk,Data & Law,1,\n"
    "clerk,data-law,1,\nclerk,phone,1,\nboss,fax,7,\nboss,,1,\nclerk,fax,two,\n",
    "ladders.csv": "role,step,role_id\nOffice,2,boss\nOffice,1,clerk\n",
}


@pytest.fixture
def tables(place: Path) -> Path:
    for name, text in TABLES.items():
        (place / name).write_text(text, "utf-8")
    return place


@pytest.mark.usefixtures("tables")
def test_tables_of_things_become_a_framework(kif: Kif) -> None:
    found = kif("import-framework", *TABLES, "-o", "office", "--lang", "en")
    assert found.code == 0
    office = loaded("office")
    assert office.competencies["data-law"].anchors == {1: {"en": "Names rules."}, 2: {"en": "Applies rules."}}
    assert office.roles["boss"].requirements["data-law"].must_have
    assert office.ladders["office"].steps == ["clerk", "boss"]
    assert office.roles["clerk"].purpose == {"en": "Works."}
    for line in (
        "roles.csv:1:15: info KIF601 The column 'family' is kept as a note; it means nothing here.",
        "requirements.csv:4:16: warning KIF602 'clerk' requires 'data-law' twice; the first one counts.",
        "requirements.csv:5:7: warning KIF601 There is no competency 'phone'.",
        "requirements.csv:6:10: warning KIF601 Level 7 is off the scale, which ends at 2.",
        "requirements.csv:7:6: warning KIF601 The competency is missing.",
        "requirements.csv:8:11: warning KIF601 The level is no whole number.",
    ):
        assert line in found.err, line
    assert "1 × KIF213" in found.err, "nobody requires fax"


@pytest.mark.usefixtures("tables")
def test_further_columns_come_back_as_they_were(kif: Kif) -> None:
    assert kif("import-framework", *TABLES, "-o", "office", "--lang", "en").code == 0
    assert loaded("office").roles["boss"].notes == {"family": "Top"}
    kif("export-framework", "--framework", "office", "--format", "csv", "-o", "out")
    assert [row["family"] for row in rows(Path("out/roles.csv"))] == ["Top", "Base"]


@pytest.mark.usefixtures("tables")
def test_a_file_without_a_table_does_not_stop_the_others(kif: Kif) -> None:
    Path("words.csv").write_text("a,b,c\nx,y,z\n", "utf-8")
    found = kif("import-framework", *TABLES, "words.csv", "-o", "office", "--lang", "en")
    assert found.code == 0
    assert "words.csv: warning KIF601 There is no table of a framework here." in found.err


DESCRIBED = """\
Kompetenz;Beschreibung;Stufe 3;Verkauf;Lager
Prompts schreiben;Eigene Prompts;Nennt Teile.;2;1
Ergebnisse prüfen;Zahlen belegen;Nennt Quellen.;3!;
"""
LAID_OUT = """\
Kompetenzmatrix 2026;;;;
Stand: Mai;;;;
;;;;
Bereich;Kompetenz;Verkauf;Lager;Bemerkung
KI;Prompts schreiben;2;1;seit 2025
;Ergebnisse prüfen;3!;1;
Daten;Daten pflegen;2;;im Lager nicht
"""


@pytest.mark.usefixtures("place")
def test_a_matrix_may_have_a_title_areas_written_once_and_remarks(kif: Kif) -> None:
    Path("m.csv").write_text(LAID_OUT, "utf-8")
    found = kif("import-framework", "m.csv", "-o", "acme")
    assert "2 roles, 3 competencies, 5 requirements." in found.err
    acme = loaded("acme")
    assert {name: one.pillar for name, one in acme.competencies.items()} == {
        "prompts-schreiben": "ki", "ergebnisse-pruefen": "ki", "daten-pflegen": "daten",
    }  # fmt: skip
    assert acme.competencies["daten-pflegen"].notes == {"Bemerkung": "im Lager nicht"}
    assert list(acme.roles) == ["lager", "verkauf"]


@pytest.mark.usefixtures("place")
def test_competencies_may_be_described_beside_the_roles(kif: Kif) -> None:
    Path("m.csv").write_text(DESCRIBED, "utf-8")
    assert kif("import-framework", "m.csv", "-o", "acme").code == 0
    acme = loaded("acme")
    assert acme.competencies["prompts-schreiben"].anchors == {3: {"de": "Nennt Teile."}}
    assert acme.competencies["prompts-schreiben"].title == {"de": "Prompts schreiben"}
    assert acme.competencies["prompts-schreiben"].meaning == {"de": "Eigene Prompts"}
    assert acme.roles["verkauf"].requirements["ergebnisse-pruefen"].must_have


@pytest.mark.usefixtures("tables")
def test_nothing_is_written_over(kif: Kif) -> None:
    kif("import-framework", *TABLES, "-o", "office")
    before = files_below(Path("office"))
    assert kif("import-framework", *TABLES, "-o", "office").code == 2
    assert files_below(Path("office")) == before


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    ("files", "message"),
    [
        (("nowhere.csv",), "This does not exist."),
        (("roles.csv",), "There are no competencies, or no roles, in these tables."),
        (("empty.csv",), "There is no table of a framework here."),
        (("binary.csv",), "This file is neither a workbook nor text."),
        (("words.csv",), "There is no table of a framework here."),
    ],
)
def test_what_is_no_framework_is_said(kif: Kif, files: tuple[str, ...], message: str) -> None:
    Path("empty.csv").write_bytes(b"")
    Path("binary.csv").write_bytes(bytes(range(256)))
    Path("words.csv").write_text("a,b,c\nx,y,z\n", "utf-8")
    found = kif("import-framework", *files, "-o", "office")
    assert found.code == 2
    assert message in found.err
    assert not Path("office").exists()


# --- There and back ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_built_in_framework_comes_back_whole(kif: Kif, form: str) -> None:
    assert kif("export-framework", "-o", "tables", "--format", form).code == 0
    files = [str(path) for path in sorted(Path("tables").iterdir())]
    found = kif("import-framework", *files, "-o", "back")
    assert "KIF60" not in found.err
    assert loaded("back").sha256 == loaded(str(ROOT / "framework")).sha256


@pytest.mark.usefixtures("place")
def test_an_overlay_is_exported_with_all_its_layers(kif: Kif) -> None:
    for name, text in (("fw", GARDEN), ("own", 'extends: ../fw@^2\nid: own\nversion: "1.0.0"\n')):
        Path(name).mkdir()
        Path(name, "framework.yaml").write_text(text, "utf-8")
    kif("export-framework", "--framework", "own", "-o", "tables")
    kif("import-framework", "tables/own.xlsx", "-o", "back", "--lang", "en")
    assert loaded("back") == loaded("own")


@settings(max_examples=25, deadline=None)
@given(gardens())
def test_whatever_a_framework_holds_survives_a_workbook_and_csv(one: Framework) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "f.xlsx").write_bytes(render_framework_workbook(one))
        for file, content in render_framework_csv(one):
            (folder / file).write_bytes(content)
        for files in ([folder / "f.xlsx"], sorted(folder.glob("*.csv"))):
            request = ImportFrameworkRequest(tuple(map(str, files)), "x", "en", today())
            try:
                back = import_framework(request).framework
            except UnusableInputError as error:
                # Two samples in a hundred have a role that no framework may have.
                assert {found.code for found in error.diagnostics} <= {"KIF206", "KIF208"}  # noqa: PT017
            else:
                assert back.sha256 == one.sha256


# --- A real one -------------------------------------------------------------------------------------------------------

with_ddat = pytest.mark.skipif(not DDAT.is_dir(), reason="the framework of others is not here; see KIFRAMEWORK_DDAT")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@with_ddat
@pytest.mark.usefixtures("place")
def test_a_real_framework_of_others_goes_in_and_out_cell_by_cell(kif: Kif) -> None:
    found = kif("import-framework", *map(str, sorted(DDAT.glob("*.csv"))), "-o", "ddat", "--lang", "en")
    assert "201 roles, 188 competencies, 1781 requirements." in found.err
    assert [line for line in found.err.splitlines() if "warning" in line] == [
        f"{DDAT / 'duplicates.csv'}: warning KIF601 There is no table of a framework here."
    ]
    assert kif("validate", "ddat", "--select", "KIF1,KIF20,KIF21").code == 0
    kif("export-framework", "--framework", "ddat", "--format", "csv", "-o", "out")
    ids = {"role": "role_id", "competency": "competency_id"}
    assert unlike("requirements", ids, {"level": "required_level", "weight": "weight"}) == []
    columns = {"title_en": "title", **{f"level_{n}_en": f"level_{n}" for n in range(1, 5)}}
    found_ones = unlike("competencies", {"id": "competency_id"}, {"meaning_en": "description", **columns})
    # What has no description is described by its title, because a competency has to have a meaning.
    assert {(column, before) for column, before, _ in found_ones} <= {("meaning_en", "")}
    given = {"title_en": "title", "purpose_en": "description", "family": "family"}
    assert unlike("roles", {"id": "role_id"}, given) == []
    kept = {one["id"]: json.loads(one["more"])["notes"]["role"] for one in rows(Path("out/roles.csv"))}
    assert kept == {one["role_id"]: one["role"] for one in rows(DDAT / "roles.csv")}
    assert unlike("ladders", {"role": "role_id"}, {"title_en": "role", "step": "step"}) == []
    pillars = {one["id"]: one["title_en"] for one in rows(Path("out/pillars.csv"))}
    theirs = {one["competency_id"]: one["pillar"] for one in rows(DDAT / "competencies.csv")}
    assert {one["id"]: pillars[one["pillar"]] for one in rows(Path("out/competencies.csv"))} == theirs


def unlike(table: str, ids: dict[str, str], columns: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return column, their cell and ours where it has not come back as it was, but for blanks at its ends."""
    theirs = {tuple(one[name] for name in ids.values()): one for one in rows(DDAT / f"{table}.csv")}
    ours = {tuple(one[name] for name in ids): one for one in rows(Path(f"out/{table}.csv"))}
    assert ours.keys() == theirs.keys()
    pairs = (
        (mine, one[column].replace("\r\n", "\n").strip(), ours[name][mine])
        for name, one in theirs.items()
        for mine, column in columns.items()
    )
    return [(column, before, after) for column, before, after in pairs if before != after]


@with_ddat
@pytest.mark.usefixtures("place")
def test_people_can_be_assessed_against_it(kif: Kif) -> None:
    names = ("roles", "competencies", "requirements")
    kif("import-framework", *(str(DDAT / f"{name}.csv") for name in names), "-o", "ddat", "--lang", "en")
    role = yaml.safe_load(Path("ddat/roles/data-analyst--data-analyst.yaml").read_text("utf-8"))
    levels = dict.fromkeys(role["data-analyst--data-analyst"]["requirements"], 4)
    person: dict[str, Any] = {"person": "P-001", "role": "data-analyst--data-analyst", "ratings": []}
    person["ratings"] = [{"source": "manager", "date": "2026-11-20", "levels": levels}]
    Path("p.yaml").write_text(yaml.safe_dump(person, sort_keys=False).replace("'2026-11-20'", "2026-11-20"), "utf-8")
    assert "ready" in kif("assess", "p.yaml", "--framework", "ddat", "--lang", "en").out
    assert kif("import-framework", str(DDAT / "duplicates.csv"), "-o", "x").code == 2
