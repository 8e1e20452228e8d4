"""The four phases: what they wait for, what ends them, and when they can be (roadmap, D3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.model.standing import CriterionResult, PhaseResult
from kiframework.planning.goals import ONE_DAY, months_later

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from kiframework.model.method import Criterion, PhaseDefinition
    from kiframework.model.roadmap import Roadmap
    from kiframework.model.standing import PhaseState

_LAST_WORKDAY = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the project is worked on, and what its dates depend on."""

    target_date: dt.date
    """When the whole firm is to work this way."""
    holidays: frozenset[dt.date] = frozenset()
    taught_until: Mapping[str, dt.date] | None = None
    """Phase -> the day of its last session, as trainers and rooms allow."""

    def workday(self, day: dt.date, step: int) -> dt.date:
        """Return the nearest working day from ``day`` on (step 1), or back from it (step -1)."""
        while day.weekday() > _LAST_WORKDAY or day in self.holidays:
            day += step * ONE_DAY
        return day


def plan_phases(
    phases: Sequence[PhaseDefinition],
    roadmap: Roadmap,
    calendar: Calendar,
    criteria: Mapping[Criterion, CriterionResult],
    day: dt.date,
) -> tuple[PhaseResult, ...]:
    """Give every phase its days and its state. Phases must not wait for each other in a circle.

    A phase lies in its usual months, or where the company puts it. It moves later, with its length, until it begins no
    earlier than phases beside it and after those before it, and it ends no earlier than phases beside it and not before
    its last session.
    """
    done: dict[str, PhaseResult] = {}
    waiting = list(phases)
    while waiting:
        one = next(one for one in waiting if _before(one, roadmap) <= done.keys())
        waiting.remove(one)
        done[one.id] = _planned(one, roadmap, calendar, done, criteria, day)
    return tuple(done[one.id] for one in phases)


def _links(one: PhaseDefinition, roadmap: Roadmap) -> tuple[list[str], list[str]]:
    """Return the phases beside a phase and those before it."""
    own = roadmap.phases.get(one.id)
    beside = one.beside if own is None or own.beside is None else own.beside
    after = one.after if own is None or own.after is None else own.after
    return beside, after


def _before(one: PhaseDefinition, roadmap: Roadmap) -> set[str]:
    beside, after = _links(one, roadmap)
    return {*beside, *after}


def _planned(
    one: PhaseDefinition,
    roadmap: Roadmap,
    calendar: Calendar,
    done: Mapping[str, PhaseResult],
    criteria: Mapping[Criterion, CriterionResult],
    day: dt.date,
) -> PhaseResult:
    begin, end = _wished(one, roadmap, calendar)
    beside, after = _links(one, roadmap)
    length, moved = end - begin, None
    earliest = [done[name].begin for name in beside] + [done[name].end + ONE_DAY for name in after]
    if begin < max(earliest, default=begin):
        begin, moved = max(earliest), "phases"
        end = max(end, begin + length)
    latest = [done[name].end for name in beside]
    if end < max(latest, default=end):
        end, moved = max(latest), "phases"
    taught = (calendar.taught_until or {}).get(one.id, end)
    if end < taught:
        end, moved = taught, "curriculum"
    begin = calendar.workday(begin, 1)
    entry = tuple(criteria[name] for name in one.entry)
    exits = tuple(criteria[name] for name in one.exit)
    state = _state(begin, entry, exits, day)
    return PhaseResult(one.id, begin, max(begin, calendar.workday(end, -1)), entry, exits, state, moved)


def _wished(one: PhaseDefinition, roadmap: Roadmap, calendar: Calendar) -> tuple[dt.date, dt.date]:
    """Return first and last day as the company wants them, else the usual months."""
    own = roadmap.phases.get(one.id)
    usual = months_later(roadmap.start, one.first_month - 1)
    begin = (own.begin if own else None) or usual
    if own and own.end:
        return begin, max(begin, own.end)
    if one.last_month is None:
        return begin, max(begin, calendar.target_date)
    length = one.last_month - one.first_month + 1
    return begin, months_later(begin, length) - ONE_DAY


def _state(
    begin: dt.date, entry: Collection[CriterionResult], exits: Collection[CriterionResult], day: dt.date
) -> PhaseState:
    if exits and all(one.met for one in exits):
        return "done"
    if day < begin:
        return "ahead"
    return "running" if all(one.met for one in entry) else "blocked"
