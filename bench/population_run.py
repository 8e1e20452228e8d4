"""Runs inside the environment that is measured: reads a population, scores it, or says what there is to compute.

python population_run.py spec FRAMEWORK OUT            what the roles ask for, for other tools
python population_run.py read TABLE THREADS            reading alone, with the reader that scoring uses
python population_run.py score FRAMEWORK TABLE THREADS reading and scoring; what comes out is dropped
python population_run.py rows TABLE                    how many rows it has
python population_run.py keep FRAMEWORK TABLE OUT      the result of a small table, to be compared with others
python population_run.py kernel FRAMEWORK TABLE        scoring alone, on one thread: seconds, as JSON
python population_run.py parts RESULT THREADS           reading the columns of a result alone
python population_run.py copy RESULT OUT THREADS        reading them, and writing them once more
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles

PIECE = 125_000
"""Rows that one thread reads and scores at a time."""
DAY = dt.date(2026, 12, 1)


def load(folder: str) -> Framework:
    """Load a framework."""
    from kiframework.loading.framework import load_framework

    loaded = load_framework(Path(folder), folder)
    assert loaded.framework is not None, loaded.diagnostics
    return loaded.framework


def compiled_roles(folder: str) -> CompiledRoles:
    """Load a framework and compile all its roles."""
    from kiframework.scoring.bulk.compile import compile_roles

    framework = load(folder)
    return compile_roles(framework, framework.role_ids)


def read(table: str, start: int) -> pa.RecordBatch:
    """Read one piece of a table."""
    frame = pl.scan_parquet(table).slice(start, PIECE).collect()
    return frame.to_arrow().combine_chunks().to_batches()[0]


def pieces(table: str, threads: str, work: Callable[[pa.RecordBatch], object]) -> None:
    """Read all pieces in some threads, and hand each to the work."""
    rows = pq.read_metadata(table).num_rows

    def one(start: int) -> None:
        work(read(table, start))

    with ThreadPoolExecutor(int(threads)) as pool:
        for _ in pool.map(one, range(0, rows, PIECE)):
            pass


def rows(table: str) -> None:
    """Print how many rows a table has."""
    json.dump(pq.read_metadata(table).num_rows, sys.stdout)


def score(folder: str, table: str, threads: str) -> None:
    """Read and score a table."""
    compiled = compiled_roles(folder)
    if "competency" in pq.read_schema(table).names:
        from kiframework.scoring.bulk.evidence import score_evidence

        pieces(table, threads, lambda batch: score_evidence(compiled, batch, DAY))
    else:
        from kiframework.scoring.bulk.levels import score_levels

        pieces(table, threads, lambda batch: score_levels(compiled, batch))


def kernel(folder: str, table: str) -> None:
    """Time scoring alone."""
    from kiframework.scoring.bulk.levels import score_levels

    compiled, taken = compiled_roles(folder), 0.0
    for start in range(0, pq.read_metadata(table).num_rows, PIECE):
        batch = read(table, start)
        if not start:
            score_levels(compiled, batch)
        started = time.perf_counter()
        score_levels(compiled, batch)
        taken += time.perf_counter() - started
    json.dump({"seconds": taken}, sys.stdout)


def parts(result: str, threads: str, work: Callable[[Path, list[pa.RecordBatch]], object] = lambda *_: None) -> None:
    """Read the parts of a result in some threads, and hand each to the work."""

    def one(path: Path) -> None:
        with pq.ParquetFile(path) as part:
            groups = [part.read_row_group(number, use_threads=False) for number in range(part.num_row_groups)]
        work(path, [group.combine_chunks().to_batches()[0] for group in groups])

    with ThreadPoolExecutor(int(threads)) as pool:
        for _ in pool.map(one, sorted(Path(result).rglob("*.parquet"))):
            pass


def copy(result: str, out: str, threads: str) -> None:
    """Write the columns of a result once more, as the command does: the same parts, writer, threads and flushing."""
    from kiframework.api.bulk.work import settle
    from kiframework.output.bulk.parts import ParquetParts

    folder = Path(out)
    folder.mkdir(exist_ok=True)

    def write(path: Path, batches: list[pa.RecordBatch]) -> None:
        ParquetParts().write(batches, folder / path.name)
        settle(folder / path.name)

    parts(result, threads, write)


def keep(folder: str, table: str, out: str) -> None:
    """Write what comes out, one row group per role, in plain columns."""
    from kiframework.scoring.bulk.levels import score_levels
    from kiframework.scoring.bulk.schema import decoded

    batch = pq.read_table(table).combine_chunks().to_batches()[0]
    found = [decoded(one) for one in score_levels(compiled_roles(folder), batch)]
    pq.write_table(pa.Table.from_batches(found), out)


def spec(folder: str, out: str) -> None:
    """Write what the roles ask for as JSON."""
    compiled = compiled_roles(folder)
    policy = compiled.framework.scoring
    bands = [[band.id, float(band.score or 0), float(band.pillar or 0)] for band in policy.bands]
    coverage = [float(policy.coverage.overall), float(policy.coverage.pillar)]
    roles = [_role(profile, tables) for profile, tables in zip(compiled.profiles, _tables(compiled), strict=True)]
    Path(out).write_text(json.dumps({"bands": bands, "coverage": coverage, "roles": roles}), encoding="utf-8")


def _tables(compiled: CompiledRoles) -> list[Any]:
    return [role for block in compiled.tables.blocks for role in block.roles]


def _role(profile: Any, tables: Any) -> dict[str, Any]:
    order = tables.gaps.order
    required = [
        {
            "competency": one.competency,
            "pillar": one.pillar,
            "required": one.required,
            "weight": one.weight,
            "must_have": one.must_have,
            "factor": int(one.measure.factor),
            "place": order.index(one.competency),
        }
        for one in profile.required
    ]
    weights = {pillar: float(weight) for pillar, weight in profile.pillar_weights.items()}
    return {"role": profile.role, "weights": weights, "required": required, "order": order}


COMMANDS = {"rows": rows, "score": score, "keep": keep, "spec": spec, "kernel": kernel, "parts": parts, "copy": copy}
if __name__ == "__main__":
    if sys.argv[1] == "read":
        pieces(sys.argv[2], sys.argv[3], lambda _: None)
    else:
        COMMANDS[sys.argv[1]](*sys.argv[2:])
