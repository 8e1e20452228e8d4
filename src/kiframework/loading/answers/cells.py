"""What one cell holds: a level, a day, a share, some words; written by people, in German or in English."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.sheets import NO_VALUE, squeezed

if TYPE_CHECKING:
    from typing import Literal

    Value = str | float | bool | dt.date | dt.time | dt.timedelta | None
    """What a cell may hold; whole numbers are numbers as all others, and midnights are days."""

    Level = int | Literal["not_observable", "dont_know"]

UNCALCULATED = "#FORMULA!"
"""What stands in a cell with a formula that no spreadsheet program has worked out."""
HIGHEST = 1_000_000
"""No level is higher."""

_WHOLE = re.compile(r"([0-9]{1,7})(?:[.,]0)?").fullmatch
"""With more zeros the point could be one between thousands."""
_NUMBER = re.compile(r"[0-9]{1,7}(?:[.,][0-9]{1,9})?").fullmatch
_SHARE = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,15}))?(?: ?/ ?([0-9]{1,9}))?( ?%)?").fullmatch
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?").fullmatch
_GERMAN = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})").fullmatch
_ERROR = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!)"
).fullmatch

_SYNONYMS = {
    "dont_know": ("dont_know", "dont know", "don't know", "weiss nicht", "weiß ich nicht", "keine angabe"),
    "not_observable": ("not_observable", "cannot be observed", "nicht_beobachtbar"),
}
_WORDS: dict[str, Level] = {
    word.replace("’", "'"): answer  # type: ignore[misc]  # the keys of NO_VALUE are these answers
    for answer, words in NO_VALUE.items()
    for word in (*words.values(), *_SYNONYMS[answer])
}


class BadCellError(Exception):
    """A cell does not hold what is asked for."""

    def __init__(self, message: str, help_: str) -> None:
        """Keep a sentence and the way out."""
        super().__init__(message)
        self.message = message
        self.help = help_


def is_blank(value: Value) -> bool:
    """Tell whether nothing is in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def words(value: Value) -> str | None:
    """Return the words in a cell, None if it is empty. Raises :class:`BadCellError` for an error of the spreadsheet."""
    if is_blank(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    _refuse_error(text, "write the text itself")
    return text


def level(value: Value) -> Level | None:
    """Return the level in a cell, None if it is empty. Raises :class:`BadCellError` for everything else."""
    if is_blank(value):
        return None
    help_ = "write a whole number, one of the words in the drop-down list, or nothing"
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadCellError("This is no level.", help_)
    text = squeezed(str(value))
    _refuse_error(text, help_)
    word = _WORDS.get(text.casefold().replace("’", "'"))
    if word is not None:
        return word
    whole = _WHOLE(text)
    if whole and int(whole[1]) <= HIGHEST:
        return int(whole[1])
    raise BadCellError(f"{text} is no whole level." if _NUMBER(text) else "This is no level.", help_)


def day(value: Value) -> dt.date | None:
    """Return the day in a cell, None if it is empty. Raises :class:`BadCellError` for everything else."""
    if is_blank(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = squeezed(str(value))
    help_ = "write it as 2026-11-20 or 20.11.2026"
    _refuse_error(text, help_)
    iso, german = _ISO(text), _GERMAN(text)
    parts = iso.groups() if iso else german.groups()[::-1] if german else None
    try:
        return dt.date(*map(int, parts))  # type: ignore[arg-type]  # three digits groups; None is caught
    except (TypeError, ValueError):
        raise BadCellError("This is no date.", help_) from None


def share(value: Value) -> Fraction | None:
    """Return the share in a cell, None if it is empty. Raises :class:`BadCellError` for everything else."""
    if is_blank(value):
        return None
    found = None if isinstance(value, bool) else _SHARE(squeezed(str(value)))
    if found is not None:
        whole, decimals, parts, percent = found.groups()
        number = Fraction(f"{whole}.{decimals or 0}") / (100 if percent else 1)
        if not parts:
            fits = number <= 1
        else:
            fits = not decimals and not percent and int(parts) > 0 and number <= int(parts)
            number = number / int(parts) if fits else number
        if fits:
            return number
    raise BadCellError("This is no share.", "write it as 0.72, 72 % or 18/25")


def _refuse_error(text: str, help_: str) -> None:
    if text == UNCALCULATED:
        raise BadCellError("This formula has no result.", "open the workbook in a spreadsheet program, and save it")
    if _ERROR(text):
        raise BadCellError(f"The spreadsheet shows the error {text} here.", help_)
