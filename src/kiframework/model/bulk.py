"""Tables of people: files with a row per person, or per value that somebody gave a person, too many to be read at once.

Plain types without Arrow or NumPy, so that everything that only talks about a run starts without them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiframework.diagnostics import Diagnostic

PERSON = "person"
SHOWN = 20
"""Problems of rows that are shown; all of them are counted."""


class Shape(StrEnum):
    """What a row is."""

    LEVELS = "levels"
    """A person, with an agreed level per competency."""
    EVIDENCE = "evidence"
    """One value that somebody gave a person in a competency."""


class TableForm(StrEnum):
    """How a table is kept in a file."""

    PARQUET = "parquet"
    ARROW = "arrow"
    CSV = "csv"


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole numbers"
    NUMBER = "numbers"
    DAY = "days"
    NOTHING = "nothing"
    """Not a single value."""
    ANY = "anything"
    """Known only once it is read: CSV has no types."""
    OTHER = "something else"


class ColumnType(NamedTuple):
    """The type of a column."""

    kind: Kind
    shown: str
    """Its name in the file, for messages."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file of people, opened once: what it holds without having been read."""

    path: Path
    shown: str
    """Its name in messages."""
    form: TableForm
    columns: Mapping[str, ColumnType]
    rows: int
    """Rows; in CSV the lines after the header, empty ones included."""
    groups: tuple[int, ...] = ()
    """First row (from 0) of each row group, record batch, or stretch of lines."""
    offsets: tuple[int, ...] = ()
    """First byte of each stretch of lines, and the end of the last one; empty where a file is not CSV."""
    size: int = 0
    """Bytes."""
    changed: int = 0
    """Time of the last change, in ns since 1970."""
    delimiter: str = ","
    """What stands between values in CSV."""


class Piece(NamedTuple):
    """Rows of a table that are read together."""

    table: int
    """Number of the table."""
    start: int
    """First row, from 0; in CSV the first line after the header."""
    rows: int
    """Rows; lines in CSV."""
    begin: int = 0
    """First byte in CSV."""
    end: int = 0
    """The byte behind the last one in CSV."""


class Part(NamedTuple):
    """Pieces that are scored together and written to one file of the result."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def rows(self) -> int:
        """Rows of all pieces."""
        return sum(piece.rows for piece in self.pieces)


@dataclass(slots=True)
class Findings:
    """What was wrong with rows: everything is counted, the first problems are kept."""

    counts: Counter[str] = field(default_factory=Counter)
    """Code -> problems."""
    rows: int = 0
    """Rows with at least one problem."""
    shown: list[Diagnostic] = field(default_factory=list)
    """The first problems, in order of files and rows."""

    def include(self, other: Findings) -> None:
        """Add what was found in later rows."""
        self.counts.update(other.counts)
        self.rows += other.rows
        self.shown.extend(other.shown[: SHOWN - len(self.shown)])


def as_plain(found: Findings) -> dict[str, Any]:
    """Return findings as what JSON can hold."""
    shown = [
        [one.code, one.message, type(one.location).__name__, list(one.location[:3]), one.help] for one in found.shown
    ]
    return {"counts": dict(sorted(found.counts.items())), "rows": found.rows, "shown": shown}


def from_plain(plain: Mapping[str, Any]) -> Findings:
    """Return findings from what :func:`as_plain` made of them."""
    from kiframework.diagnostics import Diagnostic, Location, RowLocation

    kinds = {kind.__name__: kind for kind in (Location, RowLocation)}
    shown = [
        Diagnostic(code, message, kinds[kind](*place), help=help_)
        for code, message, kind, place, help_ in plain["shown"]
    ]
    return Findings(Counter(plain["counts"]), plain["rows"], shown)
