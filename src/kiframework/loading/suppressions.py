"""Reads comments that keep a finding quiet: ``# kif: ignore[KIF219] quoted from the law``.

Behind an entry, the comment is about its line; on a line of its own, about the next line that holds something.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from kiframework.diagnostics import Location
from kiframework.loading.files import LINE_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"#[ \t]*kif:[ \t]*ignore(?:\[([^\]]*)\])?[ \t]*(.*)")
_EMPTY = re.compile(r"[ \t]*(#.*)?")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment."""

    codes: tuple[str, ...]
    """Codes of the findings to keep quiet; none where the comment names none."""
    reason: str
    line: int
    """The line it is about, counted from 1."""
    location: Location
    """Where the comment itself stands."""


def find_suppressions(text: str, shown: str) -> Iterator[Suppression]:
    """Yield the comments of a file in order of their lines; text that only looks like a comment is none."""
    if "kif:" not in text:
        return
    lines = LINE_ENDS.split(text)
    held = _next_held(lines)
    starts, ends = _scalars(text)
    for number, line in enumerate(lines):
        for found in _COMMENT.finditer(line):
            at = (number, found.start())
            before = bisect_right(starts, at)
            if before and at < ends[before - 1]:
                continue
            codes = tuple(code.strip() for code in (found[1] or "").split(",") if code.strip())
            end = len(line.rstrip()) + 1
            place = Location(shown, number + 1, found.start() + 1, number + 1, end, "kif: ignore")
            meant = number if line[: found.start()].strip() else held[number]
            yield Suppression(codes, found[2].strip(), (number if meant is None else meant) + 1, place)


def _next_held(lines: list[str]) -> list[int | None]:
    """Return, for each line, the next line below it that holds more than a comment."""
    found: int | None = None
    below: list[int | None] = []
    for number in range(len(lines) - 1, -1, -1):
        below.append(found)
        if not _EMPTY.fullmatch(lines[number]):
            found = number
    return below[::-1]


def _scalars(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return (line, column) of start and end of every quoted or block text: only there a # begins no comment."""
    starts: list[tuple[int, int]] = []
    ends: list[tuple[int, int]] = []
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.ScalarEvent) and event.style:
                start: Any = event.start_mark
                end: Any = event.end_mark
                # Behind the sign that opens a block text (``>-  # kif: …``) a comment is one: text begins a line later.
                starts.append((start.line + 1, 0) if event.style in "|>" else (start.line, start.column))
                ends.append((end.line, end.column))
    except (yaml.YAMLError, UnicodeEncodeError):
        pass  # what cannot be read has findings that nothing keeps quiet
    return starts, ends
