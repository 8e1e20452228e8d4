"""The order of gaps and of missing ratings: rule 11."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.scoring.cases import ROLE, assessed, line, make_framework, person, rated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiframework.model.assessment import Assessment


def found(
    competencies: Mapping[str, str],
    requirements: Mapping[str, str],
    levels: Mapping[str, int],
    not_applicable: Mapping[str, str] | None = None,
) -> Assessment:
    framework = make_framework(competencies, {ROLE: requirements})
    return assessed(framework, person(rated("manager", levels), not_applicable=not_applicable))


# --- Gaps -------------------------------------------------------------------------------------------------------------


def test_a_priority_is_gap_times_weight_and_twice_that_for_a_must_have() -> None:
    skills = {"plain": "grundlagen 3", "must": "grundlagen 3", "done": "grundlagen 3"}
    result = found(skills, {"plain": "3", "must": "3!", "done": "3"}, {"plain": 1, "must": 1, "done": 4})
    assert [line(result, name).priority for name in skills] == [2 * 3, 2 * 3 * 2, 0]
    assert result.priorities == ("must", "plain")


def test_the_factor_of_must_haves_is_policy() -> None:
    framework = make_framework({"must": "grundlagen 3"}, {ROLE: {"must": "3!"}}, must_have_factor="3/2")
    assert line(assessed(framework, person(rated("manager", {"must": 1}))), "must").priority == 9


def test_a_priority_is_exact() -> None:
    framework = make_framework({"skill": "grundlagen 3"}, {ROLE: {"skill": "3!"}})
    ratings = (rated("self", {"skill": 2}), rated("manager", {"skill": 3}))
    assert line(assessed(framework, person(*ratings)), "skill").priority == Fraction(1, 3) * 3 * 2


def test_the_larger_priority_comes_first() -> None:
    skills = {"a-light": "grundlagen 1", "b-heavy": "grundlagen 3"}
    assert found(skills, {"a-light": "3", "b-heavy": "3"}, {"a-light": 1, "b-heavy": 2}).priorities == (
        "b-heavy",
        "a-light",
    )


def test_of_equal_priorities_the_must_have_comes_first() -> None:
    skills = {"a-plain": "grundlagen 2", "b-must": "grundlagen 2"}
    result = found(skills, {"a-plain": "3", "b-must": "3!"}, {"a-plain": 1, "b-must": 2})
    assert {one.priority for one in result.competencies} == {4}, "though the gap of the must-have is smaller"
    assert result.priorities == ("b-must", "a-plain")


def test_then_the_larger_gap() -> None:
    skills = {"a-small": "grundlagen 2", "b-large": "grundlagen 1"}
    result = found(skills, {"a-small": "3", "b-large": "3"}, {"a-small": 2, "b-large": 1})
    assert {one.priority for one in result.competencies} == {2}
    assert result.priorities == ("b-large", "a-small")


def test_then_what_more_of_the_role_depends_on_also_by_way_of_others() -> None:
    # The way from "c-root" to "far" leads through a competency that the role does not ask for.
    skills = {
        "a-leaf": "grundlagen 1",
        "b-stem": "grundlagen 1",
        "c-root": "grundlagen 1",
        "middle": "grundlagen 1 < c-root",
        "far": "grundlagen 1 < middle",
        "next": "grundlagen 1 < c-root, b-stem",
    }
    asked = {"a-leaf": "2", "b-stem": "2", "c-root": "2", "far": "1", "next": "1"}
    levels = {"a-leaf": 1, "b-stem": 1, "c-root": 1, "far": 1, "next": 1}
    assert found(skills, asked, levels).priorities == ("c-root", "b-stem", "a-leaf")


def test_a_way_that_meets_itself_again_counts_each_competency_once() -> None:
    skills = {
        "a-two": "grundlagen 1",
        "b-one": "grundlagen 1",
        "left": "grundlagen 1 < b-one",
        "right": "grundlagen 1 < b-one",
        "top": "grundlagen 1 < left, right, a-two",
        "other": "grundlagen 1 < a-two",
    }
    asked = {"a-two": "2", "b-one": "2", "top": "1", "other": "1"}
    levels = {"a-two": 1, "b-one": 1, "top": 1, "other": 1}
    assert found(skills, asked, levels).priorities == ("a-two", "b-one")


def test_dependents_that_do_not_apply_do_not_count() -> None:
    skills = {"a-first": "grundlagen 1", "b-second": "grundlagen 1", "user": "grundlagen 1 < b-second"}
    asked = {"a-first": "2", "b-second": "2", "user": "1"}
    levels = {"a-first": 1, "b-second": 1}
    assert found(skills, asked, levels).priorities == ("b-second", "a-first")
    assert found(skills, asked, levels, {"user": "no such work"}).priorities == ("a-first", "b-second")


def test_dependents_that_the_role_does_not_ask_for_do_not_count() -> None:
    skills = {"a-first": "grundlagen 1", "b-second": "grundlagen 1", "user": "grundlagen 1 < b-second"}
    assert found(skills, {"a-first": "2", "b-second": "2"}, {"a-first": 1, "b-second": 1}).priorities[0] == "a-first"
    asked = {"a-first": "2", "b-second": "2", "user": "0"}
    assert found(skills, asked, {"a-first": 1, "b-second": 1}).priorities[0] == "a-first"


def test_then_the_pillar_order_of_the_framework_and_not_the_alphabet() -> None:
    skills = {"a-last": "datenkompetenz 1", "b-second": "anwendung 1", "c-first": "grundlagen 1"}
    assert found(skills, dict.fromkeys(skills, "2"), dict.fromkeys(skills, 1)).priorities == (
        "c-first",
        "b-second",
        "a-last",
    )


def test_at_last_the_id() -> None:
    skills = {"b-later": "grundlagen 1", "a-earlier": "grundlagen 1"}
    assert found(skills, dict.fromkeys(skills, "2"), dict.fromkeys(skills, 1)).priorities == ("a-earlier", "b-later")


def test_equal_priorities_of_unequal_form_are_equal() -> None:
    # 1/3 of a level at weight 3 and 1/2 of a level at weight 2 weigh the same; no rounding may tell them apart.
    framework = make_framework({"a": "grundlagen 3", "b": "grundlagen 2"}, {ROLE: {"a": "3", "b": "3"}})
    ratings = [rated("peer", {"a": value}, 5, f"R-{number}") for number, value in enumerate((3, 3, 2))]
    ratings += [rated("peer", {"b": value}, 5, f"R-{number}") for number, value in enumerate((3, 2), 5)]
    result = assessed(framework, person(*ratings))
    assert [line(result, name).priority for name in "ab"] == [1, 1]
    assert result.priorities == ("b", "a"), "the larger gap first"


def test_what_is_met_is_no_priority() -> None:
    assert found({"a": "grundlagen 1"}, {"a": "2"}, {"a": 2}).priorities == ()


# --- Missing ratings --------------------------------------------------------------------------------------------------


def test_missing_ratings_have_a_list_of_their_own() -> None:
    result = found({"a": "grundlagen 1", "b": "grundlagen 1"}, {"a": "2", "b": "2"}, {"a": 1})
    assert (result.priorities, result.assess_first) == (("a",), ("b",))
    assert line(result, "b").priority is None


def test_missing_ratings_come_by_what_they_could_weigh() -> None:
    skills = {"a": "grundlagen 1", "b": "grundlagen 2", "c": "grundlagen 3", "d": "grundlagen 1"}
    assert found(skills, {"a": "4!", "b": "3", "c": "3", "d": "1"}, {}).assess_first == ("c", "a", "b", "d")


def test_of_equal_missing_ratings_the_must_have_comes_first_then_the_higher_level() -> None:
    skills = {"a": "grundlagen 3", "b": "grundlagen 2", "c": "grundlagen 3", "d": "grundlagen 1"}
    result = found(skills, {"a": "2", "b": "3", "c": "1!", "d": "1"}, {})
    assert result.assess_first == ("c", "b", "a", "d")


def test_missing_ratings_end_with_the_same_terms_as_gaps() -> None:
    skills = {
        "c": "grundlagen 1",
        "d": "grundlagen 1",
        "a": "anwendung 1",
        "b": "anwendung 1",
        "e": "sicherheit 1 < b",
    }
    result = found(skills, {"a": "2", "b": "2", "c": "2", "d": "2", "e": "1"}, {"e": 1})
    assert result.assess_first == ("b", "c", "d", "a")
