"""The quick check as a workbook to hand out: a sheet for each person, or one for a team, and what to know beforehand.

Whatever the reader needs in order to understand what comes back stands in a hidden sheet; required levels do not.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from kiframework.errors import MissingExtraError
from kiframework.model.assessment import FrameworkStamp
from kiframework.model.sheets import (
    MARK,
    META_ENTRY,
    META_FRAMEWORK,
    META_SHA256,
    META_SHEET,
    META_TITLE,
    VERSION,
    SheetEntry,
    pieces,
    shown,
)
from kiframework.output.edition import Branding, Edition
from kiframework.output.wording import Wording
from kiframework.output.workbook_notice import write_notice
from kiframework.output.workbook_page import Page
from kiframework.output.workbook_sheets import shared, write_person, write_team
from kiframework.output.workbook_style import Looks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from kiframework.model.answers import Questionnaire, Start

CREATED: Final = dt.date(2000, 1, 1)
"""The day that workbooks say they were made on: the same input gives the same bytes."""

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]").sub


def render_workbook(
    questionnaires: Sequence[tuple[Questionnaire, Start]], looks: Branding, lang: str, tool_version: str
) -> bytes:
    """Return a workbook with a sheet for each questionnaire. There has to be one at least.

    Raises :class:`~kiframework.errors.MissingExtraError` where the extra for workbooks is not installed.
    """
    questionnaire = questionnaires[0][0]
    with _Book(questionnaire, looks, lang, tool_version) as book:
        book.notice("person")
        for one, start in questionnaires:
            key, page = book.page("person", one, [start], start.person or book.wording.texts("sheet.tab"))
            write_person(page, book.wording, one, start, key)
    return book.content


def render_team_workbook(
    team: Sequence[tuple[Questionnaire, Start]], looks: Branding, lang: str, tool_version: str
) -> bytes:
    """Return a workbook with one sheet for a team that somebody else rates. There has to be one person at least.

    Raises :class:`~kiframework.errors.MissingExtraError` where the extra for workbooks is not installed.
    """
    everything = shared(team)
    with _Book(everything, looks, lang, tool_version) as book:
        book.notice("team")
        empty = [(own, start.model_copy(update={"round": None})) for own, start in team]
        key, page = book.page("team", everything, [start for _, start in empty], book.wording.texts("sheet.tab.team"))
        write_team(page, book.wording, empty, key)
    return book.content


class _Book:
    """A workbook of XlsxWriter; its bytes are there once it has been left."""

    def __init__(self, questionnaire: Questionnaire, looks: Branding, lang: str, tool_version: str) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise MissingExtraError("excel", "Writing workbooks") from None
        framework = questionnaire.framework
        stamp = FrameworkStamp(framework.id, framework.version, framework.sha256)
        self.wording = Wording(
            Edition(framework, stamp, CREATED, lang, "self", tool_version=tool_version, branding=looks)
        )
        self._questionnaire = questionnaire
        self._buffer = io.BytesIO()
        self._workbook = xlsxwriter.Workbook(self._buffer, dict(_OPTIONS))
        self._looks = Looks(self._workbook, looks.accent, lang)
        self._names: set[str] = {META_SHEET.casefold(), "history"}
        self._titles: dict[str, str] = {}
        self._entries: list[tuple[str, list[str]]] = []
        title = self.wording.texts("sheet.headline", role=self.wording.role(questionnaire.role))
        created = dt.datetime(CREATED.year, CREATED.month, CREATED.day)  # noqa: DTZ001 - the format knows no zones
        self._workbook.set_properties({"title": shown(title)[:255], "created": created})

    @property
    def content(self) -> bytes:
        """The finished workbook."""
        return self._buffer.getvalue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._write_meta()
            self._workbook.close()

    def notice(self, kind: str) -> None:
        """Write the sheet that says what this is, and what becomes of what is entered."""
        sheet = self._add_sheet(self.wording.texts("sheet.tab.notice"))
        write_notice(sheet, self._looks, self.wording, self._questionnaire, kind)

    def page(
        self, kind: Literal["person", "team"], questionnaire: Questionnaire, starts: Sequence[Start], name: str
    ) -> tuple[str, Page]:
        """Add a sheet to be filled in; return its key and the sheet."""
        sheet = self._add_sheet(name)
        documents = [start.document() for start in starts]
        competencies = list(questionnaire.competencies)
        entry = SheetEntry(kind=kind, name=sheet.get_name(), competencies=competencies, starts=documents)
        texts = pieces(entry.model_dump(mode="json"))
        key = hashlib.sha256("".join(texts).encode()).hexdigest()[:12]
        self._entries.append((key, texts))
        self._titles |= {name: self.wording.titles[name] for name in competencies}
        return key, Page(sheet, self._looks, self.wording, questionnaire)

    def _add_sheet(self, wanted: str) -> Any:
        return self._workbook.add_worksheet(_sheet_name(wanted, self._names))

    def _write_meta(self) -> None:
        """Write the sheet that nobody sees."""
        framework = self._questionnaire.framework
        rows: list[list[str]] = [
            [META_FRAMEWORK, f"{framework.id}@{framework.version}"],
            [META_SHA256, framework.sha256],
            *([META_TITLE, name, shown(title)] for name, title in self._titles.items()),
            *([META_ENTRY, key, *texts] for key, texts in self._entries),
        ]
        sheet = self._workbook.add_worksheet(META_SHEET)
        sheet.write_string(0, 0, MARK)
        sheet.write_number(0, 1, VERSION)
        for number, texts in enumerate(rows, 1):
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text)
        sheet.protect()
        sheet.very_hidden()


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that spreadsheets allow and no other sheet has, and note it."""
    plain = _NOT_IN_NAMES("-", shown(wanted)).strip("' ") or "-"
    number = 1
    name = plain[:_LONGEST_NAME].strip("' ")
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = plain[: _LONGEST_NAME - len(ending)].strip("' ") + ending
    taken.add(name.casefold())
    return name
