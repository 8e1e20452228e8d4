"""Tables of separated values (CSV) for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the start of a formula."""


def render_rows(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows as UTF-8 with byte order mark and commas (RFC 4180)."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def words(text: str) -> str:
    """Return words of unknown origin so that no spreadsheet takes them for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
