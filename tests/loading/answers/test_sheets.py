"""What people do to a workbook before it comes back: read right, or named with its cell; never a wrong rating."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.loading.answers.books import (
    DAY,
    begun,
    changed,
    column_of,
    empty,
    field,
    filled,
    levels,
    load,
    occasions,
    people,
    problems,
    row_of,
    sheet,
    team,
)

from kiframework.model.sheets import DATE_ROW, META_ENTRY, META_SHEET, PERSON_ROW, RATER_ROW, SHEET_ROW
from kiframework.model.skills import RatedLevel, Round

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook

FILLED = filled(empty(), {"digging": 1, "composting": 2, "pruning": 3})
RIGHT = {"P-001": {"digging": 1, "composting": 2, "pruning": 3}}


def test_the_cells_named_below_are_these() -> None:
    page = []
    changed(FILLED, lambda book: page.append(sheet(book)))
    assert [field(page[0], mark).coordinate for mark in ("digging", "composting", "pruning")] == ["H9", "H10", "H12"]
    assert field(page[0], PERSON_ROW, "text").coordinate == "C4"


# --- What a cell may hold ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (2, 2),
        (2.0, 2),
        ("2", 2),
        ("2,0", 2),
        ("2.0", 2),
        (" 3\u00a0", 3),
        ("weiß nicht", "dont_know"),
        ("Weiss nicht ", "dont_know"),
        ("don’t know", "dont_know"),
        ("DON'T KNOW", "dont_know"),
        ("nicht beobachtbar", "not_observable"),
        ("not observable", "not_observable"),
        ("not_observable", "not_observable"),
    ],
)
def test_a_level_may_be_written_in_many_ways(value: object, level: int | str) -> None:
    loaded = load(filled(empty(), {"digging": value}))
    assert problems(loaded) == []
    assert levels(loaded) == {"P-001": {"digging": level}}


@pytest.mark.parametrize(
    "value",
    [2.5, "2,5", "2-3", "gut", "II", True, -1, "-1", 1e20, "1e3", "²", "#REF!", dt.date(2026, 1, 2), dt.time(2)],
)
def test_what_is_no_level_is_named_and_the_rest_is_read(value: object) -> None:
    loaded = load(filled(FILLED, {"composting": value}))
    assert problems(loaded) == [("P-001!H10", "KIF403")]
    assert levels(loaded) == {"P-001": {"digging": 1, "pruning": 3}}


def test_an_error_of_the_spreadsheet_is_no_empty_cell() -> None:
    def break_cell(book: Workbook) -> None:
        cell = field(sheet(book), "composting")
        cell.value = "#REF!"
        assert cell.data_type == "e"

    loaded = load(changed(FILLED, break_cell))
    assert problems(loaded) == [("P-001!H10", "KIF403")]
    assert loaded.diagnostics[0].message == "The spreadsheet shows the error #REF! here."


@pytest.mark.parametrize(
    ("mark", "key", "problem"),
    [
        ("composting", "level-1", ("P-001!H10", "KIF403")),
        ("composting", "comment-1", ("P-001!I10", "KIF403")),
        (DATE_ROW, "text", ("P-001!C6", "KIF403")),
    ],
)
def test_a_formula_that_nothing_has_worked_out_is_no_empty_cell(mark: str, key: str, problem: tuple[str, str]) -> None:
    def calculate(book: Workbook) -> None:
        field(sheet(book), mark, key).value = "=1+2"

    loaded = load(changed(FILLED, calculate))
    assert problem in problems(loaded)
    assert "This formula has no result." in [one.message for one in loaded.diagnostics]


def test_words_in_a_level_cell_are_not_repeated() -> None:
    (found,) = load(filled(FILLED, {"composting": "Frau Meier weiß das"})).diagnostics
    assert "Meier" not in f"{found.message}{found.help}"


@pytest.mark.parametrize(
    "value",
    ["2026-11-20", "20.11.2026", "20. 11. 2026", dt.date(2026, 11, 20), dt.datetime(2026, 11, 20, 9, 30)],  # noqa: DTZ001
)
def test_a_date_may_be_written_in_many_ways(value: object) -> None:
    loaded = load(filled(empty(date=None), {DATE_ROW: value, "digging": 1}))
    assert occasions(loaded)["P-001"].date == DAY


@pytest.mark.parametrize("value", ["11/20/2026", "31.02.2026", "today", True])
def test_what_is_no_date_is_named(value: object) -> None:
    loaded = load(filled(empty(date=None), {DATE_ROW: value, "digging": 1}))
    assert problems(loaded) == [("P-001!C6", "KIF403")]
    assert loaded.returned == ()


def test_a_workbook_that_counts_days_from_1904() -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        field(sheet(book), DATE_ROW, "text").value = dt.date(2026, 11, 20)

    loaded = load(changed(filled(empty(date=None), {"digging": 1}), count_from_1904))
    assert occasions(loaded)["P-001"].date == DAY


# --- What is filled in once ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("known", "place"), [({"date": None}, "P-001!C6"), ({"person": None}, "Quick-Check!C4")])
def test_what_is_missing_is_named(known: dict[str, Any], place: str) -> None:
    loaded = load(filled(empty(**known), {"digging": 1}, place.partition("!")[0]))
    assert problems(loaded) == [(place, "KIF402")]
    assert loaded.returned == ()


def test_person_rater_and_date_are_read_where_they_are_entered() -> None:
    data = empty(person=None, date=None)
    values = {PERSON_ROW: " P-002 ", RATER_ROW: 7, DATE_ROW: DAY, "digging": 1}
    loaded = load(filled(data, values, "Quick-Check"))
    assert occasions(loaded) == {"P-002": Round(source="boss", rater="7", date=DAY, levels={"digging": 1})}
    assert str(loaded.returned[0].places.value(["ratings", 0, "rater"])) == "back.xlsx:Quick-Check!C5"


def test_another_person_in_a_sheet_that_holds_somebodys_ratings() -> None:
    known = Round(source="boss", date=DAY, levels={"digging": 1, "hidden-one": 2})
    loaded = load(filled(begun(known), {PERSON_ROW: "P-002"}))
    assert problems(loaded) == [("P-001!C4", "KIF404")]
    assert loaded.returned == ()


def test_another_person_in_a_sheet_that_was_empty() -> None:
    assert levels(load(filled(FILLED, {PERSON_ROW: "P-002"}))) == {"P-002": RIGHT["P-001"]}


def test_a_sheet_that_nobody_has_filled_in() -> None:
    loaded = load(filled(people("P-001", "P-002"), {"digging": 1}))
    assert problems(loaded) == [("P-002!C4", "KIF402")]
    assert loaded.diagnostics[0].severity == "warning"
    assert list(levels(loaded)) == ["P-001"]


def test_a_comment_beside_no_level_is_left_out_and_said() -> None:
    loaded = load(filled(FILLED, {"pruning": None}))
    assert problems(loaded) == []
    loaded = load(filled(filled(FILLED, {"pruning": None}), {"pruning": "later"}, key="comment-1"))
    assert problems(loaded) == [("P-001!I12", "KIF402")]
    assert loaded.diagnostics[0].severity == "warning"
    assert levels(loaded) == {"P-001": {"digging": 1, "composting": 2}}


# --- Rows and columns that were moved --------------------------------------------------------------------------------


def swap(book: Workbook, keys: tuple[str, ...]) -> None:
    """Swap two rows in some columns, as sorting them does."""
    page = sheet(book)
    first, other = row_of(page, "digging"), row_of(page, "pruning")
    columns = [1 if key == "id" else column_of(page, key) for key in keys]
    for column in columns:
        here, there = page.cell(first, column), page.cell(other, column)
        here.value, there.value = there.value, here.value


@pytest.mark.parametrize("keys", [("id", "title", "text", "level-1", "comment-1"), ("id", "title", "level-1")])
def test_whole_rows_may_be_sorted(keys: tuple[str, ...]) -> None:
    loaded = load(changed(FILLED, lambda book: swap(book, keys)))
    assert problems(loaded) == []
    assert levels(loaded) == RIGHT


@pytest.mark.parametrize("keys", [("title",), ("id",), ("title", "level-1"), ("id", "level-1")])
def test_rows_sorted_apart_are_named_and_never_believed(keys: tuple[str, ...]) -> None:
    loaded = load(changed(FILLED, lambda book: swap(book, keys)))
    assert problems(loaded) == [("P-001!B9", "KIF404"), ("P-001!B12", "KIF404")]
    assert levels(loaded) == {"P-001": {"composting": 2}}


def test_a_row_that_was_doubled() -> None:
    def double(book: Workbook) -> None:
        page = sheet(book)
        for column, cell in enumerate(page[row_of(page, "digging")], 1):
            page.cell(20, column).value = cell.value

    loaded = load(changed(FILLED, double))
    assert problems(loaded) == [("P-001!B20", "KIF404")]
    assert str(loaded.diagnostics[0].related[0][1]) == "back.xlsx:P-001!B9"
    assert levels(loaded) == {"P-001": {"composting": 2, "pruning": 3}}


def insert_around(book: Workbook) -> None:
    page = sheet(book)
    page.insert_cols(1, 2)
    page.insert_cols(8)
    page.insert_rows(1, 3)
    page.insert_rows(13)
    page.cell(40, 3).value = "Many thanks."


def hide(book: Workbook) -> None:
    page = sheet(book)
    page.row_dimensions[row_of(page, "digging")].hidden = True
    page.column_dimensions["H"].hidden = True


def rename(book: Workbook) -> None:
    sheet(book).title = "Neu"
    book.create_sheet("Notizen", 0)["A1"].value = "digging"


def unprotect_and_show(book: Workbook) -> None:
    sheet(book).protection.sheet = False
    book[META_SHEET].sheet_state = "visible"


def drop_what_only_people_need(book: Workbook) -> None:
    book.remove(book.worksheets[0])
    page = sheet(book)
    for key in ("evidence-1", "comment-1", "anchor-0"):
        page.delete_cols(column_of(page, key))


@pytest.mark.parametrize("change", [insert_around, hide, rename, unprotect_and_show, drop_what_only_people_need])
def test_what_is_done_without_harm(change: Callable[[Workbook], None]) -> None:
    loaded = load(changed(FILLED, change))
    assert problems(loaded) == []
    assert levels(loaded) == RIGHT


def test_a_comment_whose_column_was_deleted_is_kept() -> None:
    known = Round(source="boss", date=DAY, levels={"digging": RatedLevel(level=1, comment="good")})

    def drop(book: Workbook) -> None:
        sheet(book).delete_cols(column_of(sheet(book), "comment-1"))

    assert occasions(load(changed(begun(known), drop)))["P-001"] == known


def lose_levels(book: Workbook) -> None:
    sheet(book).delete_cols(column_of(sheet(book), "level-1"))


def lose_titles(book: Workbook) -> None:
    sheet(book).delete_cols(column_of(sheet(book), "title"))


def lose_ids(book: Workbook) -> None:
    sheet(book).delete_cols(1)


def lose_keys(book: Workbook) -> None:
    sheet(book).delete_rows(1)


@pytest.mark.parametrize("lose", [lose_levels, lose_titles, lose_ids, lose_keys])
def test_without_what_says_which_cell_is_what_nothing_is_read(lose: Callable[[Workbook], None]) -> None:
    loaded = load(changed(FILLED, lose))
    assert {code for _, code in problems(loaded)} == {"KIF402"}
    assert {place for place, _ in problems(loaded)} == {"P-001"}
    assert loaded.returned == ()


def test_a_column_that_was_doubled() -> None:
    def double(book: Workbook) -> None:
        page = sheet(book)
        for row in range(1, 15):
            page.cell(row, 12).value = page.cell(row, column_of(page, "level-1")).value

    loaded = load(changed(FILLED, double))
    assert problems(loaded) == [("P-001!L1", "KIF404")]
    assert loaded.returned == ()


def test_a_row_that_was_deleted_is_said_and_the_rest_is_read() -> None:
    loaded = load(changed(FILLED, lambda book: sheet(book).delete_rows(9)))
    assert problems(loaded) == [("P-001", "KIF402")]
    assert loaded.diagnostics[0].severity == "warning"
    assert levels(loaded) == {"P-001": {"composting": 2, "pruning": 3}}


def test_notes_below_the_table_are_no_answers() -> None:
    def thank(book: Workbook) -> None:
        sheet(book)["H20"].value = "Danke, gern wieder."

    loaded = load(changed(FILLED, thank))
    assert (problems(loaded), levels(loaded)) == ([], RIGHT)


def test_an_answer_in_a_row_that_has_lost_its_id() -> None:
    def lose(book: Workbook) -> None:
        page = sheet(book)
        page.cell(row_of(page, "digging"), 1).value = None

    loaded = load(changed(FILLED, lose))
    assert sorted(problems(loaded)) == [("P-001", "KIF402"), ("P-001!H9", "KIF402")]
    assert levels(loaded) == {"P-001": {"composting": 2, "pruning": 3}}


@pytest.mark.parametrize(
    ("cells", "left"), [("H9:H10", {"pruning"}), ("H9:I9", {"composting", "pruning"}), ("G1:K30", set())]
)
def test_merged_cells_over_answers_are_not_believed(cells: str, left: set[str]) -> None:
    loaded = load(changed(FILLED, lambda book: sheet(book).merge_cells(cells)))
    assert "KIF404" in {code for _, code in problems(loaded)} or not left
    assert set(levels(loaded).get("P-001", {})) == left


def test_merged_cells_elsewhere_do_no_harm() -> None:
    loaded = load(changed(FILLED, lambda book: sheet(book).merge_cells("C9:E9")))
    assert (problems(loaded), levels(loaded)) == ([], RIGHT)


# --- Sheets that were moved -------------------------------------------------------------------------------------------


def test_a_sheet_that_was_deleted_is_said() -> None:
    data = filled(people("P-001", "P-002"), {"digging": 1})
    loaded = load(changed(data, lambda book: book.remove(book["P-002"])))
    assert [(one.severity, one.message) for one in loaded.diagnostics] == [("warning", "The sheet 'P-002' is gone.")]
    assert list(levels(loaded)) == ["P-001"]


def test_of_two_sheets_about_the_same_none_is_believed() -> None:
    loaded = load(changed(FILLED, lambda book: book.copy_worksheet(sheet(book))))
    assert problems(loaded) == [("P-001 Copy!C4", "KIF404")]
    assert loaded.returned == ()


def test_a_copy_for_somebody_else_is_read() -> None:
    data = changed(FILLED, lambda book: book.copy_worksheet(sheet(book)))
    loaded = load(filled(data, {PERSON_ROW: "P-002", "digging": 3}, "P-001 Copy"))
    assert problems(loaded) == []
    assert levels(loaded) == RIGHT | {"P-002": {**RIGHT["P-001"], "digging": 3}}


def test_a_sheet_of_another_workbook_is_not_taken_for_ours() -> None:
    def exchange(book: Workbook) -> None:
        page = sheet(book)
        row = next(cell.row for (cell,) in page["A1:A9"] if str(cell.value).startswith(SHEET_ROW))
        page.cell(row, 1).value = f"{SHEET_ROW} 0123456789ab"

    loaded = load(changed(FILLED, exchange))
    assert problems(loaded)[0] == ("P-001", "KIF402")
    assert loaded.returned == ()


def lose_meta(book: Workbook) -> None:
    book.remove(book[META_SHEET])


def cut_entry(book: Workbook) -> None:
    for row in book[META_SHEET].iter_rows():
        if row[0].value == META_ENTRY:
            row[2].value = str(row[2].value)[:50]


def empty_entry(book: Workbook) -> None:
    for row in book[META_SHEET].iter_rows():
        if row[0].value == META_ENTRY:
            row[2].value = "|{}|"


def entry_without_role(book: Workbook) -> None:
    for row in book[META_SHEET].iter_rows():
        if row[0].value == META_ENTRY:
            row[2].value = str(row[2].value).replace('"role":"gardener",', "")


def later_version(book: Workbook) -> None:
    book[META_SHEET]["B1"].value = 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lose_meta, "KIF402"),
        (cut_entry, "KIF402"),
        (empty_entry, "KIF402"),
        (entry_without_role, "KIF402"),
        (later_version, "KIF401"),
    ],
)
def test_without_the_hidden_sheet_nothing_is_read(change: Callable[[Workbook], None], code: str) -> None:
    loaded = load(changed(FILLED, change))
    assert [one.code for one in loaded.diagnostics] == [code]
    assert loaded.returned == ()


# --- Places -----------------------------------------------------------------------------------------------------------


def test_every_value_has_the_cell_it_stands_in() -> None:
    (one,) = load(filled(FILLED, {"digging": "good"}, key="comment-1")).returned
    path = ["ratings", 0, "levels", "digging"]
    assert str(one.places.value(path)) == "back.xlsx:P-001!H9"
    assert str(one.places.key(path)) == "back.xlsx:P-001!B9"
    assert str(one.places.value([*path, "comment"])) == "back.xlsx:P-001!I9"
    assert str(one.places.value([*path, "level"])) == "back.xlsx:P-001!H9"
    assert str(one.places.value(["person"])) == "back.xlsx:P-001!C4"
    assert str(one.places.value(["ratings", 0, "date"])) == "back.xlsx:P-001!C6"
    assert str(one.places.value(["role"])) == "back.xlsx:P-001!B2"
    assert str(one.places.value(["ratings", 0, "source"])) == "back.xlsx:P-001!B3"
    assert str(one.places.value(["ratings", 0, "levels", "unheard-of"])) == "back.xlsx:P-001"


def test_places_in_the_sheet_of_a_team() -> None:
    data = filled(filled(team("P-001", "P-002"), {"digging": 1}, "Team"), {"digging": 2}, "Team", "level-2")
    first, other = load(data).returned
    path = ["ratings", 0, "levels", "digging"]
    assert [str(one.places.value(path)) for one in (first, other)] == ["back.xlsx:Team!D8", "back.xlsx:Team!E8"]
    assert [str(one.places.value(["person"])) for one in (first, other)] == ["back.xlsx:Team!D6", "back.xlsx:Team!E6"]


def test_a_bad_cell_in_the_sheet_of_a_team_concerns_one_person() -> None:
    data = filled(team("P-001", "P-002"), {"digging": 1.5, "pruning": 1}, "Team")
    loaded = load(filled(data, {"digging": 2}, "Team", "level-2"))
    assert problems(loaded) == [("Team!D8", "KIF403")]
    assert levels(loaded) == {"P-001": {"pruning": 1}, "P-002": {"digging": 2}}


def test_a_bad_date_of_a_team_is_said_once() -> None:
    data = filled(team("P-001", "P-002", date=None), {"digging": 1, DATE_ROW: "soon"}, "Team")
    data = changed(data, lambda book: setattr(field(sheet(book, "Team"), DATE_ROW, "text"), "value", "soon"))
    loaded = load(filled(data, {"digging": 2}, "Team", "level-2"))
    assert problems(loaded) == [("Team!C5", "KIF403")]
    assert loaded.returned == ()
