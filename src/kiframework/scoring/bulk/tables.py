"""Tables from what is known of a few competencies at once to what that adds for up to eight roles.

One look-up fetches the contributions to all roles of a block, because a row of a table is as long as the widest move
that numpy has a fast way for: 32 bytes. A number in it packs, from the low bits up, the sum n, the rated weight r, the
count of open must-haves and the count of unconfirmed ones, each with room for the largest possible sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kiframework.scoring.bulk.gaps import GapTables, gap_ranks, gap_tables
from kiframework.scoring.bulk.parts import Part, Reading, make_parts
from kiframework.scoring.bulk.records import is_small, make_records, records_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiframework.scoring.bulk.gaps import GapRanks
    from kiframework.scoring.bulk.grid import Grid
    from kiframework.scoring.profile import Profile, RequiredCompetency

ROLES_IN_BLOCK = 8
LONGEST_TABLE = 1500
"""Rows of a table: with 32 bytes each it stays in the fastest caches."""


@dataclass(frozen=True)
class Alphabet:
    """What can be known of a competency. Code 0 is nothing; the others are levels."""

    levels: Any
    """Code -> level, in multiples of 1 / ``unit``; int64, or object where that is too small."""
    unit: int
    confirmed: Any
    """Code -> whether the level is confirmed."""

    @property
    def size(self) -> int:
        """How many codes there are."""
        return len(self.levels)


WORD = 63
"""Bits of a machine word, the sign left out."""


@dataclass(frozen=True)
class Layout:
    """Where in the packed numbers of a block which sum stands: room for the largest of all its roles and pillars.

    Where all of them together would not fit a machine word, n has a number of its own.
    """

    total: int
    """Bits of n."""
    rated: int
    """Bits of r."""
    must: int
    """Bits of each of the two counts; 0 where no role has must-haves."""
    apart: bool
    """Whether n has a number of its own."""
    recorded: bool = False
    """Whether n and r make up the number of a record; they take the bits of ``total`` then."""

    @property
    def shift(self) -> int:
        """Bits below r."""
        return 0 if self.apart else self.total

    @property
    def bits(self) -> int:
        """Bits of the packed number."""
        return self.shift + self.rated + 2 * self.must


@dataclass(frozen=True)
class Group:
    """Competencies that are looked up together. Their codes are the digits of a table's row, the last one first."""

    columns: tuple[int, ...]
    """Places in the list of all competencies."""
    size: int
    """How many codes there are."""

    @property
    def rows(self) -> int:
        """Rows of a table."""
        return int(self.size ** len(self.columns))


@dataclass(frozen=True)
class Sums:
    """Tables whose rows are added up, for each pillar."""

    dtype: Any
    pillars: tuple[tuple[tuple[int, Any], ...], ...]
    """For each pillar of the block: group -> rows by roles."""


@dataclass(frozen=True)
class RoleTables:
    """One role of a block."""

    role: int
    """Its place among all roles."""
    reading: Reading
    pillars: Any
    """For each part of the reading, which pillar of the block it is."""
    gaps: GapRanks
    records: tuple[Any, ...]
    """For each part, its records, where all roles of the block are small enough."""


@dataclass(frozen=True)
class Block:
    """Up to eight roles that are scored together."""

    roles: tuple[RoleTables, ...]
    lanes: int
    """Roles, filled up to a power of two: numpy moves rows of 1, 2, 4, 8, 16 and 32 bytes fast."""
    layout: Layout
    packed: Sums
    totals: Sums | None
    """Of n, where it has a number of its own."""
    gaps: GapTables


@dataclass(frozen=True)
class Tables:
    """All tables for one alphabet."""

    groups: tuple[Group, ...]
    blocks: tuple[Block, ...]


def make_tables(
    profiles: Sequence[Profile], competencies: Sequence[str], grid: Grid, alphabet: Alphabet, *, together: int
) -> Tables:
    """Return the tables of some roles; up to ``together`` competencies share one."""
    places = {name: number for number, name in enumerate(competencies)}
    groups = tuple(_groups(profiles, places, alphabet.size, together))
    blocks = []
    for start in range(0, len(profiles), ROLES_IN_BLOCK):
        numbered = list(enumerate(profiles))[start : start + ROLES_IN_BLOCK]
        blocks.append(_block(numbered, groups, places, grid, alphabet))
    return Tables(groups, tuple(blocks))


def _groups(profiles: Iterable[Profile], places: dict[str, int], size: int, together: int) -> Iterable[Group]:
    """Yield groups of competencies of one pillar that some role requires."""
    pillars: dict[str, set[int]] = {}
    for profile in profiles:
        for one in profile.required:
            pillars.setdefault(one.pillar, set()).add(places[one.competency])
    most = 1
    while most < together and size ** (most + 1) <= LONGEST_TABLE:
        most += 1
    for own in pillars.values():
        columns = sorted(own)
        # Evenly long groups: 4 + 3 is better than 6 + 1.
        number = -(-len(columns) // most)
        for members in np.array_split(np.array(columns), number):
            yield Group(tuple(members.tolist()), size)


def _block(
    profiles: Sequence[tuple[int, Profile]],
    groups: Sequence[Group],
    places: dict[str, int],
    grid: Grid,
    alphabet: Alphabet,
) -> Block:
    readings = [Reading(grid, make_parts(profile, alphabet.unit)) for _, profile in profiles]
    pillars = sorted({part.pillar for reading in readings for part in reading.parts})
    recorded = all(is_small(reading) for reading in readings)
    roles = tuple(
        RoleTables(
            number,
            reading,
            np.array([pillars.index(part.pillar) for part in reading.parts], np.intp),
            gap_ranks(profile, alphabet),
            make_records(reading) if recorded else (),
        )
        for (number, profile), reading in zip(profiles, readings, strict=True)
    )
    lanes = 1 << (len(roles) - 1).bit_length()
    layout = _layout([reading.parts for reading in readings], recorded=recorded)
    packed, totals = [], []
    for pillar in pillars:
        adds, adds_apart = _adds(pillar, readings, layout, places, alphabet)
        packed.append(_tables(adds, layout.bits, lanes, groups))
        totals.append(_tables(adds_apart, layout.total, lanes, groups))
    return Block(
        roles,
        lanes,
        layout,
        Sums(_fitting(layout.bits), tuple(packed)),
        Sums(_fitting(layout.total), tuple(totals)) if layout.apart else None,
        gap_tables([role.gaps for role in roles], lanes, groups, places),
    )


def _layout(roles: Sequence[Sequence[Part]], *, recorded: bool) -> Layout:
    parts = [part for of_role in roles for part in of_role]
    total = max((part.whole.bit_length() for part in parts), default=0)
    rated = max((part.weight.bit_length() for part in parts), default=0)
    most = max((sum(one.must_have for part in of_role for one in part.required) for of_role in roles), default=0)
    must = most.bit_length()
    if recorded:
        records = max(map(records_of, parts), default=1)
        return Layout((records - 1).bit_length(), 0, must, apart=False, recorded=True)
    return Layout(total, rated, must, total + rated + 2 * must > WORD)


def _fitting(bits: int) -> Any:
    return np.int32 if bits < 32 else np.int64 if bits <= WORD else object  # noqa: PLR2004


def _adds(
    pillar: int, readings: Sequence[Reading], layout: Layout, places: dict[str, int], alphabet: Alphabet
) -> tuple[dict[tuple[int, int], Any], dict[tuple[int, int], Any]]:
    """Return (lane, column) -> what a competency of a pillar adds by code: packed, and n where it is apart."""
    packed, totals = {}, {}
    for lane, reading in enumerate(readings):
        for part in reading.parts:
            if part.pillar != pillar:
                continue
            for one in part.required:
                place = lane, places[one.competency]
                total = _adds_total(one, part, alphabet)
                counts = _adds_counts(one, part, layout, alphabet)
                packed[place] = counts if layout.apart else total + counts
                if layout.apart:
                    totals[place] = total
    return packed, totals


def _tables(
    adds: dict[tuple[int, int], Any], bits: int, lanes: int, groups: Sequence[Group]
) -> tuple[tuple[int, Any], ...]:
    """Return group -> table, for the groups that have something to add."""
    asked = {column for _, column in adds}
    tables = []
    for number, group in enumerate(groups):
        if asked.isdisjoint(group.columns):
            continue
        table = np.zeros((group.rows, lanes), _fitting(bits))
        for lane in range(lanes):
            for place, column in enumerate(group.columns):
                if (lane, column) in adds:
                    table[:, lane] += spread(adds[lane, column], place, group).astype(table.dtype)
        tables.append((number, table))
    return tuple(tables)


def _adds_total(one: RequiredCompetency, part: Part, alphabet: Alphabet) -> Any:
    """Return code -> what a competency adds to n."""
    dtype = np.int64 if part.whole.bit_length() <= WORD else object
    required = one.required * alphabet.unit
    return np.minimum(alphabet.levels.astype(dtype), required) * (one.weight // part.common * (part.unit // required))


def _adds_counts(one: RequiredCompetency, part: Part, layout: Layout, alphabet: Alphabet) -> Any:
    """Return code -> what a competency adds to r and to the counts of must-haves, in their places."""
    known = np.arange(alphabet.size) > 0
    step = part.whole + 1 if layout.recorded else 1 << layout.shift
    adds = known * np.int64(one.weight // part.common * step)
    if one.must_have:
        shift = layout.shift + layout.rated
        is_open = known & (alphabet.levels < one.required * alphabet.unit)
        adds += is_open * np.int64(1 << shift) + ~alphabet.confirmed * np.int64(1 << shift + layout.must)
    return adds


def spread(values: Any, place: int, group: Group) -> Any:
    """Return row of a group -> what the value of one of its competencies is there."""
    below = group.size**place
    return np.tile(np.repeat(values, below), group.rows // (below * group.size))
