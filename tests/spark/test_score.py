"""A real cluster comes to the same results as this machine."""

from __future__ import annotations

import time
from threading import Thread
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.spark.cluster import PATIENCE
from tests.spark.people import DAY, in_order, local_evidence, local_levels, people_with_evidence, people_with_levels

from kiframework.api.spark.score import score_spark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.spark.cluster import Cluster

    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles


def collected(df: Any) -> pa.Table:
    return in_order(df.toArrow().to_batches())


@pytest.fixture
def levels(compiled: CompiledRoles) -> pa.RecordBatch:
    return people_with_levels(compiled, 1_000)


@pytest.fixture
def evidence(framework: Framework) -> pa.RecordBatch:
    return people_with_evidence(framework, 200)


def stored(batch: pa.RecordBatch, folder: Path, files: int = 4) -> str:
    """Write a folder of Parquet files."""
    folder.mkdir()
    rows = -(-batch.num_rows // files)
    for number in range(files):
        part = batch.slice(number * rows, rows)
        parquet.write_table(pa.Table.from_batches([part]), folder / f"{number}.parquet", row_group_size=100)
    return str(folder)


@pytest.fixture
def small_batches(spark: Any) -> Iterator[None]:
    """Let rows come in batches so small that people straddle them."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
    yield
    spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")


def test_levels(spark: Any, compiled: CompiledRoles, levels: pa.RecordBatch, tmp_path: Path) -> None:
    found = score_spark(spark.read.parquet(stored(levels, tmp_path / "levels")))
    assert collected(found).equals(local_levels(compiled, levels))


@pytest.mark.usefixtures("small_batches")
def test_evidence(spark: Any, compiled: CompiledRoles, evidence: pa.RecordBatch, tmp_path: Path) -> None:
    found = score_spark(spark.read.parquet(stored(evidence, tmp_path / "evidence")), date=DAY)
    assert collected(found).equals(local_evidence(compiled, evidence))


def waiting_tasks(folder: Path, df: Any) -> Any:
    """Return a DataFrame whose tasks, halfway through their rows, leave a note and wait until they may go on."""
    place, patience = str(folder), PATIENCE

    def wait(batches: Any) -> Any:
        import os
        import time as clock
        from pathlib import Path as Place
        from uuid import uuid4

        for number, batch in enumerate(batches):
            if not number:
                (Place(place) / f"started-{os.getpid()}-{uuid4()}").touch()
                end = clock.monotonic() + patience
                while not (Place(place) / "go").exists() and clock.monotonic() < end:
                    clock.sleep(0.05)
            yield batch

    return df.mapInArrow(wait, df.schema)


@pytest.fixture
def many_tasks(spark: Any) -> Iterator[None]:
    """Keep Spark from joining small tasks, so that all workers have something to do."""
    spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    yield
    spark.conf.unset("spark.sql.adaptive.coalescePartitions.enabled")


@pytest.mark.usefixtures("many_tasks")
@pytest.mark.parametrize("shape", ["levels", "evidence"])
def test_a_worker_that_dies_loses_nothing(
    spark: Any, cluster: Cluster, framework: Framework, compiled: CompiledRoles, tmp_path: Path, shape: str
) -> None:
    """Evidence has been moved between the machines by then, so a part of what is needed dies with the worker."""
    if shape == "levels":
        batch = people_with_levels(compiled, 1_000)
        expected = local_levels(compiled, batch)
    else:
        batch = people_with_evidence(framework, 200)
        expected = local_evidence(compiled, batch)
    df = spark.read.parquet(stored(batch, tmp_path / "people", files=8))
    found: list[pa.Table] = []
    scored = waiting_tasks(tmp_path, score_spark(df, date=DAY))
    run = Thread(target=lambda: found.append(collected(scored)))
    run.start()
    end = time.monotonic() + PATIENCE
    while len(list(tmp_path.glob("started-*"))) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    victim = cluster.workers[-1]
    killed = victim.kill()
    (tmp_path / "go").touch()
    run.join(PATIENCE * 2)
    cluster.nodes.remove(victim)
    cluster.start_workers(1)
    assert len(killed) >= 3, "the worker, its executor and a Python process"
    assert len(list(tmp_path.glob("started-*"))) > 2, "tasks of the dead worker were begun again"
    assert found
    assert found[0].equals(expected)
