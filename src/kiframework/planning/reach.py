"""What can be held at all, whatever else is cut: somebody holds it, and the way to it ends within the period."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.planning.demand import Prices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiframework.model.curriculum import Capacity, Obstacle, PathStep, Period, PersonPath, Terms
    from kiframework.model.training import Catalogue, Module

    Obstacles = Mapping[tuple[str, str], Obstacle]
    """Person and module -> why they cannot take it."""

ONE_DAY = dt.timedelta(days=1)


def find_obstacles(
    catalogue: Catalogue, paths: Iterable[PersonPath], period: Period, capacity: Capacity
) -> dict[tuple[str, str], Obstacle]:
    """Return what nobody holds, and what nobody could reach in time although all trainers and rooms were free."""
    reach = Reach(catalogue, period)
    held = {name for name in catalogue.modules if any(trainer.holds(name) for trainer in capacity.trainers)}
    found: dict[tuple[str, str], Obstacle] = {}
    for path in paths:
        ends: dict[str, dt.date] = {}
        for step in path.steps:
            obstacle = _inherited(found, path.person, step)
            if obstacle is None and step.module not in held:
                obstacle = "trainer"
            if obstacle is None and period.until is not None:
                ends[step.module] = reach.end(step.module, [ends[one] for one in step.before])
                obstacle = "time" if ends[step.module] > period.until else None
            if obstacle is not None:
                found[path.person, step.module] = obstacle
    return found


def _inherited(found: Obstacles, person: str, step: PathStep) -> Obstacle | None:
    return next((found[person, one] for one in step.before if (person, one) in found), None)


def without(paths: Iterable[PersonPath], obstacles: Obstacles) -> list[PersonPath]:
    """Return paths with the steps that can be held. What builds on another one has to have its obstacle too."""
    return [
        replace(path, steps=tuple(step for step in path.steps if (path.person, step.module) not in obstacles))
        for path in paths
    ]


def nearest_terms(catalogue: Catalogue, paths: Sequence[PersonPath], terms: Terms) -> Terms | None:
    """Widen limits, as little as can be, so that somebody can take a first module.

    Hours of trainers count first, then money, then hours of the person, then days. None where nobody lacks anything, or
    nobody holds any module that could come first.
    """
    endless = replace(terms.period, until=None)
    reach, prices = Reach(catalogue, endless), Prices(catalogue, terms.trainer_hour)
    found: list[tuple[tuple[Fraction, Fraction, Fraction, dt.timedelta], Terms]] = []
    for path in without(paths, find_obstacles(catalogue, paths, endless, terms.capacity)):
        for step in (one for one in path.steps if not one.before):
            minutes, end = catalogue.modules[step.module].minutes, reach.end(step.module)
            limits, until = terms.limits, terms.period.until
            hours, hours_more = _raised(limits.hours, step.hours)
            trainer_hours, trainer_more = _raised(limits.trainer_hours, Fraction(minutes, 60))
            budget, cost_more = _raised(limits.budget, prices.of_choice(step.module))
            later = dt.timedelta() if until is None else max(dt.timedelta(), end - until)
            wider = replace(limits, hours=hours, trainer_hours=trainer_hours, budget=budget)
            period = replace(terms.period, until=until and until + later)
            found.append(((trainer_more, cost_more, hours_more, later), replace(terms, limits=wider, period=period)))
    return min(found, key=lambda one: one[0])[1] if found else None


def _raised(limit: Fraction | None, least: Fraction) -> tuple[Fraction | None, Fraction]:
    """Return a limit that leaves room for this, and by how much it is larger."""
    if limit is None or limit >= least:
        return limit, Fraction(0)
    return least, least - limit


class Reach:
    """The earliest days on which modules can end."""

    def __init__(self, catalogue: Catalogue, period: Period) -> None:
        """Take the working days and the days between sessions from these."""
        self._catalogue = catalogue
        self._period = period
        self._known: dict[tuple[str, dt.date], dt.date] = {}

    def end(self, module: str, before: Iterable[dt.date] = ()) -> dt.date:
        """Return the earliest end of a module, after the ends of what comes before it."""
        start = max((day + ONE_DAY for day in before), default=self._period.start)
        if (module, start) not in self._known:
            self._known[module, start] = self._end(self._catalogue.modules[module], start)
        return self._known[module, start]

    def _end(self, module: Module, day: dt.date) -> dt.date:
        gap = dt.timedelta(days=max(1, self._catalogue.days_between))
        for number in range(len(module.sessions)):
            day += gap if number else dt.timedelta()
            while not self._period.works_on(day):
                day += ONE_DAY
        return day
