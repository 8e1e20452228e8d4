"""Reads separated values (CSV) into a grid: encoding and delimiter are found out, every cell keeps its place."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.answers.draft import UNREADABLE
from kiframework.loading.answers.grid import Grid
from kiframework.loading.files import line_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiframework.loading.answers.cells import Value

DELIMITERS = ";,\t|"
"""What may stand between values; Excel writes semicolons where the comma is the decimal sign."""

_SEPARATOR_LINE = re.compile(r"\s*\"?sep=([;,\t|])\"?[ \t]*(?:\r\n|[\r\n])", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|[\r\n]")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_IN_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}").findall
_LAST_ASCII = 0x7F
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]").search


def decoded(data: bytes) -> str | None:
    """Return the text of a file in one of the encodings that spreadsheets write, or None if it is no text.

    A file that is mostly in UTF-8 and damaged is none: in the other encoding every umlaut in it would become two signs.
    """
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    others = [] if _mostly_utf8(data) else ["cp1252"]
    for encoding in ["utf-16"] if utf16 else ["utf-8-sig", *others]:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        return None if _BINARY(text) else text
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether more signs beyond ASCII are whole in UTF-8 than are not."""
    whole = sum(map(len, _IN_UTF8(data)))
    return 2 * whole > sum(byte > _LAST_ASCII for byte in data)


def read_separated(text: str, shown: str, known: Callable[[str], bool]) -> Grid | Diagnostic:
    """Read a table of separated values. ``known`` recognises the names of columns, which tell the delimiter."""
    told = _SEPARATOR_LINE.match(text)
    begin = told.end() if told else 0
    cells = _Cells(text, begin)
    delimiter = told[1] if told else max(DELIMITERS, key=lambda one: _fit(cells.first_row(one), known))
    lines = line_starts(text)

    def place_of(offset: int) -> Location:
        line = bisect_right(lines, offset)
        return Location(shown, line, offset - lines[line - 1] + 1)

    rows: list[list[Value]] = []
    starts: list[list[int]] = []
    for row in cells.rows(delimiter):
        if row is None:
            message = "A quotation mark is opened here and never closed."
            return Diagnostic(
                UNREADABLE, message, place_of(cells.unclosed), help="close it, or double it inside a value"
            )
        rows.append([value for value, _ in row])
        starts.append([start for _, start in row])

    def place(row: int, column: int) -> Location:
        offsets = starts[row] if row < len(starts) else [len(text)]
        return place_of(offsets[min(column, len(offsets) - 1)])

    return Grid(shown, Location(shown), rows, place, delimiter=delimiter)


def _fit(header: list[str], known: Callable[[str], bool]) -> tuple[int, int]:
    return sum(map(known, header)), len(header)


class _Cells:
    """Splits a text into rows of values, each with its offset."""

    def __init__(self, text: str, begin: int) -> None:
        self._text = text
        self._begin = begin
        self.unclosed = -1
        """Offset of a quotation mark that is never closed."""

    def first_row(self, delimiter: str) -> list[str]:
        """Return the values of the first row that is not empty."""
        rows = (row for row in self.rows(delimiter) if row is None or any(value.strip() for value, _ in row))
        return [value for value, _ in next(rows, None) or []]

    def rows(self, delimiter: str) -> Iterator[list[tuple[str, int]] | None]:
        """Yield rows; None stands for the rest of a text that cannot be split."""
        text, at = self._text, self._begin
        plain = re.compile(f"[^{re.escape(delimiter)}\r\n]*")
        row: list[tuple[str, int]] = []
        while at < len(text) or row:
            start, quoted = at, ""
            if text.startswith('"', at):
                found = _QUOTED.match(text, at)
                if found is None:
                    self.unclosed = at
                    yield None
                    return
                quoted, at = found[1].replace('""', '"'), found.end()
            rest = plain.match(text, at)
            assert rest is not None, "matches anything"  # noqa: S101 - a fault of ours
            row.append((quoted + rest[0], start))
            at = rest.end()
            if text.startswith(delimiter, at):
                at += 1
                if at < len(text):
                    continue
                row.append(("", at))
            end = _LINE_END.match(text, at)
            at = end.end() if end else at
            yield row
            row = []
