"""The same people at several dates: no difference tells of few."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.loading.samples import garden

from kiframework.model.skills import Person, RoleAssignment, Round
from kiframework.scoring.assess import assess
from kiframework.scoring.evidence import EvidenceScale
from kiframework.scoring.profile import compile_profile
from kiframework.scoring.progress import progress

EARLY, LATE = dt.date(2026, 1, 1), dt.date(2026, 12, 1)


def person(number: int, early: int, late: int | None) -> Person:
    """Return somebody who was rated in everything at the beginning of the year, and perhaps again."""
    rounds = [(dt.date(2025, 12, 20), early), *([(dt.date(2026, 11, 20), late)] if late is not None else [])]
    made = tuple(
        Round.model_validate(
            {"source": "boss", "date": day, "levels": dict.fromkeys(["digging", "composting", "pruning"], level)}
        )
        for day, level in rounds
    )
    return Person(f"P-{number:03}", (RoleAssignment(role="gardener"),), made, {})


def compared(people: list[Person], *dates: dt.date) -> Any:
    framework = garden()
    profile = compile_profile(framework, "gardener")
    found = [
        [assess(framework, one, profile, EvidenceScale(framework, day).weigh(one)) for one in people] for day in dates
    ]
    return progress(framework, dates, found)


def means(found: Any, competency: str = "digging") -> Any:
    (line,) = (one for one in found.group.lines if one.competency == competency)
    return line.means


def test_one_person_sees_levels_and_readiness_at_each_date() -> None:
    found = compared([person(1, 1, 3)], EARLY, LATE)
    (own,) = found.people
    assert [line.levels for line in own.lines] == [(1, 3)] * 3
    assert own.readiness == ("must-have-open", "fit")
    assert found.group.people is None
    assert found.group.lines == ()


def test_means_of_five_who_have_moved_are_shown() -> None:
    found = compared([person(number, 1, 2) for number in range(5)], EARLY, LATE)
    assert found.group.people == 5
    assert means(found) == (1, 2)


@pytest.mark.parametrize("moved", [1, 2, 3, 4])
def test_means_that_few_have_moved_are_hidden(moved: int) -> None:
    people = [person(number, 1, 2 if number < moved else 1) for number in range(12)]
    found = compared(people, EARLY, LATE)
    assert means(found) == (1, None)
    assert found.group.ready[0] is not None


def test_where_nothing_has_moved_the_same_is_shown_twice() -> None:
    assert means(compared([person(number, 1, 1) for number in range(6)], EARLY, LATE)) == (1, 1)


def test_readiness_by_which_few_have_moved_is_hidden() -> None:
    few = compared([person(number, 1, 3 if number < 3 else 1) for number in range(12)], EARLY, LATE)
    assert few.group.ready[1] is None
    many = compared([person(number, 1, 3 if number < 6 else 1) for number in range(12)], EARLY, LATE)
    assert many.group.ready[1] is not None


def test_a_hidden_value_is_compared_with_the_last_shown_one() -> None:
    """Otherwise two small steps, one after the other, would show what each of them hides."""
    middle = dt.date(2026, 6, 1)
    people = []
    for number in range(8):
        rounds = [(dt.date(2025, 12, 20), 1)]
        rounds += [(dt.date(2026, 5, 20), 2)] if number < 3 else []
        rounds += [(dt.date(2026, 11, 20), 2)] if number == 3 else []
        made = tuple(
            Round.model_validate({"source": "boss", "date": day, "levels": {"digging": level}}) for day, level in rounds
        )
        people.append(Person(f"P-{number:03}", (), made, {}))
    assert means(compared(people, EARLY, middle, LATE)) == (1, None, None)


@given(st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 3))), min_size=5, max_size=14))
def test_shown_differences_are_those_of_nobody_or_of_five_and_more(levels: list[tuple[int, int | None]]) -> None:
    people = [person(number, early, late) for number, (early, late) in enumerate(levels)]
    first, second = means(compared(people, EARLY, LATE))
    moved = sum(late is not None and late != early for early, late in levels)
    assert first is not None
    assert (second is None) is (0 < moved < 5)
