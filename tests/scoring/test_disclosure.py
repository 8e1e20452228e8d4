"""What reports for others than the assessor may show of the sources: rule 15."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.scoring.cases import DAY, ONE, assessed, built_in, person, rated
from tests.scoring.strategies import Case, many_examples, worlds

from kiframework.model.assessment import ShownSource
from kiframework.scoring.disclosure import shown_sources

if TYPE_CHECKING:
    from kiframework.model.skills import Round


def shown(*rounds: Round) -> tuple[ShownSource, ...]:
    return shown_sources(ONE, assessed(ONE, person(*rounds)))["skill"]


def peers(*values: int, age: int = 5) -> tuple[Round, ...]:
    return tuple(rated("peer", {"skill": value}, age, f"R-{number}") for number, value in enumerate(values))


SELF = rated("self", {"skill": 3})
SHOWN_SELF = ShownSource("self", Fraction(3), 1, Fraction(1))


def test_only_the_peers_have_to_be_three() -> None:
    assert {one.id: one.named_from for one in built_in().scoring.sources if one.named_from} == {"peer": 3}


def test_three_peers_are_shown_as_their_mean() -> None:
    assert shown(SELF, *peers(1, 2, 2)) == (SHOWN_SELF, ShownSource("peer", Fraction(5, 3), 2, Fraction(1)))


@pytest.mark.parametrize("values", [(4,), (4, 0)])
def test_fewer_peers_with_nobody_beside_them_have_no_value(values: tuple[int, ...]) -> None:
    assert shown(SELF, *peers(*values)) == (SHOWN_SELF, ShownSource("peer", None, None, None))


@pytest.mark.parametrize(("values", "mean"), [((4,), Fraction(4)), ((4, 1), Fraction(5, 2))])
def test_fewer_peers_are_merged_with_all_others(values: tuple[int, ...], mean: Fraction) -> None:
    others = (rated("manager", {"skill": 2}, 400), rated("work_sample", {"skill": 3}))
    merged = (2 * mean + 1 * 2 + 3 * 3) / (2 + 1 + 3)
    assert shown(SELF, *peers(*values), *others) == (SHOWN_SELF, ShownSource(None, merged, None, None))


def test_a_merged_value_takes_sources_as_they_count() -> None:
    rounds = (*peers(2), rated("test", {"skill": 3}), rated("work_sample", {"skill": 4}))
    at_least = Fraction(2 * 2 + 3 * 4, 5)
    assert at_least > 3
    assert shown(*rounds) == (ShownSource(None, (2 * 2 + 3 * at_least + 3 * 4) / 8, None, None),)


def test_one_s_own_ratings_are_never_merged() -> None:
    rounds = (SELF, rated("self_test", {"skill": 1}), *peers(2), rated("manager", {"skill": 2}))
    assert [one.label for one in shown(*rounds)] == ["self", "self_test", None]


def test_peers_whose_value_has_aged_out_do_not_make_up_the_three() -> None:
    old = rated("peer", {"skill": 4}, 731, "R-9")
    assert shown(SELF, *peers(1, 2), old)[1:] == (ShownSource("peer", None, None, None),)


def test_a_peer_who_rated_three_times_is_one_peer() -> None:
    rounds = [rated("peer", {"skill": value}, value, "R-1") for value in (1, 2, 3)]
    assert shown(*rounds) == (ShownSource("peer", None, None, None),)


def test_three_peers_leave_the_other_sources_alone() -> None:
    assert [one.label for one in shown(*peers(1, 2, 3), rated("manager", {"skill": 2}))] == ["peer", "manager"]


def test_a_single_manager_may_be_shown() -> None:
    assert shown(rated("manager", {"skill": 2})) == (ShownSource("manager", Fraction(2), 2, Fraction(1)),)


def test_competencies_without_evidence_show_nothing() -> None:
    assert shown_sources(ONE, assessed(ONE, person())) == {}


@many_examples
@given(worlds())
def test_no_value_of_fewer_than_three_peers_stands_alone(case: Case) -> None:
    found = assessed(case.framework, case.person(), day=DAY)
    for line in found.competencies:
        few = any(term.source == "peer" and len(term.raters) < 3 for term in line.sources)
        for one in shown_sources(case.framework, found).get(line.competency, ()):
            assert not few or one.label != "peer" or one.value is None
