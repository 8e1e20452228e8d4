"""Own ratings beside those of others: what is compared, what stays unsaid, and from how many pairs on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.cases import ROLE, assessed, make_framework, person, rated
from tests.scoring.strategies import many_examples, worlds

from kiframework.scoring.agreement import agreement, agreement_by_pillar
from kiframework.scoring.calibration import calibrate, whole_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.scoring.strategies import Case

    from kiframework.model.assessment import Assessment
    from kiframework.model.calibration import Comparison, GroupCalibration, PersonCalibration
    from kiframework.model.framework import Framework
    from kiframework.model.skills import Round

SKILLS = ("a", "b", "c")
ROLES = {ROLE: dict.fromkeys(SKILLS, "2"), "other": {"d": "3", "c": "1"}}
PLACES = {"a": "sicherheit 1", "b": "grundlagen 1", "c": "grundlagen 1", "d": "anwendung 1"}


def framework(**policy: Any) -> Framework:
    return make_framework(PLACES, ROLES, **policy)


def compared(*rounds: Round, base: Framework | None = None) -> PersonCalibration:
    base = base or framework()
    (found,) = calibrate(base, [assessed(base, person(*rounds))])
    return found


def comparison(*rounds: Round) -> Comparison:
    (found,) = compared(*rounds).comparisons
    return found


def peers(*values: int, skill: str = "a") -> list[Round]:
    return [rated("peer", {skill: value}, 5, f"R-{number}") for number, value in enumerate(values)]


def views(one: Comparison) -> list[tuple[str | None, str | None, bool]]:
    return [(view.source, None if view.value is None else str(view.value), view.to_talk) for view in one.others]


# --- One person -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "other", "difference", "to_talk"), [(4, 2, 2, True), (2, 4, -2, True), (3, 2, 1, False), (2, 2, 0, False)]
)
def test_the_own_rating_is_compared_with_another_s(own: int, other: int, difference: int, to_talk: bool) -> None:
    one = comparison(rated("self", {"a": own}), rated("manager", {"a": other}))
    assert one.own == own
    assert views(one) == [("manager", str(other), to_talk)]
    assert one.farthest is not None
    assert (one.farthest.difference, one.apart) == (Fraction(difference), Fraction(abs(difference)))
    assert one.to_talk == to_talk


def test_just_under_the_limit_is_nothing_to_talk_about() -> None:
    one = comparison(rated("self", {"a": 3}), *peers(1, 1, 2))
    assert views(one) == [("peer", "4/3", False)]
    assert one.apart == Fraction(5, 3)


def test_the_limit_is_that_of_the_framework() -> None:
    rounds = (rated("self", {"a": 3}), rated("manager", {"a": 2}))
    assert compared(*rounds).to_talk == ()
    assert [one.competency for one in compared(*rounds, base=framework(clarify_from="1")).to_talk] == ["a"]


def test_the_view_that_lies_farthest_away_counts_and_the_first_of_two() -> None:
    own = rated("self", {"a": 2})
    far = comparison(own, rated("manager", {"a": 3}), rated("work_sample", {"a": 0}))
    assert far.farthest is not None
    assert far.farthest.source == "work_sample"
    tie = comparison(own, rated("work_sample", {"a": 0}), rated("manager", {"a": 4}))
    assert tie.farthest is not None
    assert (tie.farthest.source, [view.to_talk for view in tie.others]) == ("manager", [True, True])


def test_the_farthest_apart_come_first() -> None:
    own = rated("self", {"a": 3, "b": 4, "c": 0})
    found = compared(own, rated("manager", {"a": 1, "b": 0, "c": 2}))
    assert [one.competency for one in found.comparisons] == ["b", "c", "a"], "pillars in order"
    assert [one.competency for one in found.to_talk] == ["b", "c", "a"]
    assert [one.apart for one in found.to_talk] == [4, 2, 2]


def test_a_value_at_a_ceiling_is_compared_as_rated() -> None:
    rounds = (rated("self", {"a": 1}), rated("test", {"a": 3}), rated("work_sample", {"a": 4}))
    one = comparison(*rounds)
    assert views(one) == [("test", "3", True), ("work_sample", "4", True)]
    assert next(term for term in one.sources if term.source == "test").counted_as > 3, "the working paper has all terms"


def test_three_peers_stand_apart_and_fewer_are_merged() -> None:
    own, manager = rated("self", {"a": 4}), rated("manager", {"a": 2})
    assert views(comparison(own, *peers(1, 2, 2))) == [("peer", "5/3", True)]
    assert views(comparison(own, *peers(1, 2), manager)) == [(None, "7/4", True)]


def test_few_peers_with_nobody_beside_them_give_no_difference_and_nothing_to_talk_about() -> None:
    one = comparison(rated("self", {"a": 4}), *peers(0, 0))
    assert views(one) == [("peer", None, False)]
    assert (one.farthest, one.apart, one.to_talk) == (None, None, False)


def test_a_self_test_is_neither_the_own_view_nor_another_s() -> None:
    own, own_test = rated("self", {"a": 4}), rated("self_test", {"a": 1})
    assert views(comparison(own, own_test, rated("manager", {"a": 4}))) == [("manager", "4", False)]
    assert calibrate(framework(), [assessed(framework(), person(own, own_test))]) == ()


def test_what_only_one_side_has_rated_is_listed() -> None:
    found = compared(rated("self", {"a": 1, "b": 2}), rated("manager", {"b": 2, "c": 0}))
    assert [one.competency for one in found.comparisons] == ["b"]
    assert (found.own_only, found.others_only) == (("a",), ("c",))


@pytest.mark.parametrize(("own_age", "other_age"), [(731, 1), (1, 731), (-1, 1), (1, -1)])
def test_values_that_do_not_count_are_not_compared(own_age: int, other_age: int) -> None:
    rounds = (rated("self", {"a": 4}, own_age), rated("manager", {"a": 1}, other_age))
    assert calibrate(framework(), [assessed(framework(), person(*rounds))]) == ()


def test_somebody_with_two_roles_comes_once_with_the_competencies_of_both() -> None:
    levels = dict.fromkeys("abcd", 2)
    someone = person(rated("self", levels), rated("manager", levels))
    both = [assessed(framework(), someone, role) for role in ("other", ROLE)]
    (found,) = calibrate(framework(), both)
    assert [one.competency for one in found.comparisons] == ["b", "c", "d", "a"]
    assert [line.competency for line in whole_people(framework(), both)["P-001"].competencies] == ["b", "c", "d", "a"]


values = st.dictionaries(st.sampled_from(SKILLS), st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1)


def seen(given: Mapping[str, tuple[int, int]]) -> list[tuple[str, Any, Any]]:
    """Return competency, difference and whether to talk, for own values and those of a manager."""
    own = rated("self", {skill: pair[0] for skill, pair in given.items()})
    manager = rated("manager", {skill: pair[1] for skill, pair in given.items()})
    found = compared(own, manager).comparisons
    return [(one.competency, one.farthest and one.farthest.difference, one.to_talk) for one in found]


@many_examples
@given(values)
def test_swapping_the_sides_turns_the_sign_and_nothing_else(given: dict[str, tuple[int, int]]) -> None:
    swapped = seen({skill: (other, own) for skill, (own, other) in given.items()})
    assert [(skill, -difference, talk) for skill, difference, talk in swapped] == seen(given)


@many_examples
@given(values)
def test_a_scale_turned_upside_down_asks_for_the_same_talks(given: dict[str, tuple[int, int]]) -> None:
    turned = seen({skill: (4 - own, 4 - other) for skill, (own, other) in given.items()})
    assert [(skill, -difference, talk) for skill, difference, talk in turned] == seen(given)


@many_examples
@given(worlds(), st.integers(0, 3))
def test_no_view_tells_what_a_peer_said_who_stays_hidden(case: Case, value: int) -> None:
    before = calibrate(case.framework, [assessed(case.framework, case.person())])
    # Only where nobody but too few peers stands beside the own rating does nothing at all depend on them.
    hidden = {
        one.competency for found in before for one in found.comparisons if [view.value for view in one.others] == [None]
    }
    others = [
        replace(rating, value=value) if rating.source == "peer" and rating.competency in hidden else rating
        for rating in case.ratings
    ]
    after = calibrate(case.framework, [assessed(case.framework, case.having(*others).person())])
    assert [shown(one) for one in after] == [shown(one) for one in before]


def shown(found: PersonCalibration) -> PersonCalibration:
    return replace(found, comparisons=tuple(replace(one, sources=()) for one in found.comparisons))


# --- The group --------------------------------------------------------------------------------------------------------

GROUP = {
    f"{pillar[0]}{number}": f"{pillar} 1" for pillar in ("grundlagen", "anwendung", "sicherheit") for number in "12"
}
POLICY = {"own_source": "self", "smallest_pairs": 20, "smallest_people": 5, "alarm_below": "0.40"}


def firm(**policy: Any) -> Framework:
    return make_framework(GROUP, {ROLE: dict.fromkeys(GROUP, "2")}, agreement=POLICY | policy)


def everybody(base: Framework, pairs: Iterable[Mapping[str, tuple[int, int]]]) -> list[Assessment]:
    """Return one person for each mapping of competency -> (own, manager)."""
    return [
        assessed(
            base,
            person(
                rated("self", {skill: own for skill, (own, _) in given.items()}),
                rated("manager", {skill: other for skill, (_, other) in given.items()}),
                name=f"P-{number:03}",
            ),
        )
        for number, given in enumerate(pairs)
    ]


def visible(group: GroupCalibration) -> dict[str, int]:
    """Return the pillars and competencies that have figures, with their number of pairs."""
    found = {one.pillar: one.agreement for one in group.pillars}
    found |= {one.competency: one.agreement for pillar in group.pillars for one in pillar.competencies}
    return {name: agreement.pairs for name, agreement in found.items() if agreement}


# The vector worked out by hand in test_agreement.py: kappa 122/147, mean difference 3/10.
HAND = list(zip([0, 1, 1, 2, 2, 2, 3, 3, 3, 4], [0, 0, 1, 1, 2, 2, 2, 3, 4, 3], strict=True))


def test_every_part_is_measured_on_its_own() -> None:
    base = firm(smallest_pairs=10)
    people = [{"g1": pair, "a1": (4 - pair[0], 4 - pair[1]), "s1": (pair[1], pair[0])} for pair in HAND]
    group = agreement_by_pillar(base, everybody(base, people))
    by_pillar = {one.pillar: one.agreement for one in group.pillars}
    assert {pillar: one and one.kappa for pillar, one in by_pillar.items()} == dict.fromkeys(
        ("grundlagen", "anwendung", "sicherheit"), Fraction(122, 147)
    )
    means = {pillar: one and one.mean_difference for pillar, one in by_pillar.items()}
    assert means == {
        "grundlagen": Fraction(3, 10),
        "anwendung": Fraction(-3, 10),
        "sicherheit": Fraction(-3, 10),
    }
    assert visible(group) == {"grundlagen": 10, "g1": 10, "anwendung": 10, "a1": 10, "sicherheit": 10, "s1": 10}


def test_the_overall_figures_are_those_of_the_team_report() -> None:
    base = firm(smallest_pairs=10)
    assessments = everybody(base, [{"g1": pair, "a2": pair} for pair in HAND])
    assert agreement_by_pillar(base, assessments).overall == agreement(base, assessments)


def test_with_too_few_pairs_over_everything_nothing_is_shown() -> None:
    base = firm()
    group = agreement_by_pillar(base, everybody(base, [{"g1": pair} for pair in HAND]))
    assert (group.overall, visible(group)) == (None, {})
    assert [one.pillar for one in group.pillars] == ["grundlagen", "anwendung", "sicherheit"]


def test_the_alarm_goes_off_for_the_part_it_belongs_to() -> None:
    base = firm(smallest_pairs=5)
    good = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]
    bad = [(0, 4), (1, 3), (2, 2), (3, 1), (4, 0)]
    group = agreement_by_pillar(
        base, everybody(base, [{"g1": one, "a1": two} for one, two in zip(good, bad, strict=True)])
    )
    assert {one.pillar: one.agreement.alarm for one in group.pillars if one.agreement} == {
        "grundlagen": False,
        "anwendung": True,
    }


def test_a_part_with_too_few_pairs_takes_the_smallest_other_with_it() -> None:
    """20 + 15 + 4 pairs: were 20 and 15 shown beside 39, the four pairs of one person could be computed."""
    base = firm(smallest_pairs=10)
    people: list[dict[str, tuple[int, int]]] = [{"g1": (1, 1), "g2": (2, 3)} for _ in range(10)]
    for one in people[:8]:
        one["a1"] = (3, 2)
    for one in people[:7]:
        one["a2"] = (0, 1)
    people[0] |= {"s1": (4, 0), "s2": (4, 0)}
    people[1] |= {"s1": (4, 0), "s2": (4, 0)}
    group = agreement_by_pillar(base, everybody(base, people))
    assert group.overall is not None
    assert group.overall.pairs == 39
    assert visible(group) == {"grundlagen": 20, "g1": 10, "g2": 10}


def test_a_hidden_pillar_shows_none_of_its_competencies() -> None:
    base = firm(smallest_pairs=5)
    people = [{"g1": (1, 1), "g2": (2, 2), "a1": (3, 3), "a2": (0, 1)} for _ in range(5)]
    people[0] |= {"s1": (4, 0)}
    assert visible(agreement_by_pillar(base, everybody(base, people))) == {"anwendung": 10, "a1": 5, "a2": 5}


def test_a_competency_with_too_few_people_hides_its_neighbour_too() -> None:
    base = firm(smallest_pairs=5)
    people = [{"g1": (1, 1)} for _ in range(6)]
    people[0] |= {"g2": (4, 0)}
    assert visible(agreement_by_pillar(base, everybody(base, people))) == {"grundlagen": 7}


pair_sets = st.lists(
    st.dictionaries(st.sampled_from(sorted(GROUP)), st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1),
    min_size=1,
    max_size=9,
)


@many_examples
@given(pair_sets)
def test_no_figure_of_fewer_pairs_or_people_follows_by_subtraction(people: list[dict[str, tuple[int, int]]]) -> None:
    base = firm(smallest_pairs=6, smallest_people=3)
    group = agreement_by_pillar(base, everybody(base, people))
    found = visible(group)
    pillar_of = {skill: note.split()[0] for skill, note in GROUP.items()}
    counts = Counter(skill for given in people for skill in given)

    def enough(skills: set[str]) -> bool:
        raters = [given for given in people if skills & set(given)]
        return sum(counts[skill] for skill in skills) >= 6 and len(raters) >= 3

    for pillar in {*pillar_of.values()} & set(found):
        own = {skill for skill in GROUP if pillar_of[skill] == pillar and counts[skill]}
        rest = own - set(found)
        assert enough(own)
        assert not rest or enough(rest)
    rest = {skill for skill in GROUP if counts[skill] and pillar_of[skill] not in found}
    assert not (found and rest) or enough(rest)
    assert all(enough({skill}) and pillar_of[skill] in found for skill in set(found) & set(GROUP))


@many_examples
@given(pair_sets)
def test_swapped_and_upside_down_ratings_agree_as_well(people: list[dict[str, tuple[int, int]]]) -> None:
    base = firm(smallest_pairs=1, smallest_people=1)
    whole = agreement_by_pillar(base, everybody(base, people)).overall
    swapped = [{skill: (other, own) for skill, (own, other) in given.items()} for given in people]
    turned = [{skill: (4 - own, 4 - other) for skill, (own, other) in given.items()} for given in people]
    assert whole is not None
    for changed in (swapped, turned):
        found = agreement_by_pillar(base, everybody(base, changed)).overall
        assert found is not None
        assert (found.kappa, found.mean_difference) == (whole.kappa, -whole.mean_difference)
