"""The lines around a place, with the place underlined. Lines and columns are those of the YAML parser."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from kiframework.output.findings.signs import disarmed, shown_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.diagnostics import Location

WIDEST = 100
"""Columns of a line that are shown; what goes beyond is cut."""
BEFORE = 40
"""Columns that are kept before the place in a line that is cut at its start."""
CUT = "…"
_TAB = "    "
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def split_lines(text: str) -> list[str]:
    """Split a text where the YAML parser begins a new line."""
    return _BREAK.split(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))


def code_frame(lines: Sequence[str], place: Location) -> list[str]:
    """Return the line of the place between its neighbours, numbered; nothing if there is no such line."""
    if not 1 <= place.line <= len(lines):
        return []
    line = lines[place.line - 1]
    start, end = _span(line, place)
    left = _left(line, start, end)
    last = place.line + 1 if any(lines[place.line : place.line + 2]) else place.line
    gutter = len(str(last))
    margin = " " * gutter + " |"
    rows = [margin]
    for number in range(max(1, place.line - 1), last + 1):
        rows.append(disarmed(f"{number:>{gutter}} | {_cut(lines[number - 1], left)}".rstrip()))
        if number == place.line:
            rows.append(f"{margin} {_carets(line, start, end, left)}")
    return [*rows, margin]


def _span(line: str, place: Location) -> tuple[int, int]:
    """Return from where to where a line is underlined, counted in signs from 0."""
    start = min(max(place.column, 1) - 1, len(line))
    if place.end_line == place.line:
        end = min(place.end_column - 1, len(line))
    elif place.end_line > place.line:
        end = len(line.rstrip())
    else:
        end = start
    return start, max(start, end)


def _left(line: str, start: int, end: int) -> int:
    """Return the first sign to show: that of the line, unless the place would stand too far to the right."""
    if start <= WIDEST and _width(line[:start]) + _width(line[start : min(end, start + BEFORE)]) <= WIDEST:
        return 0
    left, width = start, 0
    while left and start - left < BEFORE:
        width += _cell(line[left - 1])[1]
        if width > BEFORE:
            break
        left -= 1
    return left


def _cut(line: str, left: int) -> str:
    """Return what is shown of a line from a sign on."""
    stop = _stop(line, left)
    before = CUT if left and line else ""
    after = CUT if stop < len(line) else ""
    return before + "".join(_cell(sign)[0] for sign in line[left:stop]) + after


def _stop(line: str, left: int) -> int:
    """Return the sign before which a line is cut. Signs are counted too: some take no room."""
    width, stop = 0, left
    for sign in line[left : left + 2 * WIDEST]:
        width += _cell(sign)[1]
        if width > WIDEST:
            break
        stop += 1
    return max(stop, min(left, len(line)))


def _carets(line: str, start: int, end: int, left: int) -> str:
    indent = _width(line[left:start]) + (len(CUT) if left else 0)
    return " " * indent + "^" * max(1, _width(line[start : min(end, _stop(line, left))]))


def _width(signs: str) -> int:
    return sum(_cell(sign)[1] for sign in signs)


@lru_cache(maxsize=4096)
def _cell(sign: str) -> tuple[str, int]:
    """Return how a sign is shown, and how many columns it takes."""
    if sign == "\t":
        return _TAB, len(_TAB)
    text = shown_sign(sign)
    if text != sign:
        return text, len(text)
    if category(sign) in ("Mn", "Me"):
        return sign, 0
    return sign, 2 if east_asian_width(sign) in "WF" else 1
