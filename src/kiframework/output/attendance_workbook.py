"""The workbook of a group, for its trainer to fill in: who was there, what was said, and what the checks found.

Every row says which group and module it is about, in hidden columns, so that it means the same wherever it is moved.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kiframework.errors import MissingExtraError
from kiframework.model.record import ATTENDED, BEST_ANSWER, HEADINGS, OUTCOMES
from kiframework.model.sheets import shown
from kiframework.output.workbook_style import USUAL, Block, Looks, row_height

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiframework.model.curriculum import Group, Meeting
    from kiframework.model.training import Module
    from kiframework.output.plan_words import PlanWords

CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zones
"""The day that workbooks say they were made on: the same input gives the same bytes."""

_A4 = 9
_DATE, _REST = 96, 724
"""Widths in pixels of the column for days, and of all others: every tab is as wide as its headline needs."""
_HIGH = 17
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class _Column(NamedTuple):
    """A column of a tab: its heading, its width in pixels, and what it takes."""

    heading: str
    width: int
    choices: Sequence[str] = ()
    """Words of a drop-down list; empty for a free field."""


class _Cell(NamedTuple):
    """What stands in a cell."""

    value: str | dt.date | None
    look: str


def render_attendance_workbook(words: PlanWords, group: Group) -> bytes:
    """Return the workbook of a group, with the people and days of the plan in it.

    Raises :class:`~kiframework.errors.MissingExtraError` where the extra for workbooks is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError("excel", "Writing workbooks") from None
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, dict(_OPTIONS)) as workbook:
        workbook.set_properties({"title": shown(words.titles[group.module])[:255], "created": CREATED})
        looks = Looks(workbook, words.wording.edition.branding.accent, words.texts.lang)
        book = _Book(workbook, looks, words, group)
        book.attendance()
        book.reaction()
        book.behaviour()
        book.results()
    return buffer.getvalue()


class _Book:
    """The tabs of one workbook of XlsxWriter."""

    def __init__(self, workbook: Any, looks: Looks, words: PlanWords, group: Group) -> None:
        self._workbook, self._looks, self._words, self._group = workbook, looks, words, group
        self._texts, self._lang = words.texts, words.texts.lang
        self._module: Module = words.catalogue.modules[group.module]
        self._meetings: list[Meeting] = words.meetings[group.id]

    def attendance(self) -> None:
        """Write who was there, session by session, and whether it was learned, at the end."""
        there = [self._word(ATTENDED[one]) for one in (True, False)]
        columns = (
            self._column("session", 64),
            self._column("date", _DATE),
            self._column("trainer", 90),
            self._column("person", 110),
            self._column("attended", 110, there),
            self._column("learning", 130, self._outcomes()),
            self._column("systems", 220),
        )
        rows = []
        last = len(self._module.sessions)
        for meeting in self._meetings:
            number = meeting.number
            for person in self._group.people:
                first = number == 1 and person == self._group.people[0]
                rows.append(
                    (
                        _Cell(str(number), "person"),
                        _Cell(meeting.date, "date-input"),
                        _Cell(meeting.trainer, "field-input"),
                        _Cell(shown(person), "person"),
                        _Cell(None, "word-input"),
                        _Cell(None, "word-input" if number == last else "closed"),
                        _Cell(None, "remark-input" if first else "closed"),
                    )
                )
        learning = self._words.wording.text(self._module.checks.learning)
        note = self._texts("record.attendance.note", check=learning)
        self._tab("attendance", note, columns, rows)

    def reaction(self) -> None:
        """Write a row for each unnamed slip."""
        questions = self._words.catalogue.reaction
        answers = [str(one) for one in range(1, BEST_ANSWER + 1)]
        statement = self._word(HEADINGS["statement"])
        columns = (
            self._column("date", _DATE),
            *(
                _Column(f"{statement} {number}", _REST // len(questions), answers)
                for number in range(1, len(questions) + 1)
            ),
        )
        row = (_Cell(self._meetings[-1].date, "date-input"), *(_Cell(None, "level-input") for _ in questions))
        asked = "\n".join(
            f"{statement} {number}: {self._words.wording.text(question)}"
            for number, question in enumerate(questions, 1)
        )
        note = self._texts("record.reaction.note", best=str(BEST_ANSWER))
        self._tab("reaction", f"{note}\n{asked}", columns, [row] * len(self._group.people))

    def behaviour(self) -> None:
        """Write whether it is done at work, some weeks later."""
        columns = (
            self._column("date", _DATE),
            self._column("person", 180),
            self._column("behaviour", _REST - 180, self._outcomes()),
        )
        rows = [
            (_Cell(None, "date-input"), _Cell(shown(person), "person"), _Cell(None, "word-input"))
            for person in self._group.people
        ]
        check = self._module.checks.behaviour
        day = self._words.check_day(self._group.id, check.weeks)
        note = self._texts("record.behaviour.note", date=day, check=self._words.wording.text(check.text))
        self._tab("behaviour", note, columns, rows)

    def results(self) -> None:
        """Write figures of the work before and after."""
        columns = (
            self._column("date", _DATE),
            self._column("measure", _REST - 300),
            self._column("before", 150),
            self._column("after", 150),
        )
        row = (_Cell(None, "date-input"), _Cell(None, "remark-input"), *[_Cell(None, "field-input")] * 2)
        note = self._texts("record.results.note", check=self._words.wording.text(self._module.checks.result))
        self._tab("results", note, columns, [row] * 3)

    def _word(self, words: Any) -> str:
        return str(words.get(self._lang) or words["en"])

    def _outcomes(self) -> list[str]:
        return [self._word(words) for words in OUTCOMES.values()]

    def _column(self, key: str, width: int, choices: Sequence[str] = ()) -> _Column:
        return _Column(self._word(HEADINGS[key]), width, choices)

    def _tab(self, kind: str, note: str, columns: Sequence[_Column], rows: Iterable[Sequence[_Cell]]) -> None:
        """Write a tab: headline, what to do, headings, rows; the first two columns are hidden."""
        sheet = self._workbook.add_worksheet(shown(self._texts(f"record.{kind}.tab"))[:31])
        headline = f"{self._words.titles[self._group.module]} ({self._group.id})"
        sheet.write_string(0, 2, shown(headline), self._looks["headline"])
        sheet.set_row(0, 28)
        width = sum(column.width for column in columns)
        sheet.merge_range(1, 2, 1, 1 + len(columns), shown(note), self._looks["notice"])
        sheet.set_row(1, row_height([Block(note, width, USUAL)]) + 4)
        heads = [_Column(self._word(HEADINGS[key]), 60) for key in ("group", "module")] + list(columns)
        for number, column in enumerate(heads):
            sheet.set_column_pixels(number, number, column.width, None, {"hidden": number < 2})
            sheet.write_string(2, number, shown(column.heading), self._looks["head-indented"])
        sheet.set_row(2, 24)
        last = 3
        for last, row in enumerate(rows, 3):
            self._row(sheet, last, columns, row)
        self._finish(sheet, len(heads) - 1, last)

    def _row(self, sheet: Any, number: int, columns: Sequence[_Column], row: Sequence[_Cell]) -> None:
        sheet.write_string(number, 0, self._group.id)
        sheet.write_string(number, 1, self._group.module)
        sheet.set_row(number, _HIGH)
        for place, (column, cell) in enumerate(zip(columns, row, strict=True), 2):
            look = self._looks[cell.look]
            if isinstance(cell.value, dt.date):
                sheet.write_datetime(number, place, cell.value, look)
            elif cell.value:
                sheet.write_string(number, place, cell.value, look)
            else:
                sheet.write_blank(number, place, None, look)
            if column.choices and cell.look != "closed":
                self._choices(sheet, number, place, column)

    def _choices(self, sheet: Any, row: int, place: int, column: _Column) -> None:
        message = self._texts("record.wrong", choices=", ".join(column.choices))
        rule = {"validate": "list", "source": list(column.choices), "error_message": shown(message)[:255]}
        sheet.data_validation(row, place, row, place, rule)

    def _finish(self, sheet: Any, width: int, last: int) -> None:
        """Protect the tab, and prepare it for the screen and for paper."""
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True})
        sheet.freeze_panes(3, 2)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.print_area(0, 2, last, width)
