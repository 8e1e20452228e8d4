"""What would change the status: rule 12."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.scoring.cases import ROLE, assessed, make_framework, person, rated

from kiframework.model.assessment import OpenMustHave, Outlook, UnmetLimit

if TYPE_CHECKING:
    from kiframework.model.framework import Framework

# --- An open must-have ------------------------------------------------------------------------------------------------


def test_every_open_must_have_is_named_with_the_level_it_lacks() -> None:
    framework = make_framework(
        {"one": "grundlagen 1", "two": "grundlagen 3", "three": "grundlagen 2", "four": "grundlagen 3"},
        {ROLE: {"one": "3!", "two": "3!", "three": "3!", "four": "3"}},
    )
    ratings = (rated("self", {"two": 2}), rated("manager", {"one": 1, "two": 3, "three": 3, "four": 0}))
    outlook = assessed(framework, person(*ratings)).outlook
    assert outlook == Outlook(must_haves=(OpenMustHave("one", Fraction(2)), OpenMustHave("two", Fraction(1, 3))))


# --- Not assessable ---------------------------------------------------------------------------------------------------


def test_must_haves_to_confirm_are_the_missing_and_the_unconfirmed_ones() -> None:
    framework = make_framework(
        {
            "fresh": "grundlagen 1",
            "own": "grundlagen 1",
            "old": "anwendung 1",
            "none": "anwendung 1",
            "x": "anwendung 3",
        },
        {ROLE: {"fresh": "1!", "own": "1!", "old": "1!", "none": "1!", "x": "1"}},
    )
    ratings = (
        rated("manager", {"fresh": 1, "x": 1}),
        rated("self", {"own": 1}),
        rated("manager", {"old": 1}, 366),
    )
    found = assessed(framework, person(*ratings))
    assert found.readiness == "not-assessable"
    assert found.outlook.confirm == ("own", "old", "none")
    assert found.outlook.rate == (), "the coverage is within its limits"


def lifted(competencies: dict[str, str], *missing: str) -> tuple[str, ...]:
    framework = make_framework(competencies, {ROLE: dict.fromkeys(competencies, "2")})
    levels = {name: 2 for name in competencies if name not in missing}
    found = assessed(framework, person(rated("manager", levels)))
    assert found.readiness == "not-assessable"
    return found.outlook.rate


def test_the_heaviest_missing_ratings_lift_the_coverage() -> None:
    skills = {"a": "grundlagen 1", "b": "grundlagen 3", "c": "grundlagen 2", "d": "grundlagen 4"}
    assert lifted(skills, "a", "b", "c") == ("b", "c"), "4 + 3 of 10 fall short of 80 %, 4 + 3 + 2 do not"


def test_no_more_is_asked_for_than_the_limit_takes() -> None:
    skills = {"a": "grundlagen 1", "b": "grundlagen 1", "c": "grundlagen 3"}
    assert lifted(skills, "a", "b") == ("a",), "exactly 80 % is enough"


def test_every_pillar_is_lifted_over_its_own_limit() -> None:
    skills = {**{f"g{number}": "grundlagen 3" for number in range(9)}, "a": "anwendung 1", "b": "anwendung 1"}
    assert lifted(skills, "a", "b") == ("a", "b")
    assert lifted({**skills, "c": "anwendung 3"}, "a", "b", "c") == ("c",)


def test_what_lifts_a_pillar_lifts_the_whole_too() -> None:
    skills = {"a": "grundlagen 3", "b": "grundlagen 3", "c": "anwendung 1", "d": "anwendung 2"}
    assert lifted(skills, "b", "c", "d") == ("b", "d"), "3 + 3 + 2 of 9 are enough for both limits"


def test_the_suggested_ratings_make_the_result_assessable() -> None:
    skills = {f"g{number}": f"grundlagen {number % 3 + 1}" for number in range(8)}
    skills |= {f"a{number}": f"anwendung {number % 3 + 1}" for number in range(8)}
    framework = make_framework(skills, {ROLE: dict.fromkeys(skills, "2")})
    outlook = assessed(framework, person(rated("manager", {"g0": 2}))).outlook
    found = assessed(framework, person(rated("manager", {"g0": 2, **dict.fromkeys(outlook.rate, 2)})))
    assert found.readiness == "ready"
    fewer = assessed(framework, person(rated("manager", {"g0": 2, **dict.fromkeys(outlook.rate[:-1], 2)})))
    assert fewer.readiness == "not-assessable"


# --- The next band ----------------------------------------------------------------------------------------------------


def skills_of(count: int) -> Framework:
    names = [f"s{number:02}" for number in range(count)]
    return make_framework(dict.fromkeys(names, "grundlagen 1"), {ROLE: dict.fromkeys(names, "1")})


def limit_with(met: int, count: int) -> UnmetLimit | None:
    framework = skills_of(count)
    levels = {name: int(number < met) for number, name in enumerate(framework.competencies)}
    return assessed(framework, person(rated("manager", levels))).outlook.limit


def test_the_best_band_leaves_nothing_to_say() -> None:
    assert limit_with(20, 20) is None
    assert limit_with(17, 20) is None


def test_the_score_is_named_with_the_number_of_gaps_to_close() -> None:
    limit, actual = Fraction(85, 100), Fraction(14, 20)
    assert limit_with(14, 20) == UnmetLimit("ready", None, limit, actual, priorities=3)
    assert limit_with(16, 20) == UnmetLimit("ready", None, limit, Fraction(16, 20), priorities=1)


def test_the_next_band_is_the_next_better_one_and_not_the_best() -> None:
    assert limit_with(8, 20) == UnmetLimit("ready-with-support", None, Fraction(7, 10), Fraction(8, 20), priorities=6)
    assert limit_with(7, 20) == UnmetLimit("developing", None, Fraction(2, 5), Fraction(7, 20), priorities=1)


def test_a_pillar_is_named_if_the_score_is_high_enough() -> None:
    framework = make_framework(
        {"one": "grundlagen 1", "two": "anwendung 1", "three": "sicherheit 1", "four": "datenkompetenz 1"},
        {ROLE: {"one": "3", "two": "3", "three": "3", "four": "3"}},
    )
    found = assessed(framework, person(rated("manager", {"one": 3, "two": 2, "three": 3, "four": 3})))
    assert (found.readiness, found.score.point) == ("ready-with-support", Fraction(11, 12))
    assert found.outlook.limit == UnmetLimit("ready", "anwendung", Fraction(7, 10), Fraction(2, 3), priorities=1)


def test_priorities_are_closed_in_their_order_even_if_another_would_do() -> None:
    # "wide" is the first priority, but closing "narrow" alone would reach the band.
    framework = make_framework(
        {"wide": "grundlagen 3", **{f"g{number}": "grundlagen 3" for number in range(9)}, "narrow": "anwendung 1"},
        {ROLE: {"wide": "3", **{f"g{number}": "3" for number in range(9)}, "narrow": "3"}},
    )
    levels = {"wide": 2, **{f"g{number}": 3 for number in range(9)}, "narrow": 2}
    found = assessed(framework, person(rated("manager", levels)))
    assert found.priorities == ("wide", "narrow")
    limit = found.outlook.limit
    assert limit is not None
    assert limit.priorities == 2


def test_closing_the_counted_priorities_reaches_the_band() -> None:
    framework = make_framework(
        {f"s{number}": f"{pillar} {number % 3 + 1}" for number, pillar in enumerate(("grundlagen", "anwendung") * 6)},
        {ROLE: {f"s{number}": "4" for number in range(12)}},
    )
    levels = {f"s{number}": number % 4 for number in range(12)}
    found = assessed(framework, person(rated("manager", levels)))
    limit = found.outlook.limit
    assert limit is not None
    assert limit.priorities is not None

    def after(count: int) -> str:
        closed = levels | dict.fromkeys(found.priorities[:count], 4)
        return assessed(framework, person(rated("manager", closed))).readiness

    order = [band.id for band in framework.scoring.bands]
    assert order.index(after(limit.priorities)) <= order.index(limit.band)
    assert order.index(after(limit.priorities - 1)) > order.index(limit.band)


def test_a_band_out_of_reach_says_so() -> None:
    bands = [
        {"id": "dream", "title": {"de": "x", "en": "x"}, "score": "101 %"},
        {"id": "rest", "title": {"de": "x", "en": "x"}},
    ]
    framework = make_framework({"one": "grundlagen 1"}, {ROLE: {"one": "2"}}, bands=bands)
    found = assessed(framework, person(rated("manager", {"one": 1})))
    assert found.outlook.limit == UnmetLimit("dream", None, Fraction(101, 100), Fraction(1, 2), priorities=None)
