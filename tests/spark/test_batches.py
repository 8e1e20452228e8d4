"""What runs on the machines of a cluster, tried without one."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.spark.people import DAY, in_order, local_evidence, local_levels, people_with_evidence, people_with_levels

from kiframework.api.spark.batches import CountedScores, EvidenceScores, LevelScores, gathered, whole_people
from kiframework.errors import KiframeworkError
from kiframework.scoring.bulk.levels import score_levels
from kiframework.scoring.bulk.tally import tally

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles


def cut(batch: pa.RecordBatch, rows: int) -> list[pa.RecordBatch]:
    return [batch.slice(start, rows) for start in range(0, batch.num_rows, rows)]


def as_spark_sends_it(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Spark knows no unsigned numbers."""
    columns = [column.cast(pa.int8()) if column.type == pa.uint8() else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


@given(st.lists(st.integers(1, 9), max_size=12), st.lists(st.integers(0, 30), max_size=12))
def test_nobody_is_parted_and_nothing_is_lost(counts: list[int], cuts: list[int]) -> None:
    people = [f"P-{number}" for number, count in enumerate(counts) for _ in range(count)]
    edges = sorted({0, len(people), *(min(edge, len(people)) for edge in cuts)})
    batches = [
        pa.RecordBatch.from_pydict({"person": pa.array(people[start:stop], pa.string())})
        for start, stop in pairwise(edges)
    ]
    found = [batch.column("person").to_pylist() for batch in whole_people(batches)]
    assert [name for batch in found for name in batch] == people
    assert len({name for batch in found for name in batch}) == sum(len(set(batch)) for batch in found)


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(1, 20))
def test_small_batches_become_larger_ones(sizes: list[int], rows: int) -> None:
    batches = [pa.RecordBatch.from_pydict({"n": pa.array(range(size), pa.int64())}) for size in sizes]
    found = list(gathered(batches, rows))
    assert [n for batch in found for n in batch.column("n").to_pylist()] == [n for size in sizes for n in range(size)]
    assert all(rows <= batch.num_rows for batch in found[:-1])
    assert all(batch.num_rows for batch in found)


def test_levels_come_out_as_on_one_machine(compiled: CompiledRoles) -> None:
    batch = people_with_levels(compiled, 300)
    found = LevelScores(compiled)(map(as_spark_sends_it, cut(batch, 70)))
    assert in_order(found).equals(local_levels(compiled, batch))


def test_evidence_comes_out_as_on_one_machine(framework: Framework, compiled: CompiledRoles) -> None:
    batch = people_with_evidence(framework, 30)
    (sorted_,) = pa.Table.from_batches([batch]).sort_by("person").combine_chunks().to_batches()
    found = EvidenceScores(compiled, DAY)(map(as_spark_sends_it, cut(sorted_, 70)))
    assert in_order(found).equals(local_evidence(compiled, batch))


def test_scores_are_counted_as_on_one_machine(compiled: CompiledRoles) -> None:
    batch = people_with_levels(compiled, 300)
    (found,) = CountedScores(compiled)(LevelScores(compiled)([as_spark_sends_it(batch)]))
    counted = json.loads(found.column("counted")[0].as_py())
    assert counted == tally(compiled, score_levels(compiled, batch)).plain()


def test_two_values_for_the_same_end_the_job(framework: Framework, compiled: CompiledRoles) -> None:
    batch = people_with_evidence(framework, 1)
    twice = pa.Table.from_batches([batch, batch.slice(3, 1)]).combine_chunks().to_batches()
    with pytest.raises(KiframeworkError, match="KIF106: person 'P-00000' has two values"):
        list(EvidenceScores(compiled, DAY)(twice))


def test_workers_load_little(compiled: CompiledRoles, tmp_path: Path) -> None:
    (tmp_path / "scores").write_bytes(pickle.dumps(LevelScores(compiled)))
    code = "import pickle, sys; pickle.load(open(sys.argv[1], 'rb')); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "scores"], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(run.stdout.split())
    assert {"numpy", "pyarrow", "kiframework.scoring.bulk.levels"} <= loaded
    assert {"jinja2", "polars", "pyspark", "rich", "typer", "yaml"} & loaded == set()
