"""Agreed levels of many people: the same as the exact engine says of each."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from tests.scoring.bulk.oracle import levels_exactly
from tests.scoring.bulk.strategies import World, worlds, worlds_on_limits
from tests.scoring.cases import ROLE, built_in, make_framework
from tests.scoring.strategies import many_examples

from kiframework.scoring.bulk.compile import compile_roles
from kiframework.scoring.bulk.levels import score_levels
from kiframework.scoring.bulk.schema import decoded, level_schema, result_schema

if TYPE_CHECKING:
    from kiframework.model.framework import Framework


def assert_equal(framework: Framework, batch: pa.RecordBatch) -> list[pa.RecordBatch]:
    """Check every column of every role."""
    compiled = compile_roles(framework, tuple(framework.roles))
    found = score_levels(compiled, batch)
    for one, other in zip(found, levels_exactly(framework, compiled, batch), strict=True):
        one.validate(full=True)
        assert decoded(one).to_pylist() == decoded(other).to_pylist()
        assert one.schema == result_schema(compiled, batch.schema.field("person").type)
    return found


@many_examples
@given(worlds())
def test_everything_equals_the_exact_engine(world: World) -> None:
    assert_equal(world.framework, world.batch())


@settings(many_examples, max_examples=50)
@given(worlds(missing=0))
def test_people_who_are_fully_rated_equal_the_exact_engine(world: World) -> None:
    assert_equal(world.framework, world.batch())


@many_examples
@given(worlds_on_limits())
def test_who_lies_exactly_on_a_limit_or_next_to_it_equals_the_exact_engine(world: World) -> None:
    assert_equal(world.framework, world.batch())


def random_levels(names: list[str], people: int, missing: float = 0.1) -> pa.RecordBatch:
    numbers = np.random.default_rng(20261201)
    columns = {"person": pa.array([f"P-{number}" for number in range(people)], pa.large_string())}
    for name in names:
        levels = numbers.choice(5, people, p=[0.05, 0.1, 0.25, 0.4, 0.2])
        columns[name] = pa.array(levels, pa.uint8(), mask=numbers.random(people) < missing)
    return pa.RecordBatch.from_pydict(columns)


def test_the_built_in_framework_equals_the_exact_engine() -> None:
    framework = built_in()
    assert_equal(framework, random_levels(list(framework.competencies), 300, 0.05))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"records.MOST_RECORDS": 0}, id="multiplied"),
        pytest.param({"records.MOST_RECORDS": 0, "parts.FACTOR_BITS": 9}, id="multiplied without the low bits"),
        pytest.param({"records.MOST_RECORDS": 0, "parts.WORD_BITS": 24}, id="multiplied, divided near limits"),
        pytest.param({"parts.WORD_BITS": 24}, id="looked up, divided near limits"),
        pytest.param({"parts.WORD_BITS": 12}, id="divided"),
        pytest.param({"records.MOST_RECORDS": 0, "tables.WORD": 16}, id="sums apart"),
        pytest.param({"records.MOST_RECORDS": 0, "tables.WORD": 5}, id="sums of any size"),
        pytest.param({"gaps.WORD_BITS": 4}, id="gaps of any size"),
    ],
)
def test_every_way_of_the_arithmetic_equals_the_exact_engine(
    changed: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in changed.items():
        monkeypatch.setattr(f"kiframework.scoring.bulk.{name}", value)
    framework = built_in()
    assert_equal(framework, random_levels(list(framework.competencies), 60, 0.05))


def test_stretches_and_slices_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    framework = built_in()
    compiled = compile_roles(framework, framework.role_ids)
    batch = random_levels(list(framework.competencies), 100)
    whole = [decoded(one).to_pylist() for one in score_levels(compiled, batch)]
    monkeypatch.setattr("kiframework.scoring.bulk.levels.STRETCH", 16)
    assert [decoded(one).to_pylist() for one in score_levels(compiled, batch)] == whole
    part = score_levels(compiled, batch.slice(13, 50))
    assert [decoded(one).to_pylist() for one in part] == [one[13:63] for one in whole]


def test_values_under_a_null_do_not_matter() -> None:
    framework = make_framework({"skill": "grundlagen 2"}, {ROLE: {"skill": "3"}})
    compiled = compile_roles(framework, [ROLE])
    values = pa.py_buffer(bytes([255, 3, 7]))
    hidden = pa.Array.from_buffers(pa.uint8(), 3, [pa.py_buffer(bytes([0b010])), values])
    (found,) = score_levels(compiled, pa.RecordBatch.from_pydict({"person": ["a", "b", "c"], "skill": hidden}))
    assert decoded(found).column("readiness").to_pylist() == ["not-assessable", "ready", "not-assessable"]


def test_a_competency_without_a_column_is_rated_for_nobody() -> None:
    framework = make_framework({"one": "grundlagen 2", "two": "anwendung 1"}, {ROLE: {"one": "3", "two": "2"}})
    batch = pa.RecordBatch.from_pydict({"person": ["a"], "one": pa.array([3], pa.uint8())})
    (found,) = assert_equal(framework, batch)
    assert decoded(found).column("coverage").to_pylist() == [66.7]


def test_nobody_gives_an_empty_result() -> None:
    framework = built_in()
    assert_equal(framework, random_levels(list(framework.competencies), 3).slice(3))


def test_compiled_roles_can_be_sent_elsewhere() -> None:
    framework = built_in()
    batch = random_levels(list(framework.competencies), 20)
    compiled = compile_roles(framework, framework.role_ids)
    sent = pickle.loads(pickle.dumps(compiled))
    assert score_levels(sent, batch) == score_levels(compiled, batch)


def test_the_columns_of_levels_are_those_of_the_framework() -> None:
    compiled = compile_roles(built_in(), ["lead-generator"])
    schema = level_schema(compiled)
    assert schema.names == ["person", *built_in().competencies]
    assert {str(field.type) for field in schema} == {"large_string", "uint8"}
