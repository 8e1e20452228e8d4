"""How near a role is: rule 17, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.scoring.cases import DAY, figures, make_framework, person, rated

from kiframework.scoring.evidence import EvidenceScale
from kiframework.scoring.nearness import Nearness, nearness

if TYPE_CHECKING:
    from kiframework.model.skills import Round

FRAMEWORK = make_framework(
    {"one": "grundlagen 1", "two": "grundlagen 2", "three": "anwendung 3"},
    {"junior": {"one": "2", "two": "1", "three": "0"}, "senior": {"one": "4", "two": "4", "three": "4"}, "idle": {}},
)


def near(role: str, *rounds: Round) -> Nearness:
    return nearness(FRAMEWORK, EvidenceScale(FRAMEWORK, DAY).weigh(person(*rounds)), role)


def test_gaps_and_surplus_are_counted_by_weight_over_what_is_rated() -> None:
    # Rated: one 1 (w 1), two 3 (w 2). Largest possible distance: 4 levels x 3.
    found = near("junior", rated("manager", {"one": 1, "two": 3}))
    assert found == Nearness("junior", 1 - Fraction(1 + 2 * 2, 12), Fraction(1, 12), Fraction(4, 12), Fraction(1))


def test_what_the_role_does_not_ask_for_is_surplus() -> None:
    found = near("junior", rated("manager", {"one": 2, "two": 1, "three": 2}))
    assert figures(found.gaps, found.surplus) == ["0", "1/4"], "3 x 2 of 4 x 6"
    assert found.nearness == Fraction(3, 4)


def test_an_over_qualified_person_is_not_near() -> None:
    experienced = rated("manager", {"one": 4, "two": 4, "three": 4})
    senior, junior = near("senior", experienced), near("junior", experienced)
    assert senior.nearness == 1
    assert junior.nearness == 1 - Fraction(1 * 2 + 2 * 3 + 3 * 4, 24)


def test_nearness_is_exact_where_levels_are_no_whole_numbers() -> None:
    rounds = (rated("self", {"one": 3}), rated("manager", {"one": 2}))
    assert near("senior", *rounds).gaps == (4 - Fraction(7, 3)) / 4


def test_what_is_not_rated_lowers_the_coverage_and_not_the_nearness() -> None:
    found = near("senior", rated("manager", {"one": 4}))
    assert figures(found.nearness, found.coverage) == ["1", "1/6"]


def test_without_any_level_there_is_no_nearness() -> None:
    assert near("senior") == Nearness("senior", None, Fraction(0), Fraction(0), Fraction(0))
    assert near("senior", rated("manager", {"one": "not_observable"})).nearness is None
    assert near("senior", rated("manager", {"one": 3}, 731)).nearness is None


def test_a_role_that_asks_for_nothing_leaves_surplus_only() -> None:
    found = near("idle", rated("manager", {"one": 1}))
    assert figures(found.nearness, found.gaps, found.surplus, found.coverage) == ["3/4", "0", "1/4", "0"]


def test_the_farthest_somebody_can_be_is_zero() -> None:
    assert near("senior", rated("manager", {"one": 0, "two": 0, "three": 0})).nearness == 0
