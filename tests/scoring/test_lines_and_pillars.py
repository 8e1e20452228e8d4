"""Lines, pillars, score and coverage: rules 6 to 9."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.scoring.cases import (
    ROLE,
    answered,
    assessed,
    figures,
    line,
    make_framework,
    of_interval,
    person,
    rated,
    statuses,
)

if TYPE_CHECKING:
    from kiframework.model.skills import Person

PEERS_MEAN = {"5/2": (2, 3), "7/3": (2, 2, 3), "3": (3, 3), "11/4": (3, 3, 3, 2)}


def by_peers(mean: str, competency: str = "skill") -> Person:
    """Return somebody whose level is the mean of some peers' ratings."""
    values = enumerate(PEERS_MEAN[mean])
    return person(*(rated("peer", {competency: value}, 5, f"R-{number}") for number, value in values))


# --- Rule 6: fulfilment and status ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "status", "fulfilment"),
    [("3", "met", "1"), ("11/4", "near", "11/12"), ("5/2", "near", "5/6"), ("7/3", "gap", "7/9")],
)
def test_half_a_level_below_is_near_and_no_more(mean: str, status: str, fulfilment: str) -> None:
    found = line(assessed(make_framework({"skill": "grundlagen 1"}, {ROLE: {"skill": "3"}}), by_peers(mean)), "skill")
    assert (found.level, found.status, found.fulfilment) == (Fraction(mean), status, Fraction(fulfilment))


def test_how_near_is_near_is_policy() -> None:
    framework = make_framework({"skill": "grundlagen 1"}, {ROLE: {"skill": "3"}}, near_within="2/3")
    assert statuses(assessed(framework, by_peers("7/3"))) == {"skill": "near"}


def test_surplus_pays_for_no_gap() -> None:
    framework = make_framework({"one": "grundlagen 1", "two": "grundlagen 1"}, {ROLE: {"one": "1", "two": "4"}})
    found = assessed(framework, person(rated("manager", {"one": 4, "two": 2})))
    assert line(found, "one").fulfilment == 1
    assert found.score.point == Fraction(3, 4)


@pytest.mark.parametrize("near_within", ["1/2", "3"])
def test_a_must_have_that_is_near_is_open(near_within: str) -> None:
    framework = make_framework({"skill": "grundlagen 1"}, {ROLE: {"skill": "3!"}}, near_within=near_within)
    found = assessed(framework, by_peers("5/2"))
    assert statuses(found) == {"skill": "near"}
    assert found.readiness == "must-have-open"


def test_what_a_role_does_not_ask_for_is_no_line() -> None:
    framework = make_framework({"one": "grundlagen 1", "two": "anwendung 1"}, {ROLE: {"one": "1", "two": "0"}})
    found = assessed(framework, person(rated("manager", {"one": 1, "two": 1})))
    assert [one.competency for one in found.competencies] == ["one"]
    assert [one.pillar for one in found.pillars] == ["grundlagen"]


# --- Rule 7: not applicable -------------------------------------------------------------------------------------------

TWO_AND_TWO = make_framework(
    {"one": "grundlagen 1", "two": "grundlagen 3", "three": "anwendung 2", "four": "anwendung 2"},
    {ROLE: {"one": "2", "two": "2", "three": "2", "four": "2"}},
)
REASON = "no such work here"


def test_not_applicable_leaves_score_and_coverage() -> None:
    ratings = rated("manager", {"one": 1, "three": 2, "four": 2})
    missing = assessed(TWO_AND_TWO, person(ratings))
    excluded = assessed(TWO_AND_TWO, person(ratings, not_applicable={"two": REASON}))
    assert (missing.coverage.overall, missing.pillars[0].coverage) == (Fraction(5, 8), Fraction(1, 4))
    assert figures(excluded.coverage.overall, excluded.pillars[0].coverage) == ["1", "1"]
    assert excluded.score.low == excluded.score.point == excluded.score.high == Fraction(3, 4)


def test_a_line_that_does_not_apply_says_why_and_has_no_figures() -> None:
    found = line(assessed(TWO_AND_TWO, person(not_applicable={"two": REASON})), "two")
    assert (found.status, found.reason) == ("not-applicable", REASON)
    assert (found.level, found.fulfilment, found.priority) == (None, None, None)


def test_a_pillar_in_which_nothing_applies_takes_no_part() -> None:
    ratings = rated("manager", {"one": 2, "two": 2})
    found = assessed(TWO_AND_TWO, person(ratings, not_applicable={"three": REASON, "four": REASON}))
    assert [one.pillar for one in found.pillars] == ["grundlagen"]
    assert found.pillars[0].weight == 1
    assert found.score.point == 1
    assert found.readiness == "ready"


def test_where_nothing_at_all_applies_there_is_no_result() -> None:
    found = assessed(TWO_AND_TWO, person(not_applicable=dict.fromkeys(("one", "two", "three", "four"), REASON)))
    assert of_interval(found.score) == ["0", None, "1"]
    assert (found.readiness, found.pillars, found.assess_first) == ("not-assessable", (), ())


def test_what_does_not_apply_stands_on_no_list() -> None:
    found = assessed(TWO_AND_TWO, person(rated("manager", {"one": 1}), not_applicable={"two": REASON}))
    assert found.priorities == ("one",)
    assert found.assess_first == ("four", "three")


# --- Rule 8: pillars and score ----------------------------------------------------------------------------------------


def test_a_pillar_is_the_mean_of_its_rated_lines_by_weight() -> None:
    found = assessed(TWO_AND_TWO, person(rated("manager", {"one": 2, "two": 1, "three": 1})))
    first, second = found.pillars
    assert of_interval(first) == ["5/8", "5/8", "5/8"]
    assert of_interval(second) == ["1/4", "1/2", "3/4"]


def test_pillars_count_alike_whatever_they_weigh_inside() -> None:
    framework = make_framework(
        {"one": "grundlagen 3", "two": "grundlagen 3", "three": "anwendung 1"},
        {ROLE: {"one": "1", "two": "1", "three": "4"}},
    )
    found = assessed(framework, person(rated("manager", {"one": 1, "two": 1, "three": 1})))
    assert found.score.point == (1 + Fraction(1, 4)) / 2


def test_a_pillar_with_nothing_rated_has_no_point_and_leaves_the_score_without_one() -> None:
    found = assessed(TWO_AND_TWO, person(rated("manager", {"one": 2, "two": 2})))
    assert of_interval(found.pillars[1]) == ["0", None, "1"]
    assert of_interval(found.score) == ["1/2", None, "1"]


def weighted(pillar_weights: dict[str, str]) -> Fraction | None:
    competencies = {"one": "grundlagen 1", "two": "anwendung 1", "three": "sicherheit 1"}
    requirements = {"one": "4", "two": "4", "three": "4"}
    framework = make_framework(competencies, {ROLE: requirements}, pillar_weights=pillar_weights)
    return assessed(framework, person(rated("manager", {"one": 4, "two": 2, "three": 1}))).score.point


def test_a_role_may_weigh_its_pillars() -> None:
    weights = {"grundlagen": "1", "anwendung": "2", "sicherheit": "3", "datenkompetenz": "0"}
    assert weighted(weights) == (1 * 1 + 2 * Fraction(1, 2) + 3 * Fraction(1, 4)) / 6


def test_weights_of_pillars_that_take_no_part_fall_away() -> None:
    alike = dict.fromkeys(("grundlagen", "anwendung", "sicherheit"), "0.2")
    assert weighted({**alike, "datenkompetenz": "0.4"}) == Fraction(7, 12)


def test_weights_of_pillars_are_renormalised_over_what_applies() -> None:
    competencies = {"one": "grundlagen 1", "two": "anwendung 1", "three": "sicherheit 1"}
    requirements = {"one": "4", "two": "4", "three": "4"}
    weights = {"grundlagen": "1", "anwendung": "3", "sicherheit": "4", "datenkompetenz": "2"}
    framework = make_framework(competencies, {ROLE: requirements}, pillar_weights=weights)
    ratings = rated("manager", {"one": 4, "two": 2})
    found = assessed(framework, person(ratings, not_applicable={"three": REASON}))
    assert [one.weight for one in found.pillars] == [Fraction(1, 4), Fraction(3, 4)]
    assert found.score.point == Fraction(1, 4) + Fraction(3, 4) * Fraction(1, 2)


# --- Rule 9: coverage -------------------------------------------------------------------------------------------------


def test_coverage_counts_weights_and_not_lines() -> None:
    found = assessed(TWO_AND_TWO, person(rated("self", {"two": 0, "three": 2}), rated("manager", {"three": 1})))
    assert found.coverage.overall == Fraction(5, 8)
    assert found.coverage.confirmed == Fraction(2, 8)
    assert [one.coverage for one in found.pillars] == [Fraction(3, 4), Fraction(1, 2)]


def test_a_confirmation_that_has_aged_does_not_count_as_confirmed() -> None:
    found = assessed(TWO_AND_TWO, person(rated("manager", {"two": 2}, 366), rated("self", {"two": 2})))
    assert figures(found.coverage.overall, found.coverage.confirmed) == ["3/8", "0"]


def test_a_test_given_as_a_share_covers_like_any_other() -> None:
    assert assessed(TWO_AND_TWO, person(answered({"one": "0.5"}))).coverage.confirmed == Fraction(1, 8)


def test_people_share_verdicts_so_that_nothing_grows_with_their_number() -> None:
    rounds = [rated("manager", {"one": 2, "two": 1}, age=age) for age in (1, 2)]
    first, second = (
        assessed(TWO_AND_TWO, person(one, not_applicable={"two": REASON, "three": REASON})) for one in rounds
    )
    pairs = list(zip(first.competencies, second.competencies, strict=True))
    assert all(one.verdict is other.verdict for one, other in pairs)
    assert [one.evidence.weighing.proficiency for one, _ in pairs] == [
        other.evidence.weighing.proficiency for _, other in pairs
    ]
