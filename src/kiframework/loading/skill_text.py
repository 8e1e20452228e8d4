"""Puts ratings into the text of a skill file and leaves every other byte of it alone.

Entries are put in at exact places, in the style that stands there: lines below lines, or behind a comma in braces.
YAML can be written in ways that this is not enough for, so whoever uses it reads the result again and compares.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kiframework.loading.files import line_starts
from kiframework.loading.skill_yaml import STEP, block, flow, list_item
from kiframework.loading.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from kiframework.diagnostics import Mark, Place

    Path = Sequence[Hashable]
    Entries = dict[str, Any] | list[dict[str, Any]]

_CLOSED = re.compile(r"(?:[\s,]|#[^\n]*\n)*[}\]]")
"""From the last entry in braces to their end."""


_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")
_COMMA_BEFORE = re.compile(r",[ \t]*$")
_LINE_END = re.compile(r"(?:\r\n|[\n\r])?")


class SkillText:
    """The text of one skill file on its way to holding more. Line ends stay of the kind they are."""

    def __init__(self, text: str) -> None:
        """Take the text of a file that can be read and holds a mapping."""
        self.text = text
        self._read()

    def add(self, path: Path, entries: Entries) -> None:
        """Put entries behind those of the mapping or list at ``path``; an empty path is the whole document."""
        node, place = self._find(path)
        if place is not None and not node:
            self._fill(path, node, place, entries)
        elif self._in_braces(node, place):
            self._splice(self._end_of_last(node), None, "".join(f", {item}" for item in _items(entries)))
        else:
            indent = " " * self._column(node, place)
            lines = "".join(f"\n{indent}{line}" for line in _lines(entries))
            self._splice(self._end_of_line(self._end_of_last(node)), None, lines)

    def put(self, path: Path, key: str, entries: Entries) -> None:
        """Put entries into what ``key`` names in the mapping at ``path``; it is made where it is missing."""
        if key in self._find(path)[0]:
            self.add([*path, key], entries)
        else:
            self.add(path, {key: entries})

    def replace(self, path: Path, value: Any) -> None:
        """Put a value in place of the one at ``path``, on its line."""
        node, place = self._find(path)
        assert place is not None, "the document as a whole is never replaced"  # noqa: S101 - a fault of ours
        self._splice(self._index(place.value), self._end(node, place), flow(value))

    def rename(self, path: Path, key: str) -> None:
        """Put a key in place of the one at ``path``; its value stays as it is."""
        place = self._place(path)
        self._splice(self._index(place.key), self._index(place.key_end), flow(key))

    def remove(self, path: Path) -> None:
        """Take out the entry at ``path``: whole lines, or what stands between two commas in braces."""
        place, (parent, around) = self._place(path), self._find(path[:-1])
        end = self._end(self._find(path)[0], place)
        if self._in_braces(parent, around):
            behind = _COMMA_BEHIND.match(self.text, end)
            before = _COMMA_BEFORE.search(self.text[: self._index(place.key)])
            start = self._index(place.key) if behind or before is None else before.start()
            self._splice(start, behind.end() if behind else end, "")
        else:
            start = self._starts[place.key.line]
            closed = self._end_of_line(end)
            self._splice(start, _LINE_END.match(self.text, closed).end(), "")  # type: ignore[union-attr] # matches nothing, too

    def _place(self, path: Path) -> Place:
        place = self._find(path)[1]
        assert place is not None, "the document as a whole has no key"  # noqa: S101 - a fault of ours
        return place

    def _read(self) -> None:
        document = read_yaml(self.text, "")
        self._data, self._source = document.data, document.source
        self._starts = line_starts(self.text)

    def _find(self, path: Path) -> tuple[Any, Place | None]:
        node, place = self._data, None
        for step in path:
            place = self._source.places_of(node)[step]
            node = node[step]
        return node, place

    def _fill(self, path: Path, node: Any, place: Place, entries: Entries) -> None:
        """Put entries where there is nothing, or nothing but empty braces: on lines, unless braces stand around."""
        parent, around = self._find(path[:-1])
        start, end = self._index(place.value), self._end(node, place)
        if self._in_braces(parent, around):
            text = flow(entries)
        else:
            indent = " " * (place.key.column + len(STEP))
            text = "".join(f"\n{indent}{line}" for line in _lines(entries))
            start = len(self.text[:start].rstrip(" "))
        self._splice(start, end, text)

    def _splice(self, start: int, end: int | None, text: str) -> None:
        """Put text from ``start`` to ``end`` (to ``start`` itself if left out), and read the whole again."""
        line_end = "\r\n" if "\r\n" in self.text else "\n"
        behind = self.text[start if end is None else end :]
        self.text = self.text[:start] + text.replace("\n", line_end) + behind
        self._read()

    def _index(self, mark: Mark) -> int:
        return self._starts[mark.line] + mark.column

    def _in_braces(self, node: Any, place: Place | None) -> bool:
        if place is not None:
            return self.text[self._index(place.value)] in "{["
        return self.text[: self._index(self._first(node).key)].rstrip().endswith("{")

    def _column(self, node: Any, place: Place | None) -> int:
        return place.value.column if place is not None else self._first(node).key.column

    def _first(self, node: Any) -> Place:
        return next(iter(self._source.places_of(node).values()))

    def _end(self, node: Any, place: Place) -> int:
        """Return where a value ends, its braces included."""
        start = self._index(place.value)
        if not isinstance(node, (dict, list)):
            # A text in lines of its own is said to end where the next line begins.
            return max(start, len(self.text[: self._index(place.value_end)].rstrip()))
        in_braces = self.text[start : start + 1] in ("{", "[")
        end = self._end_of_last(node) if node else start + 1
        closed = _CLOSED.match(self.text, end) if in_braces else None
        return closed.end() if closed else end

    def _end_of_last(self, node: Any) -> int:
        places = self._source.places_of(node)
        steps = range(len(node)) if isinstance(node, list) else node
        return max(self._end(node[step], places[step]) for step in steps)

    def _end_of_line(self, position: int) -> int:
        """Return where the line of a position ends, in front of its line end."""
        found = re.compile(r"[^\r\n]*").match(self.text, position)
        return found.end() if found else position


def _lines(entries: Entries) -> Iterator[str]:
    if isinstance(entries, dict):
        yield from block(entries)
    else:
        yield from (line for entry in entries for line in list_item(entry))


def _items(entries: Entries) -> Iterator[str]:
    if isinstance(entries, dict):
        yield from (f"{flow(key)}: {flow(value)}" for key, value in entries.items())
    else:
        yield from map(flow, entries)
