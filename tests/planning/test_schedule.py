"""Sessions on dates: nobody in two places, nothing before what it builds on, nothing on free days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.planning.bakery import catalogue

from kiframework.model.curriculum import (
    AFTERNOON,
    MORNING,
    Capacity,
    Group,
    Need,
    PathStep,
    Period,
    PersonPath,
    Trainer,
)
from kiframework.model.training import Step
from kiframework.planning.schedule import schedule

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.curriculum import Schedule
    from kiframework.model.training import Catalogue

MONDAY = dt.date(2026, 11, 30)
WORKDAYS = frozenset(range(5))
ONE = Capacity((Trainer("T-01"),), ("R-01",))
FREE = Period(MONDAY, None, WORKDAYS)


def path(person: str, *modules: str) -> PersonPath:
    """Return a path on which each module comes after the one before it."""
    before = ((), *((module,) for module in modules))
    steps = tuple(PathStep(one, (), 0, Fraction(1), earlier) for one, earlier in zip(modules, before, strict=False))
    return PersonPath(person, ("journeyman",), steps, (), (), ())


def groups(*paths: PersonPath) -> list[Group]:
    """Put all who take a module into one group."""
    wanting: dict[str, list[str]] = {}
    for one in paths:
        for step in one.steps:
            wanting.setdefault(step.module, []).append(one.person)
    return [Group(f"{module}-1", module, (0,), tuple(people)) for module, people in wanting.items()]


def dates(found: Schedule) -> list[tuple[str, int, str, str]]:
    return [(one.group, one.number, one.date.isoformat(), f"{one.start:%H:%M}") for one in found.meetings]


def test_two_groups_of_other_people_share_a_day(tmp_path: Path) -> None:
    paths = [path("P-001", "weighing-basics"), path("P-002", "kneading-basics")]
    found = schedule(catalogue(tmp_path), paths, groups(*paths), FREE, ONE)
    assert dates(found) == [
        ("weighing-basics-1", 1, "2026-11-30", "09:00"),
        ("kneading-basics-1", 1, "2026-11-30", "13:30"),
    ]


def test_what_builds_on_something_comes_on_a_later_day(tmp_path: Path) -> None:
    paths = [path("P-001", "weighing-basics", "kneading-basics")]
    found = schedule(catalogue(tmp_path), paths, groups(*paths), FREE, ONE)
    assert [one.date for one in found.meetings] == [MONDAY, MONDAY + dt.timedelta(days=1)]


def test_a_group_waits_for_the_last_of_its_people(tmp_path: Path) -> None:
    paths = [
        path("P-001", "kneading-practice"),
        path("P-002", "weighing-basics", "kneading-basics", "kneading-practice"),
    ]
    found = schedule(catalogue(tmp_path), paths, groups(*paths), FREE, ONE)
    assert [one.group for one in found.meetings] == ["weighing-basics-1", "kneading-basics-1", "kneading-practice-1"]


def test_free_days_stay_free(tmp_path: Path) -> None:
    friday, monday = dt.date(2026, 12, 4), dt.date(2026, 12, 7)
    paths = [path("P-001", "weighing-basics", "kneading-basics")]
    period = Period(friday, None, WORKDAYS, frozenset({monday}))
    found = schedule(catalogue(tmp_path), paths, groups(*paths), period, ONE)
    assert [one.date for one in found.meetings] == [friday, dt.date(2026, 12, 8)]


def with_sessions(known: Catalogue, module: str, *minutes: int, between: int = 0) -> Catalogue:
    session = known.modules[module].sessions[0]
    sessions = [session.model_copy(update={"minutes": one}) for one in minutes]
    changed = known.modules[module].model_copy(update={"sessions": sessions})
    return known.model_copy(update={"modules": {**known.modules, module: changed}, "days_between": between})


def test_days_between_sessions_are_kept(tmp_path: Path) -> None:
    known = with_sessions(catalogue(tmp_path), "weighing-basics", 120, 120, 120, between=7)
    paths = [path("P-001", "weighing-basics")]
    found = schedule(known, paths, groups(*paths), FREE, ONE)
    assert [one.date for one in found.meetings] == [MONDAY, dt.date(2026, 12, 7), dt.date(2026, 12, 14)]
    assert [one.number for one in found.meetings] == [1, 2, 3]


def test_a_long_session_takes_the_whole_day(tmp_path: Path) -> None:
    known = with_sessions(catalogue(tmp_path), "weighing-basics", 300)
    paths = [path("P-001", "weighing-basics"), path("P-002", "kneading-basics")]
    found = schedule(known, paths, groups(*paths), FREE, ONE)
    assert [(one.date, one.start) for one in found.meetings] == [(MONDAY, MORNING), (dt.date(2026, 12, 1), MORNING)]


def test_two_trainers_need_two_rooms(tmp_path: Path) -> None:
    paths = [path(f"P-{n}", module) for n, module in enumerate(["weighing-basics", "kneading-basics", "baking-basics"])]
    two = (Trainer("T-01"), Trainer("T-02"))
    found = schedule(catalogue(tmp_path), paths, groups(*paths), FREE, Capacity(two, ("R-01", "R-02")))
    assert Counter(one.start for one in found.meetings) == {MORNING: 2, AFTERNOON: 1}
    found = schedule(catalogue(tmp_path), paths, groups(*paths), FREE, Capacity(two, ("R-01",)))
    assert Counter(one.date for one in found.meetings) == {MONDAY: 2, dt.date(2026, 12, 1): 1}


def test_what_closes_most_comes_first_and_must_haves_before_all(tmp_path: Path) -> None:
    def step(module: str, value: int, *, must_have: bool) -> PathStep:
        need = Need(Step("weighing", 1), "journeyman", 1, must_have, Fraction(value))
        return PathStep(module, (need,), 0, Fraction(1))

    steps = (
        step("weighing-basics", 1, must_have=False),
        step("kneading-basics", 2, must_have=False),
        step("baking-basics", 1, must_have=True),
    )
    own = PersonPath("P-001", ("journeyman",), steps, (), (), ())
    found = schedule(catalogue(tmp_path), [own], groups(own), FREE, ONE)
    assert [one.group for one in found.meetings] == ["baking-basics-1", "kneading-basics-1", "weighing-basics-1"]


@pytest.mark.parametrize(("until", "days"), [("2026-11-30", 1), ("2026-12-06", 5), ("2026-12-08", 6), (None, None)])
def test_working_days_of_a_period(until: str | None, days: int | None) -> None:
    end = None if until is None else dt.date.fromisoformat(until)
    assert Period(MONDAY, end, WORKDAYS, frozenset({dt.date(2026, 12, 7)})).days == days


MODULES = ["weighing-basics", "kneading-basics", "kneading-practice", "baking-basics"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from(MODULES), unique=True, max_size=4), max_size=8),
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(0, 3),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_nobody_is_in_two_places_and_order_is_kept(
    tmp_path: Path, wishes: list[list[str]], trainers: int, rooms: int, between: int, weekdays: frozenset[int]
) -> None:
    known = with_sessions(catalogue(tmp_path), "kneading-basics", 60, 300, between=between)
    # One order of modules for all, as prerequisites have it.
    paths = [path(f"P-{n}", *sorted(modules, key=MODULES.index)) for n, modules in enumerate(wishes)]
    capacity = Capacity(tuple(Trainer(f"T-{n}") for n in range(trainers)), tuple(f"R-{n}" for n in range(rooms)))
    made = groups(*paths)
    found = schedule(known, paths, made, Period(MONDAY, None, weekdays), capacity)
    people = {group.id: group.people for group in made}
    assert len(found.meetings) == sum(len(known.modules[group.module].sessions) for group in made)
    assert all(one.date.weekday() in weekdays for one in found.meetings)
    halves = [
        (one, half) for one in found.meetings for half in ((MORNING, AFTERNOON) if one.minutes > 240 else (one.start,))
    ]
    for seat in ("trainer", "room"):
        assert max(Counter((getattr(one, seat), one.date, half) for one, half in halves).values(), default=0) <= 1
    for one in paths:
        own = [meeting for meeting in found.meetings if one.person in people[meeting.group]]
        assert len({meeting.date for meeting in own}) == len(own)
        assert [meeting.group.rpartition("-")[0] for meeting in own] == [
            step.module for step in one.steps for _ in known.modules[step.module].sessions
        ]
