"""What has to be chosen where hours, trainers or money do not reach, in whole numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from kiframework.model.curriculum import Limits, PersonPath, Pool
    from kiframework.model.training import Catalogue

UNIT = 10_000
"""Priorities are counted in ten-thousandths, so that plans are compared in whole numbers on every machine."""


@dataclass(frozen=True, slots=True)
class Item:
    """One module for one person, to be taken or left."""

    person: str
    module: str
    must_have: int
    """Priority of the must-haves it closes, in units."""
    value: int
    """Priority it closes in total, in units."""
    hours: Fraction
    """Learning time in hours."""
    pool: int
    """Place of its pool."""
    before: tuple[int, ...]
    """Places of the items without which it cannot be taken."""


@dataclass(frozen=True, slots=True)
class GroupTerms:
    """What one group of a pool takes."""

    largest: int
    """Most people in it."""
    trainer_hours: Fraction
    cost: Fraction
    sessions: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Items in the order of people and their paths, pools, and limits that all of them share."""

    items: tuple[Item, ...]
    pools: tuple[GroupTerms, ...]
    limits: Limits

    def groups(self, taken: Collection[int]) -> list[int]:
        """Return the number of groups of each pool."""
        people = [0] * len(self.pools)
        for number in taken:
            people[self.items[number].pool] += 1
        return [ceil(Fraction(n, pool.largest)) for n, pool in zip(people, self.pools, strict=True)]

    def fits(self, taken: Collection[int]) -> bool:
        """Tell whether a choice keeps all limits, and nothing is taken without what comes before it."""
        chosen = set(taken)
        hours: dict[str, Fraction] = defaultdict(Fraction)
        days: dict[str, Fraction] = defaultdict(Fraction)
        for number in chosen:
            item = self.items[number]
            hours[item.person] += item.hours
            days[item.person] += self.pools[item.pool].sessions
        groups, limits = self.groups(chosen), self.limits
        within = (
            (limits.trainer_hours, self._sum(groups, lambda pool: pool.trainer_hours)),
            (limits.budget, self._sum(groups, lambda pool: pool.cost)),
            (limits.sessions, self._sum(groups, lambda pool: Fraction(pool.sessions))),
            (limits.days, max(days.values(), default=Fraction(0))),
            (limits.hours, max(hours.values(), default=Fraction(0))),
        )
        in_order = all(chosen.issuperset(self.items[number].before) for number in chosen)
        return in_order and all(limit is None or amount <= limit for limit, amount in within)

    def _sum(self, groups: Sequence[int], amount: Callable[[GroupTerms], Fraction]) -> Fraction:
        return sum((n * amount(pool) for n, pool in zip(groups, self.pools, strict=True)), start=Fraction(0))


def pose(
    catalogue: Catalogue,
    paths: Sequence[PersonPath],
    pools: Sequence[Pool],
    limits: Limits,
    cost: Callable[[str], Fraction],
) -> Problem:
    """Return what has to be chosen. ``cost`` tells the cost of one group of a module."""
    place = {(person, pool.module): number for number, pool in enumerate(pools) for person in pool.people}
    items: list[Item] = []
    for path in paths:
        at = {step.module: len(items) + number for number, step in enumerate(path.steps)}
        items += [
            Item(
                path.person,
                step.module,
                _units(need.value for need in step.closes if need.must_have),
                _units(need.value for need in step.closes),
                step.hours,
                place[path.person, step.module],
                tuple(at[one] for one in step.before),
            )
            for step in path.steps
        ]
    return Problem(tuple(items), tuple(_terms(catalogue, pool, cost(pool.module)) for pool in pools), limits)


def _terms(catalogue: Catalogue, pool: Pool, cost: Fraction) -> GroupTerms:
    module = catalogue.modules[pool.module]
    return GroupTerms(pool.largest, Fraction(module.minutes, 60), cost, len(module.sessions))


def _units(values: Iterable[Fraction]) -> int:
    """Return a sum of priorities in units, rounded half up."""
    return floor(sum(values, start=Fraction(0)) * UNIT + Fraction(1, 2))
