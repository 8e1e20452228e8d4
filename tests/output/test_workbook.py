"""Workbooks to hand out: what is on them, what is not, and how they are made to be filled in and printed."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.loading.answers.books import (
    ASKED,
    begun,
    column_of,
    empty,
    field,
    people,
    questionnaire,
    row_of,
    start,
    team,
)
from tests.output.samples import framework

from kiframework.errors import MissingExtraError
from kiframework.loading.questions import load_questions
from kiframework.model.answers import Questionnaire, Start
from kiframework.model.sheets import DATE_ROW, HEAD_ROW, META_SHEET, PERSON_ROW, RATER_ROW, joined
from kiframework.model.skills import RatedLevel, Round
from kiframework.output.edition import Branding
from kiframework.output.workbook import render_team_workbook, render_workbook
from kiframework.output.workbook_style import Block, row_height
from kiframework.resources import data_folder

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LANGUAGES = pytest.mark.parametrize("lang", ["de", "en"])
ROLE = "lead-generator"


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def page(data: bytes, name: str = "P-001") -> Any:
    return opened(data)[name]


def texts(data: bytes) -> str:
    """Return everything in the archive that could be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def rule(sheet: Worksheet, coordinate: str) -> Any:
    return next(one for one in sheet.data_validations.dataValidation if coordinate in one.sqref)


def real(source: str = "self", role: str = ROLE) -> tuple[Questionnaire, Start]:
    """Return the questionnaire of a role of the built-in framework."""
    base = framework()
    required = base.roles[role].requirements
    asked = tuple(name for name, one in required.items() if one.level)
    loaded = load_questions(data_folder("framework"), "framework").questions
    assert loaded is not None
    questions = {name: loaded.questions[name].anchor.stem for name in asked}
    stems = questions if source == "self" else {name: base.competencies[name].meaning for name in asked}
    ladders = {name: tuple(loaded.questions[name].ladder) for name in asked}
    known = Start(
        framework=f"{base.id}@{base.version}",
        sha256=base.sha256,
        person="P-001",
        role=role,
        source=source,
        rater=None,
        date=None,
        asked={},
        round=None,
    )
    return Questionnaire(base, role, source, asked, stems, ladders), known


def rendered(source: str = "self", lang: str = "de", role: str = ROLE, looks: Branding | None = None) -> bytes:
    return render_workbook([real(source, role)], looks or Branding(), lang, "1.2.3")


# --- What is on them --------------------------------------------------------------------------------------------------


@LANGUAGES
def test_the_first_sheet_says_what_data_protection_law_asks_for(lang: str) -> None:
    book = opened(rendered(lang=lang, looks=Branding(company="Muster & Söhne")))
    notice = book.worksheets[0]
    labels = {row[0].value: row[1].value for row in notice.iter_rows()}
    words = {
        "de": ("Zweck", "Verantwortlich", "Rechtsgrundlage", "Wer es liest", "Speicherdauer", "Rechte", "Die Stufen"),
        "en": ("Purpose", "Controller", "Legal basis", "Recipients", "Retention", "Rights", "The levels"),
    }[lang]
    assert set(words) <= set(labels)
    assert labels[words[1]] == "Muster & Söhne"
    assert labels[words[0]] == framework().purpose[lang].strip()
    assert book.active is notice
    assert "1.2.3" in str(labels[{"de": "Stand", "en": "Made with"}[lang]])


@LANGUAGES
def test_every_competency_shows_its_question_and_all_anchors(lang: str) -> None:
    asked, _ = real()
    sheet = page(rendered(lang=lang))
    for name in asked.competencies:
        row = [cell.value for cell in sheet[row_of(sheet, name)]]
        competency = asked.framework.competencies[name]
        assert row[1:3] == [" ".join(competency.title[lang].split()), " ".join(asked.stems[name][lang].split())]
        assert row[3:8] == [" ".join(text[lang].split()) for text in competency.anchors.values()]


def test_people_who_rate_others_give_evidence_too() -> None:
    sheet = page(rendered("manager"))
    assert column_of(sheet, "evidence-1")
    with pytest.raises(StopIteration):
        column_of(page(rendered("self")), "evidence-1")


@pytest.mark.parametrize("source", ["self", "manager"])
def test_required_levels_must_haves_and_keys_are_nowhere(source: str) -> None:
    asked, known = real(source)
    before = render_workbook([(asked, known)], Branding(), "de", "1")
    base = asked.framework
    other = {
        name: one.model_copy(update={"level": 1, "must_have": not one.must_have})
        for name, one in base.roles[ROLE].requirements.items()
    }
    role = base.roles[ROLE].model_copy(update={"requirements": other})
    changed = base.model_copy(update={"roles": base.roles | {ROLE: role}})
    # The hash is handed out as part of what is known: it says nothing about a level.
    changed.__dict__["sha256"] = base.sha256
    without = replace(asked, framework=changed, ladders={})
    assert render_workbook([(without, known)], Branding(), "de", "1") == before
    for item in (item for ladder in asked.ladders.values() for item in ladder):
        assert item.rationale["de"][:40] not in texts(before)


def test_sources_with_a_ceiling_offer_no_level_above_it() -> None:
    sheet = page(empty("quiz"))
    cell = field(sheet, "digging")
    assert rule(sheet, cell.coordinate).formula1 == '"0,1,2,nicht beobachtbar"'
    with pytest.raises(StopIteration):
        column_of(sheet, "anchor-3")


@pytest.mark.parametrize(
    ("source", "lang", "choices"),
    [
        ("self", "de", '"0,1,2,3,weiß nicht"'),
        ("self", "en", '"0,1,2,3,don’t know"'),
        ("boss", "de", '"0,1,2,3,nicht beobachtbar"'),
        ("boss", "en", '"0,1,2,3,not observable"'),
    ],
)
def test_levels_are_chosen_from_a_list(source: str, lang: str, choices: str) -> None:
    sheet = page(empty(source, lang))
    found = rule(sheet, field(sheet, "digging").coordinate)
    assert (found.type, found.formula1, found.allow_blank) == ("list", choices, True)
    assert (found.promptTitle, found.errorStyle or "stop") == ("Digging", "stop")
    assert str(found.prompt).startswith("0 None\n1 Some\n2 Good\n3 Best\n")


def test_long_words_fit_into_messages_of_cells() -> None:
    base = questionnaire().framework
    scale = [step.model_copy(update={"title": {"en": "x😀" * 150}}) for step in base.scale]
    digging = base.competencies["digging"].model_copy(update={"title": {"en": "Ü" * 500}})
    changed = base.model_copy(update={"scale": scale, "competencies": base.competencies | {"digging": digging}})
    asked = replace(questionnaire(), framework=changed, competencies=("digging",))
    sheet = page(render_workbook([(asked, start())], Branding(), "de", "1"))
    found = rule(sheet, field(sheet, "digging").coordinate)
    assert len(str(found.promptTitle).encode("utf-16-le")) // 2 == 32
    assert len(str(found.prompt).encode("utf-16-le")) // 2 in (254, 255)


def test_what_is_known_is_filled_in() -> None:
    levels = {"digging": RatedLevel(level=2, comment="=1+1", evidence="@x"), "pruning": "not_observable"}
    sheet = page(
        begun(Round.model_validate({"source": "boss", "rater": "R-07", "date": "2026-11-20", "levels": levels}))
    )
    assert [field(sheet, mark, "text").value for mark in (PERSON_ROW, RATER_ROW)] == ["P-001", "R-07"]
    assert field(sheet, DATE_ROW, "text").number_format == "dd.mm.yyyy"
    assert field(sheet, "pruning").value == "nicht beobachtbar"
    for key, text in (("comment-1", "=1+1"), ("evidence-1", "@x")):
        cell = field(sheet, "digging", key)
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix


def test_what_no_sheet_shows_travels_in_the_hidden_one() -> None:
    levels = {"digging": RatedLevel(level=2, objection="No."), "x-other": 3}
    known = Round.model_validate({"source": "boss", "date": "2026-11-20", "note": "talk", "levels": levels})
    book = opened(begun(known))
    meta = book[META_SHEET]
    assert meta.sheet_state == "veryHidden"
    rows: list[list[Any]] = [[cell.value for cell in row if cell.value is not None] for row in meta.iter_rows()]
    assert rows[0] == ["kiframework-quickcheck", 1]
    assert ["framework", "garden@2.1.0"] in rows
    assert ["sha256", questionnaire().framework.sha256] in rows
    assert ["title", "digging", "Digging"] in rows
    entry = joined(next(row for row in rows if row[0] == "sheet")[2:])
    assert entry["starts"] == [start(round=known, date=known.date).document()]
    assert entry["competencies"] == list(ASKED)


def test_a_team_has_its_people_across_and_nothing_filled_in() -> None:
    sheet = page(
        team(
            "P-001",
            "P-002",
            None,
            round=Round.model_validate({"source": "boss", "date": "2026-11-20", "levels": {"digging": 2}}),
        ),
        "Team",
    )
    assert [field(sheet, PERSON_ROW, f"level-{number}").value for number in (1, 2, 3)] == ["P-001", "P-002", None]
    assert [field(sheet, PERSON_ROW, f"level-{number}").protection.locked for number in (1, 2, 3)] == [
        True,
        True,
        False,
    ]
    assert all(field(sheet, name, f"level-{number}").value is None for name in ASKED for number in (1, 2, 3))
    assert field(sheet, "digging", "text").value == "0 · Never dug.\n1 · With help.\n2 · Alone.\n3 · Teaches digging."


def test_a_team_is_asked_about_everything_and_nobody_about_what_is_not_applicable_to_them() -> None:
    few, all_ = questionnaire(competencies=("digging",)), questionnaire()
    sheet = page(
        render_team_workbook([(few, start()), (all_, start(person="P-002"))], Branding(), "en", "1.0.0"), "Team"
    )
    for name in ASKED:
        assert field(sheet, name, "level-1").protection.locked is (name != "digging")
        assert not field(sheet, name, "level-2").protection.locked


# --- How they are made ------------------------------------------------------------------------------------------------


def test_everything_but_the_fields_is_locked() -> None:
    for data, name in ((people(None, date=None), "Quick check"), (team("P-001", None, date=None), "Team")):
        sheet = page(data, name)
        assert sheet.protection.sheet
        assert not sheet.protection.password
        free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        keys = [
            key for key in ("level-1", "level-2", "comment-1", "evidence-1") if key in {cell.value for cell in sheet[1]}
        ]
        expected = {field(sheet, mark, key).coordinate for mark in ASKED for key in keys}
        expected |= {field(sheet, mark, "text").coordinate for mark in (RATER_ROW, DATE_ROW)}
        expected.add(field(sheet, PERSON_ROW, "level-2" if name == "Team" else "text").coordinate)
        assert free == expected


@LANGUAGES
def test_the_date_takes_dates_only(lang: str) -> None:
    sheet = page(empty(lang=lang, date=None))
    cell = field(sheet, DATE_ROW, "text")
    assert rule(sheet, cell.coordinate).type == "date"
    assert cell.number_format == {"de": "dd.mm.yyyy", "en": "yyyy-mm-dd"}[lang]


def test_it_is_ready_for_the_screen_and_for_paper() -> None:
    sheet = page(rendered())
    head = row_of(sheet, HEAD_ROW)
    assert sheet.freeze_panes == f"C{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    assert "Seite &P von &N" in str(sheet.oddFooter.right.text)


def test_a_large_team_is_printed_over_several_pages() -> None:
    sheet = page(team(*(f"P-{number:03}" for number in range(30))), "Team")
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_cols == "$B:$B"
    assert sheet.page_setup.scale == 70


def test_rows_are_as_high_as_their_texts() -> None:
    long = "Donaudampfschifffahrtsgesellschaft " * 12
    assert row_height([Block("short", 150), Block(long, 150)]) > 12 * 11
    assert row_height([Block("short", 150)]) < 20
    assert row_height([Block("a\nb\nc", 150)]) > 3 * 11
    assert row_height([Block("W" * 200, 100)]) > 10 * 11
    assert row_height([Block(long * 50, 100)]) == 409
    assert row_height([Block("", 100)]) > 10


def test_names_of_sheets_are_legal_and_tell_people_apart() -> None:
    names = (
        "History",
        "a/b:c",
        "a?b*c",
        "_KIFRAMEWORK",
        "'x'",
        "P-" + "0" * 40,
        "P-" + "0" * 41,
        "[]",
        "read\x07me",
        None,
        None,
    )
    book = opened(people(*names))
    found = book.sheetnames[1:-1]
    assert len({name.casefold() for name in book.sheetnames}) == len(names) + 2
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in found)
    assert "history" not in {name.casefold() for name in found}


def test_the_colour_of_the_company_is_used_where_it_is_legible() -> None:
    sheet = page(rendered(looks=Branding(accent="#ffee00")))
    head = sheet.cell(row_of(sheet, HEAD_ROW), 2)
    assert head.fill.fgColor.rgb not in ("FFFFEE00", "00000000")
    assert head.font.color.rgb == "FFFFFFFF"


def test_footers_take_no_commands_from_names() -> None:
    footer = page(people("P&P&N"), "P&P&N").oddFooter.left.text
    assert "P&&P&&N" in str(footer)


@LANGUAGES
def test_the_same_input_gives_the_same_bytes(lang: str) -> None:
    assert rendered(lang=lang) == rendered(lang=lang)
    assert team("P-001") == team("P-001")


def test_nothing_in_them_reaches_out() -> None:
    for data in (rendered(), team("P-001", None)):
        addresses = set(re.findall(r'(?:Target|href)="([^"]*:[^"]*)"', texts(data)))
        assert addresses == set()
        assert "<f>" not in texts(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not [name for name in archive.namelist() if "vba" in name.lower() or "external" in name.lower()]


def test_hostile_words_of_a_framework_stay_texts() -> None:
    base = questionnaire().framework
    words = {"en": "=cmd|' /C calc'!A0 \x00\u202e<b>&amp;"}
    digging = base.competencies["digging"].model_copy(update={"title": words, "meaning": words, "anchors": {0: words}})
    changed = base.model_copy(update={"competencies": base.competencies | {"digging": digging}, "purpose": words})
    asked = replace(questionnaire(), framework=changed)
    sheet = page(render_workbook([(asked, start())], Branding(company="=1+1"), "de", "1"))
    for key in ("title", "text", "anchor-0"):
        assert field(sheet, "digging", key).data_type == "s"


def test_without_the_extra_there_is_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError) as caught:
        render_team_workbook([(questionnaire(), start())], Branding(), "de", "1")
    assert caught.value.help == 'pip install "kiframework[excel]"'
