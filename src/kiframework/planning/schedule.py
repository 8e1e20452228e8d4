"""Sessions on dates (curriculum, schedule): one group after the other finds the first half-day that suits everybody."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from kiframework.model.curriculum import AFTERNOON, HALF_DAY, MORNING, Meeting, Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiframework.model.curriculum import Capacity, Group, PathStep, Period, PersonPath, Trainer
    from kiframework.model.training import Catalogue, Module

    Halves = tuple[dt.time, ...]
    """The halves of a day that a session takes."""
    Steps = Mapping[tuple[str, str], tuple[int, PathStep]]
    """Person and module -> their step, and its place on the path."""
    Rank = tuple[Fraction, Fraction, int, int]
    """Priority of must-haves and in total, both negative so that the most urgent comes first; places on paths and among
    groups."""

_ONE_DAY = dt.timedelta(days=1)
_HALVES = (MORNING, AFTERNOON)


def schedule(
    catalogue: Catalogue, paths: Iterable[PersonPath], groups: Sequence[Group], period: Period, capacity: Capacity
) -> Schedule:
    """Give every session a day, a trainer and a room.

    A person has one session a day at most. A group begins after every group in which one of its people learns what
    comes before, and leaves the catalogue's number of days between its sessions. Groups that close most go first, as on
    paths: must-haves before all others. Somebody has to hold each module. The end of the period is not looked at.
    """
    steps = {(path.person, step.module): (number, step) for path in paths for number, step in enumerate(path.steps)}
    before = _before(steps, groups)
    urgency = _urgency(steps, groups, before)
    diary = _Diary(catalogue, period, capacity)
    waiting = sorted(groups, key=lambda group: urgency[group.id])
    while waiting:
        group = next(one for one in waiting if before[one.id] <= diary.ends.keys())
        waiting.remove(group)
        diary.place(group, before[group.id], [one for one in capacity.trainers if one.holds(group.module)])
    return Schedule(tuple(sorted(diary.meetings, key=lambda one: (one.date, one.start, one.group))))


def _before(steps: Steps, groups: Iterable[Group]) -> dict[str, frozenset[str]]:
    """Return group -> groups that have to be over before it begins."""
    group_of = {(person, group.module): group.id for group in groups for person in group.people}
    return {
        group.id: frozenset(
            group_of[person, one]
            for person in group.people
            for one in steps[person, group.module][1].before
            if (person, one) in group_of
        )
        for group in groups
    }


def _urgency(steps: Steps, groups: Sequence[Group], before: Mapping[str, Iterable[str]]) -> dict[str, Rank]:
    """Return for each group the rank of the most urgent one among itself and those that wait for it."""
    ranks: dict[str, Rank] = {}
    for place, group in enumerate(groups):
        own = [steps[person, group.module] for person in group.people]
        needs = [need for _, step in own for need in step.closes]
        must_haves = sum((need.value for need in needs if need.must_have), start=Fraction(0))
        value = sum((need.value for need in needs), start=Fraction(0))
        ranks[group.id] = (-must_haves, -value, min(number for number, _ in own), place)
    for name in reversed(tuple(TopologicalSorter(before).static_order())):
        for one in before[name]:
            ranks[one] = min(ranks[one], ranks[name])
    return ranks


class _Diary:
    """What is taken already, day by day."""

    def __init__(self, catalogue: Catalogue, period: Period, capacity: Capacity) -> None:
        self.catalogue = catalogue
        self.period = period
        self.capacity = capacity
        self.meetings: list[Meeting] = []
        self.ends: dict[str, dt.date] = {}
        self.people: set[tuple[str, dt.date]] = set()
        self.trainers: set[tuple[str, dt.date, dt.time]] = set()
        self.rooms: set[tuple[str, dt.date, dt.time]] = set()

    def place(self, group: Group, before: Iterable[str], able: Sequence[Trainer]) -> None:
        """Find days for all sessions of a group; one trainer holds all of them."""
        earliest = max((self.ends[one] + _ONE_DAY for one in before), default=self.period.start)
        module = self.catalogue.modules[group.module]
        rows = (self._sessions(group, module, earliest, trainer) for trainer in able)
        best = min(rows, key=lambda row: ([meeting.date for meeting in row], [meeting.start for meeting in row]))
        for meeting in best:
            self._note(meeting, group)
        self.ends[group.id] = best[-1].date

    def _sessions(self, group: Group, module: Module, earliest: dt.date, trainer: Trainer) -> list[Meeting]:
        found: list[Meeting] = []
        gap = dt.timedelta(days=max(1, self.catalogue.days_between))
        for number, session in enumerate(module.sessions, 1):
            halves = self._first(group, earliest, trainer, session.minutes)
            day, start, room = next(halves)
            found.append(Meeting(group.id, number, day, start, session.minutes, trainer.id, room))
            earliest = day + gap
        return found

    def _first(
        self, group: Group, earliest: dt.date, trainer: Trainer, minutes: int
    ) -> Iterator[tuple[dt.date, dt.time, str]]:
        """Yield days, halves and rooms that suit everybody, the first one first."""
        choices: tuple[Halves, ...] = (_HALVES,) if minutes > HALF_DAY else ((MORNING,), (AFTERNOON,))
        day = earliest
        while True:
            if self.period.works_on(day) and not any((person, day) in self.people for person in group.people):
                for halves in choices:
                    room = self._room(trainer, day, halves)
                    if room is not None:
                        yield day, halves[0], room
            day += _ONE_DAY

    def _room(self, trainer: Trainer, day: dt.date, halves: Halves) -> str | None:
        if any((trainer.id, day, half) in self.trainers for half in halves):
            return None
        free = (room for room in self.capacity.rooms if not any((room, day, half) in self.rooms for half in halves))
        return next(free, None)

    def _note(self, meeting: Meeting, group: Group) -> None:
        self.meetings.append(meeting)
        self.people.update((person, meeting.date) for person in group.people)
        for half in _HALVES if meeting.minutes > HALF_DAY else (meeting.start,):
            self.trainers.add((meeting.trainer, meeting.date, half))
            self.rooms.add((meeting.room, meeting.date, half))
