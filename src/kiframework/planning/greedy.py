"""A good choice without a solver: one group after the other, the one that brings most for a trainer's hour first."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.planning.problem import Problem

    Merit = tuple[Fraction, Fraction]
    """Priority of must-haves, and in total, for each hour of a trainer; both negative, so that the best comes first."""


def choose_greedily(problem: Problem) -> frozenset[int]:
    """Return the places of the items taken. It is a choice that keeps all limits, and not always the best one."""
    return _Greedy(problem).run()


class _Greedy:
    """Groups taken so far, and what they leave."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.taken: set[int] = set()
        self.hours: dict[str, Fraction] = defaultdict(Fraction)
        self.days: dict[str, int] = defaultdict(int)
        self.trainer_hours = self.cost = Fraction(0)
        self.sessions = 0
        self.of_pool: list[list[int]] = [[] for _ in problem.pools]
        self.after: dict[int, set[int]] = defaultdict(set)
        for number, item in enumerate(problem.items):
            self.of_pool[item.pool].append(number)
            for one in item.before:
                self.after[one].add(item.pool)
        for numbers in self.of_pool:
            numbers.sort(key=lambda number: (-problem.items[number].must_have, -problem.items[number].value, number))

    def run(self) -> frozenset[int]:
        """Take groups while one fits. A merit is reckoned anew when its turn comes: others may have used it up."""
        waiting = [(self._merit(self._next(pool), pool), pool) for pool in range(len(self.of_pool))]
        heapify(waiting)
        while waiting:
            merit, pool = heappop(waiting)
            group = self._next(pool)
            now = self._merit(group, pool)
            if not group or not self._fits(pool):
                continue
            if now != merit:
                heappush(waiting, (now, pool))
                continue
            self._take(group, pool)
            for one in {pool}.union(*(self.after[number] for number in group)):
                heappush(waiting, (self._merit(self._next(one), one), one))
        self._fill()
        return frozenset(self.taken)

    def _fill(self) -> None:
        """Give seats that are left in groups to whoever can take them by now. One seat taken may open another."""
        seats = [-sum(one in self.taken for one in own) % self._largest(pool) for pool, own in enumerate(self.of_pool)]
        seated = True
        while seated:
            seated = False
            for number, item in enumerate(self.problem.items):
                if seats[item.pool] and number not in self.taken and self._possible(number):
                    self._take_one(number)
                    seats[item.pool] -= 1
                    seated = True

    def _largest(self, pool: int) -> int:
        return self.problem.pools[pool].largest

    def _next(self, pool: int) -> list[int]:
        """Return the items of the next group: those who can take it now, and to whom it brings most."""
        free = (number for number in self.of_pool[pool] if number not in self.taken and self._possible(number))
        return [number for number, _ in zip(free, range(self.problem.pools[pool].largest), strict=False)]

    def _possible(self, number: int) -> bool:
        item, limits = self.problem.items[number], self.problem.limits
        days = self.days[item.person] + self.problem.pools[item.pool].sessions
        return (
            (limits.hours is None or self.hours[item.person] + item.hours <= limits.hours)
            and (limits.days is None or days <= limits.days)
            and self.taken.issuperset(item.before)
        )

    def _merit(self, group: Sequence[int], pool: int) -> Merit:
        hours = self.problem.pools[pool].trainer_hours
        items = [self.problem.items[number] for number in group]
        return (-sum(item.must_have for item in items) / hours, -sum(item.value for item in items) / hours)

    def _fits(self, pool: int) -> bool:
        terms, limits = self.problem.pools[pool], self.problem.limits
        return (
            (limits.trainer_hours is None or self.trainer_hours + terms.trainer_hours <= limits.trainer_hours)
            and (limits.budget is None or self.cost + terms.cost <= limits.budget)
            and (limits.sessions is None or self.sessions + terms.sessions <= limits.sessions)
        )

    def _take(self, group: Sequence[int], pool: int) -> None:
        terms = self.problem.pools[pool]
        self.trainer_hours += terms.trainer_hours
        self.cost += terms.cost
        self.sessions += terms.sessions
        for number in group:
            self._take_one(number)

    def _take_one(self, number: int) -> None:
        item = self.problem.items[number]
        self.taken.add(number)
        self.hours[item.person] += item.hours
        self.days[item.person] += self.problem.pools[item.pool].sessions
