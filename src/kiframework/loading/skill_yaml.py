"""Writes ratings, records and verdicts as YAML the way people write by hand: a line for each competency or occasion."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kiframework.model.skills import RatedLevel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from kiframework.model.skills import Round, SkillFile

STEP = "  "
"""What one level of nesting is moved in by."""
_NESTED = (
    "ratings",
    "former",
    "levels",
    "shares",
    "sessions",
    "reaction",
    "learning",
    "behaviour",
    "results",
    "verdicts",
)
"""Keys whose values stand on lines of their own; everything else stays on the line of its key."""

# What no reader of YAML, old or new, can take for anything but text.
_PLAIN = re.compile(r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z_][\w./@ -]*(?<! )", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NOT_IN_QUOTES = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""Signs that are line ends or not allowed in YAML although JSON lets them stand."""
_DIGITS = 9
"""Most digits behind the point."""


def round_data(occasion: Round) -> dict[str, Any]:
    """Return a rating round as plain data, in the order in which it is written; what is left out stays out."""
    data: dict[str, Any] = {"source": occasion.source}
    data |= {key: value for key in ("rater", "date", "valid_until", "note") if (value := getattr(occasion, key))}
    data = {key: value.isoformat() if key in ("date", "valid_until") else value for key, value in data.items()}
    if occasion.levels:
        data["levels"] = {competency: level_data(level) for competency, level in occasion.levels.items()}
    if occasion.shares:
        data["shares"] = {competency: exact(share) for competency, share in occasion.shares.items()}
    return data


def level_data(level: int | str | RatedLevel) -> int | str | dict[str, Any]:
    """Return a level as plain data: a mapping only where there is something to say about it."""
    if not isinstance(level, RatedLevel):
        return level
    data = level.model_dump(exclude_none=True)
    return data if len(data) > 1 else data["level"]


def skill_file_text(skills: SkillFile) -> str:
    """Return a whole skill file of one person, without assignments of several roles."""
    data = {key: value for key in ("framework", "person", "role") if (value := getattr(skills, key))}
    data["ratings"] = [round_data(one) for one in skills.ratings]
    return "".join(f"{line}\n" for line in block(data))


def block(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a mapping, not moved in."""
    for key, value in data.items():
        if key in _NESTED and isinstance(value, dict) and value:
            yield f"{flow(key)}:"
            yield from (f"{STEP}{flow(name)}: {flow(inner)}" for name, inner in value.items())
        elif key in _NESTED and isinstance(value, list) and value:
            yield f"{flow(key)}:"
            yield from (f"{STEP}{line}" for item in value for line in list_item(item))
        else:
            yield f"{flow(key)}: {flow(value)}"


def list_item(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a mapping that is an item of a list, not moved in."""
    for number, line in enumerate(block(data)):
        yield f"{STEP if number else '- '}{line}"


def flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) or _DAY.fullmatch(value) else _quoted(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _quoted(text: str) -> str:
    # What stands in quotes in JSON reads the same in YAML, but for a few signs that JSON need not escape.
    escaped = json.dumps(text, ensure_ascii=False)
    return _NOT_IN_QUOTES.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


def exact(number: Fraction) -> Decimal | str:
    """Return a number as a decimal where it is a short one, else as a fraction; both are exact."""
    billionths = number * 10**_DIGITS
    if billionths.denominator > 1:
        return str(number)
    return Decimal(billionths.numerator).scaleb(-_DIGITS).normalize()
