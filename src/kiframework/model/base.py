"""What all models share: a frozen base, ids, texts in several languages, exact numbers and dates."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints, WithJsonSchema

ID = r"^[a-z][a-z0-9-]*$"
SOURCE_ID = r"^[a-z][a-z0-9_]*$"
STATEMENT = r"^S[0-9]{2,3}$"
VERSION = r"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$"
REFERENCE = r"^[a-z][a-z0-9-]*@\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$"
COLOUR = r"^#[0-9a-fA-F]{6}$"
SHA256 = r"^[0-9a-f]{64}$"

FORMS = {
    ID: "an id: small letters, digits and hyphens, a letter first",
    SOURCE_ID: "an id: small letters, digits and underscores, a letter first",
    STATEMENT: "the number of a statement, such as S07",
    VERSION: "a version of three numbers, such as 1.0.0",
    REFERENCE: "a framework and its version, such as ki-mittelstand@1.0.0",
    COLOUR: "a colour as #rrggbb",
    SHA256: "a hash of 64 hexadecimal digits",
}
"""Pattern -> what to write, in words."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Some words; never empty."""

Key = Annotated[str, StringConstraints(min_length=1)]
"""A key of a mapping, taken as it stands: two keys that differ by a blank must not become one."""

Text = dict[str, Words]
"""The same text in several languages: language code -> text."""

LONGEST_ID = 120
"""Signs of an id at most: it names files too."""

Id = Annotated[str, StringConstraints(pattern=ID, max_length=LONGEST_ID)]
"""A stable name for references: small letters, digits, hyphens; never reused or renamed."""

SourceId = Annotated[str, StringConstraints(pattern=SOURCE_ID, max_length=80)]
"""The name of a kind of evidence, such as ``self_test``."""

Version = Annotated[str, StringConstraints(pattern=VERSION)]
"""Major, minor, patch: 1.0.0."""

Statement = Annotated[str, StringConstraints(pattern=STATEMENT)]
"""The number of a statement of the source document that a part of the framework implements."""

_RATIO = re.compile(r"(\d{1,9})(?:\.(\d{1,9})|/(\d{1,9}))? ?(%)?", re.ASCII).fullmatch
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_GERMAN_DATE = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII).fullmatch


def _exact(value: Any) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool):
        raise ValueError("write a number such as 3, 0.85, 85 % or 1/2")  # noqa: TRY004 - pydantic reports it
    return _exact_text(str(value))


@lru_cache(maxsize=4096)
def _exact_text(text: str) -> Fraction:
    """Return the number that stands there; the same ones occur again and again."""
    found = _RATIO(text)
    if found is None or found[3] == "0" * len(found[3] or "-"):
        raise ValueError(_with_point(text) or "write a number such as 3, 0.85, 85 % or 1/2")
    number = Fraction(f"{found[1]}.{found[2]}") if found[2] else Fraction(int(found[1]), int(found[3] or 1))
    return number / 100 if found[4] else number


def _with_point(text: str) -> str | None:
    """Say how to write a number that has come with a decimal comma."""
    corrected = text.replace(",", ".")
    return f"write decimals with a point, here {corrected}" if corrected != text and _RATIO(corrected) else None


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("write a date as YYYY-MM-DD")  # noqa: TRY004 - pydantic reports it
    return _day_text(value)


@lru_cache(maxsize=4096)
def _day_text(text: str) -> date:
    """Return the day that stands there; the same ones occur again and again."""
    german = _GERMAN_DATE(text)
    written = f"{german[3]}-{german[2]:0>2}-{german[1]:0>2}" if german else text
    if not _DATE(written):
        raise ValueError("write a date as YYYY-MM-DD")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"there is no day {text}") from None
    if german:
        raise ValueError(f"write a date as YYYY-MM-DD, here {written}")
    return day


Ratio = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "number", "minimum": 0}, {"type": "string"}]}
    ),
]
"""An exact, non-negative number: written as 3, 0.85, 85 % or 1/2 and never turned into floating point."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, written as YYYY-MM-DD."""

Whole = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
"""A whole number from 0 up."""

Yes = Annotated[bool, Field(strict=True)]
"""true or false."""


class Model(BaseModel):
    """Base of everything read from files: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True, arbitrary_types_allowed=True)
