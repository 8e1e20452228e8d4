"""A real cluster comes to the same results as this machine."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.spark.people import DAY, in_order, local_evidence, local_levels, people_with_evidence, people_with_levels

from kiframework.api.spark.score import score_spark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.spark.cluster import Cluster

    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles

pytestmark = pytest.mark.xdist_group("spark")


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
