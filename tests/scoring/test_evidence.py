"""From ratings to one level and its flags: rules 1 to 5."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from tests.scoring.cases import (
    DAY,
    ONE,
    ROLE,
    answered,
    built_in,
    figures,
    flags,
    level,
    make_framework,
    person,
    rated,
    weighed,
)

from kiframework.scoring.evidence import EvidenceScale

HALF = Fraction(1, 2)


# --- Rule 1: what counts ----------------------------------------------------------------------------------------------


def test_without_any_rating_the_level_is_missing() -> None:
    assert weighed().level is None
    assert weighed().flags == ()


@pytest.mark.parametrize("answer", ["not_observable", "dont_know", {"level": "dont_know", "comment": "new here"}])
def test_an_answer_without_a_value_leaves_no_trace(answer: object) -> None:
    assert level(rated("self", {"skill": 2}), rated("manager", {"skill": answer})) == 2
    assert flags(rated("self", {"skill": 2}), rated("manager", {"skill": answer})) == {"self-only"}
    assert weighed(rated("manager", {"skill": answer})).level is None


def test_level_0_is_a_value_and_not_missing() -> None:
    assert level(rated("manager", {"skill": 0})) == 0


def test_of_one_rater_the_latest_value_counts() -> None:
    evidence = weighed(rated("manager", {"skill": 1}, 200), rated("manager", {"skill": 3}, 100))
    assert evidence.level == 3
    assert [(one.value, one.reason) for one in evidence.not_counted] == [(1, "superseded")]


def test_a_later_not_observable_hides_nothing() -> None:
    assert level(rated("manager", {"skill": 3}, 100), rated("manager", {"skill": "not_observable"}, 1)) == 3


def test_a_later_value_that_has_expired_leaves_the_earlier_one_in_force() -> None:
    expired = rated("certificate", {"skill": 3}, 10, valid_until=DAY - dt.timedelta(days=1))
    evidence = weighed(rated("certificate", {"skill": 2}, 300), expired)
    assert evidence.level == 2
    assert [(one.value, one.reason) for one in evidence.not_counted] == [(3, "expired")]


def test_raters_of_one_source_count_side_by_side() -> None:
    assert level(rated("manager", {"skill": 1}, 5, "R-1"), rated("manager", {"skill": 2}, 5, "R-2")) == Fraction(3, 2)


def test_a_rater_left_out_is_one_unnamed_rater() -> None:
    assert level(rated("manager", {"skill": 1}, 9), rated("manager", {"skill": 3}, 5)) == 3
    assert level(rated("manager", {"skill": 1}, 9), rated("manager", {"skill": 3}, 5, "R-2")) == 2


@pytest.mark.parametrize("source", ["self", "self_test"])
def test_one_s_own_ratings_have_one_rater_whatever_is_written_there(source: str) -> None:
    assert level(rated(source, {"skill": 1}, 9, "P-001"), rated(source, {"skill": 3}, 5)) == 3


def test_a_round_later_than_the_assessment_is_listed_and_not_counted() -> None:
    evidence = weighed(rated("manager", {"skill": 1}, 5), rated("manager", {"skill": 4}, -1))
    assert evidence.level == 1
    assert [(one.value, one.reason) for one in evidence.not_counted] == [(4, "later-than-date")]


def test_a_round_of_the_assessment_date_itself_counts() -> None:
    assert level(rated("manager", {"skill": 4}, 0)) == 4


def test_remarks_travel_with_the_value_they_belong_to() -> None:
    given = {"level": 3, "evidence": "log", "comment": "seen twice", "objection": "was a demo"}
    term = weighed(rated("manager", {"skill": given}, 5, "R-1", note="visit")).sources[0].raters[0]
    assert (term.rater, term.value, term.date) == ("R-1", 3, DAY - dt.timedelta(days=5))
    assert (term.evidence, term.comment, term.objection, term.note) == ("log", "seen twice", "was a demo", "visit")


# --- Rule 2: age ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("age", "factor"), [(0, 1), (365, 1), (366, HALF), (730, HALF)])
def test_age_takes_half_the_weight_after_a_year(age: int, factor: Fraction) -> None:
    assert weighed(rated("manager", {"skill": 2}, age)).sources[0].age_factor == factor


def test_after_730_days_a_value_is_listed_and_not_counted() -> None:
    evidence = weighed(rated("manager", {"skill": 2}, 731))
    assert (evidence.level, evidence.sources) == (None, ())
    assert [one.reason for one in evidence.not_counted] == ["too-old"]


def test_age_lowers_the_weight_and_never_the_level() -> None:
    assert level(rated("manager", {"skill": 4}, 730)) == 4
    assert level(rated("manager", {"skill": 4}, 366), rated("test", {"skill": 1})) == Fraction(4 + 3, 1 + 3)


@pytest.mark.parametrize(("days_left", "counts"), [(100, True), (0, True), (-1, False)])
@pytest.mark.parametrize("age", [10, 400, 2000])
def test_a_validity_replaces_age_and_includes_its_last_day(age: int, days_left: int, counts: bool) -> None:
    until = DAY + dt.timedelta(days=days_left)
    evidence = weighed(rated("certificate", {"skill": 3}, age, valid_until=until))
    assert evidence.level == (3 if counts else None)
    assert [term.age_factor for term in evidence.sources] == ([1] if counts else [])
    assert [one.reason for one in evidence.not_counted] == ([] if counts else ["expired"])


@pytest.mark.parametrize("source", ["self", "self_test"])
def test_one_s_own_rating_cannot_be_made_to_last(source: str) -> None:
    until = DAY + dt.timedelta(days=1000)
    assert weighed(rated(source, {"skill": 3}, 400, valid_until=until)).sources[0].age_factor == HALF
    assert weighed(rated(source, {"skill": 3}, 731, valid_until=until)).level is None


def test_one_s_own_rating_does_not_expire_either() -> None:
    assert level(rated("self", {"skill": 3}, 10, valid_until=DAY - dt.timedelta(days=5))) == 3


def test_age_steps_are_policy() -> None:
    steps = [{"up_to_days": 10, "factor": 1}, {"up_to_days": 20, "factor": "1/4"}, {"up_to_days": 30, "factor": 0}]
    framework = make_framework({"skill": "grundlagen 1"}, {ROLE: {"skill": "1"}}, age=steps)
    ages = {age: weighed(rated("manager", {"skill": 2}, age), framework=framework) for age in (10, 11, 20, 21, 31)}
    factors = {age: [term.age_factor for term in evidence.sources] for age, evidence in ages.items()}
    assert factors == {10: [1], 11: [Fraction(1, 4)], 20: [Fraction(1, 4)], 21: [], 31: []}


# --- Rule 3: sources --------------------------------------------------------------------------------------------------


def test_sources_are_those_of_the_rules() -> None:
    known = {one.id: (one.weight, one.ceiling, one.confirms) for one in built_in().scoring.sources}
    assert known == {
        "self": (1, None, False),
        "self_test": (1, 3, False),
        "peer": (2, None, True),
        "manager": (2, None, True),
        "trainer": (2, None, True),
        "certificate": (2, 3, True),
        "test": (3, 3, True),
        "work_sample": (3, None, True),
    }
    assert {one.id for one in built_in().scoring.sources if one.by_person} == {"self", "self_test"}


@pytest.mark.parametrize(
    ("share", "value"),
    [("0", 0), ("0.39", 0), ("0.40", 1), ("0.59", 1), ("60 %", 2), ("0.79", 2), ("4/5", 3), ("1", 3)],
)
def test_a_share_of_right_answers_becomes_a_level(share: str, value: int) -> None:
    assert level(answered({"skill": share})) == value


def test_a_share_just_below_a_limit_is_not_rounded_up() -> None:
    assert level(answered({"skill": "0.799999999"})) == 2
    assert level(answered({"skill": "2/3"})) == 2


# --- Rule 4: the level ------------------------------------------------------------------------------------------------


def test_the_level_is_the_mean_of_the_sources_by_weight() -> None:
    assert level(rated("self", {"skill": 4}), rated("work_sample", {"skill": 2})) == Fraction(4 + 3 * 2, 1 + 3)


def test_five_peers_do_not_outvote_a_test() -> None:
    peers = [rated("peer", {"skill": 3}, 5, f"R-{number}") for number in range(5)]
    assert level(*peers, rated("test", {"skill": 1})) == Fraction(2 * 3 + 3 * 1, 2 + 3)


def test_an_old_rater_counts_less_within_a_source() -> None:
    evidence = weighed(rated("peer", {"skill": 4}, 400, "R-1"), rated("peer", {"skill": 1}, 5, "R-2"))
    assert evidence.level == (HALF * 4 + 1) / (HALF + 1)
    assert evidence.sources[0].age_factor == 1, "the source is as fresh as its freshest rater"


def test_a_source_at_its_ceiling_says_at_least() -> None:
    evidence = weighed(rated("test", {"skill": 3}), rated("work_sample", {"skill": 4}))
    assert evidence.level == 4
    figures_of = {term.source: figures(term.value, term.counted_as) for term in evidence.sources}
    assert figures_of == {"test": ["3", "4"], "work_sample": ["4", "4"]}


def test_a_ceiling_never_pulls_a_source_down_to_the_others() -> None:
    assert level(rated("test", {"skill": 3}), rated("self", {"skill": 1})) == Fraction(3 * 3 + 1, 4)


def test_a_source_below_its_ceiling_counts_as_rated() -> None:
    assert level(rated("test", {"skill": 2}), rated("work_sample", {"skill": 4})) == Fraction(3 * 2 + 3 * 4, 6)


def test_a_source_is_at_its_ceiling_only_if_all_its_raters_are() -> None:
    tests = (rated("test", {"skill": 3}, 5, "R-1"), rated("test", {"skill": 2}, 5, "R-2"))
    assert level(*tests, rated("work_sample", {"skill": 4})) == (3 * Fraction(5, 2) + 3 * 4) / 6


def test_only_sources_at_their_ceiling_count_as_the_ceiling() -> None:
    assert level(rated("test", {"skill": 3}), rated("certificate", {"skill": 3})) == 3


def test_several_sources_at_their_ceiling_are_lifted_by_those_below() -> None:
    rounds = (
        rated("test", {"skill": 3}),
        rated("certificate", {"skill": 3}),
        rated("work_sample", {"skill": 4}),
        rated("manager", {"skill": 3}, 400),
    )
    mean = Fraction(3 * 4 + 1 * 3, 3 + 1)
    assert level(*rounds) == (3 * mean + 2 * mean + 3 * 4 + 1 * 3) / (3 + 2 + 3 + 1)


# --- Rule 5: flags ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["peer", "manager", "trainer", "certificate", "test", "work_sample"])
def test_a_fresh_value_of_somebody_else_confirms(source: str) -> None:
    assert flags(rated(source, {"skill": 3}, 365)) == {"confirmed"}


@pytest.mark.parametrize("source", ["self", "self_test"])
def test_one_s_own_view_alone_confirms_nothing(source: str) -> None:
    assert flags(rated(source, {"skill": 3})) == {"self-only"}


def test_a_confirmation_after_a_year_is_due_for_refreshing() -> None:
    assert flags(rated("manager", {"skill": 3}, 366)) == {"refresh-due"}


def test_a_confirmation_that_aged_out_is_due_for_refreshing_too() -> None:
    assert flags(rated("manager", {"skill": 3}, 731)) == {"refresh-due"}
    assert flags(rated("manager", {"skill": 3}, 731), rated("self", {"skill": 3})) == {"refresh-due", "self-only"}


def test_an_expired_certificate_is_due_for_refreshing() -> None:
    until = DAY - dt.timedelta(days=1)
    assert flags(rated("certificate", {"skill": 3}, 30, valid_until=until)) == {"refresh-due"}


def test_a_valid_certificate_confirms_however_old_it_is() -> None:
    assert flags(rated("certificate", {"skill": 3}, 3000, valid_until=DAY)) == {"confirmed"}


def test_a_confirmation_still_to_come_is_not_due_for_refreshing() -> None:
    assert flags(rated("manager", {"skill": 3}, -1), rated("self", {"skill": 3})) == {"self-only"}


def test_an_answer_without_a_value_needs_no_refreshing() -> None:
    assert flags(rated("manager", {"skill": "not_observable"}, 500), rated("self", {"skill": 3})) == {"self-only"}


@pytest.mark.parametrize(("own", "clarify"), [(3, False), (4, True)])
def test_two_levels_between_sources_ask_for_clarification(own: int, clarify: bool) -> None:
    assert ("clarify" in flags(rated("self", {"skill": own}), rated("manager", {"skill": 2}))) == clarify


def test_raters_of_one_source_may_differ_without_a_flag() -> None:
    peers = (rated("peer", {"skill": 0}, 5, "R-1"), rated("peer", {"skill": 4}, 5, "R-2"))
    assert flags(*peers) == {"confirmed"}


def test_sources_are_compared_as_rated_and_not_as_counted() -> None:
    # Counted, the test is lifted to the level of the work sample; as rated it lies one level below, the self two.
    rounds = (rated("test", {"skill": 3}), rated("work_sample", {"skill": 4}), rated("self", {"skill": 2}))
    assert "clarify" in flags(*rounds)
    assert "clarify" not in flags(*rounds[:2])


def test_the_difference_that_asks_for_clarification_is_policy() -> None:
    framework = make_framework({"skill": "grundlagen 1"}, {ROLE: {"skill": "1"}}, clarify_from="3/2")
    peers = (rated("peer", {"skill": 1}, 5, "R-1"), rated("peer", {"skill": 2}, 5, "R-2"))
    assert "clarify" in weighed(*peers, rated("self", {"skill": 3}), framework=framework).flags
    assert "clarify" not in weighed(*peers, rated("self", {"skill": 2}), framework=framework).flags


# --- Many people, one scale -------------------------------------------------------------------------------------------


def test_remembered_levels_do_not_mix_up_people() -> None:
    scale = EvidenceScale(ONE, DAY)
    first, second = (rated("manager", {"skill": 2}, 5, "R-1"), rated("manager", {"skill": 2}, 9, "R-2"))
    again = [scale.weigh(person(one, name=name))["skill"] for one, name in ((first, "P-001"), (second, "P-002"))]
    assert [one.level for one in again] == [2, 2]
    assert [one.sources[0].raters[0].rater for one in again] == ["R-1", "R-2"]


def test_who_among_raters_gave_a_value_plays_no_part_where_each_rated_once() -> None:
    framework = make_framework({"skill": "grundlagen 1", "other": "grundlagen 1"}, {ROLE: {"skill": "1", "other": "1"}})
    peers = (rated("peer", {"skill": 1}, 5, "R-1"), rated("peer", {"other": 1}, 5, "R-2"))
    found = EvidenceScale(framework, DAY).weigh(person(*peers, rated("peer", {"skill": 3, "other": 3}, 5, "R-3")))
    assert found["skill"].weighing is found["other"].weighing
    raters = [[one.rater for one in found[name].sources[0].raters] for name in ("skill", "other")]
    assert raters == [["R-1", "R-3"], ["R-2", "R-3"]]


def test_raters_who_rated_again_are_told_apart() -> None:
    framework = make_framework({"skill": "grundlagen 1"}, {ROLE: {"skill": "1"}})
    twice = [rated("peer", {"skill": value}, age, f"R-{value}") for value in (1, 3) for age in (5, 200)]
    found = weighed(*twice, rated("peer", {"skill": 2}, 9, "R-2"), framework=framework)
    assert [(one.rater, one.value) for one in found.sources[0].raters] == [("R-1", 1), ("R-2", 2), ("R-3", 3)]
    assert [(one.rater, one.value) for one in found.not_counted] == [("R-1", 1), ("R-3", 3)]
