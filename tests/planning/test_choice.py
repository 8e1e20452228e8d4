"""Choices under limits, against trying all of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiframework.model.curriculum import Limits
from kiframework.planning import choice
from kiframework.planning.choice import choose, holding
from kiframework.planning.greedy import choose_greedily
from kiframework.planning.problem import UNIT, GroupTerms, Item, Problem

pytest.importorskip("highspy", reason="the solver is not installed")

from kiframework.planning import optimum

HOURS = Fraction(6)


def problem(wanted: list[tuple[str, str, int, int]], limits: Limits, before: dict[int, int] | None = None) -> Problem:
    """Return a problem of person, module, must-have value and value; a group is two people and takes six hours."""
    modules = sorted({module for _, module, _, _ in wanted})
    items = tuple(
        Item(
            person,
            module,
            must,
            value,
            HOURS,
            modules.index(module),
            ((before or {})[n],) if n in (before or {}) else (),
        )
        for n, (person, module, must, value) in enumerate(wanted)
    )
    return Problem(items, tuple(GroupTerms(2, HOURS, Fraction(300), 2) for _ in modules), limits)


def test_what_fits_is_taken_whole() -> None:
    all_of_it = problem([("P-1", "a", 0, 1), ("P-2", "a", 0, 1)], Limits(hours=HOURS, trainer_hours=HOURS))
    found = choose(all_of_it)
    assert found.method == "complete"
    assert found.taken == {("P-1", "a"), ("P-2", "a")}
    assert found.gap == 0


def test_must_haves_come_before_anything_of_more_value() -> None:
    found = choose(problem([("P-1", "a", 1, 1), ("P-1", "b", 0, 9)], Limits(hours=HOURS)))
    assert found.taken == {("P-1", "a")}
    assert found.method == "optimal"
    assert found.gap == 0


def test_a_group_for_two_beats_the_most_pressing_single_need() -> None:
    wanted = [("P-1", "a", 0, 5), ("P-1", "b", 0, 3), ("P-2", "b", 0, 3)]
    assert choose(problem(wanted, Limits(trainer_hours=HOURS))).taken == {("P-1", "b"), ("P-2", "b")}


@pytest.mark.parametrize("limits", [Limits(budget=Fraction(599)), Limits(sessions=3)])
def test_money_and_sessions_limit_groups(limits: Limits) -> None:
    found = choose(problem([("P-1", "a", 0, 5), ("P-1", "b", 0, 3)], limits))
    assert found.taken == {("P-1", "a")}


def test_nothing_is_taken_without_what_comes_before_it() -> None:
    wanted = [("P-1", "a", 0, 0), ("P-1", "b", 9, 9), ("P-1", "c", 0, 1)]
    assert choose(problem(wanted, Limits(hours=2 * HOURS), {1: 0})).taken == {("P-1", "a"), ("P-1", "b")}
    assert choose(problem(wanted, Limits(hours=HOURS), {1: 0})).taken == {("P-1", "c")}


def test_among_equals_the_first_is_taken() -> None:
    wanted = [(f"P-{n:02}", f"m-{n:02}", 0, 1) for n in range(50)]
    assert choose(problem(wanted, Limits(trainer_hours=3 * HOURS))).taken == {(p, m) for p, m, _, _ in wanted[:3]}


def test_nothing_to_give_means_nothing_taken() -> None:
    found = choose(problem([("P-1", "a", 1, 1)], Limits(trainer_hours=Fraction(0))))
    assert found.taken == frozenset()
    assert found.value == found.gap == 0


def test_without_the_solver_a_choice_says_that_it_is_greedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "SOLVER", "no_such_package")
    found = choose(problem([("P-1", "a", 1, 1), ("P-1", "b", 0, 9)], Limits(hours=HOURS)))
    assert (found.method, found.gap) == ("greedy", None)
    assert found.taken == {("P-1", "a")}


def test_nobody_has_more_sessions_than_days() -> None:
    wanted = [("P-1", "a", 0, 1), ("P-1", "b", 0, 3), ("P-2", "a", 0, 1)]
    found = choose(problem(wanted, Limits(days=2)))
    assert found.taken == {("P-1", "b"), ("P-2", "a")}, "a module has two sessions"


def test_what_cannot_be_held_after_all_shows_in_the_gap() -> None:
    all_of_it = problem([("P-1", "a", 1, 1), ("P-1", "b", 0, 3 * UNIT)], Limits())
    found = holding(all_of_it, choose(all_of_it), {("P-1", "a")})
    assert (found.must_haves, found.value) == (Fraction(1, UNIT), Fraction(1, UNIT))
    assert found.gap == 1 - Fraction(1, 3 * UNIT + 1)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    people, modules = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    items: list[Item] = []
    for person in range(people):
        first: int | None = None
        for module in sorted(draw(st.sets(st.integers(0, modules - 1)))):
            value = draw(st.integers(0, 4))
            must = value if draw(st.booleans()) else 0
            before = (first,) if first is not None and draw(st.booleans()) else ()
            first = len(items) if first is None else first
            hours = Fraction(draw(st.integers(1, 8)), 2)
            items.append(Item(f"P-{person}", f"m-{module}", must, value, hours, module, before))
    pools = tuple(
        GroupTerms(
            draw(st.integers(1, 2)), Fraction(draw(st.integers(1, 6)), 2), Fraction(100), draw(st.integers(1, 2))
        )
        for _ in range(modules)
    )
    amount = st.none() | st.integers(0, 12).map(lambda n: Fraction(n, 2))
    few = st.none() | st.integers(0, 4)
    limits = Limits(draw(amount), draw(amount), draw(st.none() | st.just(Fraction(200))), draw(few), draw(few))
    return Problem(tuple(items), pools, limits)


def all_choices(problem: Problem) -> list[tuple[int, ...]]:
    places = range(len(problem.items))
    return [taken for n in range(len(places) + 1) for taken in combinations(places, n) if problem.fits(taken)]


def rank(problem: Problem, taken: frozenset[int]) -> tuple[int, int, list[bool]]:
    items = [problem.items[number] for number in taken]
    chosen = [number in taken for number in range(len(problem.items))]
    return sum(one.must_have for one in items), sum(one.value for one in items), chosen


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_choice_is_better_and_ties_go_to_the_first(problem: Problem) -> None:
    found = choose(problem)
    places = frozenset(n for n, one in enumerate(problem.items) if (one.person, one.module) in found.taken)
    assert problem.fits(places)
    assert rank(problem, places) == max(rank(problem, frozenset(taken)) for taken in all_choices(problem)) or (
        found.method == "complete"
    )


@settings(max_examples=100, deadline=None)
@given(problems())
def test_a_choice_among_very_many_is_as_near_to_the_best_as_it_says(problem: Problem) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimum, "EXACT_UP_TO", 0)
        found = optimum.choose_best(problem)
    must, value = (sum(getattr(problem.items[number], key) for number in found.taken) for key in ("must_have", "value"))
    best = max(rank(problem, frozenset(taken)) for taken in all_choices(problem))
    assert problem.fits(found.taken)
    assert found.bounds[0] >= best[0] >= must >= best[0] * (1 - optimum.LARGE_SLACK) - 1
    assert found.bounds[1] >= best[1]
    assert value >= (1 - optimum.LARGE_GAP) * best[1]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_a_greedy_choice_keeps_all_limits_and_leaves_no_room(problem: Problem) -> None:
    taken = choose_greedily(problem)
    assert problem.fits(taken)
    for number, item in enumerate(problem.items):
        if number not in taken and item.value:
            alone = [one for one in range(len(problem.items)) if problem.items[one].pool == item.pool and one in taken]
            new_group = len(alone) % problem.pools[item.pool].largest == 0
            assert new_group or not problem.fits({*taken, number})
