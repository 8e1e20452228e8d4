"""Strict YAML: text to plain data, and on demand the place of every key and value.

The document is built in one pass over libyaml's event stream, never with its composer: limits on depth, size and
aliases hold before anything is built (the C composer crashes the interpreter on deeply nested brackets).

Noting places takes as long as building does, and nearly all files hold nothing to complain about and nothing unusual:
they are read without places first (:func:`read_data`), and with them (:func:`read_yaml`) where that is not so, or when
a place is asked for.

Plain scalars follow YAML 1.2 and become data only where nothing is lost: ``null``, ``true``/``false`` and whole
numbers in their usual form. Everything else (``no``, ``1.10``, ``0.72``, ``2026-11-20``) stays the text that stands
there; the model turns it into an exact fraction or a date where one is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kiframework.diagnostics import Diagnostic, Location, Place, SourceMap, location
from kiframework.loading.files import place_behind

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kiframework.diagnostics import Mark

MAX_DEPTH = 50
"""Nested collections in one document."""
MAX_NODES = 2_000_000
"""Values in one document, aliases counted as what they stand for."""

_CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{str(number): number for number in range(10)},
}
_WHOLE_NUMBER = re.compile(r"-?[1-9][0-9]{0,14}").fullmatch
_MISSING = object()
_OPENS: dict[Any, Any] = {MappingStartEvent: dict, SequenceStartEvent: list}
_CLOSES = frozenset([MappingEndEvent, SequenceEndEvent])
_MOST_WORDS = 16384
"""Words that are remembered: more than frameworks and companies have ids, however many notes there are."""
_UNUSUAL = object()
"""Stands for a document that takes more than :func:`_ordinary` knows."""


_WAYS_OUT = {
    "cannot start any token": "replace tabs by blanks, and put text that begins with a sign in quotes",
    "mapping values are not allowed": "put text with a colon in quotes, or indent the line as its neighbours are",
    "did not find expected key": "indent this line as its neighbours are, and close every quote above it",
    "could not find expected ':'": "put a colon and a blank behind the key, or indent the line as text above it",
    "did not find expected '-' indicator": "begin every item of a list with '- ', all indented alike",
    "did not find expected ',' or": "close every bracket, and put commas between entries",
    "found unexpected end of stream": "close every quote and bracket",
}
"""Words of the YAML parser -> what to do."""


class _Parser(Protocol):
    def get_event(self) -> Any: ...


class _Refused(Exception):
    """The document cannot be built any further."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class Document:
    """What one file holds. ``data`` is None together with at least one diagnostic if nothing could be built."""

    data: Any
    source: SourceMap
    diagnostics: list[Diagnostic]


@dataclass(slots=True)
class _Frame:
    """A collection under construction: ``key`` is the pending key of a mapping, ``anchor`` its name if it has one."""

    container: Any
    anchor: str | None
    nodes_before: int
    key: Hashable = _MISSING
    key_event: Any = None
    places: dict[Hashable, Place] = field(default_factory=dict)


def _new_parser(text: str) -> _Parser:
    # libyaml is part of every published PyYAML wheel; the pure parser yields the same events, only slower.
    parser: _Parser = yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)
    return parser


class _Plain(dict[str, Any]):
    """What plain scalars stand for. Thousands of files use the same few words: each of these is kept once."""

    def __missing__(self, text: str) -> Any:
        value = int(text) if _WHOLE_NUMBER(text) else text
        if len(self) < _MOST_WORDS:
            self[text] = value
        return value


_plain = _Plain(_CONSTANTS)


def _ordinary(text: str) -> Any:  # noqa: C901, PLR0912 - one loop: a call for each of its steps takes longer than they do
    """Build the data of a document as nearly all are; whatever else occurs in one is left to :class:`_Builder`."""
    next_event = _new_parser(text).get_event
    next_event()
    # There cannot be more values than characters, so this keeps the limit.
    if next_event().__class__ is StreamEndEvent or len(text) > MAX_NODES:
        return _UNUSUAL
    around: list[Any] = []
    top: list[Any] = []
    container: Any = top
    key: Any = _MISSING
    while True:
        event = next_event()
        kind = event.__class__
        if kind is ScalarEvent:
            value = _plain[event.value] if event.implicit[0] else event.value
        elif kind in _OPENS:
            value = _OPENS[kind]()
        elif kind in _CLOSES:
            container = around.pop()
            continue
        elif kind is DocumentEndEvent and next_event().__class__ is StreamEndEvent:
            return top[0]
        else:
            return _UNUSUAL
        if event.anchor is not None or event.tag is not None:
            return _UNUSUAL
        if container.__class__ is list:
            container.append(value)
        elif key is not _MISSING and key not in container:
            container[key] = value
            key = _MISSING
        elif key is _MISSING and kind is ScalarEvent:
            key = value
            continue
        else:
            return _UNUSUAL
        if kind is not ScalarEvent:
            around.append(container)
            container = value
            if len(around) > MAX_DEPTH:
                return _UNUSUAL


@dataclass
class _Builder:
    """Builds data, and notes where everything stands."""

    path: str
    source: SourceMap
    diagnostics: list[Diagnostic] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    nodes: int = 0

    def refuse(self, code: str, message: str, mark: Mark, help_: str | None = None) -> _Refused:
        return _Refused(Diagnostic(code, message, location(self.path, mark), help=help_))

    def build(self, text: str) -> Any:
        next_event, add = _new_parser(text).get_event, self._add
        stack: list[_Frame] = []
        root: Any = _MISSING
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                value = self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(stack, event, {} if kind is MappingStartEvent else [])
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = self._close(stack.pop())
                root = root if stack else value
                continue
            elif kind is AliasEvent:
                value = self._alias(event)
            elif kind is StreamEndEvent:
                return None if root is _MISSING else root
            else:
                self._check_single(kind, event.start_mark, root)
                continue
            if stack:
                add(stack[-1], value, event)
            else:
                root = value

    def _scalar(self, event: Any) -> Any:
        self.nodes += 1
        if event.tag is not None:
            raise self._tag(event)
        value = event.value
        # implicit[0]: a plain scalar that YAML may resolve; quoted and block scalars are text.
        if event.implicit[0]:
            value = _plain[value]
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)
        return value

    def _open(self, stack: list[_Frame], event: Any, container: Any) -> None:
        if event.tag is not None:
            raise self._tag(event)
        if len(stack) >= MAX_DEPTH:
            raise self.refuse("KIF004", f"The file nests deeper than {MAX_DEPTH} levels.", event.start_mark)
        self._count(event)
        if stack:
            self._add(stack[-1], container, event)
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        stack.append(self._frame(event, container))

    def _frame(self, event: Any, container: Any) -> _Frame:
        frame = _Frame(container, event.anchor, self.nodes)
        self.source.record(container, frame.places)
        return frame

    def _close(self, frame: _Frame) -> Any:
        if frame.anchor is not None:
            self.anchors[frame.anchor] = (frame.container, self.nodes - frame.nodes_before)
        return frame.container

    def _check_single(self, kind: object, mark: Any, root: Any) -> None:
        if kind is DocumentStartEvent and root is not _MISSING:
            raise self.refuse("KIF003", "The file holds more than one document.", mark, "remove the line '---'")

    def _count(self, event: Any, nodes: int = 1) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            message = f"The file holds more than {MAX_NODES:,} values, aliases counted in full."
            raise self.refuse("KIF004", message, event.start_mark)

    def _alias(self, event: Any) -> Any:
        known = self.anchors.get(event.anchor)
        if known is None:
            raise self.refuse("KIF003", f"The alias *{event.anchor} has no anchor before it.", event.start_mark)
        self._count(event, known[1] + 1)
        return known[0]

    def _tag(self, event: Any) -> _Refused:
        return self.refuse(
            "KIF003", f"The tag {event.tag} is not supported.", event.start_mark, "write plain values without tags"
        )

    def _add(self, frame: _Frame, value: Any, event: Any) -> None:
        container, key, start, end = frame.container, frame.key, event.start_mark, event.end_mark
        if container.__class__ is list:
            frame.places[len(container)] = Place(self.path, start, end, start, end)
            container.append(value)
        elif key is _MISSING:
            if value.__class__ is dict or value.__class__ is list:
                raise self.refuse("KIF003", "A key must be plain text.", start)
            frame.key = value
            frame.key_event = event
        else:
            if key in container:
                self._duplicate(frame)
            else:
                before = frame.key_event
                frame.places[key] = Place(self.path, before.start_mark, before.end_mark, start, end)
                container[key] = value
            frame.key = _MISSING

    def _duplicate(self, frame: _Frame) -> None:
        first, key = frame.places[frame.key], frame.key_event
        message = f"The key '{frame.key}' stands twice in the same mapping."
        place = location(self.path, key.start_mark, key.end_mark, str(frame.key))
        related = (("first written here", location(self.path, first.key, first.key_end)),)
        self.diagnostics.append(
            Diagnostic("KIF005", message, place, help="remove one of the two, or merge them", related=related)
        )


def read_data(text: str, path: str) -> Document:
    """Build the data of one YAML document; its ``source`` may know no places.

    Where there is something to complain about, it is what :func:`read_yaml` returns.
    """
    try:
        data = _ordinary(text)
    except (yaml.YAMLError, UnicodeEncodeError):
        data = _UNUSUAL
    if data is None or data is _UNUSUAL:
        return read_yaml(text, path)
    return Document(data, SourceMap(path, data), [])


def read_yaml(text: str, path: str) -> Document:
    """Build the data of one YAML document, with the place of everything in it.

    ``path`` is the name that diagnostics carry. Never raises for anything that can stand in ``text``: KIF003 syntax,
    KIF004 limits, KIF005 duplicate keys, KIF006 nothing in the file.
    """
    source = SourceMap(path)
    builder = _Builder(path, source)
    data: Any = None
    try:
        data = builder.build(text)
    except _Refused as refused:
        builder.diagnostics.append(refused.diagnostic)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        builder.diagnostics.append(_syntax_problem(error, text, path))
    else:
        if data is None:
            builder.diagnostics.append(Diagnostic("KIF006", "The file is empty.", Location(path, 1, 1)))
    source.root = data
    return Document(data, source, builder.diagnostics)


def _syntax_problem(error: Exception, text: str, path: str) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        message = f"This is not valid YAML: {error.problem}."
        related: tuple[tuple[str, Location], ...] = ()
        if error.context and error.context_mark is not None:
            related = ((str(error.context), _within(text, path, error.context_mark)),)
        place = _within(text, path, error.problem_mark)
        return Diagnostic("KIF003", message, place, help=_way_out(str(error.problem)), related=related)
    # A reader error: a character that YAML does not allow. Its position counts bytes or characters by parser.
    return Diagnostic("KIF003", "This is not valid YAML: it holds a control character.", _control(text, path))


def _way_out(problem: str) -> str | None:
    """Say in usual words what most often lies behind a parser's complaint."""
    return next((help_ for words, help_ in _WAYS_OUT.items() if words in problem), None)


def _within(text: str, path: str, mark: Mark) -> Location:
    """Return the place of a mark; where the last line has no line end, parsers put the end of the text one too low."""
    end = place_behind(text, path)
    return location(path, mark) if mark.line < end.line else end


def _control(text: str, path: str) -> Location:
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return place_behind(text[: found.start()], path) if found else Location(path, 1, 1)
