"""A sheet in the making: rows from top to bottom, each with its hidden mark; fields that can be filled in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from kiframework.model.sheets import (
    DATE_ROW,
    HEAD_ROW,
    KEYS_ROW,
    NOTE_ROW,
    PERSON_ROW,
    PILLAR_ROW,
    RATER_ROW,
    SHEET_ROW,
    no_value_word,
    shown,
)
from kiframework.output.workbook_style import Block, row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.answers import Questionnaire, Start
    from kiframework.model.skills import NoValue
    from kiframework.output.wording import Wording
    from kiframework.output.workbook_style import Looks

FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
"""Days that a field for a date takes."""

_A4 = 9
_LONGEST_TITLE, _LONGEST_HINT, _LONGEST_LIST = 32, 255, 255
"""Most characters that a cell's message, and a drop-down list, may have."""
_FIELD = 2
"""The column of what is filled in once for a sheet."""


class Column(NamedTuple):
    """A column of a sheet."""

    key: str
    heading: str
    width: int
    """In pixels."""
    look: str = "head"


class Page:
    """A sheet of XlsxWriter, protected but for its fields. The first column is hidden and says what each row is."""

    def __init__(self, sheet: Any, looks: Looks, wording: Wording, questionnaire: Questionnaire) -> None:
        """Begin a sheet."""
        self._sheet = sheet
        self._looks = looks
        self._wording = wording
        self._texts = wording.texts
        self._questionnaire = questionnaire
        self._source = questionnaire.framework.sources[questionnaire.source]
        self._row = 0
        ceiling = self._source.ceiling
        scale = questionnaire.framework.scale
        self.levels = [step.level for step in scale if ceiling is None or step.level <= ceiling]
        """Levels that the source can give."""
        no_value: NoValue = "dont_know" if self._source.by_person else "not_observable"
        self._word = no_value_word(no_value, self._texts.lang)

    def put(self, column: int, text: str, look: str) -> None:
        """Write a text; whatever it begins with, it stays one."""
        if text:
            self._sheet.write_string(self._row, column, shown(text), self._looks[look])
        else:
            self._sheet.write_blank(self._row, column, None, self._looks[look])

    def end_row(self, mark: str, height: float) -> None:
        """Go on to the next row, having noted what this one is about."""
        self._sheet.write_string(self._row, 0, mark)
        self._sheet.set_row(self._row, height)
        self._row += 1

    def begin(self, key: str, columns: Sequence[Column], task: str) -> None:
        """Write the hidden keys, the headline and what to do."""
        self._sheet.set_column_pixels(0, 0, 60, None, {"hidden": True})
        self._sheet.write_string(0, 0, KEYS_ROW)
        for number, column in enumerate(columns, 1):
            self._sheet.set_column_pixels(number, number, column.width)
            self._sheet.write_string(0, number, column.key)
        self._sheet.set_row(0, None, None, {"hidden": True})
        self._row = 1
        self.put(1, self._texts("sheet.headline", role=self._wording.role(self._questionnaire.role)), "headline")
        self.end_row(f"{SHEET_ROW} {key}", 28)
        self.put(1, self._texts(f"sheet.task.{task}", source=self._wording.sources[self._source.id]), "note")
        self.end_row(NOTE_ROW, 20)

    def person(self, start: Start) -> None:
        """Write who is rated."""
        self.put(1, self._texts("sheet.person"), "label")
        self.name(_FIELD, start.person, "field", self._texts("sheet.hint.person"))
        self.end_row(PERSON_ROW, 17)

    def rater_and_date(self, start: Start) -> None:
        """Write who rates, unless people rate themselves, and on which day."""
        if not self._source.by_person:
            self.put(1, self._texts("sheet.rater"), "label")
            self.name(_FIELD, start.rater, "field", self._texts("sheet.hint.rater"))
            self.end_row(RATER_ROW, 17)
        self.put(1, self._texts("sheet.date"), "label")
        if start.date is None:
            self.put(_FIELD, "", "date-input")
            between = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
            wrong = ("sheet.wrong.date.label", self._texts("sheet.wrong.date"))
            self._rule(_FIELD, between, "", self._texts("sheet.hint.date"), wrong)
        else:
            self._sheet.write_datetime(self._row, _FIELD, start.date, self._looks["date"])
        self.end_row(DATE_ROW, 17)

    def name(self, column: int, known: str | None, look: str, hint: str) -> None:
        """Write a pseudonym, or the field for one."""
        self.put(column, known or "", look if known else f"{look}-input")
        if known is None:
            self._rule(column, {"validate": "any"}, "", hint)

    def head(self, columns: Sequence[Column], people: Sequence[Start] = ()) -> int:
        """Write the headings of the table, of a team with the people above their levels; return their row."""
        plain = columns[: len(columns) - len(people)]
        for number, column in enumerate(plain, 1):
            self.put(number, column.heading, column.look)
        for number, start in enumerate(people, len(plain) + 1):
            self.name(number, start.person, "head-name", self._texts("sheet.hint.person"))
        height = row_height(Block(column.heading, column.width, bold=True) for column in columns)
        self.end_row(PERSON_ROW if people else HEAD_ROW, max(height, 24))
        return self._row - 1

    def pillar(self, pillar: str, width: int) -> None:
        """Write the title of a pillar across the table."""
        self.put(1, self._wording.pillars[pillar], "pillar")
        for column in range(2, width + 1):
            self.put(column, "", "pillar")
        self.end_row(PILLAR_ROW, 19)

    def level(self, column: int, competency: str, given: int | NoValue | None) -> None:
        """Write the field for a level, with its drop-down list and a reminder of what the levels are."""
        if isinstance(given, int):
            self._sheet.write_number(self._row, column, given, self._looks["level-input"])
        else:
            word = "" if given is None else no_value_word(given, self._texts.lang)
            self.put(column, word, "word-input" if word else "level-input")
        choices = [*map(str, self.levels), self._word]
        fits = sum(len(choice) + 1 for choice in choices) <= _LONGEST_LIST
        names = (self._wording.text(self._questionnaire.framework.scale[level].title) for level in self.levels)
        lines = [f"{level} {name}" for level, name in zip(self.levels, names, strict=True)]
        self._rule(
            column,
            {"validate": "list", "source": choices} if fits else {"validate": "any"},
            self._wording.titles[competency],
            "\n".join([*lines, self._texts("sheet.hint.empty")]),
            ("sheet.wrong.level.label", self._texts("sheet.wrong.level", word=self._word)),
        )

    def remark(self, column: int, text: str) -> None:
        """Write the field for a comment or for evidence."""
        self.put(column, text, "quoted-remark-input" if text else "remark-input")

    def _rule(
        self, column: int, rule: dict[str, Any], title: str, hint: str, wrong: tuple[str, str] | None = None
    ) -> None:
        """Say what a field takes: a hint where it is chosen, and what is said of anything else."""
        options = rule | {"input_title": _cut(title, _LONGEST_TITLE), "input_message": _cut(hint, _LONGEST_HINT)}
        if wrong is not None:
            label, message = wrong
            options["error_title"] = _cut(self._texts(label), _LONGEST_TITLE)
            options["error_message"] = _cut(message, _LONGEST_HINT)
        self._sheet.data_validation(self._row, column, self._row, column, options)

    def finish(self, head: int, width: int, frozen: int, footer: str, *, one_page_wide: bool) -> None:
        """Protect the sheet, and prepare it for the screen and for paper."""
        sheet = self._sheet
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.freeze_panes(head + 1, frozen)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(head)
        if one_page_wide:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.repeat_columns(1)
            sheet.set_print_scale(70)
        sheet.print_area(0, 0, self._row - 1, width)
        sheet.set_footer(_footer(footer, self._texts("sheet.page", page="\0", pages="\1")))


def _cut(text: str, longest: int) -> str:
    """Shorten a text to what a message of a cell can hold, as UTF-16 counts."""
    text = shown(text)
    if len(text.encode("utf-16-le")) // 2 <= longest:
        return text
    return text.encode("utf-16-le")[: 2 * (longest - 1)].decode("utf-16-le", "ignore") + "…"


def _footer(left: str, page: str) -> str:
    """Return a footer; an ampersand begins a command there."""
    left, page = (_cut(text, 100).replace("&", "&&") for text in (left, page.replace("\0", "#p").replace("\1", "#n")))
    return f"&L&8{left}&R&8{page.replace('#p', '&P').replace('#n', '&N')}"
