"""What holds for every framework and every set of ratings."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.scoring.cases import ROLE, assessed, person, rated
from tests.scoring.strategies import (
    SOURCES,
    Case,
    Rating,
    frameworks,
    fully_rated,
    many_examples,
    rating_lists,
    ratings,
    skills,
    worlds,
)

from kiframework.model.framework import Framework
from kiframework.model.skills import Person

if TYPE_CHECKING:
    from kiframework.model.assessment import Assessment, Interval, PillarResult

any_case = st.one_of(worlds(), fully_rated)
WORST_FIRST = ["must-have-open", "not-assessable", "starting", "developing", "ready-with-support", "ready"]


def result(case: Case) -> Assessment:
    return assessed(case.framework, case.person())


def all_figures(found: Assessment) -> list[Fraction]:
    """Return low, point and high of the score and of every pillar; what has no point has 0 there."""
    parts: list[Interval | PillarResult] = [found.score, *found.pillars]
    return [figure or Fraction(0) for one in parts for figure in (one.low, one.point, one.high)]


# --- Raising a rating -------------------------------------------------------------------------------------------------


def with_one_raised(case: Case, number: int) -> Case:
    changed = list(case.ratings)
    changed[number] = replace(changed[number], value=changed[number].value + 1)
    return case.having(*changed)


@many_examples
@given(any_case, st.data())
def test_raising_a_rating_lowers_nothing(case: Case, data: st.DataObject) -> None:
    top = case.framework.highest_level
    open_ = [number for number, one in enumerate(case.ratings) if one.value < (SOURCES[one.source].ceiling or top)]
    assume(open_)
    before, after = result(case), result(with_one_raised(case, data.draw(st.sampled_from(open_))))
    for one, other in zip(before.competencies, after.competencies, strict=True):
        assert (one.level is None) == (other.level is None)
        assert one.level is None or other.level is None or one.level <= other.level
    assert all(one <= other for one, other in zip(all_figures(before), all_figures(after), strict=True))
    assert WORST_FIRST.index(before.readiness) <= WORST_FIRST.index(after.readiness)


# --- Intervals --------------------------------------------------------------------------------------------------------


@many_examples
@given(any_case)
def test_figures_lie_between_0_and_1_and_the_point_within_its_interval(case: Case) -> None:
    found = result(case)
    parts: list[Interval | PillarResult] = [found.score, *found.pillars]
    for one in parts:
        assert 0 <= one.low <= one.high <= 1
        assert one.point is None or one.low <= one.point <= one.high
    for line in found.competencies:
        assert line.fulfilment is None or 0 <= line.fulfilment <= 1
        assert line.level is None or 0 <= line.level <= case.framework.highest_level
    assert 0 <= found.coverage.confirmed <= found.coverage.overall <= 1


@many_examples
@given(any_case)
def test_a_full_coverage_leaves_no_interval(case: Case) -> None:
    found = result(case)
    if found.coverage.overall == 1:
        assert found.score.low == found.score.point == found.score.high
        assert found.provisional is None


# --- What is missing --------------------------------------------------------------------------------------------------


@many_examples
@given(any_case, st.data())
def test_a_competency_that_nobody_rated_never_helps(case: Case, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(skills(case.framework)))
    without = result(case.having(*(one for one in case.ratings if one.competency != name)))
    before = result(case)
    assert without.score.low <= before.score.low
    assert without.score.high >= before.score.high
    assert without.coverage.overall <= before.coverage.overall


@many_examples
@given(any_case, st.data())
def test_not_observable_is_the_same_as_no_answer(case: Case, data: st.DataObject) -> None:
    extra = data.draw(ratings(skills(case.framework)))
    someone = case.person()
    answer = extra.round().model_copy(update={"levels": {extra.competency: "not_observable"}})
    with_answer = Person(someone.id, (), (*someone.rounds, answer), someone.not_applicable)
    assert assessed(case.framework, with_answer) == result(case)


@many_examples
@given(any_case, st.data())
def test_another_rating_never_lowers_the_coverage(case: Case, data: st.DataObject) -> None:
    extra = data.draw(ratings(skills(case.framework)))
    assume(extra.competency not in case.not_applicable)
    assume(extra.key not in {one.key for one in case.ratings})
    before, after = result(case), result(case.having(*case.ratings, extra))
    assert before.coverage.overall <= after.coverage.overall
    assert all(one.coverage <= other.coverage for one, other in zip(before.pillars, after.pillars, strict=True))


# --- Order ------------------------------------------------------------------------------------------------------------


@many_examples
@given(any_case, st.randoms(use_true_random=False))
def test_the_order_of_rounds_changes_nothing(case: Case, random: Any) -> None:
    shuffled = list(case.ratings)
    random.shuffle(shuffled)
    assert result(case.having(*shuffled)) == result(case)


@many_examples
@given(any_case, st.randoms(use_true_random=False))
def test_the_order_of_ratings_within_a_round_changes_nothing(case: Case, random: Any) -> None:
    assert assessed(case.framework, joined(case.ratings)) == assessed(case.framework, joined(case.ratings, random))


def joined(given_ratings: tuple[Rating, ...], random: Any = None) -> Person:
    """Return a person whose ratings of one occasion stand in one round, shuffled if asked for."""
    occasions: dict[tuple[Any, ...], list[Rating]] = {}
    for one in given_ratings:
        occasions.setdefault((one.source, one.rater, one.age, one.valid_days), []).append(one)
    rounds = []
    for own in occasions.values():
        if random is not None:
            random.shuffle(own)
        rounds.append(own[0].round().model_copy(update={"levels": {one.competency: one.value for one in own}}))
    return person(*rounds)


@many_examples
@given(any_case)
def test_the_order_of_requirements_changes_no_figure(case: Case) -> None:
    role = case.framework.roles[ROLE]
    turned = role.model_copy(update={"requirements": dict(reversed(role.requirements.items()))})
    framework = case.framework.model_copy(update={"roles": {ROLE: turned}})
    before, after = result(case), assessed(framework, case.person())
    assert (after.score, after.readiness, after.pillars) == (before.score, before.readiness, before.pillars)
    assert (after.priorities, after.assess_first) == (before.priorities, before.assess_first)


# --- Scaling ----------------------------------------------------------------------------------------------------------


def scaled(framework: Framework, factor: int) -> Framework:
    """Return the framework with every weight of a competency, a source and a pillar times a factor."""
    data = framework.model_dump(mode="json")
    for one in (*data["competencies"].values(), *data["scoring"]["sources"]):
        one["weight"] *= factor
    given_weights = framework.roles[ROLE].pillar_weights
    if given_weights is not None:
        weights = {pillar: str(weight * factor) for pillar, weight in given_weights.items()}
        data["roles"][ROLE]["pillar_weights"] = weights
    return Framework.model_validate(data)


@many_examples
@given(any_case, st.sampled_from([2, 3, 10]))
def test_scaling_all_weights_changes_no_result_and_no_order(case: Case, factor: int) -> None:
    before, after = result(case), assessed(scaled(case.framework, factor), case.person())
    assert [line.level for line in after.competencies] == [line.level for line in before.competencies]
    assert (after.score, after.coverage, after.pillars) == (before.score, before.coverage, before.pillars)
    assert (after.readiness, after.provisional) == (before.readiness, before.provisional)
    assert (after.priorities, after.assess_first) == (before.priorities, before.assess_first)


# --- An exact fit -----------------------------------------------------------------------------------------------------


@many_examples
@given(frameworks())
def test_whoever_exactly_meets_a_role_scores_100_without_a_gap(framework: Framework) -> None:
    levels = {name: one.level for name, one in framework.roles[ROLE].requirements.items() if one.level}
    found = assessed(framework, person(rated("work_sample", levels)))
    assert found.score.low == found.score.point == found.score.high == 1
    assert found.coverage.overall == found.coverage.confirmed == 1
    assert (found.readiness, found.provisional) == ("ready", None)
    assert (found.priorities, found.assess_first) == ((), ())
    assert {line.status for line in found.competencies} == {"met"}


@many_examples
@given(frameworks(), st.data())
def test_every_gap_and_every_missing_rating_stands_on_its_list_once(framework: Framework, data: st.DataObject) -> None:
    found = result(Case(framework, data.draw(rating_lists(skills(framework)))))
    gaps = [line.competency for line in found.competencies if line.status in ("near", "gap")]
    missing = [line.competency for line in found.competencies if line.status == "missing"]
    assert sorted(found.priorities) == sorted(gaps)
    assert sorted(found.assess_first) == sorted(missing)
