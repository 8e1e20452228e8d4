"""People who need the same module, put into groups."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.planning.bakery import catalogue

from kiframework.model.curriculum import GroupNames, PathStep, PersonPath
from kiframework.planning.pools import form_groups, form_pools

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kiframework.model.curriculum import Group
    from kiframework.model.training import Catalogue


def paths(module: str, *entries: int) -> list[PersonPath]:
    """Return people P-001, P-002, … who take a module from these levels."""
    return [
        PersonPath(f"P-{number:03}", ("journeyman",), (PathStep(module, (), entry, Fraction(1)),), (), (), ())
        for number, entry in enumerate(entries, 1)
    ]


def groups_of(known: Catalogue, people: Sequence[PersonPath], largest: int | None = None) -> list[Group]:
    """Put everybody into groups."""
    everything = {(path.person, step.module) for path in people for step in path.steps}
    return form_groups(form_pools(known, people, largest), everything)


def sizes(groups: list[Group]) -> list[tuple[tuple[int, ...], int]]:
    return [(group.entries, len(group.people)) for group in groups]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param([0] * 8, [((0,), 8)], id="one full group"),
        pytest.param([0] * 9, [((0,), 5), ((0,), 4)], id="one too many is two groups of like size"),
        pytest.param([0] * 17, [((0,), 6), ((0,), 6), ((0,), 5)], id="seventeen"),
        pytest.param([0, 0, 1, 1, 1], [((0,), 2), ((1,), 3)], id="levels apart"),
        pytest.param([0, 0, 0, 1], [((0, 1), 4)], id="one alone joins the others"),
        pytest.param([0] * 8 + [1], [((0, 1), 5), ((0, 1), 4)], id="one alone makes a second group"),
        pytest.param([0, 1], [((0, 1), 2)], id="two alone learn together"),
        pytest.param([0], [((0,), 1)], id="one person"),
    ],
)
def test_groups_are_as_even_as_they_can_be(
    tmp_path: Path, entries: list[int], expected: list[tuple[tuple[int, ...], int]]
) -> None:
    assert sizes(groups_of(catalogue(tmp_path), paths("weighing-basics", *entries))) == expected


def test_a_module_may_set_a_smaller_size_and_so_may_the_user(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    assert sizes(groups_of(known, paths("kneading-practice", *[1] * 7))) == [((1,), 3), ((1,), 2), ((1,), 2)]
    assert sizes(groups_of(known, paths("kneading-practice", *[1] * 4), 2)) == [((1,), 2), ((1,), 2)]
    assert sizes(groups_of(known, paths("kneading-practice", *[1] * 4), 50)) == [((1,), 2), ((1,), 2)]
    assert sizes(groups_of(known, paths("weighing-basics", *[0] * 3), 1)) == [((0,), 1)] * 3


def test_groups_are_named_and_people_stand_in_order(tmp_path: Path) -> None:
    people = list(reversed(paths("weighing-basics", *[0] * 9)))
    first, second = groups_of(catalogue(tmp_path), people)
    assert (first.id, second.id) == ("weighing-basics-1", "weighing-basics-2")
    assert first.people + second.people == tuple(f"P-{number:03}" for number in range(1, 10))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 1), max_size=40), st.randoms(use_true_random=False))
def test_everybody_is_in_one_group_whatever_the_order(tmp_path: Path, entries: list[int], shuffled: object) -> None:
    known, people = catalogue(tmp_path), paths("weighing-basics", *entries)
    groups = groups_of(known, people)
    assert sorted(person for group in groups for person in group.people) == [path.person for path in people]
    assert all(len(group.people) <= 8 for group in groups)
    shuffled.shuffle(people)  # type: ignore[attr-defined]
    assert groups_of(known, people) == groups


def test_only_those_who_take_a_module_are_in_its_groups(tmp_path: Path) -> None:
    pools = form_pools(catalogue(tmp_path), paths("weighing-basics", 0, 0, 0))
    assert [group.people for group in form_groups(pools, {("P-001", "weighing-basics")})] == [("P-001",)]
    assert form_groups(pools, ()) == []


def named(known: Catalogue, people: Sequence[PersonPath], names: GroupNames, largest: int | None = 2) -> list[Group]:
    everything = {(path.person, step.module) for path in people for step in path.steps}
    return form_groups(form_pools(known, people, largest), everything, names)


def test_a_group_keeps_its_name_when_another_one_falls_away(tmp_path: Path) -> None:
    known, everybody = catalogue(tmp_path), paths("weighing-basics", 0, 0, 0, 0)
    before = named(known, everybody, GroupNames())
    assert [(one.id, one.people) for one in before] == [
        ("weighing-basics-1", ("P-001", "P-002")),
        ("weighing-basics-2", ("P-003", "P-004")),
    ]
    after = named(known, everybody[2:], GroupNames(tuple(before)))
    assert [(one.id, one.people) for one in after] == [("weighing-basics-2", ("P-003", "P-004"))]


def test_most_people_in_common_decide_on_a_name(tmp_path: Path) -> None:
    known, everybody = catalogue(tmp_path), paths("weighing-basics", 0, 0, 0, 0, 0, 0)
    before = named(known, everybody, GroupNames(), 3)
    without_first = named(known, everybody[1:], GroupNames(tuple(before)), 3)
    assert [(one.id, one.people) for one in without_first] == [
        ("weighing-basics-1", ("P-002", "P-003", "P-004")),
        ("weighing-basics-2", ("P-005", "P-006")),
    ]


def test_names_of_groups_that_were_held_are_not_given_again(tmp_path: Path) -> None:
    known, everybody = catalogue(tmp_path), paths("weighing-basics", 0, 0)
    earlier = tuple(named(known, everybody, GroupNames()))
    held = frozenset({"weighing-basics-1"})
    for names in (GroupNames((), held), GroupNames(earlier, held)):
        assert [one.id for one in named(known, everybody, names)] == ["weighing-basics-2"]


def test_new_people_get_a_new_name(tmp_path: Path) -> None:
    known, everybody = catalogue(tmp_path), paths("weighing-basics", 0, 0, 0, 0)
    earlier = tuple(named(known, everybody[:2], GroupNames()))
    assert [one.id for one in named(known, everybody[2:], GroupNames(earlier))] == ["weighing-basics-2"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, 20)), st.sets(st.integers(1, 20)), st.integers(1, 5), st.sets(st.integers(1, 4)))
def test_names_are_given_once_and_the_same_plan_keeps_them(
    tmp_path: Path, first: set[int], second: set[int], largest: int, held: set[int]
) -> None:
    known, everybody = catalogue(tmp_path), paths("weighing-basics", *[0] * 20)
    some, others = ([path for path in everybody if int(path.person[2:]) in chosen] for chosen in (first, second))
    recorded = frozenset(f"weighing-basics-{number}" for number in held)
    before = named(known, some, GroupNames((), recorded), largest)
    names = GroupNames(tuple(before), recorded)
    assert named(known, some, names, largest) == before
    after = [one.id for one in named(known, others, names, largest)]
    assert len(set(after)) == len(after)
    assert not recorded & set(after)
