"""Agreement between self-assessment and others: rule 14."""

from __future__ import annotations

from fractions import Fraction
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.cases import ROLE, assessed, make_framework, person, rated
from tests.scoring.strategies import many_examples

from kiframework.scoring.agreement import agreement, weighted_kappa

if TYPE_CHECKING:
    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework
    from kiframework.model.skills import Round

SKILLS = [f"s{number}" for number in range(6)]


def framework(**agreement_policy: Any) -> Framework:
    policy = {"own_source": "self", "smallest_pairs": 20, "smallest_people": 5, "alarm_below": "0.40"}
    return make_framework(
        dict.fromkeys(SKILLS, "grundlagen 1"),
        {ROLE: dict.fromkeys(SKILLS, "2"), "other": {"s0": "3", "s1": "1"}},
        agreement=policy | agreement_policy,
    )


def everybody(people: int, skills: int, own: list[int], others: list[int]) -> list[Assessment]:
    """Return people rated by themselves and by a manager; the values come from two lists, over and over."""
    own_values, other_values = cycle(own), cycle(others)
    found = []
    for number in range(people):
        levels = {name: next(own_values) for name in SKILLS[:skills]}
        confirmed = {name: next(other_values) for name in SKILLS[:skills]}
        rounds = (rated("self", levels), rated("manager", confirmed))
        found.append(assessed(framework(), person(*rounds, name=f"P-{number:03}")))
    return found


# --- Kappa ------------------------------------------------------------------------------------------------------------

OWN = [0, 1, 1, 2, 2, 2, 3, 3, 3, 4]
OTHERS = [0, 0, 1, 1, 2, 2, 2, 3, 4, 3]


def test_kappa_is_as_worked_out_by_hand() -> None:
    assert weighted_kappa(list(zip(OWN, OTHERS, strict=True))) == Fraction(122, 147)


def test_the_mean_difference_is_as_worked_out_by_hand() -> None:
    found = agreement(framework(), everybody(5, 4, OWN, OTHERS))
    assert found is not None
    assert found.mean_difference == Fraction(3, 10)
    assert found.kappa == Fraction(122, 147)


def test_full_agreement_is_1_and_the_opposite_is_minus_1() -> None:
    assert weighted_kappa([(0, 0), (4, 4)]) == 1
    assert weighted_kappa([(0, 4), (4, 0)]) == -1


def test_kappa_is_undefined_if_all_values_are_the_same() -> None:
    assert weighted_kappa([(2, 2)] * 20) is None
    assert weighted_kappa([]) is None


@many_examples
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=12))
def test_kappa_is_the_formula_written_out(pairs: list[tuple[int, int]]) -> None:
    observed = sum((a - b) ** 2 for a, b in pairs)
    expected = sum((a - b) ** 2 for a, _ in pairs for _, b in pairs)
    assert weighted_kappa(pairs) == (1 - Fraction(len(pairs) * observed, expected) if expected else None)


# --- From how many on -------------------------------------------------------------------------------------------------


def test_agreement_is_shown_from_20_pairs_on() -> None:
    twenty = everybody(5, 4, OWN, OTHERS)
    found = agreement(framework(), twenty)
    assert found is not None
    assert (found.pairs, found.people) == (20, 5)
    assert agreement(framework(), [*twenty[:4], *everybody_named("P-004", 3)]) is None


def everybody_named(name: str, skills: int) -> list[Assessment]:
    levels = dict.fromkeys(SKILLS[:skills], 2)
    return [assessed(framework(), person(rated("self", levels), rated("manager", levels), name=name))]


def test_agreement_is_shown_from_5_people_on() -> None:
    assert agreement(framework(), everybody(4, 6, OWN, OTHERS)) is None, "24 pairs of 4 people"
    assert agreement(framework(), everybody(5, 6, OWN, OTHERS)) is not None


def test_people_without_a_pair_do_not_count() -> None:
    alone = assessed(framework(), person(rated("self", dict.fromkeys(SKILLS, 2)), name="P-099"))
    assert agreement(framework(), [*everybody(4, 6, OWN, OTHERS), alone]) is None


def test_somebody_assessed_against_two_roles_counts_once() -> None:
    rounds = (rated("self", dict.fromkeys(SKILLS, 1)), rated("manager", dict.fromkeys(SKILLS, 2)))
    twice = [assessed(framework(), person(*rounds, name="P-004"), role) for role in (ROLE, "other")]
    found = agreement(framework(), [*everybody(4, 4, OWN, OTHERS), *twice])
    assert found is not None
    assert (found.pairs, found.people) == (16 + 6, 5)


# --- The alarm --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "alarm"), [("122/147", False), ("123/147", True), ("0", False)])
def test_the_alarm_goes_off_below_the_limit_and_not_on_it(limit: str, alarm: bool) -> None:
    found = agreement(framework(alarm_below=limit), everybody(5, 4, OWN, OTHERS))
    assert found is not None
    assert found.alarm == alarm


def test_poor_agreement_raises_the_built_in_alarm() -> None:
    found = agreement(framework(), everybody(5, 4, [4, 4, 0, 0], [2, 0, 1, 2]))
    assert found is not None
    assert found.kappa is not None
    assert found.kappa < Fraction(2, 5)
    assert found.alarm


def test_an_undefined_kappa_raises_no_alarm() -> None:
    found = agreement(framework(), everybody(5, 4, [2], [2]))
    assert found is not None
    assert found.kappa is None
    assert not found.alarm
    assert found.mean_difference == 0


# --- Which values are a pair ------------------------------------------------------------------------------------------


def pairs_of(*rounds: Round) -> tuple[int, str]:
    """Return the number of pairs of one person and the sum of their differences."""
    someone = assessed(framework(), person(*rounds))
    found = agreement(framework(smallest_pairs=0, smallest_people=0), [someone, *everybody_named("P-002", 1)])
    assert found is not None
    return found.pairs - 1, str(found.mean_difference * found.pairs)


def test_of_several_others_the_one_who_rated_last_is_compared() -> None:
    rounds = (rated("self", {"s0": 3}), rated("manager", {"s0": 0}, 90), rated("peer", {"s0": 2}, 80, "R-1"))
    assert pairs_of(*rounds) == (1, "1")


def test_a_mean_is_never_compared_only_single_values_are() -> None:
    peers = (rated("peer", {"s0": 1}, 9, "R-1"), rated("peer", {"s0": 2}, 5, "R-2"))
    assert pairs_of(rated("self", {"s0": 3}), *peers) == (1, "1")


def test_a_self_test_is_neither_the_own_view_nor_another_s() -> None:
    assert pairs_of(rated("self", {"s0": 3}), rated("self_test", {"s0": 1}))[0] == 0
    assert pairs_of(rated("self_test", {"s0": 3}), rated("manager", {"s0": 1}))[0] == 0


def test_values_that_do_not_count_are_not_compared() -> None:
    assert pairs_of(rated("self", {"s0": 3}), rated("manager", {"s0": 1}, 731))[0] == 0
    assert pairs_of(rated("self", {"s0": 3}, 731), rated("manager", {"s0": 1}))[0] == 0
