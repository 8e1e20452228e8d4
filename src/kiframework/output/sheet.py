"""What sheets are made of: sections with text, facts, tables and lists. One template renders all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markupsafe import Markup

    from kiframework.output.frame_view import Cover, Fact, Frame


class Column(NamedTuple):
    """The head of a column."""

    title: str
    is_number: bool = False
    is_date: bool = False
    """Whether it holds days, which are never broken."""


class Table(NamedTuple):
    """A table; the first cell of each row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


class Listing(NamedTuple):
    """A list under a heading, which may be empty."""

    title: str
    entries: tuple[str, ...]


class Picture(NamedTuple):
    """A chart: as SVG on pages, as lines of text elsewhere."""

    svg: Markup
    lines: tuple[str, ...]


class Section(NamedTuple):
    """A part of a sheet; whatever is empty is left out."""

    id: str
    topic: str
    """Its name in the list of contents."""
    headline: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    picture: Picture | None = None
    tables: tuple[Table, ...] = ()
    lists: tuple[Listing, ...] = ()
    signatures: tuple[str, ...] = ()
    """Who signs: each gets a line for date and name."""


class Sheet(NamedTuple):
    """Everything on a sheet."""

    title: str
    cover: Cover
    headline: str
    lead: str
    sections: tuple[Section, ...]
    frame: Frame
