"""The most pressing gaps (scoring rule 11) as ranks: the smaller, the more pressing.

The order of the rule is: priority falling, must-have first, gap falling, dependents falling, pillar, id. Of two gaps
with the same priority that are both must-haves, or both none, the larger one is the one of less weight. So everything
behind the priority depends on role and competency only, and all gaps of a role have one order.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from kiframework.scoring.bulk.grid import WORD_BITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.scoring.bulk.tables import Alphabet, Group
    from kiframework.scoring.profile import Profile, RequiredCompetency

SHOWN = 3
"""Gaps that a result names."""


@dataclass(frozen=True)
class GapRanks:
    """The gaps of one role."""

    ranks: dict[str, Any]
    """Competency -> code -> rank, from 0 up; ``none`` where there is no gap."""
    none: int
    """How many gaps there can be."""
    order: tuple[str, ...]
    """The competencies that are required."""
    places: Any
    """Rank -> place in ``order``; one more for no gap."""


@dataclass(frozen=True)
class GapTables:
    """For one block of roles: the three smallest ranks that a row of a group brings."""

    dtype: Any
    width: int
    none: int
    tables: tuple[tuple[int, tuple[Any, ...]], ...]
    """Group -> for first, second and third: rows by roles."""


def gap_ranks(profile: Profile, alphabet: Alphabet) -> GapRanks:
    """Return the ranks of a role's gaps."""
    ordered = _in_order(profile)
    fractions = lcm(*[one.measure.factor.denominator for one in ordered])
    factors = [int(one.measure.factor * fractions) for one in ordered]
    most = max((one.required * alphabet.unit * factor for one, factor in zip(ordered, factors, strict=True)), default=0)
    dtype = np.int64 if ((most + 1) * len(ordered)).bit_length() <= WORD_BITS else object
    levels = alphabet.levels.astype(dtype)
    keys = []
    for place, (one, factor) in enumerate(zip(ordered, factors, strict=True)):
        short = one.required * alphabet.unit - levels
        is_gap = (short * factor > 0) & (np.arange(alphabet.size) > 0)
        keys.append(np.where(is_gap, (most - short * factor) * len(ordered) + place, -1))
    known, ranks = np.unique(np.concatenate([[-1], *keys]), return_inverse=True)
    none = len(known) - 1
    ranks = np.where(ranks == 0, none, ranks - 1)[1:].reshape(len(ordered), alphabet.size)
    order = tuple(one.competency for one in ordered)
    places = np.append(known[1:] % max(len(order), 1), 0).astype(np.uint16)
    return GapRanks(dict(zip(order, ranks, strict=True)), none, order, places)


def _in_order(profile: Profile) -> list[RequiredCompetency]:
    """Return what is required in the order of gaps that share a priority."""
    later, pillars = profile.later, profile.pillar_numbers

    def rank(one: RequiredCompetency) -> tuple[bool, int, int, int, str]:
        dependents = len(later.get(one.competency, ()))
        return (not one.must_have, one.weight, -dependents, pillars[one.pillar], one.competency)

    return sorted(profile.required, key=rank)


def gap_tables(roles: Sequence[GapRanks], lanes: int, groups: Sequence[Group], places: dict[str, int]) -> GapTables:
    """Return the tables of a block."""
    none = max(role.none for role in roles)
    dtype = np.min_scalar_type(none)
    tables = []
    asked = [
        {places[name]: np.where(ranks == role.none, none, ranks) for name, ranks in role.ranks.items()}
        for role in roles
    ]
    for number, group in enumerate(groups):
        if any(column in of_role for of_role in asked for column in group.columns):
            found = [np.full((group.rows, lanes), none, dtype) for _ in range(SHOWN)]
            for lane, of_role in enumerate(asked):
                _smallest(found, lane, of_role, group)
            tables.append((number, tuple(found)))
    return GapTables(dtype, lanes, none, tuple(tables))


def _smallest(found: list[Any], lane: int, of_role: dict[int, Any], group: Group) -> None:
    """Fill in the smallest ranks that one role finds in each row of a group."""
    from kiframework.scoring.bulk.tables import spread

    own = [spread(of_role[column], place, group) for place, column in enumerate(group.columns) if column in of_role]
    if own:
        ordered = np.sort(np.stack(own), axis=0)
        for rank, table in enumerate(found[: len(own)]):
            table[:, lane] = ordered[rank]


def merge(known: Any, more: Any, spare: Any) -> None:
    """Merge three smallest ranks with three others, in place. ``spare`` are two arrays to work in."""
    (first, second, third), (other, another, last), (beaten, best) = known, more, spare
    np.maximum(first, other, out=beaten)
    np.minimum(first, other, out=first)
    np.minimum(second, another, out=best)
    np.minimum(third, last, out=third)
    np.minimum(beaten, best, out=second)
    np.maximum(beaten, best, out=beaten)
    np.minimum(third, beaten, out=third)
