"""From rows of tables to finished columns, for a stretch of people at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from kiframework.scoring.bulk.columns import Columns, constant, nothing, text_array
from kiframework.scoring.bulk.figures import LOW, POINT, read_places
from kiframework.scoring.bulk.gaps import SHOWN, merge
from kiframework.scoring.bulk.readiness import read_readiness
from kiframework.scoring.bulk.records import look_up_places
from kiframework.scoring.bulk.schema import FIGURES, GAPS, MUST_HAVES, PERSON, SHARES, pillar_columns, result_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.scoring.bulk.compile import CompiledRoles
    from kiframework.scoring.bulk.figures import Places
    from kiframework.scoring.bulk.gaps import GapTables
    from kiframework.scoring.bulk.tables import Block, Layout, RoleTables, Sums

OPEN = MUST_HAVES.index("open")
_PLAIN = ("low", "high", "coverage")
"""Figures that everybody has."""


class RoleColumns:
    """The columns of one role, for all people of a batch."""

    def __init__(self, compiled: CompiledRoles, tables: RoleTables, people: int) -> None:
        """Reserve the memory."""
        self._compiled, self._tables, self._people = compiled, tables, people
        self._own = 1 + len(tables.reading.parts)
        self._codes = Columns(2, people, nullable=False)
        self._ends = Columns(2, people, nullable=True)
        # The whole first, then part after part.
        self._plain = Columns(len(_PLAIN) * self._own, people, nullable=False)
        self._points = Columns(self._own, people, nullable=True)
        self._gaps = Columns(SHOWN, people, nullable=True)

    def fill(self, own: slice, places: Places | None, musts: tuple[Any, Any], ranks: Any) -> None:
        """Fill in a stretch of people: figures, must-haves (open, unconfirmed), ranks of the gaps."""
        if places is None:
            self._fill_nothing(own)
        else:
            self._fill_figures(own, places, musts)
        gaps = self._tables.gaps
        self._gaps.values[:, own] = gaps.places.take(ranks, mode="wrap")
        self._gaps.know(own.start, ranks < gaps.none)

    def _fill_figures(self, own: slice, places: Places, musts: tuple[Any, Any]) -> None:
        must_open, unconfirmed = musts
        found = read_readiness(self._compiled.limits, places, must_open, unconfirmed)
        self._codes.values[0, own] = found.code
        self._codes.values[1, own] = 0 if must_open is None else np.maximum(must_open * np.uint8(OPEN), unconfirmed)
        self._ends.values[0, own], self._ends.values[1, own] = found.low, found.high
        self._ends.know(own.start, found.provisional)
        write = self._tables.reading.grid.write_tenths
        plain = self._plain.values.reshape(len(_PLAIN), self._own, self._people)[:, :, own]
        write(places.score[LOW:POINT], plain[LOW:POINT, 0])
        write(places.pillars[LOW:POINT], plain[LOW:POINT, 1:])
        write(places.coverage, plain[POINT, 0])
        write(places.coverages, plain[POINT, 1:])
        write(places.score[POINT], self._points.values[0, own])
        write(places.pillars[POINT], self._points.values[1:, own])
        self._points.know(own.start, np.vstack([places.rated.all(axis=0), places.rated]))

    def _fill_nothing(self, own: slice) -> None:
        """Say what is known of a role that asks for nothing: everything is open."""
        nobody = np.zeros(own.stop - own.start, bool)
        self._codes.values[:, own] = [[1], [0]]
        self._plain.values[:, own] = [[0], [len(SHARES) - 1], [0]]
        for columns in (self._points, self._ends):
            columns.values[:, own] = 0
            columns.know(own.start, nobody)

    def batch(self, person: pa.Array) -> pa.RecordBatch:
        """Return the finished columns."""
        compiled, people = self._compiled, self._people
        codes = text_array(compiled.readiness)
        parts = {part.pillar: number for number, part in enumerate(self._tables.reading.parts, 1)}
        columns = {
            PERSON: person,
            "role": constant(people, compiled.roles, self._tables.role),
            "readiness": self._codes.array(0, codes),
            "provisional_from": self._ends.array(0, codes),
            "provisional_to": self._ends.array(1, codes),
            "must_haves": self._codes.array(1, text_array(MUST_HAVES)),
        }
        columns |= self._figures(FIGURES, 0)
        for number, pillar in enumerate(compiled.pillars):
            names = pillar_columns(pillar)
            columns |= self._figures(names, parts[number]) if number in parts else dict.fromkeys(names, nothing(people))
        order = text_array(self._tables.gaps.order)
        columns |= {name: self._gaps.array(rank, order) for rank, name in enumerate(GAPS)}
        schema = result_schema(compiled, person.type)
        return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)

    def _figures(self, names: Sequence[str], part: int) -> dict[str, pa.Array]:
        """Return the four figures of the whole (0) or of a part, by the names they get."""
        return {
            name: self._points.array(part, SHARES)
            if figure == "point"
            else self._plain.array(_PLAIN.index(figure) * self._own + part, SHARES)
            for name, figure in zip(names, FIGURES, strict=True)
        }


def fill_block(block: Block, columns: Sequence[RoleColumns], rows: Sequence[Any], own: slice) -> None:
    """Score a stretch of people against the roles of a block. ``rows`` are, for each group, the rows of its tables."""
    shape = (own.stop - own.start, block.lanes)
    packed = _add_up(block.packed, rows, shape)
    apart = None if block.totals is None else _add_up(block.totals, rows, shape)
    ranks = _find_gaps(block.gaps, rows, shape)
    for lane, role in enumerate(block.roles):
        numbers = packed[:, :, lane][role.pillars]
        places = None
        if role.reading.parts:
            own_totals = None if apart is None else apart[:, :, lane][role.pillars]
            places = _places(block.layout, role, numbers, own_totals)
        columns[role.role].fill(own, places, _musts(block.layout, role, numbers), ranks[:, :, lane])


def _places(layout: Layout, role: RoleTables, numbers: Any, apart: Any) -> Places:
    """Return the figures of a role from its packed sums, parts by people; ``apart`` is n where it is not among them."""
    totals = numbers & ((1 << layout.total) - 1) if apart is None else apart
    if layout.recorded:
        return look_up_places(role.reading, role.records, totals.astype(np.intp))
    rated = (numbers >> layout.shift) & ((1 << layout.rated) - 1)
    return read_places(
        role.reading, totals if totals.dtype == object else totals.astype(np.int64), rated.astype(np.int64)
    )


def _musts(layout: Layout, role: RoleTables, numbers: Any) -> tuple[Any, Any]:
    """Return who has must-haves open, and who has some unconfirmed; None for a role without any."""
    if not any(one.must_have for part in role.reading.parts for one in part.required):
        return None, None
    counts = (numbers >> layout.shift + layout.rated).sum(axis=0)
    return counts & ((1 << layout.must) - 1) > 0, counts >> layout.must > 0


def _add_up(sums: Sums, rows: Sequence[Any], shape: tuple[int, int]) -> Any:
    """Return pillars by people by roles: the packed sums."""
    found = np.empty((len(sums.pillars), *shape), sums.dtype)
    more = np.empty(shape, sums.dtype)
    for pillar, tables in enumerate(sums.pillars):
        for number, (group, table) in enumerate(tables):
            table.take(rows[group], 0, more if number else found[pillar], "wrap")
            if number:
                found[pillar] += more
    return found


def _find_gaps(gaps: GapTables, rows: Sequence[Any], shape: tuple[int, int]) -> Any:
    """Return first, second and third by people by roles: the smallest ranks of gaps."""
    if not gaps.tables:
        return np.full((SHOWN, *shape), gaps.none, gaps.dtype)
    found, more = np.empty((SHOWN, *shape), gaps.dtype), np.empty((SHOWN, *shape), gaps.dtype)
    spare = np.empty((2, *shape), gaps.dtype)
    for number, (group, tables) in enumerate(gaps.tables):
        for table, target in zip(tables, more if number else found, strict=True):
            table.take(rows[group], 0, target, "wrap")
        if number:
            merge(found, more, spare)
    return found
