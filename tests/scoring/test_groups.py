"""Figures about groups, and what must not be found in them: rule 18."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.cases import DAY, TEXT, assessed, make_framework, person, rated
from tests.scoring.strategies import many_examples

from kiframework.model.team import ShareStep
from kiframework.scoring.groups import share_step, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework
    from kiframework.model.team import Cell, CompetencyRow, GroupResult, TeamResult

ROLES = ("red", "green", "blue", "white", "black")
SMALLEST = 5

Company = tuple[tuple[frozenset[str], int | None], ...]
"""For each person the roles they have, and how far they are rated; None for not at all."""


def framework(**policy: Any) -> Framework:
    return make_framework({"skill": "grundlagen 2"}, {role: {"skill": "3"} for role in ROLES}, **policy)


PLAIN = framework()


def team(company: Company, plan: Framework = PLAIN) -> TeamResult:
    found: list[Assessment] = []
    for number, (roles, level) in enumerate(company):
        rounds = () if level is None else (rated("manager", {"skill": level}),)
        someone = person(*rounds, name=f"P-{number:03}")
        found += [assessed(plan, someone, role) for role in plan.roles if role in roles]
    return summarise(plan, DAY, found)


def staff(**levels: Sequence[int | None]) -> Company:
    """Return people of one role each: ``staff(red=[3, 3, None], blue=[0])``."""
    return tuple((frozenset([role]), level) for role, own in levels.items() for level in own)


def row(result: TeamResult) -> CompetencyRow:
    (only,) = result.competencies
    return only


def step(low: str, high: str) -> ShareStep:
    return ShareStep(Fraction(low), Fraction(high))


# --- Shares in steps --------------------------------------------------------------------------------------------------

FIFTH = Fraction(1, 5)


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        ("0", "0", "1/5"),
        ("1/5", "0", "1/5"),
        ("21/100", "1/5", "2/5"),
        ("2/5", "1/5", "2/5"),
        ("1/2", "2/5", "3/5"),
        ("3/5", "3/5", "4/5"),
        ("79/100", "3/5", "4/5"),
        ("4/5", "4/5", "1"),
        ("1", "4/5", "1"),
    ],
)
def test_shares_fall_into_five_steps(share: str, low: str, high: str) -> None:
    assert share_step(Fraction(share), FIFTH) == step(low, high)


@pytest.mark.parametrize("people", range(SMALLEST, 60))
def test_none_and_all_share_their_step_with_another_count(people: int) -> None:
    assert share_step(Fraction(0), FIFTH) == share_step(Fraction(1, people), FIFTH)
    assert share_step(Fraction(1), FIFTH) == share_step(Fraction(people - 1, people), FIFTH)


@many_examples
@given(st.fractions(min_value=0, max_value=1), st.sampled_from(["1/2", "1/3", "1/4", "1/5", "1/10"]))
def test_a_share_lies_within_its_step(share: Fraction, width: str) -> None:
    found = share_step(share, Fraction(width))
    assert found.low <= share <= found.high
    assert found.high - found.low == Fraction(width)
    assert 0 <= found.low < found.high <= 1


# --- What is shown ----------------------------------------------------------------------------------------------------


def test_the_figures_of_a_large_enough_group() -> None:
    result = team(staff(red=[3, 3, 2, 0, None, None], blue=[3] * 6))
    red = row(result).roles[0]
    assert red.required
    assert red.met == step("1/5", "2/5"), "2 of 6; what is not rated counts as below"
    assert red.gap is None, "only 4 of the 6 are rated"
    assert row(result).firm.met == step("3/5", "4/5"), "8 of 12"


def test_the_gap_is_the_mean_priority_of_the_rated_people() -> None:
    result = team(staff(red=[3, 3, 2, 0, 1, None], blue=[2] * 5))
    assert row(result).roles[0].gap == Fraction((0 + 0 + 1 + 3 + 2) * 2, 5)
    assert row(result).firm.gap == Fraction(12 + 10, 10)
    assert result.gaps == (("skill", Fraction(22, 10)),)


def test_the_result_of_a_role_is_given_in_steps() -> None:
    result = team(staff(red=[3, 3, 3, 3, 3, None], blue=[0] * 5))
    red, blue = result.roles
    assert (red.role, red.people) == ("red", 6)
    assert (red.ready, red.met, red.rated) == (step("4/5", "1"),) * 3
    assert (blue.ready, blue.met, blue.rated) == (step("0", "1/5"), step("0", "1/5"), step("4/5", "1"))
    assert result.firm.people == 11
    assert result.firm.ready == step("2/5", "3/5"), "5 of 11"


def test_figures_count_people_to_whom_the_competency_applies() -> None:
    people = [assessed(PLAIN, person(rated("manager", {"skill": 3}), name=f"P-{n}"), "red") for n in range(4)]
    excluded = [assessed(PLAIN, person(name=f"P-{n}", not_applicable={"skill": "none"}), "red") for n in range(4, 9)]
    assert row(summarise(PLAIN, DAY, [*people, *excluded])).roles[0].met is None
    more = assessed(PLAIN, person(rated("manager", {"skill": 3}), name="P-9"), "red")
    assert row(summarise(PLAIN, DAY, [*people, *excluded, more])).roles[0].met == step("4/5", "1")


def test_competencies_are_ranked_by_their_mean_priority() -> None:
    plan = make_framework({"a": "grundlagen 1", "b": "anwendung 3"}, {"red": {"a": "2", "b": "2"}})
    people = [assessed(plan, person(rated("manager", {"a": 0, "b": 1}), name=f"P-{n}"), "red") for n in range(5)]
    assert summarise(plan, DAY, people).gaps == (("b", Fraction(3)), ("a", Fraction(2)))


# --- Small groups -----------------------------------------------------------------------------------------------------


def figures(cell: Cell) -> tuple[object, object]:
    return cell.met, cell.gap


def test_a_group_of_four_has_no_figures() -> None:
    result = team(staff(red=[3] * 4, green=[3] * 4, blue=[3] * 10))
    assert [figures(cell) for cell in row(result).roles[:2]] == [(None, None), (None, None)]
    assert result.roles[0] == type(result.roles[0])("red", None, None, None, None)
    assert None not in figures(row(result).roles[2]), "8 people are hidden, so the rest gives none of them away"


def test_five_rated_people_are_enough_for_a_gap_and_four_are_not() -> None:
    other = [3] * 10
    assert row(team(staff(red=[3, 3, 3, 3, 0, None], blue=other))).roles[0].gap is not None
    few = row(team(staff(red=[3, 3, 3, 0, None, None], green=[2, None, None, None, None], blue=other)))
    assert [cell.gap is None for cell in few.roles] == [True, True, False], "4 and 1 rated people are hidden together"
    assert [cell.met is None for cell in few.roles] == [False, False, False]


def test_a_second_group_is_hidden_where_the_total_would_give_the_first_away() -> None:
    cells = row(team(staff(red=[3] * 7, green=[3] * 2, blue=[3] * 6))).roles
    assert [cell.met is None for cell in cells] == [False, True, True], "the smallest of the others goes with it"
    assert [cell.gap is None for cell in cells] == [False, True, True]


def test_the_whole_of_a_second_group_s_result_is_hidden_too() -> None:
    result = team(staff(red=[3] * 7, green=[3] * 2, blue=[3] * 6))
    hidden = [(one.ready, one.met, one.rated) == (None, None, None) for one in result.roles]
    assert hidden == [False, True, True]
    assert None not in (result.firm.ready, result.firm.met, result.firm.rated)


def test_the_smallest_group_can_be_raised() -> None:
    policy = {"smallest": 8, "share_step": "1/5"}
    result = team(staff(red=[3] * 7, blue=[3] * 8, green=[3] * 9), framework(groups=policy))
    assert result.smallest == 8
    assert [one.ready is None for one in result.roles] == [True, False, True], "in the order of the framework"


@pytest.mark.parametrize("smallest", [0, 1, 4])
def test_the_smallest_group_cannot_be_lowered(smallest: int) -> None:
    with pytest.raises(ValueError, match="greater than or equal to 5"):
        framework(groups={"smallest": smallest, "share_step": "1/5"})


def test_a_run_with_fewer_than_five_people_shows_nothing() -> None:
    result = team(staff(red=[3, 3], blue=[0, None]))
    assert (result.firm.people, result.firm.ready, result.firm.met, result.firm.rated) == (None, None, None, None)
    assert all(one.people is None and one.ready is None for one in result.roles)
    assert all(figures(cell) == (None, None) for cell in (*row(result).roles, row(result).firm))
    assert (result.gaps, result.agreement) == ((), None)
    assert row(result).at_risk, "whoever holds it: the mark is always set and tells nothing"


def test_a_run_with_nobody_in_it_has_no_figures_at_all() -> None:
    result = summarise(PLAIN, DAY, [])
    assert result.firm.people is None
    assert (result.competencies, result.gaps) == ((), ())


# --- Cover at risk ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("holders", "at_risk"), [(0, True), (4, True), (5, False), (12, False)])
def test_cover_is_at_risk_below_five_holders(holders: int, at_risk: bool) -> None:
    assert row(team(staff(red=[3] * holders + [2] * (12 - holders)))).at_risk == at_risk


def test_holders_of_all_roles_count_together_and_each_once() -> None:
    both = frozenset(["red", "blue"])
    assert row(team(tuple((both, 3) for _ in range(4)) + staff(red=[0] * 6))).at_risk
    assert not row(team(tuple((both, 3) for _ in range(4)) + staff(red=[0] * 6, blue=[3]))).at_risk


@pytest.mark.parametrize("people", range(SMALLEST, 30))
def test_mark_and_share_together_do_not_tell_all_from_all_but_one(people: int) -> None:
    def seen(holders: int) -> tuple[object, bool]:
        found = row(team(staff(red=[3] * holders + [2] * (people - holders))))
        return found.firm.met, found.at_risk

    assert seen(people) == seen(people - 1)
    assert seen(0) == seen(1)


# --- The baseline -----------------------------------------------------------------------------------------------------


def with_baseline(**changes: Any) -> Framework:
    plan = make_framework(
        {"skill": "grundlagen 2"}, {"red": {"skill": "3"}, "blue": {"skill": "3"}, "everybody": {"skill": "1"}}
    )
    target = {"id": "t", "kind": "share-ready", "title": TEXT, "meaning": TEXT, "role": "everybody", "value": "0.8"}
    data = plan.model_dump(mode="json") | {"baseline": "everybody", "targets": [target]} | changes
    return type(plan).model_validate(data)


def measured(people: int, ready: int, *, roles: Iterable[str] = ("red",)) -> Company:
    own = frozenset(["everybody", *roles])
    return tuple((own, 1 if number < ready else 0) for number in range(people))


def test_the_baseline_is_reported_beside_its_target() -> None:
    found = team(measured(10, 9), with_baseline()).baseline
    assert found is not None
    assert (found.role, found.people, found.target) == ("everybody", 10, Fraction(4, 5))
    assert found.ready == step("4/5", "1")


def test_a_baseline_of_fewer_than_five_people_has_no_figures() -> None:
    found = team(measured(4, 4), with_baseline()).baseline
    assert found is not None
    assert (found.people, found.ready) == (None, None)


def test_the_baseline_is_no_part_of_the_firm_s_figures() -> None:
    result = team(measured(6, 6), with_baseline())
    assert [one.role for one in result.roles] == ["red"]
    assert result.firm.ready == step("0", "1/5"), "ready for the baseline, not for the role"


def test_where_everybody_is_measured_against_the_baseline_only_it_is_the_firm() -> None:
    result = team(measured(6, 6, roles=()), with_baseline())
    assert [one.role for one in result.roles] == ["everybody"]
    assert result.firm.ready == step("4/5", "1")


def test_without_a_target_or_without_a_baseline_nothing_is_made_up() -> None:
    found = team(measured(6, 6), with_baseline(targets=[])).baseline
    assert found is not None
    assert found.target is None
    assert team(measured(6, 6), with_baseline(baseline=None)).baseline is None


# --- What can be found by subtraction ---------------------------------------------------------------------------------


def companies(roles_each: st.SearchStrategy[frozenset[str]]) -> st.SearchStrategy[Company]:
    """Return companies of up to five groups of up to eight people with the same roles."""
    groups = st.tuples(roles_each, st.lists(st.sampled_from([None, 0, 2, 3]), min_size=1, max_size=8))
    return st.lists(groups, min_size=1, max_size=5).map(people_of)


def people_of(groups: list[tuple[frozenset[str], list[int | None]]]) -> Company:
    return tuple((roles, level) for roles, levels in groups for level in levels)


one_role = st.sampled_from(ROLES[:4]).map(lambda role: frozenset([role]))
some_roles = st.one_of(one_role, one_role, st.frozensets(st.sampled_from(ROLES[:4]), min_size=1, max_size=2))


def members(company: Company, role: str, *, rated_only: bool) -> frozenset[int]:
    return frozenset(
        number for number, (roles, level) in enumerate(company) if role in roles and not (rated_only and level is None)
    )


def smallest_found(parts: Sequence[frozenset[int]], shown: Sequence[int], *, total: bool) -> int:
    """Return the size of the smallest group whose sum follows from the shown figures by adding and subtracting.

    Everybody counts once per role in the total, as they do in the figures of the firm.
    """
    sums = [Counter(parts[number]) for number in shown]
    if total:
        sums.append(Counter(one for part in parts for one in part))
    sizes = [len(left_over(sums, signs)) for signs in product((-1, 0, 1), repeat=len(sums))]
    return min((size for size in sizes if size), default=SMALLEST)


def left_over(sums: Sequence[Mapping[int, int]], signs: Sequence[int]) -> set[int]:
    """Return the people whose sum is left over; nobody if some are counted in and others out, for that is no sum."""
    rest: Counter[int] = Counter()
    for counts, sign in zip(sums, signs, strict=True):
        for one, count in counts.items():
            rest[one] += sign * count
    return {one for one, count in rest.items() if count} if min(rest.values(), default=0) >= 0 else set()


def check_row(company: Company) -> None:
    result = team(company)
    found, names = row(result), [str(one.role) for one in result.roles]
    for figure, rated_only in (("met", False), ("gap", True)):
        parts = [members(company, role, rated_only=rated_only) for role in names]
        shown = [number for number, cell in enumerate(found.roles) if getattr(cell, figure) is not None]
        total = getattr(found.firm, figure) is not None
        assert smallest_found(parts, shown, total=total) >= SMALLEST, figure


def check_roles(company: Company) -> None:
    result = team(company)
    parts = [members(company, str(one.role), rated_only=False) for one in result.roles]
    shown = [number for number, one in enumerate(result.roles) if one.ready is not None]
    assert smallest_found(parts, shown, total=result.firm.ready is not None) >= SMALLEST


@many_examples
@given(companies(one_role))
def test_no_figures_of_a_row_single_out_fewer_than_five_people(company: Company) -> None:
    check_row(company)


@many_examples
@given(companies(one_role))
def test_no_results_of_roles_single_out_fewer_than_five_people(company: Company) -> None:
    check_roles(company)


@many_examples
@given(companies(some_roles))
def test_people_with_several_roles_are_not_singled_out_by_a_row_either(company: Company) -> None:
    check_row(company)


@many_examples
@given(companies(some_roles))
def test_people_with_several_roles_are_not_singled_out_by_results_of_roles_either(company: Company) -> None:
    check_roles(company)


def test_somebody_who_has_one_role_more_than_five_others_is_not_singled_out() -> None:
    # Everybody has both roles but one person: blue minus red is that one person.
    company = (*((frozenset(["red", "blue"]), 3) for _ in range(5)), (frozenset(["blue"]), 0))
    red, blue = row(team(company)).roles
    assert red.gap is None or blue.gap is None


def counts(result: TeamResult) -> tuple[int | None, list[GroupResult]]:
    return result.firm.people, [one for one in result.roles if one.people is not None]


@many_examples
@given(companies(one_role))
def test_a_number_of_people_is_shown_only_if_the_rest_is_large_enough_too(company: Company) -> None:
    everybody, shown = counts(team(company))
    for one in shown:
        assert everybody is not None
        assert one.people is not None
        assert one.people >= SMALLEST
        assert everybody - one.people not in range(1, SMALLEST)
