"""Cuts tables into parts that are worked on one by one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kiframework.model.bulk import Part, Piece, TableForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.model.bulk import Table


def cut_into_parts(tables: Sequence[Table], rows: int) -> list[Part]:
    """Cut tables into parts of up to ``rows`` rows, in order. Depends on the tables alone, never on the machine."""
    parts: list[Part] = []
    pieces: list[Piece] = []
    held = 0
    for piece in (piece for number, table in enumerate(tables) for piece in _pieces(number, table, rows)):
        if pieces and held + piece.rows > rows:
            parts.append(Part(len(parts), tuple(pieces)))
            pieces, held = [], 0
        pieces.append(piece)
        held += piece.rows
    if pieces:
        parts.append(Part(len(parts), tuple(pieces)))
    return parts


def _pieces(number: int, table: Table, rows: int) -> Iterator[Piece]:
    """Yield stretches of whole row groups where they fit; larger ones are cut into equal pieces."""
    edges = (*table.groups, table.rows)
    begin, groups = 0, len(table.groups)
    for group in range(groups):
        if group + 1 < groups and edges[group + 2] - edges[begin] <= rows:
            continue
        first, count = edges[begin], edges[group + 1] - edges[begin]
        if table.form is TableForm.CSV:
            yield Piece(number, first, count, table.offsets[begin], table.offsets[group + 1])
        else:
            yield from _cut(number, first, count, rows)
        begin = group + 1


def _cut(number: int, first: int, count: int, rows: int) -> Iterator[Piece]:
    pieces = -(-count // rows)
    edges = [first + count * edge // pieces for edge in range(pieces + 1)] if pieces else []
    for start, end in pairwise(edges):
        yield Piece(number, start, end - start)
