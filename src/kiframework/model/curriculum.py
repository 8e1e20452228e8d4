"""Plans for training: what people lack, which modules close it, in which order, and what a goal for all staff takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kiframework.model.training import Step

MORNING, AFTERNOON = dt.time(9), dt.time(13, 30)
"""When sessions begin: a trainer, a room and a person have room for one in each half of a day."""
HALF_DAY = 240
"""Minutes of the longest session that fits into half a day; longer ones take a whole one."""


@dataclass(frozen=True, slots=True)
class Need:
    """One step that a person lacks."""

    step: Step
    """The competency, and the level to reach."""
    role: str
    """The role that requires it; of several the one to which it matters most."""
    required: int
    """R, what that role requires in the end."""
    must_have: bool
    """Whether it is a must-have of one of the person's roles."""
    value: Fraction
    """The part of the priority PI that this step closes: levels times w k (scoring rule 11)."""


@dataclass(frozen=True, slots=True)
class PersonNeeds:
    """What one person lacks for their roles."""

    person: str
    roles: tuple[str, ...]
    needs: tuple[Need, ...]
    """The most pressing competency first, its steps from below."""
    coaching: tuple[str, ...]
    """Competencies so near to the required level that feedback on real work does more than a course."""
    unrated: tuple[str, ...]
    """Competencies without a level: a quick check comes before any course."""
    asked: frozenset[str]
    """Competencies that the roles require."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One module on a person's way."""

    module: str
    closes: tuple[Need, ...]
    """What it closes for this person."""
    entry: int
    """The level at which the person comes, of what it closes the lowest."""
    hours: Fraction
    """Learning time in hours."""
    before: tuple[str, ...] = ()
    """Modules of the same path that have to come before it."""
    assumes: tuple[str, ...] = ()
    """Prerequisites that no role of the person asks for: what they teach is taken for granted."""

    @property
    def must_have(self) -> bool:
        """Whether it closes a step of a must-have."""
        return any(need.must_have for need in self.closes)

    @property
    def value(self) -> Fraction:
        """The priority that it closes."""
        return sum((need.value for need in self.closes), start=Fraction(0))


@dataclass(frozen=True, slots=True)
class PersonPath:
    """The modules of one person in the order in which they are taken."""

    person: str
    roles: tuple[str, ...]
    steps: tuple[PathStep, ...]
    coaching: tuple[str, ...]
    unrated: tuple[str, ...]
    untaught: tuple[Need, ...]
    """Steps for which there is no module, and what builds on them."""

    @property
    def hours(self) -> Fraction:
        """Learning time of all modules in hours."""
        return sum((step.hours for step in self.steps), start=Fraction(0))


@dataclass(frozen=True, slots=True)
class Pool:
    """People who may learn a module in the same group."""

    module: str
    """What they want to take."""
    entries: tuple[int, ...]
    """The levels they come with, lowest first."""
    people: tuple[str, ...]
    """Their pseudonyms in order."""
    largest: int
    """Most people in one group."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan may take; None where nothing limits it."""

    hours: Fraction | None = None
    """Learning time of each person in hours."""
    trainer_hours: Fraction | None = None
    """Hours that trainers spend in sessions, all of them together."""
    budget: Fraction | None = None
    """Cost of all groups together, in the currency of the prices."""
    sessions: int | None = None
    """Sessions of all groups together: what trainers, rooms and days allow."""
    days: int | None = None
    """Sessions of each person: one a day."""


Obstacle = Literal["trainer", "time"]
"""Why a module was no part of the choice: nobody holds it or one before it, or no days are found within the period."""

Method = Literal["complete", "optimal", "greedy"]
"""How a plan came about: nothing had to be cut, the best one was searched for, or one group after the other."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who takes which module where not everybody can take everything. Priorities are in levels times w k."""

    taken: frozenset[tuple[str, str]]
    """Person and module."""
    method: Method
    must_haves: Fraction
    """Priority of must-haves that it closes."""
    value: Fraction
    """Priority that it closes in total."""
    bounds: tuple[Fraction, Fraction] | None
    """The most that any plan closes of must-haves, and beside these in total; None where nothing is known of it."""

    @property
    def gap(self) -> Fraction | None:
        """The share by which the best plan may be better at most."""
        if self.bounds is None:
            return None
        pairs = zip(self.bounds, (self.must_haves, self.value), strict=True)
        return max((bound - found) / bound if bound else Fraction(0) for bound, found in pairs)


@dataclass(frozen=True, slots=True)
class Group:
    """People who take a module together. It says what they need and nothing about their levels."""

    id: str
    """Module and number."""
    module: str
    """What they take."""
    entries: tuple[int, ...]
    """The levels they come with, lowest first."""
    people: tuple[str, ...]
    """Their pseudonyms in order."""


@dataclass(frozen=True, slots=True)
class GroupNames:
    """Names of groups that are in the world already."""

    earlier: tuple[Group, ...] = ()
    """Groups of the plan that is replaced."""
    held: frozenset[str] = frozenset()
    """Ids of groups of which something is recorded."""


@dataclass(frozen=True, slots=True)
class BaselineGoal:
    """What is to be reached: a share of all staff, fit for the baseline, within some weeks."""

    people: int
    """N, active staff on the day of the report."""
    fit: int
    """People who are fit already."""
    share: Fraction
    """The share to reach, above 0 up to 1."""
    expected_pass: Fraction
    """The share of those trained who are fit afterwards, above 0 up to 1."""
    group: int
    """Most people in one group."""
    sessions: int
    """Sessions of the bundle that each group takes."""
    minutes: int
    """Length of all sessions of one group together."""
    weeks: int
    """Weeks in which sessions are held; the check comes after them."""
    joiners: int = 0
    """People who join until the check; they are not among N."""
    leavers: int = 0
    """People of N who leave until then."""


@dataclass(frozen=True, slots=True)
class BaselinePlan:
    """What a goal for all staff takes, and how far the trainers' hours go."""

    goal: BaselineGoal
    need: int
    """People who have to become fit."""
    planned: int
    """People to train, since not all of them pass; never more than are not fit yet."""
    groups: int
    """Groups it takes."""
    sessions: int
    """Sessions of all groups together."""
    a_week: int
    """Sessions in the fullest week."""
    trainer_hours: Fraction
    """Hours that trainers spend in sessions."""
    possible_groups: int
    """Groups that the trainers' hours allow for; the needed ones where nothing limits them."""
    reachable: int
    """People who can be expected to be fit in the end."""
    weeks_needed: int | None
    """Weeks until the goal at the trainers' pace; the goal's own where it is kept, None if it is out of reach."""

    @property
    def kept(self) -> bool:
        """Whether the goal can be expected to be reached in time."""
        return self.reachable >= self.goal.fit + self.need


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which sessions are held."""

    start: dt.date
    """The first day."""
    until: dt.date | None
    """The last day; None where the plan may take as long as it needs."""
    weekdays: frozenset[int]
    """Working days, 0 for Monday up to 6."""
    holidays: frozenset[dt.date] = frozenset()
    """Days on which nothing is held."""

    def works_on(self, day: dt.date) -> bool:
        """Tell whether sessions may be held on a day of the period."""
        return day.weekday() in self.weekdays and day not in self.holidays

    @property
    def days(self) -> int | None:
        """Working days in the period; None if it has no end."""
        if self.until is None:
            return None
        length = (self.until - self.start).days + 1
        return sum(self.works_on(self.start + dt.timedelta(days=number)) for number in range(length))


@dataclass(frozen=True, slots=True)
class Trainer:
    """Somebody who holds sessions."""

    id: str
    """The pseudonym."""
    modules: tuple[str, ...] = ()
    """Modules they hold; none named for all of them."""

    def holds(self, module: str) -> bool:
        """Tell whether they hold a module."""
        return not self.modules or module in self.modules


@dataclass(frozen=True, slots=True)
class Capacity:
    """Who holds sessions, and where."""

    trainers: tuple[Trainer, ...]
    rooms: tuple[str, ...]

    @property
    def at_once(self) -> int:
        """Sessions that can be held at the same time."""
        return min(len(self.trainers), len(self.rooms))


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session of one group on its day."""

    group: str
    number: int
    """1 for the first session of the module."""
    date: dt.date
    start: dt.time
    minutes: int
    trainer: str
    room: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sessions in the order of time."""

    meetings: tuple[Meeting, ...]

    @property
    def ends(self) -> dict[str, dt.date]:
        """Group -> the day of its last session."""
        return {meeting.group: meeting.date for meeting in self.meetings}


@dataclass(frozen=True, slots=True)
class Demand:
    """What groups take together."""

    groups: int
    sessions: int
    trainer_hours: Fraction
    """Hours of trainers in sessions."""
    learning_hours: Fraction
    """Hours of all people together."""
    cost: Fraction | None
    """In EUR; None where a price is missing."""


@dataclass(frozen=True, slots=True)
class Change:
    """The readiness of one person in one role: today, and if everything learned is confirmed."""

    person: str
    role: str
    now: str
    planned: str
    """After this plan."""
    everything: str
    """After a plan without limits."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan is made for."""

    period: Period
    capacity: Capacity
    limits: Limits = Limits()
    largest: int | None = None
    """Most people in a group; None for what the catalogue says."""
    must_haves_only: bool = False
    trainer_hour: Fraction | None = None
    """What an hour of a trainer costs, in EUR."""
    names: GroupNames = GroupNames()


@dataclass(frozen=True, slots=True)
class Plan:
    """Who learns what, with whom, and when."""

    terms: Terms
    paths: tuple[PersonPath, ...]
    """What each person would take without limits."""
    obstacles: Mapping[tuple[str, str], Obstacle]
    """Person and module -> why they are left out, other than for hours, money or rank."""
    choice: Choice
    groups: tuple[Group, ...]
    schedule: Schedule
    demand: Demand
    """What the plan takes."""
    wanted: Demand
    """What a plan without limits would take."""
    changes: tuple[Change, ...]
    readiness: Mapping[str, tuple[int | None, int | None, int | None]]
    """Readiness code -> results today, after this plan, after one without limits; None for a number that would tell of
    few people."""
    baseline: BaselinePlan | None = None
    """None where nobody is measured against a baseline, or nothing teaches it."""
    nearest: Plan | None = None
    """Where nothing fits, the plan for the smallest limits in which something does."""

    @property
    def wanted_priority(self) -> tuple[Fraction, Fraction]:
        """What a plan without limits closes: priority of must-haves, and in total."""
        needs = [need for path in self.paths for step in path.steps for need in step.closes]
        must = sum((need.value for need in needs if need.must_have), start=Fraction(0))
        return must, sum((need.value for need in needs), start=Fraction(0))

    @property
    def left_out(self) -> tuple[tuple[PersonPath, PathStep], ...]:
        """Modules that somebody needs and does not get."""
        taken = self.choice.taken
        return tuple(
            (path, step) for path in self.paths for step in path.steps if (path.person, step.module) not in taken
        )
