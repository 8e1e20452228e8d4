"""What people lack, step by step, and the modules that close it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.loading.samples import edited
from tests.planning.bakery import catalogue, needs
from tests.rules.training_cases import TRAINING

from kiframework.model.curriculum import Need, PersonNeeds
from kiframework.model.training import Step
from kiframework.planning.path import person_path

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.curriculum import PersonPath

ALL = {"weighing": 2, "kneading": 3, "baking": 2}
LEVELS = st.fixed_dictionaries({name: st.integers(0, 3) for name in ALL})


def steps(found: PersonNeeds) -> list[tuple[str, int, Fraction | int]]:
    return [(need.step.competency, need.step.level, need.value) for need in found.needs]


def modules(path: PersonPath) -> list[str]:
    return [step.module for step in path.steps]


# --- What is lacking --------------------------------------------------------------------------------------------------


def test_every_level_between_what_is_there_and_what_is_required_is_a_step(tmp_path: Path) -> None:
    found = needs(tmp_path, {}, {"weighing": 0, "kneading": 1, "baking": 2}, "journeyman")
    # kneading: weight 2, must-have, factor 2: 4 a level. weighing: weight 1.
    assert steps(found) == [("kneading", 2, 4), ("kneading", 3, 4), ("weighing", 1, 1), ("weighing", 2, 1)]
    assert [need.must_have for need in found.needs] == [True, True, False, False]
    assert {need.required for need in found.needs if need.step.competency == "kneading"} == {3}


def test_a_level_between_two_counts_for_the_rest_of_its_step(tmp_path: Path) -> None:
    found = needs(tmp_path, {"kneading": 1}, {"weighing": 2, "kneading": 2, "baking": 2}, "journeyman")
    # L = (1 + 2 x 2) / 3 = 5/3: the step to 2 lacks 1/3.
    assert steps(found) == [("kneading", 2, Fraction(4, 3)), ("kneading", 3, 4)]


def test_near_is_a_matter_of_coaching_but_never_for_must_haves(tmp_path: Path) -> None:
    found = needs(tmp_path, {"kneading": 2, "baking": 1}, {"weighing": 2, "kneading": 3, "baking": 2}, "journeyman")
    assert found.coaching == ("baking",)
    assert steps(found) == [("kneading", 3, Fraction(4, 3))]


def test_without_a_level_a_quick_check_comes_first(tmp_path: Path) -> None:
    found = needs(tmp_path, {}, {"weighing": 1}, "journeyman")
    assert found.unrated == ("kneading", "baking")
    assert steps(found) == [("weighing", 2, 1)]


def test_two_roles_want_a_step_once_and_the_one_to_which_it_matters_more_is_named(tmp_path: Path) -> None:
    found = needs(tmp_path, {}, {"weighing": 2, "kneading": 0, "baking": 0}, "apprentice", "journeyman")
    assert [(one.step.competency, one.step.level, one.role) for one in found.needs] == [
        ("kneading", 1, "journeyman"),
        ("kneading", 2, "journeyman"),
        ("kneading", 3, "journeyman"),
        ("baking", 1, "apprentice"),
        ("baking", 2, "journeyman"),
    ]


def test_whoever_lacks_nothing_needs_nothing(tmp_path: Path) -> None:
    found = needs(tmp_path, {}, ALL, "journeyman")
    assert found == PersonNeeds("P-001", ("journeyman",), (), (), (), frozenset(ALL))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    own=st.fixed_dictionaries({name: st.integers(0, 3) for name in ALL}),
    other=st.fixed_dictionaries({name: st.integers(0, 3) for name in ALL}),
)
def test_the_steps_of_a_gap_add_up_to_its_priority(tmp_path: Path, own: dict[str, int], other: dict[str, int]) -> None:
    found = needs(tmp_path, own, other, "journeyman")
    factors = {"weighing": (1, 2), "kneading": (4, 3), "baking": (3, 2)}
    for name, (factor, required) in factors.items():
        level = Fraction(own[name] + 2 * other[name], 3)
        lacking = sum((need.value for need in found.needs if need.step.competency == name), start=Fraction(0))
        assert lacking == (0 if name in found.coaching else max(0, (required - level) * factor))


# --- The modules for it -----------------------------------------------------------------------------------------------


def test_prerequisites_come_first_and_must_haves_as_early_as_they_allow(tmp_path: Path) -> None:
    found = needs(tmp_path, {}, dict.fromkeys(ALL, 0), "journeyman")
    path = person_path(catalogue(tmp_path), found)
    assert modules(path) == ["weighing-basics", "kneading-basics", "kneading-practice", "baking-basics"]
    assert path.hours == 6 + 2 + 9 + Fraction(13, 2)
    assert [step.entry for step in path.steps] == [0, 0, 1, 0]
    assert path.untaught == ()


def test_a_prerequisite_that_somebody_can_do_is_not_in_the_way(tmp_path: Path) -> None:
    found = needs(tmp_path, {}, {"weighing": 2, "kneading": 1, "baking": 2}, "journeyman")
    assert modules(person_path(catalogue(tmp_path), found)) == ["kneading-practice"]


def test_whoever_comes_with_more_closes_less(tmp_path: Path) -> None:
    found = needs(tmp_path, {}, {**ALL, "weighing": 1}, "journeyman")
    (step,) = person_path(catalogue(tmp_path), found).steps
    assert (step.module, step.entry, step.closes) == (
        "weighing-basics",
        1,
        (Need(Step("weighing", 2), "journeyman", 2, must_have=False, value=Fraction(1)),),
    )


def test_steps_that_nobody_teaches_are_named(tmp_path: Path) -> None:
    found = needs(tmp_path, {}, dict.fromkeys(ALL, 0), "journeyman")
    path = person_path(catalogue(tmp_path, edited(TRAINING, ("roles: [journeyman]", "roles: [apprentice]"))), found)
    assert [need.step for need in path.untaught] == [Step("kneading", 2), Step("kneading", 3)]
    assert "kneading-practice" not in modules(path)


def test_must_haves_alone_leave_the_rest_out(tmp_path: Path) -> None:
    found = needs(tmp_path, {"baking": 1}, {"weighing": 0, "kneading": 0, "baking": 2}, "journeyman")
    path = person_path(catalogue(tmp_path), found, must_haves_only=True)
    assert modules(path) == ["kneading-basics", "kneading-practice"]
    assert path.coaching == ()


BUNDLE = """\
  first-day:
    title: {de: Erster Tag, en: First day}
    steps:
      - {competency: weighing, from_level: 0, to_level: 1}
      - {competency: kneading, from_level: 0, to_level: 1}
      - {competency: baking, from_level: 0, to_level: 1}
    format: workshop
    hours: 3
    objectives: [{bloom: remember, text: {de: Alles nennen., en: Name everything.}}]
    sessions: [{minutes: 60, agenda: [{minutes: 60, text: {de: Alles, en: Everything}}]}]
    exercise: {title: {de: Übung, en: Exercise}, text: {de: Es wird gebacken., en: Baking is done.}}
    checks:
      learning: {de: Leiter., en: Ladder.}
      behaviour: {weeks: 8, text: {de: Ein Blick., en: A look.}}
      result: {de: Weniger Ausschuss., en: Less waste.}
"""


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        pytest.param(dict.fromkeys(ALL, 0), ["first-day", "weighing-basics"], id="three steps in three hours"),
        pytest.param({**ALL, "weighing": 0}, ["weighing-basics"], id="two of two in six against one in three"),
        pytest.param({"weighing": 2, "kneading": 0, "baking": 1}, ["kneading-basics"], id="one in two hours"),
    ],
)
def test_the_module_that_closes_most_for_its_hours_is_taken(
    tmp_path: Path, levels: dict[str, int], expected: list[str]
) -> None:
    found = needs(tmp_path, {}, levels, "apprentice")
    assert modules(person_path(catalogue(tmp_path, TRAINING + BUNDLE), found)) == expected
