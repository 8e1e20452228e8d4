"""Sessions on dates (curriculum, schedule): one group after the other finds the first half-day that suits everybody."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from kiframework.model.curriculum import AFTERNOON, HALF_DAY, MORNING, Meeting, Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kiframework.model.curriculum import Capacity, Group, Period, PersonPath, Trainer
    from kiframework.model.training import Catalogue, Module

    Halves = tuple[dt.time, ...]
    """The halves of a day that a session takes."""

_ONE_DAY = dt.timedelta(days=1)
_HALVES = (MORNING, AFTERNOON)


def schedule(
    catalogue: Catalogue, paths: Iterable[PersonPath], groups: Sequence[Group], period: Period, capacity: Capacity
) -> Schedule:
    """Give every session a day, a trainer and a room.

    A person has one session a day at most. A group begins after every group in which one of its people learns what
    comes before, and leaves the catalogue's number of days between its sessions. Groups on which most others wait go
    first. The end of the period is not looked at: what comes after it is late, and the plan says so.
    """
    before = _before(paths, groups)
    able = {group.id: [one for one in capacity.trainers if one.holds(group.module)] for group in groups}
    held = _held(groups, before, able, capacity)
    diary = _Diary(catalogue, period, capacity)
    waiting = sorted((group for group in groups if group.id in held), key=_urgency(groups, before))
    while waiting:
        group = next(one for one in waiting if before[one.id] <= diary.ends.keys())
        waiting.remove(group)
        diary.place(group, before[group.id], able[group.id])
    meetings = sorted(diary.meetings, key=lambda one: (one.date, one.start, one.group))
    return Schedule(tuple(meetings), tuple(group.id for group in groups if group.id not in held))


def _before(paths: Iterable[PersonPath], groups: Iterable[Group]) -> dict[str, frozenset[str]]:
    """Return group -> groups that have to be over before it begins."""
    steps = {(path.person, step.module): step for path in paths for step in path.steps}
    group_of = {(person, group.module): group.id for group in groups for person in group.people}
    return {
        group.id: frozenset(
            group_of[person, one]
            for person in group.people
            for one in steps[person, group.module].before
            if (person, one) in group_of
        )
        for group in groups
    }


def _held(
    groups: Iterable[Group],
    before: Mapping[str, AbstractSet[str]],
    able: Mapping[str, Sequence[Trainer]],
    capacity: Capacity,
) -> set[str]:
    """Return the groups that somebody can hold, and whose earlier groups are held too."""
    held = {group.id for group in groups if able[group.id] and capacity.rooms}
    while blocked := {group for group in held if not before[group] <= held}:
        held -= blocked
    return held


def _urgency(groups: Iterable[Group], before: Mapping[str, AbstractSet[str]]) -> Callable[[Group], tuple[int, int]]:
    """Return a key: the longest chain of groups that wait for one another begins first, then as the groups stand."""
    after: dict[str, list[str]] = defaultdict(list)
    for group, earlier in before.items():
        for one in earlier:
            after[one].append(group)

    @cache
    def chain(group: str) -> int:
        return 1 + max((chain(one) for one in after[group]), default=0)

    place = {group.id: number for number, group in enumerate(groups)}
    return lambda group: (-chain(group.id), place[group.id])


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
