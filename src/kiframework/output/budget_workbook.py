"""The budget as a workbook: every item, sums one can see and follow, and what is left; all of it computed before."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final

from kiframework.errors import MissingExtraError
from kiframework.output.workbook_style import FONT

if TYPE_CHECKING:
    from fractions import Fraction

    from kiframework.model.roadmap import BudgetItem
    from kiframework.output.roadmap_view import RoadmapWords

_CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zones
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_HEADS: Final = ("item", "category", "phase", "planned", "spent", "left")
_FIGURES: Final = ("limit", "planned", "spent", "left")
_WIDTHS: Final = (42, 28, 30, 14, 14, 14)
_MONEY: Final = "#,##0.00"
_LINE: Final = 130
"""Signs that stand beside each other across the sheet."""


def render_budget_workbook(words: RoadmapWords) -> bytes:
    """Return the budget as a workbook with one sheet.

    Raises :class:`~kiframework.errors.MissingExtraError` where the extra for workbooks is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError("xlsx", "Writing workbooks") from None
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, dict(_OPTIONS))
    book.set_properties({"title": words.texts("roadmap.budget.nav"), "created": _CREATED})
    _Budget(book, words).write()
    book.close()
    return content.getvalue()


class _Budget:
    """Writes the sheet from top to bottom."""

    def __init__(self, book: Any, words: RoadmapWords) -> None:
        self._words = words
        self._sheet = book.add_worksheet(words.texts("roadmap.budget.tab"))
        plain: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "top"}
        self._text = book.add_format({**plain, "text_wrap": True})
        self._head = book.add_format({**plain, "bold": True, "bottom": 1, "text_wrap": True})
        self._right = book.add_format({**plain, "bold": True, "bottom": 1, "align": "right"})
        self._money = book.add_format({**plain, "num_format": _MONEY})
        self._total = book.add_format({**plain, "bold": True, "top": 1, "num_format": _MONEY})
        self._label = book.add_format({**plain, "bold": True, "top": 1})
        self._title = book.add_format({**plain, "bold": True, "font_size": 14})

    def write(self) -> None:
        """Write title, ceiling and warnings, items with their sum, and sums by category and by phase."""
        sheet, words = self._sheet, self._words
        for number, width in enumerate(_WIDTHS):
            sheet.set_column(number, number, width)
        sheet.write(0, 0, words.texts("roadmap.budget.nav"), self._title)
        lines = (words.ceiling(), *words.warnings(), words.learning() or words.texts("roadmap.learning.none"))
        for row, line in enumerate(lines, 1):
            sheet.merge_range(row, 0, row, 5, line, self._text)
            sheet.set_row(row, 16 if len(line) < _LINE else 32)
        first = len(lines) + 3
        last = self._items(first)
        row = last + 3
        budget = words.standing.budget
        for head, titles, rows in (
            ("category", words.categories, budget.categories),
            ("phase", words.phases, budget.phases),
        ):
            column = "B" if head == "category" else "C"
            row = self._sums(row, head, [(titles[one.id], one) for one in rows], (first + 1, last, column)) + 2
        sheet.freeze_panes(first, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _items(self, head: int) -> int:
        """Write all items below their headings; return the number of the last one's line, counted from 1."""
        sheet, words = self._sheet, self._words
        for number, key in enumerate(_HEADS):
            sheet.write(
                head - 1, number, words.texts(f"roadmap.col.{key}"), self._right if key in _FIGURES else self._head
            )
        items = words.standing.roadmap.budget.items
        for row, item in enumerate(items, head):
            self._item(row, item)
        end = head + len(items)
        self._total_row(end, head + 1, (words.standing.budget.planned, words.standing.budget.actual))
        return end

    def _total_row(self, row: int, first: int, sums: tuple[Fraction, Fraction]) -> None:
        """Write the sum of the lines from ``first``, counted from 1, to the one above ``row``."""
        planned, actual = sums
        self._sheet.write(row, 0, self._words.texts("roadmap.total"), self._label)
        for column in (1, 2):
            self._sheet.write_blank(row, column, None, self._label)
        for letter, column, value in (("D", 3, planned), ("E", 4, actual), ("F", 5, planned - actual)):
            formula = f"=SUM({letter}{first}:{letter}{row})" if row >= first else "=0"
            self._sheet.write_formula(row, column, formula, self._total, _number(value))

    def _item(self, row: int, item: BudgetItem) -> None:
        sheet, words = self._sheet, self._words
        actual = item.actual or item.planned * 0
        for column, text in (
            (0, words.pilots.said(item.item)),
            (1, words.categories.get(item.category or "", "")),
            (2, words.phases.get(item.phase or "", "")),
        ):
            sheet.write_string(row, column, text, self._text)
        sheet.write_number(row, 3, _number(item.planned), self._money)
        sheet.write_number(row, 4, _number(actual), self._money)
        formula = f"=D{row + 1}-E{row + 1}"
        sheet.write_formula(row, 5, formula, self._money, _number(item.planned - actual))

    def _sums(self, row: int, head: str, rows: list[tuple[str, Any]], lines: tuple[int, int, str]) -> int:
        """Write sums of the items of each category or phase, from the lines above; return the next free row."""
        sheet, words = self._sheet, self._words
        first, last, column = lines
        heads = (head, "limit" if head == "category" else "", "", "planned", "spent", "left")
        for number, key in enumerate(heads):
            text = words.texts(f"roadmap.col.{key}") if key else ""
            sheet.write(row, number, text, self._right if key in _FIGURES else self._head)
        for number, (title, one) in enumerate(rows, row + 1):
            sheet.write_string(number, 0, title, self._text)
            if one.limit is not None:
                sheet.write_number(number, 1, _number(one.limit), self._money)
            for letter, value in (("D", one.planned), ("E", one.actual)):
                formula = f"=SUMIF(${column}${first}:${column}${last},$A{number + 1},{letter}${first}:{letter}${last})"
                sheet.write_formula(number, "DE".index(letter) + 3, formula, self._money, _number(value))
            formula = f"=D{number + 1}-E{number + 1}"
            sheet.write_formula(number, 5, formula, self._money, _number(one.planned - one.actual))
        end = row + 1 + len(rows)
        budget = words.standing.budget
        self._total_row(end, row + 2, (budget.planned, budget.actual))
        if head == "category" and budget.ceiling is not None:
            sheet.write_formula(end, 1, f"=SUM(B{row + 2}:B{end})", self._total, _number(budget.limits))
        return end + 1


def _number(amount: Fraction) -> float:
    """Return an amount as workbooks hold it; exact sums were made before."""
    return float(amount)
