"""The word for a result: rule 10, on its limits and just beside them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.scoring.cases import ROLE, assessed, built_in, make_framework, of_interval, person, rated

from kiframework.model.framework import Band, Framework
from kiframework.scoring.assess import find_band

if TYPE_CHECKING:
    from kiframework.model.assessment import Assessment

BANDS = built_in().scoring.bands


def parts(names: str, level: str = "1") -> Framework:
    """Return a role that asks for skills of weight 1: ``G`` for one in the first pillar, ``A`` in the second."""
    pillars = {"G": "grundlagen", "A": "anwendung"}
    ids = [f"{letter.lower()}{number}" for number, letter in enumerate(names)]
    competencies = {name: f"{pillars[name[0].upper()]} 1" for name in ids}
    return make_framework(competencies, {ROLE: dict.fromkeys(ids, level)})


def met(framework: Framework, yes: int, of: int, first: str = "g") -> dict[str, int]:
    """Return ratings that meet ``yes`` of the first ``of`` skills of a pillar."""
    ids = [name for name in framework.competencies if name.startswith(first)][:of]
    return {name: int(number < yes) for number, name in enumerate(ids)}


def one_pillar(yes: int, rated_of: int, of: int) -> Assessment:
    framework = parts("G" * of)
    return assessed(framework, person(rated("manager", met(framework, yes, rated_of))))


# --- Bands, exactly on their limits -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "lowest", "band"),
    [
        ("17/20", "7/10", "ready"),
        ("16999/20000", "7/10", "ready-with-support"),
        ("17/20", "6999/10000", "ready-with-support"),
        ("7/10", "1/2", "ready-with-support"),
        ("6999/10000", "1/2", "developing"),
        ("7/10", "4999/10000", "developing"),
        ("1", "0", "developing"),
        ("2/5", "0", "developing"),
        ("3999/10000", "0", "starting"),
        ("0", "0", "starting"),
    ],
)
def test_a_limit_belongs_to_the_better_band(score: str, lowest: str, band: str) -> None:
    assert find_band(BANDS, Fraction(score), [Fraction(1), Fraction(lowest)]).id == band


@pytest.mark.parametrize(
    ("yes", "band"),
    [
        (20, "ready"),
        (17, "ready"),
        (16, "ready-with-support"),
        (14, "ready-with-support"),
        (13, "developing"),
        (8, "developing"),
        (7, "starting"),
        (0, "starting"),
    ],
)
def test_a_person_on_a_limit_gets_the_better_word(yes: int, band: str) -> None:
    found = one_pillar(yes, 20, 20)
    assert found.score.point == Fraction(yes, 20)
    assert (found.readiness, found.provisional) == (band, None)


def test_one_weak_pillar_holds_a_good_score_back() -> None:
    framework = parts("GGGGGGGGGG" + "AAAAAAAAAA")
    ratings = {**met(framework, 10, 10), **met(framework, 7, 10, "a")}
    assert assessed(framework, person(rated("manager", ratings))).readiness == "ready"
    ratings = {**met(framework, 10, 10), **met(framework, 6, 10, "a")}
    assert assessed(framework, person(rated("manager", ratings))).readiness == "ready-with-support"
    ratings = {**met(framework, 10, 10), **met(framework, 5, 10, "a")}
    assert assessed(framework, person(rated("manager", ratings))).readiness == "ready-with-support"
    ratings = {**met(framework, 10, 10), **met(framework, 4, 10, "a")}
    assert assessed(framework, person(rated("manager", ratings))).readiness == "developing"


def test_bands_are_policy() -> None:
    bands = [Band(id="fine", title={"en": "fine"}, score=Fraction(1, 3)), Band(id="rest", title={"en": "rest"})]
    assert find_band(bands, Fraction(1, 3), [Fraction(0)]).id == "fine"
    assert find_band(bands, Fraction(1, 3) - Fraction(1, 10**30), [Fraction(1)]).id == "rest"


# --- Not assessable ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rated_of", "assessable"), [(20, True), (16, True), (15, False), (0, False)])
def test_four_fifths_have_to_be_rated(rated_of: int, assessable: bool) -> None:
    found = one_pillar(rated_of, rated_of, 20)
    assert found.coverage.overall == Fraction(rated_of, 20)
    assert (found.readiness != "not-assessable") == assessable


@pytest.mark.parametrize(("rated_of", "assessable"), [(3, True), (2, False)])
def test_three_fifths_of_every_pillar_have_to_be_rated(rated_of: int, assessable: bool) -> None:
    framework = parts("GGGGGGGGGGGGGGGGGGGG" + "AAAAA")
    ratings = {**met(framework, 20, 20), **met(framework, rated_of, rated_of, "a")}
    found = assessed(framework, person(rated("manager", ratings)))
    assert found.coverage.overall > Fraction(4, 5)
    assert (found.readiness != "not-assessable") == assessable


MUST = make_framework({"must": "grundlagen 1", "rest": "grundlagen 3"}, {ROLE: {"must": "2!", "rest": "2"}})


def test_a_must_have_that_is_missing_leaves_the_result_open() -> None:
    found = assessed(MUST, person(rated("manager", {"rest": 2})))
    assert found.readiness == "not-assessable"


@pytest.mark.parametrize(
    ("source", "age", "readiness"),
    [("manager", 365, "ready"), ("manager", 366, "not-assessable"), ("self", 1, "not-assessable")],
)
def test_a_must_have_has_to_be_confirmed(source: str, age: int, readiness: str) -> None:
    found = assessed(MUST, person(rated("manager", {"rest": 2}), rated(source, {"must": 2}, age)))
    assert found.readiness == readiness


def test_what_is_no_must_have_need_not_be_confirmed() -> None:
    found = assessed(MUST, person(rated("manager", {"must": 2}), rated("self", {"rest": 2})))
    assert found.readiness == "ready"


# --- An open must-have ------------------------------------------------------------------------------------------------


def test_an_open_must_have_comes_before_everything_else() -> None:
    found = assessed(MUST, person(rated("self", {"must": 1})))
    assert found.coverage.overall < Fraction(4, 5), "it would not be assessable otherwise"
    assert found.readiness == "must-have-open"
    assert found.provisional is None


def test_an_open_must_have_need_not_be_confirmed_to_be_open() -> None:
    found = assessed(MUST, person(rated("manager", {"rest": 4}), rated("self", {"must": 1}, 700)))
    assert found.readiness == "must-have-open"


# --- Provisional ------------------------------------------------------------------------------------------------------


def test_a_result_is_provisional_if_what_is_missing_could_change_the_word() -> None:
    found = one_pillar(16, 16, 20)
    assert of_interval(found.score) == ["4/5", "1", "1"]
    assert (found.readiness, found.provisional) == ("ready", ("ready-with-support", "ready"))


def test_a_result_is_not_provisional_if_the_word_stands_anyway() -> None:
    found = one_pillar(18, 19, 20)
    assert (found.score.low, found.score.high) == (Fraction(9, 10), Fraction(19, 20))
    assert (found.readiness, found.provisional) == ("ready", None)


def test_without_a_word_there_is_nothing_provisional() -> None:
    found = one_pillar(10, 10, 20)
    assert (found.readiness, found.provisional) == ("not-assessable", None)
