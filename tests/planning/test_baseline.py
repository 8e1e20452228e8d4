"""A goal for all staff, worked out by hand: 80 % in two months, and what trainers' hours allow for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiframework.model.curriculum import BaselineGoal
from kiframework.planning.baseline import plan_baseline

PASS = Fraction(85, 100)


def goal(people: int, fit: int, share: Fraction = Fraction(4, 5), expected: Fraction = PASS) -> BaselineGoal:
    """Return a goal with the bundle of four sessions of two hours, groups of twelve, and seven weeks."""
    return BaselineGoal(people, fit, share, expected, group=12, sessions=4, minutes=480, weeks=7)


def test_the_example_of_the_specification() -> None:
    """need 96 - 18 = 78; 78 / .85 = 91.8 -> 92; 8 groups; 32 sessions, 5 a week; 64 hours of trainers."""
    plan = plan_baseline(goal(120, 18))
    assert (plan.need, plan.planned, plan.groups, plan.sessions, plan.a_week) == (78, 92, 8, 32, 5)
    assert plan.trainer_hours == 64
    assert (plan.reachable, plan.weeks_needed, plan.kept) == (96, 7, True)


# people, fit, share, expected pass -> need, planned, groups, sessions, fullest week, trainer hours, reachable
BY_HAND = [
    pytest.param((40, 0, "4/5", "17/20"), (32, 38, 4, 16, 3, 32, 32), id="32 / .85 = 37.6"),
    pytest.param((45, 36, "4/5", "17/20"), (0, 0, 0, 0, 0, 0, 36), id="the limit itself: 45 x .8 = 36 are fit"),
    pytest.param((46, 36, "4/5", "17/20"), (1, 2, 1, 4, 1, 8, 37), id="46 x .8 = 36.8 -> 37; 1 / .85 = 1.2"),
    pytest.param((500, 100, "4/5", "17/20"), (300, 353, 30, 120, 18, 240, 400), id="352.9 -> 353; 120 / 7 = 17.1"),
    pytest.param((24, 0, "1/2", "1"), (12, 12, 1, 4, 1, 8, 12), id="one full group, everybody passes"),
    pytest.param((26, 0, "1/2", "1"), (13, 13, 2, 8, 2, 16, 13), id="one person more makes a second group"),
    pytest.param((10, 0, "1", "17/20"), (10, 10, 1, 4, 1, 8, 8), id="nobody left to train: 10 x .85 = 8.5 -> 8"),
    pytest.param((1, 0, "4/5", "1/2"), (1, 1, 1, 4, 1, 8, 0), id="one person, half of whom passes"),
    pytest.param((0, 0, "4/5", "17/20"), (0, 0, 0, 0, 0, 0, 0), id="no staff"),
    pytest.param((2000, 340, "9/10", "4/5"), (1460, 1660, 139, 556, 80, 1112, 1668), id="1,825 > 1,660 not fit"),
]


@pytest.mark.parametrize(("given_", "expected"), BY_HAND)
def test_figures_worked_out_by_hand(given_: tuple[int, int, str, str], expected: Any) -> None:
    people, fit, share, passing = given_
    plan = plan_baseline(goal(people, fit, Fraction(share), Fraction(passing)))
    found = (plan.need, plan.planned, plan.groups, plan.sessions, plan.a_week, plan.trainer_hours, plan.reachable)
    assert found == expected


@pytest.mark.parametrize(
    ("hours", "groups", "reachable", "weeks"),
    [
        pytest.param(64, 8, 96, 7, id="just enough"),
        pytest.param(63, 7, 18 + 71, 8, id="7 groups: 84 x .85 = 71.4; 8 groups at 7 in 7 weeks take 8"),
        pytest.param(20, 2, 18 + 20, 28, id="2 groups: 24 x .85 = 20.4; 8 x 7 / 2 = 28"),
        pytest.param(8, 1, 18 + 10, 56, id="1 group: 12 x .85 = 10.2"),
        pytest.param(7, 0, 18, None, id="not even one group"),
    ],
)
def test_where_hours_do_not_reach_it_says_how_far_and_until_when(
    hours: int, groups: int, reachable: int, weeks: int | None
) -> None:
    plan = plan_baseline(goal(120, 18), Fraction(hours))
    assert (plan.possible_groups, plan.reachable, plan.weeks_needed) == (groups, reachable, weeks)
    assert plan.kept is (hours >= 64)
    assert (plan.need, plan.groups) == (78, 8), "what it takes stays what it is"


def test_rooms_and_days_limit_the_goal_as_hours_do() -> None:
    """One trainer has ten half-days a week: 70 in seven weeks, which are 17 groups of four sessions."""
    plan = plan_baseline(goal(500, 100), room=70)
    assert (plan.groups, plan.possible_groups) == (30, 17)
    assert plan.reachable == 100 + 173, "17 x 12 x .85 = 173.4"
    assert plan.weeks_needed == 13, "30 x 7 / 17 = 12.4"
    assert plan_baseline(goal(500, 100), Fraction(16), 70).possible_groups == 2, "the smaller one counts"


def test_a_goal_that_no_training_reaches_has_no_date() -> None:
    plan = plan_baseline(goal(10, 0, Fraction(1)))
    assert (plan.kept, plan.weeks_needed) == (False, None)


@given(
    st.integers(0, 3000),
    st.fractions(0, 1, max_denominator=20),
    st.fractions(Fraction(1, 20), 1, max_denominator=20),
    st.fractions(Fraction(1, 20), 1, max_denominator=20),
    st.none() | st.integers(0, 3000).map(Fraction),
)
def test_plans_hold_what_they_promise(
    people: int, already: Fraction, share: Fraction, expected: Fraction, hours: Fraction | None
) -> None:
    fit = int(people * already)
    plan = plan_baseline(goal(people, fit, share, expected), hours)
    assert 0 <= plan.planned <= people - fit
    assert plan.groups * 12 >= plan.planned > (plan.groups - 1) * 12
    assert fit <= plan.reachable <= max(fit, people)
    assert plan.possible_groups * 8 <= (plan.trainer_hours if hours is None else max(hours, Fraction(0)))
    if plan.kept:
        assert plan.reachable >= share * people or fit >= share * people
    better = plan_baseline(goal(people, fit, share, expected))
    assert better.reachable >= plan.reachable
