"""One form for everything that can be wrong with a file, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kiframework.spelling import is_id, is_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

    Path = Sequence[Hashable]
    """Keys and list positions that lead from the top of a document to a value."""


class Severity(StrEnum):
    """How bad a diagnostic is, worst first. An error keeps its file out of the work; the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Location(NamedTuple):
    """A place in a file. Lines and columns count from 1; they are 0 where only the file or the start is known."""

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    """The column after the last one."""
    entry: str = ""
    """Where it stands in the document, in words that survive moved lines: ``competencies/digging/anchors/2/de``."""

    def __str__(self) -> str:
        """Write the place the way editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class CellLocation(Location):
    """A place in a workbook: ``path`` is the file with the sheet, line and column are those of the cell."""

    __slots__ = ()

    def __str__(self) -> str:
        """Write the place the way spreadsheets name it: ``file.xlsx:Sheet!B7``."""
        return f"{self.path}!{column_name(self.column)}{self.line}" if self.line else self.path


class RowLocation(Location):
    """A place in a table of very many rows: ``line`` is the row in the file and ``column`` its row group, both from 1.

    Files without row groups have plain locations, with the line of the file.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """Write the place in words, because no editor can be told to go there."""
        return f"{self.path}, row group {self.column}, row {self.line}" if self.line else self.path


def column_name(number: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Edit(NamedTuple):
    """Replaces what stands from the start of a place to its end, or puts something in where both are the same."""

    where: Location
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that a machine can make."""

    title: str
    """What it does, in a few words: "replace it with 'digging'"."""
    edits: tuple[Edit, ...]
    """Edits of one file that do not overlap."""
    safe: bool = True
    """Whether it keeps the meaning; an unsafe fix leaves something for people to do."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: ``message`` is a short sentence that stands alone, ``help`` the way out."""

    code: str
    """Stable, never reused: KIF0xx reading and structure, KIF1xx skill files, KIF2xx frameworks, KIF3xx suppression,
    KIF4xx answers that come back, KIF5xx records of training, KIF6xx frameworks in tables, KIF7xx tables of people."""
    message: str
    location: Location
    severity: Severity = Severity.ERROR
    help: str | None = None
    related: tuple[tuple[str, Location], ...] = ()
    """Further places that belong to the problem, each with a word on why."""
    fix: Fix | None = None


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Order diagnostics by place, then code, then text: the same on every machine."""
    path, line, column, *_ = diagnostic.location
    return (path, line, column, diagnostic.code, diagnostic.message)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort, and drop exact repetitions."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=sort_key))


class Mark(Protocol):
    """A place as YAML parsers note it: line and column counted from 0."""

    line: int
    column: int


class Place(NamedTuple):
    """Where an entry of a mapping or list stands, its marks kept as the parser hands them out.

    The key of a list item is the item itself; a collection ends where it starts.
    """

    file: str
    key: Mark
    key_end: Mark
    value: Mark
    value_end: Mark


def location(file: str, start: Mark, end: Mark | None = None, entry: str = "") -> Location:
    """Turn a parser's marks into a place as people count."""
    if end is None:
        return Location(file, start.line + 1, start.column + 1, entry=entry)
    return Location(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1, entry)


class Places(Protocol):
    """Finds the place of what stands in a document."""

    def key(self, path: Path) -> Location:
        """Return the place of the key at ``path`` (of the nearest known parent, if there is no such entry)."""

    def value(self, path: Path) -> Location:
        """Return the place of the value at ``path`` (of the nearest known parent, if there is no such entry)."""


@dataclass
class LatePlaces:
    """Places that are looked up only when somebody asks: nearly all files have nothing to complain about."""

    find: Callable[[], SourceMap]

    @cached_property
    def found(self) -> SourceMap:
        """The places, once they were needed."""
        return self.find()

    def key(self, path: Path) -> Location:
        """Return the place of the key at ``path``."""
        return self.found.key(path)

    def value(self, path: Path) -> Location:
        """Return the place of the value at ``path``."""
        return self.found.value(path)


@dataclass(slots=True)
class SourceMap:
    """Finds the place of every key and value of documents that were read, also when several were joined.

    Places are recorded per container (by identity), so joining documents into one keeps every place.
    """

    path: str
    """The file named where nothing more exact is known."""
    root: Any = None
    """The document, or the joined documents, that paths start from."""
    places: dict[int, Mapping[Hashable, Place]] = field(default_factory=dict)
    """Identity of a container -> key or list position -> place."""
    kept: list[Any] = field(default_factory=list)
    """Containers with recorded places; held so that identities stay theirs."""

    def record(self, container: Any, places: Mapping[Hashable, Place]) -> None:
        """Note the places of the entries of a container."""
        self.places[id(container)] = places
        self.kept.append(container)

    def include(self, other: SourceMap) -> None:
        """Take over the places of another document that becomes part of this one."""
        self.places.update(other.places)
        self.kept.extend(other.kept)

    def places_of(self, container: Any) -> Mapping[Hashable, Place]:
        """Return the places of the entries of a container."""
        return self.places.get(id(container), {})

    def without(self, paths: Collection[Path]) -> SourceMap:
        """Return the map of the same document without the values at ``paths``; what is left keeps its places."""
        rest = SourceMap(self.path, None, self.places, self.kept)
        rest.root = rest.copy_without(self.root, [tuple(path) for path in paths])
        return rest

    def copy_without(self, node: Any, paths: Collection[tuple[Hashable, ...]]) -> Any:
        """Return a container without the values at ``paths`` below it; what is not touched is not copied."""
        if not paths:
            return node
        gone = {path[0] for path in paths if len(path) == 1}
        steps = range(len(node)) if isinstance(node, list) else node
        left = [step for step in steps if step not in gone]
        values = [
            self.copy_without(node[step], [path[1:] for path in paths if path[0] == step and len(path) > 1])
            for step in left
        ]
        copy: Any = values if isinstance(node, list) else dict(zip(left, values, strict=True))
        places = self.places_of(node)
        names = range(len(left)) if isinstance(node, list) else left
        self.record(copy, {name: places[step] for name, step in zip(names, left, strict=True) if step in places})
        return copy

    def key(self, path: Path) -> Location:
        """Return the place of the key at ``path`` (of the nearest known parent, if there is no such entry)."""
        return self._find(path, of_key=True)

    def value(self, path: Path) -> Location:
        """Return the place of the value at ``path`` (of the nearest known parent, if there is no such entry)."""
        return self._find(path, of_key=False)

    def _find(self, path: Path, *, of_key: bool) -> Location:
        best = Location(self.path, 1, 1)
        node = self.root
        names: list[str] = []
        for depth, step in enumerate(path, 1):
            place = self.places_of(node).get(step)
            if place is None:
                break
            key_asked = of_key and depth == len(path)
            start, end = (place.key, place.key_end) if key_asked else (place.value, place.value_end)
            names.append(_name(node, step))
            node = node[step]
            best = location(place.file, start, end, "/".join(names))
        return best


def _name(container: Any, step: Hashable) -> str:
    """Name an entry in a way that does not count: an item of a list by its id, or by the word that it is."""
    if not isinstance(container, list):
        return str(step)
    item = container[step]  # type: ignore[call-overload]  # positions of lists are numbers
    if isinstance(item, dict):
        return str(item.get("id", "*"))
    return item if isinstance(item, str) and is_id(item) else "*"


CLOSE = 0.6
"""From which likeness (0 to 1) on a word is offered."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a help line with up to three known words close to ``word``, or None."""
    matches = _close_matches(word, tuple(known))
    if not matches:
        return None
    return "did you mean " + " or ".join(f"'{match}'" for match in matches) + "?"


def unknown_word(
    code: str, message: str, place: Location, *, word: str, known: Iterable[str], otherwise: str | None = None
) -> Diagnostic:
    """Return the diagnostic of a word that is none of the known ones, with what may be meant instead.

    Where it can only be a slip of the fingers for one known word, putting that in is a fix. ``otherwise`` is the help
    if none is close.
    """
    known = tuple(known)
    fix = _respelling(word, known, place)
    help_ = did_you_mean(word, known) if fix is None else f"did you mean '{fix.edits[0].text}'?"
    return Diagnostic(code, message, place, help=help_ or otherwise, fix=fix)


def unknown_id(
    code: str, kind: str, place: Location, *, word: str, known: Iterable[str], otherwise: str | None = None
) -> Diagnostic:
    """Return the diagnostic of an unknown id in a skill file: what has not the form of one may be a name.

    Such a word is not repeated, and its entry is not named.
    """
    if is_id(word):
        return unknown_word(code, f"Unknown {kind} '{word}'.", place, word=word, known=known, otherwise=otherwise)
    return Diagnostic(code, f"Unknown {kind}.", place._replace(entry=""), help=otherwise or f"write the id of a {kind}")


def _respelling(word: str, known: tuple[str, ...], place: Location) -> Fix | None:
    close = [match for match in _close_matches(word, known) if is_slip(word, match)]
    if len(close) != 1 or not place.end_line:
        return None
    return Fix(f"replace it with '{close[0]}'", (Edit(place, close[0]),))


@lru_cache(maxsize=1000)
def _close_matches(word: str, known: tuple[str, ...]) -> list[str]:
    """Return up to three close words. Remembered, because the same mistake tends to be made many times."""
    from difflib import get_close_matches

    return get_close_matches(word, known, n=3, cutoff=CLOSE)
