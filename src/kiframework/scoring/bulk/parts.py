"""A role as arithmetic in whole numbers: what each competency adds, and how sums become places on the grid.

In one pillar, P = n / (r u): n is the sum of w min(L, R) u / R, a whole number because u is a multiple of every R and
of the denominators of all levels; r is the weight that is rated. The weight W of the whole pillar in place of r gives
the low end. Instead of dividing, n is multiplied with ceil(steps 2^m / (r u)), found once for each r, and shifted right by
m bits. That is too large by less than ``error``. It cannot reach the next place as long as ``error`` times the
denominator of the share is at most 2^m; where that is not certain, sums that lie that near to a place are divided
exactly, in Python's unlimited whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import gcd, lcm, prod
from typing import TYPE_CHECKING, Any

import numpy as np

from kiframework.scoring.bulk.grid import WORD_BITS, Grid

if TYPE_CHECKING:
    from kiframework.scoring.profile import Profile, RequiredCompetency

LONGEST_TABLE = 1 << 20
"""Rated weights up to which reciprocals are tabled."""
SPARE = 4
"""Bits by which errors have to be smaller than products."""
FACTOR_BITS = 31
"""Bits of a sum that enter a product of 62 bits."""


@dataclass(frozen=True)
class Part:
    """What a role requires in one pillar."""

    pillar: int
    """Place of the pillar in the framework."""
    required: tuple[RequiredCompetency, ...]
    common: int
    """Largest common divisor of the weights of the role: weights here are divided by it."""
    unit: int
    """u, what a fulfilment of 1 counts."""
    share: int
    """Weight of the pillar in the score, as a whole number."""

    @cached_property
    def weight(self) -> int:
        """W, the weight of everything required."""
        return sum(one.weight for one in self.required) // self.common

    @cached_property
    def whole(self) -> int:
        """The sum of a person who fulfils everything."""
        return self.weight * self.unit


@dataclass(frozen=True)
class Reading:
    """How the sums of one role become places on the grid."""

    grid: Grid
    parts: tuple[Part, ...]

    @cached_property
    def shares(self) -> int:
        """The weight of all pillars."""
        return sum(part.share for part in self.parts)

    @cached_property
    def bits(self) -> int:
        """m, the binary places behind the point; below 1 where products would not fit a machine word."""
        return WORD_BITS - (self.grid.steps * self.shares).bit_length()

    @cached_property
    def plain(self) -> bool:
        """Whether machine words do at all."""
        fitting = all(
            part.weight < LONGEST_TABLE
            and (
                not self.dropped(part)
                or part.whole.bit_length() - self.dropped(part) > part.weight.bit_length() + SPARE
            )
            for part in self.parts
        )
        return self.bits > SPARE and fitting and self.grid.dtype is not object

    def dropped(self, part: Part) -> int:
        """Return how many low bits of a sum are left out of products."""
        fitting = min(FACTOR_BITS, self.bits + self.grid.steps.bit_length() - 2)
        return max(0, part.whole.bit_length() - fitting)

    @cached_property
    def reciprocals(self) -> tuple[Any, ...]:
        """For each part, rated weight -> what a sum is multiplied with; 0 where nothing is rated."""
        one = self.grid.steps << self.bits
        found = []
        for part in self.parts:
            top = one << self.dropped(part)
            rows = [0, *(-(-top // (part.unit * rated)) for rated in range(1, part.weight + 1))]
            found.append(np.array(rows, np.int64))
        return tuple(found)

    @cached_property
    def coverages(self) -> tuple[Any, ...]:
        """For each part and then for the whole, rated weight -> place of the coverage."""
        weights = [part.weight for part in self.parts]
        return tuple(
            (np.arange(weight + 1) * self.grid.steps // weight).astype(self.grid.dtype)
            for weight in (*weights, sum(weights))
        )

    @cached_property
    def errors(self) -> tuple[int, ...]:
        """For each part, what a product is too large by, at most."""
        return tuple(
            part.whole if not self.dropped(part) else (part.whole >> self.dropped(part)) + 2 + int(table[1])
            for part, table in zip(self.parts, self.reciprocals, strict=True)
        )

    @cached_property
    def sure(self) -> tuple[bool, ...]:
        """For each part, whether every product falls on the right place."""
        return tuple(error * part.whole <= 1 << self.bits for error, part in zip(self.errors, self.parts, strict=True))

    @cached_property
    def error(self) -> int:
        """What the sum of all products, each times its share, is too large by, at most."""
        return sum(part.share * error for error, part in zip(self.errors, self.parts, strict=True))

    @cached_property
    def sure_ends(self) -> bool:
        """Whether every low and high end of the score falls on the right place."""
        denominator = self.shares * lcm(*[part.whole for part in self.parts])
        return self.error * denominator <= self.shares << self.bits

    @cached_property
    def sure_point(self) -> bool:
        """Whether every score falls on the right place, whatever is rated."""
        most = prod(part.weight for part in self.parts)
        multiples = accumulate(range(1, max(part.weight for part in self.parts) + 1), lcm)
        rated = next((most for one in multiples if one > most), None) or lcm(*range(1, self._heaviest + 1))
        denominator = self.shares * lcm(*[part.unit for part in self.parts]) * rated
        return self.error * denominator <= self.shares << self.bits

    @cached_property
    def _heaviest(self) -> int:
        return max(part.weight for part in self.parts)


def make_parts(profile: Profile, level_unit: int) -> tuple[Part, ...]:
    """Return the parts of a role; levels come as multiples of 1 / ``level_unit``."""
    common = gcd(*[one.weight for one in profile.required])
    shares = Fraction(1, lcm(*[weight.denominator for weight in profile.pillar_weights.values()]))
    parts = []
    for pillar, weight in profile.pillar_weights.items():
        own = tuple(one for one in profile.required if one.pillar == pillar)
        unit = lcm(*[one.required for one in own]) * level_unit
        parts.append(Part(profile.pillar_numbers[pillar], own, common, unit, int(weight / shares)))
    return tuple(parts)
