"""What the page for the management is made of: blocks of marked rows, each with the way of every number in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kiframework.output.sheet import Column, Table

if TYPE_CHECKING:
    from collections.abc import Hashable

    from markupsafe import Markup

    from kiframework.output.frame_view import Cover

ROADMAP: Final = "roadmap"
METHOD: Final = "method"
FRAMEWORK: Final = "framework"
SKILLS: Final = "skills"
PILOT: Final = "pilot/{}"
"""Documents that inputs stand in; a pilot goes by its id."""

_DIGIT = re.compile(r"\d").search


class Ref(NamedTuple):
    """Where an input stands: a document, and the keys that lead to the value in it."""

    document: str
    path: tuple[Hashable, ...] = ()

    def to(self, *keys: Hashable) -> Ref:
        """Return where something below it stands."""
        return self._replace(path=(*self.path, *keys))


class Trace(NamedTuple):
    """One number with the way it came about."""

    figure: str
    """As the page shows it."""
    terms: str
    """What it is, and how it is computed."""
    refs: tuple[Ref, ...] = ()
    """Inputs behind it; none for what only counts or joins other marks."""


class Row(NamedTuple):
    """A line of the page."""

    mark: str
    """Short name by which its numbers are found in the explanation."""
    cells: tuple[str, ...]
    """The first one is its heading."""
    traces: tuple[Trace, ...] = ()
    track: Markup | None = None
    """A small chart of what the cells say."""
    tone: str = ""
    """Status symbol before the last cell: ``met``, ``near``, ``gap`` or ``missing``; empty for none."""


class Block(NamedTuple):
    """A part of the page."""

    mark: str
    id: str
    topic: str
    headline: str
    columns: tuple[Column, ...]
    """Of the cells."""
    rows: tuple[Row, ...]
    track: str = ""
    """Head of the small charts; empty where there are none."""
    note: str = ""
    traces: tuple[Trace, ...] = ()
    """Of the numbers in headline, head of the charts, and note."""

    def table(self, mark: str) -> Table:
        """Return its rows as a table without charts, each with its mark under the head ``mark``."""
        columns = (Column(mark), *self.columns)
        return Table(f"{self.topic}: {self.headline}", columns, tuple((one.mark, *one.cells) for one in self.rows))


class ManagementView(NamedTuple):
    """All that the page prints."""

    title: str
    cover: Cover
    head: tuple[Row, ...]
    """The finding, the verdict, and what the page rests on."""
    blocks: tuple[Block, ...]
    purpose: str
    command: str
    """Prints where every number comes from."""


def named(words: str, terms: str, ref: Ref) -> tuple[Trace, ...]:
    """Return the trace of a name that has a number in it; nothing for others."""
    return (Trace(words, terms, (ref,)),) if _DIGIT(words) else ()
