"""From rows of tables to finished columns, for a stretch of people at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from kiframework.scoring.bulk.columns import Column, constant, nothing
from kiframework.scoring.bulk.figures import PartSums, read_places
from kiframework.scoring.bulk.gaps import SHOWN, merge
from kiframework.scoring.bulk.readiness import read_readiness
from kiframework.scoring.bulk.schema import FIGURES, GAPS, MUST_HAVES, PERSON, SHARES, pillar_columns, result_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.scoring.bulk.compile import CompiledRoles
    from kiframework.scoring.bulk.gaps import GapTables
    from kiframework.scoring.bulk.tables import Block, RoleTables, Sums

OPEN = MUST_HAVES.index("open")


class RoleColumns:
    """The columns of one role, for all people of a batch."""

    def __init__(self, compiled: CompiledRoles, tables: RoleTables, people: int) -> None:
        """Reserve the memory."""
        self._compiled, self._tables, self._people = compiled, tables, people
        self._grid = tables.reading.grid
        self.readiness, self.must_haves = Column(people, nullable=False), Column(people, nullable=False)
        self.low, self.high = Column(people, nullable=True), Column(people, nullable=True)
        self.score = [Column(people, nullable=figure == "point") for figure in FIGURES]
        self.pillars = [
            [Column(people, nullable=figure == "point") for figure in FIGURES] for _ in tables.reading.parts
        ]
        self.gaps = [Column(people, nullable=True) for _ in GAPS]

    def fill(self, own: slice, sums: Sequence[PartSums], musts: tuple[Any, Any], ranks: Sequence[Any]) -> None:
        """Score a stretch of people: their sums, their must-haves (open, unconfirmed), the ranks of their gaps."""
        if sums:
            self._fill_figures(own, sums, musts)
        else:
            self._fill_nothing(own)
        gaps = self._tables.gaps
        for column, rank in zip(self.gaps, ranks, strict=True):
            gaps.places.take(rank, 0, column.values[own], "wrap")
            column.know(own.start, rank < gaps.none)

    def _fill_figures(self, own: slice, sums: Sequence[PartSums], musts: tuple[Any, Any]) -> None:
        must_open, unconfirmed = musts
        places = read_places(self._tables.reading, sums)
        found = read_readiness(self._compiled.limits, places, must_open, unconfirmed)
        self.readiness.values[own] = found.code
        self.low.values[own], self.high.values[own] = found.low, found.high
        self.low.know(own.start, found.provisional)
        self.high.know(own.start, found.provisional)
        self.must_haves.values[own] = (
            0 if must_open is None else np.maximum(must_open.view(np.uint8) * OPEN, unconfirmed)
        )
        for column, figure in zip(self.score, (*places.score, places.coverage), strict=True):
            self._grid.write_tenths(figure, column.values[own])
        self.score[1].know(own.start, np.logical_and.reduce(places.rated))
        for columns, figures, rated in zip(self.pillars, places.pillars, places.rated, strict=True):
            columns[1].know(own.start, rated)
            for column, figure in zip(columns, figures, strict=True):
                self._grid.write_tenths(figure, column.values[own])

    def _fill_nothing(self, own: slice) -> None:
        """Say what is known of a role that asks for nothing: everything is open."""
        nobody = np.zeros(own.stop - own.start, bool)
        self.readiness.values[own], self.must_haves.values[own] = 1, 0
        for column, figure in zip(self.score, (0, 0, len(SHARES) - 1, 0), strict=True):
            column.values[own] = figure
        for column in (self.score[1], self.low, self.high):
            column.values[own] = 0
            column.know(own.start, nobody)

    def batch(self, person: pa.Array) -> pa.RecordBatch:
        """Return the finished columns."""
        compiled, people = self._compiled, self._people
        codes = pa.array(compiled.readiness, pa.string())
        parts = {part.pillar: number for number, part in enumerate(self._tables.reading.parts)}
        columns = {
            PERSON: person,
            "role": constant(people, compiled.roles, self._tables.role),
            "readiness": self.readiness.array(codes),
            "provisional_from": self.low.array(codes),
            "provisional_to": self.high.array(codes),
            "must_haves": self.must_haves.array(pa.array(MUST_HAVES)),
        }
        columns |= {name: column.array(SHARES) for name, column in zip(FIGURES, self.score, strict=True)}
        for number, pillar in enumerate(compiled.pillars):
            own = self.pillars[parts[number]] if number in parts else None
            for place, name in enumerate(pillar_columns(pillar)):
                columns[name] = nothing(people) if own is None else own[place].array(SHARES)
        order = pa.array(self._tables.gaps.order, pa.string())
        columns |= {name: column.array(order) for name, column in zip(GAPS, self.gaps, strict=True)}
        schema = result_schema(compiled, person.type)
        return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


def fill_block(block: Block, columns: Sequence[RoleColumns], rows: Sequence[Any], own: slice) -> None:
    """Score a stretch of people against the roles of a block. ``rows`` are, for each group, the rows of its tables."""
    people = own.stop - own.start
    packed = {one.pillar: _add_up(one.packed, rows, people) for one in block.sums}
    totals = {one.pillar: _add_up(one.totals, rows, people) for one in block.sums if one.totals is not None}
    ranks = _find_gaps(block.gaps, rows, people)
    for lane, role in enumerate(block.roles):
        parts, must = [], 0
        for part, layout in zip(role.reading.parts, role.layouts, strict=True):
            number = packed[part.pillar][:, lane].copy()
            total = totals[part.pillar][:, lane].copy() if layout.apart else number & ((1 << layout.total) - 1)
            rated = number >> layout.shift
            if layout.must:
                must = must + (rated >> layout.rated)
                rated &= (1 << layout.rated) - 1
            whole = object if total.dtype == object else np.int64
            parts.append(PartSums(total.astype(whole), rated.astype(np.int64)))
        bits = role.layouts[0].must if role.layouts else 0
        musts = (must & ((1 << bits) - 1) > 0, must >> bits > 0) if bits else (None, None)
        columns[role.role].fill(own, parts, musts, [rank[:, lane] for rank in ranks])


def _add_up(sums: Sums, rows: Sequence[Any], people: int) -> Any:
    """Return people by roles: the packed sums of one pillar."""
    found = np.empty((people, sums.width), sums.dtype)
    more = np.empty_like(found)
    for number, (group, table) in enumerate(sums.tables):
        target = more if number else found
        table.take(rows[group], 0, target, "wrap")
        if number:
            found += more
    return found


def _find_gaps(gaps: GapTables, rows: Sequence[Any], people: int) -> list[Any]:
    """Return, for first, second and third, people by roles: the smallest ranks of gaps."""
    shape = (people, gaps.width)
    if not gaps.tables:
        return [np.full(shape, gaps.none, gaps.dtype)] * SHOWN
    found = [np.empty(shape, gaps.dtype) for _ in range(SHOWN)]
    more = [np.empty_like(one) for one in found]
    spare = [np.empty_like(one) for one in found[:2]]
    for number, (group, tables) in enumerate(gaps.tables):
        for table, target in zip(tables, more if number else found, strict=True):
            table.take(rows[group], 0, target, "wrap")
        if number:
            merge(found, more, spare)
    return found
