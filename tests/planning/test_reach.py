"""What can be held at all, and choice and dates that agree."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.planning.bakery import catalogue
from tests.planning.test_schedule import FREE, MODULES, MONDAY, ONE, WORKDAYS, with_sessions

from kiframework.model.curriculum import Capacity, Limits, Need, PathStep, Period, PersonPath, Terms, Trainer
from kiframework.model.training import Step
from kiframework.planning import choice
from kiframework.planning.demand import Prices
from kiframework.planning.reach import find_obstacles, nearest_terms
from kiframework.planning.settle import Settled, settle

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.training import Catalogue

TUESDAY = dt.date(2026, 12, 1)


def path(person: str, *modules: str, values: tuple[int, ...] = ()) -> PersonPath:
    """Return a path on which each module comes after the one before it, and closes as much as ``values`` say."""
    steps = []
    for number, module in enumerate(modules):
        value = Fraction(values[number] if values else 1)
        need = Need(Step("weighing", number + 1), "journeyman", 3, must_have=False, value=value)
        steps.append(PathStep(module, (need,), number, Fraction(6), modules[number - 1 : number] if number else ()))
    return PersonPath(person, ("journeyman",), tuple(steps), (), (), ())


def until(day: dt.date) -> Period:
    return Period(MONDAY, day, WORKDAYS)


def settled(known: Catalogue, paths: list[PersonPath], terms: Terms) -> Settled:
    return settle(known, paths, terms, Prices(known, terms.trainer_hour))


def test_what_nobody_holds_blocks_all_that_builds_on_it(tmp_path: Path) -> None:
    paths = [path("P-001", "weighing-basics", "kneading-basics"), path("P-002", "baking-basics")]
    able = Capacity((Trainer("T-01", ("kneading-basics", "baking-basics")),), ("R-01",))
    assert find_obstacles(catalogue(tmp_path), paths, FREE, able) == {
        ("P-001", "weighing-basics"): "trainer",
        ("P-001", "kneading-basics"): "trainer",
    }


def test_a_way_that_is_too_long_is_cut_where_the_period_ends(tmp_path: Path) -> None:
    paths = [path("P-001", "weighing-basics", "kneading-basics", "kneading-practice")]
    found = find_obstacles(catalogue(tmp_path), paths, until(TUESDAY), ONE)
    assert found == {("P-001", "kneading-practice"): "time"}


def test_days_between_sessions_and_free_days_count(tmp_path: Path) -> None:
    known = with_sessions(catalogue(tmp_path), "weighing-basics", 120, 120, between=5)
    paths = [path("P-001", "weighing-basics")]
    assert find_obstacles(known, paths, until(dt.date(2026, 12, 6)), ONE) == {("P-001", "weighing-basics"): "time"}
    assert find_obstacles(known, paths, until(dt.date(2026, 12, 7)), ONE) == {}, "Monday: the fifth day is a Saturday"


def test_hours_are_not_given_to_what_nobody_holds(tmp_path: Path) -> None:
    paths = [path("P-001", "weighing-basics", values=(9,)), path("P-002", "baking-basics", values=(1,))]
    able = Capacity((Trainer("T-01", ("baking-basics",)),), ("R-01",))
    found = settled(catalogue(tmp_path), paths, Terms(FREE, able, Limits(trainer_hours=Fraction(2))))
    assert found.choice.taken == {("P-002", "baking-basics")}


def test_what_ends_late_makes_room_for_something_else(tmp_path: Path) -> None:
    """One trainer holds the two that matter most, and one of them would end a day late."""
    known = catalogue(tmp_path)
    modules = ("weighing-basics", "kneading-basics", "baking-basics")
    known = known.model_copy(update={"modules": {name: known.modules[name] for name in modules}})
    for module in modules:
        known = with_sessions(known, module, 300)
    paths = [path(f"P-00{n}", module, values=(9 - n,)) for n, module in enumerate(modules)]
    able = Capacity((Trainer("T-01", modules[:2]), Trainer("T-02", modules[2:])), ("R-01", "R-02"))
    found = settled(known, paths, Terms(until(MONDAY), able))
    assert found.choice.taken == {("P-000", "weighing-basics"), ("P-002", "baking-basics")}
    assert found.obstacles == {("P-001", "kneading-basics"): "time"}
    assert found.choice.gap == Fraction(8, 24), "the first choice knew nothing of who holds what"


@pytest.mark.parametrize("with_solver", [True, False])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wishes=st.lists(st.lists(st.sampled_from(MODULES), unique=True, max_size=4), min_size=1, max_size=8),
    able=st.lists(st.sets(st.sampled_from(MODULES)), min_size=1, max_size=3),
    days=st.integers(0, 20),
    between=st.integers(0, 8),
)
def test_a_plan_keeps_its_period_and_its_trainers(
    tmp_path: Path, wishes: list[list[str]], able: list[set[str]], days: int, between: int, *, with_solver: bool
) -> None:
    known = with_sessions(catalogue(tmp_path), "kneading-basics", 60, 300, between=between)
    paths = [path(f"P-{n}", *sorted(modules, key=MODULES.index)) for n, modules in enumerate(wishes)]
    trainers = tuple(Trainer(f"T-{n}", tuple(sorted(modules))) for n, modules in enumerate(able))
    end = MONDAY + dt.timedelta(days=days)
    with pytest.MonkeyPatch.context() as patch:
        if not with_solver:
            patch.setattr(choice, "SOLVER", "no_such_package")
        found = settled(known, paths, Terms(until(end), Capacity(trainers, ("R-01", "R-02"))))
    holds = {one.id: one for one in trainers}
    group = {one.id: one for one in found.groups}
    assert {one.group for one in found.schedule.meetings} == group.keys()
    for meeting in found.schedule.meetings:
        assert MONDAY <= meeting.date <= end
        assert holds[meeting.trainer].holds(group[meeting.group].module)
    taken = {(person, one.module) for one in found.groups for person in one.people}
    assert taken == found.choice.taken
    assert not taken & found.obstacles.keys()
    for one in paths:
        for step in one.steps:
            assert (one.person, step.module) not in taken or {(one.person, name) for name in step.before} <= taken


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param(
            Terms(FREE, ONE, Limits(trainer_hours=Fraction(0))), Limits(trainer_hours=Fraction(2)), id="trainer hours"
        ),
        pytest.param(
            Terms(FREE, ONE, Limits(Fraction(1), None, Fraction(10)), trainer_hour=Fraction(100)),
            Limits(Fraction(6), None, Fraction(200)),
            id="hours and money",
        ),
        pytest.param(
            Terms(FREE, ONE, Limits(Fraction(7), Fraction(1))), Limits(Fraction(7), Fraction(2)), id="enough stays"
        ),
    ],
)
def test_the_nearest_limits_are_the_smallest_that_do(tmp_path: Path, terms: Terms, expected: Limits) -> None:
    wider = nearest_terms(catalogue(tmp_path), [path("P-001", "weighing-basics", "kneading-basics")], terms)
    assert wider is not None
    assert wider.limits == expected


def test_the_nearest_end_is_the_first_day_on_which_something_can_end(tmp_path: Path) -> None:
    known = with_sessions(catalogue(tmp_path), "weighing-basics", 120, 120, between=7)
    wider = nearest_terms(known, [path("P-001", "weighing-basics")], Terms(until(TUESDAY), ONE))
    assert wider is not None
    assert wider.period.until == dt.date(2026, 12, 7)


def test_without_anybody_to_hold_a_first_module_nothing_is_near(tmp_path: Path) -> None:
    nobody = Capacity((Trainer("T-01", ("kneading-basics",)),), ("R-01",))
    terms = Terms(FREE, nobody, Limits(trainer_hours=Fraction(0)))
    assert nearest_terms(catalogue(tmp_path), [path("P-001", "weighing-basics", "kneading-basics")], terms) is None
