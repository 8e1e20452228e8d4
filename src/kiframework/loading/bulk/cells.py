"""Checks single columns: which of their values cannot be meant, and what the others are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from kiframework.loading.bulk.codes import BAD_CELL, NOT_A_PSEUDONYM, OFF_SCALE
from kiframework.loading.bulk.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

_PLAIN_NUMBER = re.compile(r"[-+0-9.,eE/ ]{1,12}").fullmatch
_DECIMAL = re.compile(r"(\d{1,3})[.,](\d{1,4})").fullmatch
_GERMAN_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})").fullmatch
_BLANK, _AT, _LAST_ASCII = 0x20, 0x40, 0x7E
NAMELIKE: Final = r"[\s@]"
"""What stands in names and addresses of people and never in a pseudonym."""


def numbers(rows: pl.Series) -> npt.NDArray[np.int64]:
    """Return the numbers of the rows where a series is true."""
    return rows.fill_null(value=False).arg_true().to_numpy().astype(np.int64)


def levels(column: pl.Series, top: pl.Series | int, highest: int) -> tuple[pl.Series, list[Problem]]:
    """Return levels as small whole numbers, and those that are none, or lie off the scale.

    ``top`` is the highest level possible, for all rows or each, ``highest`` the top of the scale.
    """
    given = column
    if column.dtype == pl.String:
        text = column.str.strip_chars()
        column = text.set(text == "", None).cast(pl.Float64, strict=False)
        no_level = text.is_not_null() & (text != "") & column.is_null()
    else:
        no_level = pl.Series([False]).new_from_index(0, len(column))
    if column.dtype.is_float():
        if given.dtype != pl.String:
            column = column.fill_nan(None)
        no_level |= (column != column.floor()) | column.is_nan()
    off = (column < 0) | (column > top)
    problems = []
    if no_level.any():
        problems.append(Problem(numbers(no_level), BAD_CELL, column.name, lambda row: _no_level(given[row])))
    if off.any():
        off &= ~no_level.fill_null(value=False)
        words = lambda row: _off_scale(given[row], top if isinstance(top, int) else top[row], highest)  # noqa: E731
        problems.append(Problem(numbers(off), OFF_SCALE, column.name, words))
    return column.cast(pl.UInt8, strict=False), [one for one in problems if len(one.rows)]


def persons(column: pl.Series) -> Iterator[Problem]:
    """Yield the rows that name nobody, or somebody by more than a pseudonym: one word without @."""
    missing = column.is_null() | (column == "")
    if missing.any():
        yield Problem(numbers(missing), NOT_A_PSEUDONYM, column.name, lambda _: ("This row names no person.", None))
    named = column.str.contains(NAMELIKE) if _may_hold_names(column) else None
    if named is not None and named.any():
        # The word itself is not repeated: it may be a name.
        words = ("The person's id is no pseudonym.", "use one word without @, such as P-001")
        yield Problem(numbers(named), NOT_A_PSEUDONYM, column.name, lambda _: words)


def days(column: pl.Series) -> tuple[pl.Series, list[Problem]]:
    """Return a column of days, and the rows that hold something else."""
    if column.dtype != pl.String:
        return column.cast(pl.Date), []
    text = column.str.strip_chars()
    found = text.str.to_date("%Y-%m-%d", strict=False)
    wrong = text.is_not_null() & (text != "") & found.is_null()
    problem = Problem(numbers(wrong), BAD_CELL, column.name, lambda row: _no_day(text[row]))
    return found, [problem] if len(problem.rows) else []


def _may_hold_names(column: pl.Series) -> bool:
    """Tell whether any byte needs a closer look; nearly all tables are done with after this one look."""
    text = column.cast(pl.String).to_arrow(compat_level=pl.CompatLevel.oldest())
    data = text.buffers()[2]
    if data is None:
        return False
    signs = np.frombuffer(data, np.uint8)
    return bool(len(signs)) and bool(signs.min() <= _BLANK or signs.max() > _LAST_ASCII or (signs == _AT).any())


def _no_level(value: object) -> tuple[str, str | None]:
    text = str(value).strip()
    if not _PLAIN_NUMBER(text):
        # It may be anything, a name too.
        return "This is no level.", "write whole numbers, and nothing where nothing is known"
    decimal = _DECIMAL(text)
    if not decimal:
        return f"'{text}' is no level.", "write a whole number"
    low = int(decimal[1])
    choice = f"{low} or {low + 1}" if decimal[2].strip("0") else f"{low}"
    return f"'{text}' is no level.", f"write a whole number, here {choice}"


def _off_scale(value: object, top: int, highest: int) -> tuple[str, str | None]:
    level = f"{float(str(value)):.0f}"
    if top == highest or float(level) > highest or float(level) < 0:
        return f"Level {level} lies off the scale, which goes from 0 to {highest}.", None
    return f"Level {level} is more than its source can show, which is {top}.", None


def _no_day(text: str) -> tuple[str, str | None]:
    german = _GERMAN_DAY(text)
    if german:
        return "This is no day.", f"write it as YYYY-MM-DD, here {german[3]}-{german[2]:0>2}-{german[1]:0>2}"
    return "This is no day.", "write it as YYYY-MM-DD"
