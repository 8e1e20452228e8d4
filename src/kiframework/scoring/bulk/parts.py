"""A role as arithmetic in whole numbers: what each competency adds, and how sums become places on the grid.

In one pillar, P = n / (r u): n is the sum of w min(L, R) u / R, a whole number because u is a multiple of every R and
of the denominators of all levels; r is the weight that is rated. The weight W of the whole pillar in place of r gives
the low end. Instead of dividing, n is multiplied with ceil(steps 2^m / (r u)), found once for each r, and shifted
right by m bits. That is too large by less than ``error``. It cannot reach the next place as long as ``error`` times
the denominator of the share is at most 2^m; where that is not certain, sums that lie that near to a place are divided
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

    def column(self, name: str) -> Any:
        """Return a figure of all parts as a column, to be combined with parts by people."""
        numbers = [getattr(part, name) for part in self.parts]
        large = max(numbers).bit_length() > WORD_BITS
        return np.array(numbers, object if large else np.int64)[:, np.newaxis]

    @cached_property
    def plain(self) -> bool:
        """Whether machine words do."""
        dropped = self.dropped.ravel().tolist()
        return (
            self.bits > SPARE
            and max(part.whole for part in self.parts).bit_length() <= WORD_BITS
            and sum(part.weight for part in self.parts) < LONGEST_TABLE
            and self.grid.dtype is not object
            and all(
                not less or part.whole.bit_length() - less > part.weight.bit_length() + SPARE
                for part, less in zip(self.parts, dropped, strict=True)
            )
        )

    @cached_property
    def dropped(self) -> Any:
        """For each part, how many low bits of a sum are left out of products."""
        fitting = min(FACTOR_BITS, self.bits + self.grid.steps.bit_length() - 2)
        return np.array([max(0, part.whole.bit_length() - fitting) for part in self.parts])[:, np.newaxis]

    @cached_property
    def offsets(self) -> Any:
        """For each part, where its rows begin in tables over rated weights."""
        ends = accumulate([part.weight + 1 for part in self.parts], initial=0)
        return np.array(list(ends)[:-1])[:, np.newaxis]

    @cached_property
    def reciprocals(self) -> Any:
        """Rated weight, part after part -> what a sum is multiplied with; 0 where nothing is rated."""
        rows: list[int] = []
        for part, (dropped,) in zip(self.parts, self.dropped.tolist(), strict=True):
            top = self.grid.steps << self.bits + dropped
            rows += [0, *(-(-top // (part.unit * rated)) for rated in range(1, part.weight + 1))]
        return np.array(rows, np.int64)

    @cached_property
    def whole_reciprocals(self) -> Any:
        """For each part, what a sum is multiplied with where everything counts as rated."""
        return self.reciprocals[self.offsets + self.column("weight")]

    @cached_property
    def coverages(self) -> Any:
        """Rated weight, part after part -> place of the coverage."""
        tables = [np.arange(part.weight + 1) * self.grid.steps // part.weight for part in self.parts]
        return np.concatenate(tables).astype(self.grid.dtype)

    @cached_property
    def coverage(self) -> Any:
        """Rated weight of the whole -> place of the coverage."""
        weight = sum(part.weight for part in self.parts)
        return (np.arange(weight + 1) * self.grid.steps // weight).astype(self.grid.dtype)

    @cached_property
    def errors(self) -> tuple[int, ...]:
        """For each part, what a product is too large by, at most."""
        largest = self.reciprocals[self.offsets + 1].ravel().tolist()
        return tuple(
            part.whole if not dropped else (part.whole >> dropped) + 2 + reciprocal
            for part, dropped, reciprocal in zip(self.parts, self.dropped.ravel().tolist(), largest, strict=True)
        )

    @cached_property
    def doubtful(self) -> Any:
        """For each part, how near behind a place products are divided exactly; 0 where all fall on the right place."""
        return np.array(
            [
                0 if error * part.whole <= 1 << self.bits else error
                for error, part in zip(self.errors, self.parts, strict=True)
            ]
        )[:, np.newaxis]

    @cached_property
    def sure(self) -> bool:
        """Whether every product falls on the right place."""
        return not self.doubtful.any()

    @cached_property
    def shares_differ(self) -> bool:
        """Whether pillars weigh more or less than 1."""
        return any(part.share != 1 for part in self.parts)

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
