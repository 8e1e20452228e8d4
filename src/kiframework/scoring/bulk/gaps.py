"""The most pressing gaps (scoring rule 11) as numbers: the smaller, the more pressing.

The order of the rule is: priority falling, must-have first, gap falling, dependents falling, pillar, id. Of two gaps
with the same priority that are both must-haves, or both none, the larger one is the one of less weight. So everything
behind the priority depends on role and competency only, and one whole number per competency and level sorts them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.scoring.bulk.tables import Alphabet, Group
    from kiframework.scoring.profile import Profile

SHOWN = 3
"""Gaps that a result names."""


@dataclass(frozen=True)
class GapKeys:
    """The gaps of one role."""

    keys: dict[str, Any]
    """Competency -> code -> key; ``none`` where there is no gap."""
    order: tuple[str, ...]
    """Competencies that share a priority, in order: key modulo their number is the place here."""
    none: int
    """A key larger than that of any gap."""


@dataclass(frozen=True)
class GapTables:
    """For one block of roles: the three smallest keys that a row of a group brings."""

    dtype: Any
    width: int
    none: int
    tables: tuple[tuple[int, tuple[Any, ...]], ...]
    """Group -> for first, second and third: rows by roles."""


def gap_keys(profile: Profile, alphabet: Alphabet) -> GapKeys:
    """Return the keys of a role's gaps."""
    later, pillars = profile.later, profile.pillar_numbers
    ordered = sorted(
        profile.required,
        key=lambda one: (
            not one.must_have,
            one.weight,
            -len(later.get(one.competency, ())),
            pillars[one.pillar],
            one.competency,
        ),
    )
    fractions = lcm(*[one.factor.denominator for one in ordered])
    factors = [int(one.factor * fractions) for one in ordered]
    most = max((one.required * alphabet.unit * factor for one, factor in zip(ordered, factors, strict=True)), default=0)
    none = (most + 1) * len(ordered)
    keys = {}
    for place, (one, factor) in enumerate(zip(ordered, factors, strict=True)):
        dtype = np.int64 if none.bit_length() < 63 else object  # noqa: PLR2004
        levels = alphabet.levels.astype(dtype)
        short = one.required * alphabet.unit - levels
        key = (most - short * factor) * len(ordered) + place
        is_gap = (short * factor > 0) & (np.arange(alphabet.size) > 0)
        keys[one.competency] = np.where(is_gap, key, none)
    return GapKeys(keys, tuple(one.competency for one in ordered), none)


def gap_tables(
    roles: Sequence[GapKeys], lanes: int, groups: Sequence[Group], places: dict[str, int], alphabet: Alphabet
) -> GapTables:
    """Return the tables of a block."""
    none = max(role.none for role in roles)
    dtype: Any = np.uint16 if none < 1 << 16 else np.uint32 if none < 1 << 32 else np.int64
    if none.bit_length() > 62:  # noqa: PLR2004
        dtype = object
    tables = []
    asked = [
        {places[name]: np.where(keys == role.none, none, keys) for name, keys in role.keys.items()} for role in roles
    ]
    for number, group in enumerate(groups):
        if any(column in of_role for of_role in asked for column in group.columns):
            found = [np.full((group.rows, lanes), none, dtype) for _ in range(SHOWN)]
            for lane, of_role in enumerate(asked):
                _smallest(found, lane, of_role, group, alphabet.size)
            tables.append((number, tuple(found)))
    return GapTables(dtype, lanes, none, tuple(tables))


def _smallest(found: list[Any], lane: int, of_role: dict[int, Any], group: Group, size: int) -> None:
    """Fill in the smallest keys that one role finds in each row of a group."""
    from kiframework.scoring.bulk.tables import spread

    own = [
        spread(of_role[column], place, group, size) for place, column in enumerate(group.columns) if column in of_role
    ]
    if own:
        ordered = np.sort(np.stack(own), axis=0)
        for rank, table in enumerate(found[: len(own)]):
            table[:, lane] = ordered[rank]


def merge(known: Sequence[Any], more: Sequence[Any], spare: Sequence[Any]) -> None:
    """Merge three smallest keys with three others, in place. ``spare`` are two arrays to work in."""
    (first, second, third), (other, another, last), (beaten, best) = known, more, spare
    np.maximum(first, other, out=beaten)
    np.minimum(first, other, out=first)
    np.minimum(second, another, out=best)
    np.minimum(third, last, out=third)
    np.minimum(beaten, best, out=second)
    np.maximum(beaten, best, out=beaten)
    np.minimum(third, beaten, out=third)
