"""Choice and dates, until both agree: what ends after the period is left out, and the rest is chosen once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiframework.model.curriculum import Schedule
from kiframework.planning.choice import choose, holding
from kiframework.planning.pools import form_groups, form_pools
from kiframework.planning.problem import pose
from kiframework.planning.reach import find_obstacles, without
from kiframework.planning.schedule import schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from kiframework.model.curriculum import Choice, Group, Limits, PersonPath, Terms
    from kiframework.model.training import Catalogue
    from kiframework.planning.demand import Prices
    from kiframework.planning.problem import Problem
    from kiframework.planning.reach import Obstacles

ROUNDS = 4
"""How often is chosen at most. What is late even then is left out, and nothing takes its place."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is chosen and has its days."""

    obstacles: Obstacles
    choice: Choice
    groups: tuple[Group, ...]
    schedule: Schedule


def settle(catalogue: Catalogue, paths: Sequence[PersonPath], terms: Terms, prices: Prices) -> Settled:
    """Choose, and find days within the period.

    The bounds of the first choice stay: they hold for every plan, whatever days are found for it.
    """
    obstacles = find_obstacles(catalogue, paths, terms.period, terms.capacity)
    trial = first = _try(catalogue, without(paths, obstacles), terms, prices)
    for _ in range(1, ROUNDS):
        if not trial.late:
            break
        obstacles |= dict.fromkeys(trial.late, "time")
        trial = _try(catalogue, without(paths, obstacles), terms, prices)
    obstacles |= dict.fromkeys(trial.late, "time")
    taken = trial.choice.taken - trial.late
    groups = tuple(group for group in trial.groups if (group.people[0], group.module) in taken)
    names = {group.id for group in groups}
    held = Schedule(tuple(meeting for meeting in trial.schedule.meetings if meeting.group in names))
    choice = replace(holding(trial.problem, trial.choice, taken), bounds=first.choice.bounds)
    if obstacles and choice.method == "complete":
        choice = replace(choice, method="optimal")
    return Settled(obstacles, choice, groups, held)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A choice with days, some of which may lie after the period."""

    problem: Problem
    choice: Choice
    groups: Sequence[Group]
    schedule: Schedule
    late: AbstractSet[tuple[str, str]]
    """Person and module of everybody whose group ends after the period."""


def _try(catalogue: Catalogue, offered: Sequence[PersonPath], terms: Terms, prices: Prices) -> _Trial:
    pools = form_pools(catalogue, offered, terms.largest)
    problem = pose(catalogue, offered, pools, _limits(terms), prices.of_choice)
    choice = choose(problem)
    groups = form_groups(pools, choice.taken, terms.names)
    dates = schedule(catalogue, offered, groups, terms.period, terms.capacity)
    ends, until = dates.ends, terms.period.until
    late = [group for group in groups if until is not None and ends[group.id] > until]
    wishes = {(person, group.module) for group in late for person in group.people}
    return _Trial(problem, choice, groups, dates, wishes)


def _limits(terms: Terms) -> Limits:
    """Return the limits, and with an end of the period how many sessions its days have room for."""
    days = terms.period.days
    if days is None:
        return terms.limits
    return replace(terms.limits, sessions=2 * days * terms.capacity.at_once, days=days)
