"""One form for everything that can be wrong with a file, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    Path = Sequence[Hashable]
    """Keys and list positions that lead from the top of a document to a value."""


class Severity(StrEnum):
    """How bad a diagnostic is. An error keeps its file out of the work; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Location(NamedTuple):
    """A place in a file. ``line`` and ``column`` count from 1; both are 0 where only the file is known."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place the way editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: ``message`` is a short sentence that stands alone, ``help`` the way out."""

    code: str
    """Stable, never reused: KIF0xx reading and structure, KIF1xx skill files, KIF2xx frameworks, KIF3xx workspace."""
    message: str
    location: Location
    severity: Severity = Severity.ERROR
    help: str | None = None
    related: tuple[tuple[str, Location], ...] = ()
    """Further places that belong to the problem, each with a word on why."""


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Order diagnostics by place, then code, then text: the same on every machine."""
    path, line, column = diagnostic.location
    return (path, line, column, diagnostic.code, diagnostic.message)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort, and drop exact repetitions."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=sort_key))


class Mark(Protocol):
    """A place as YAML parsers note it: line and column counted from 0."""

    line: int
    column: int


Place = tuple[str, Mark, Mark]
"""Where an entry of a mapping or list starts: its file, its key, its value. Kept as the parser hands it out."""


def location(file: str, mark: Mark) -> Location:
    """Turn a parser's mark into a place as people count."""
    return Location(file, mark.line + 1, mark.column + 1)


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
        for depth, step in enumerate(path, 1):
            place = self.places_of(node).get(step)
            if place is None:
                break
            file, of_entry, of_value = place
            best = location(file, of_entry if of_key and depth == len(path) else of_value)
            node = node[step]
        return best


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a help line with up to three known words close to ``word``, or None."""
    from difflib import get_close_matches

    matches = get_close_matches(word, list(known), n=3, cutoff=0.6)
    if not matches:
        return None
    return "did you mean " + " or ".join(f"'{match}'" for match in matches) + "?"
