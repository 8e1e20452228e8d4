"""Where the entries of a YAML text stand, so that mutations can cut along its joints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def apart_from(self, other: Span) -> bool:
        return self.end <= other.start or other.end <= self.start


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a mapping or list. ``key`` is None in lists."""

    key: Span | None
    value: Span
    whole: Span
    """From key or bullet to the end of the value."""
    column: int
    flow: bool
    """Whether it stands between brackets."""
    scalar: bool


def outline(text: str) -> list[Entry]:
    """Return all entries in order of the text."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    return [] if root is None else list(_entries(text, root))


def _entries(text: str, node: yaml.Node) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield _entry(text, node, key, value)
            yield from _entries(text, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield _entry(text, node, None, item)
            yield from _entries(text, item)


def _entry(text: str, parent: Any, key: Any, value: Any) -> Entry:
    own = _span(text, value)
    if key is not None:
        start = key.start_mark.index
    else:
        start = own.start if parent.flow_style else text.rindex("-", 0, max(own.start, 1))
    column = start - (text.rfind("\n", 0, start) + 1)
    name = None if key is None else _span(text, key)
    whole = Span(start, max(own.end, start))
    return Entry(name, own, whole, column, bool(parent.flow_style), isinstance(value, yaml.ScalarNode))


def _span(text: str, node: yaml.Node) -> Span:
    """Return where a node stands; the parser lets block collections run on to the next token."""
    start, end = node.start_mark.index, node.end_mark.index
    return Span(start, start + len(text[start:end].rstrip()))
