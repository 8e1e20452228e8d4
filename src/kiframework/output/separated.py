"""Tables of separated values (CSV) for spreadsheets."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the start of a formula."""


def render_rows(rows: Iterable[Iterable[str]]) -> bytes:
    """Return a whole table as UTF-8 with byte order mark and commas (RFC 4180)."""
    return codecs.BOM_UTF8 + more_rows(rows)


def more_rows(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows that follow others in a table."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def words(text: str) -> str:
    """Return words of unknown origin so that no spreadsheet takes them for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
