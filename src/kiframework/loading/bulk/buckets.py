"""Brings all evidence of a person together, in memory that does not grow with the number of people.

Rows are dealt out to buckets by a hash of the person, on disk; every bucket then holds all rows of its people, and is
small enough to be looked at as a whole.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
import pyarrow as pa
from pyarrow import ipc

from kiframework.loading.bulk.cells import NAMELIKE, numbers
from kiframework.loading.bulk.codes import LEFT_WITH_PERSON, REPEATED_RATING
from kiframework.loading.bulk.people import hashed
from kiframework.loading.bulk.problems import Problem, parted
from kiframework.loading.bulk.reading import ROW
from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kiframework.loading.bulk.problems import Checked
    from kiframework.loading.bulk.tables import Tables

ROWS_IN_BUCKET: Final = 250_000
"""Rows that a bucket holds on average."""
WRONG: Final = "_wrong"
"""Marks rows that stand for a person only, who has a row with an error."""
_OCCASION = (PERSON, "competency", "source", "rater", "date")


def deal(checked: Checked, buckets: int, path: Path) -> None:
    """Write rows to a file with a batch per bucket, in order."""
    rows = checked.frame.with_columns(pl.lit(value=False).alias(WRONG))
    spoiled = checked.refused.select(PERSON) if PERSON in checked.refused.columns else pl.DataFrame()
    if spoiled.height:
        spoiled = spoiled.filter(pl.col(PERSON).is_not_null() & ~pl.col(PERSON).str.contains(NAMELIKE)).unique()
        rows = pl.concat([rows, spoiled.with_columns(pl.lit(value=True).alias(WRONG))], how="diagonal")
    bucket = (hashed(rows.get_column(PERSON)) % np.uint64(buckets)).astype(np.int64)
    order = np.argsort(bucket, kind="stable")
    edges = np.searchsorted(bucket[order], np.arange(buckets + 1))
    table = rows[order].rechunk().to_arrow(compat_level=pl.CompatLevel.oldest()).combine_chunks()
    batch = table.to_batches()[0] if rows.height else pa.RecordBatch.from_pylist([], schema=table.schema)
    with ipc.new_file(str(path), table.schema, options=ipc.IpcWriteOptions(compression="lz4")) as writer:
        # Empty buckets get a batch too: it is by their number that batches are found again.
        for begin, end in pairwise(edges.tolist()):
            writer.write_batch(batch.slice(begin, end - begin))


def read_bucket(paths: Iterable[Path], number: int) -> pl.DataFrame:
    """Return a bucket: what :func:`deal` has put there, file after file."""
    batches = []
    for path in paths:
        with pa.OSFile(str(path)) as opened:
            batches.append(ipc.open_file(opened).get_batch(number))
    frame = pl.from_arrow(pa.Table.from_batches(batches))
    assert isinstance(frame, pl.DataFrame), "a table becomes a frame"  # noqa: S101 - a fault of ours
    return frame


def check_bucket(tables: Tables, bucket: pl.DataFrame) -> Checked:
    """Part people who can be scored from those with an error in any row."""
    marked = bucket.get_column(WRONG)
    rows = bucket.filter(~marked).drop(WRONG)
    twice = rows.select(pl.struct(_OCCASION).is_duplicated()).to_series()
    spoiled = pl.concat([bucket.get_column(PERSON).filter(marked), rows.get_column(PERSON).filter(twice)])
    if not len(spoiled):
        return parted(tables, rows, rows.drop(ROW), [])
    left = rows.get_column(PERSON).is_in(spoiled.unique().implode()) & ~twice

    def words(row: int) -> tuple[str, str | None]:
        competency, date = rows.item(row, "competency"), rows.item(row, "date")
        return f"'{competency}' is rated twice by the same rater on {date}.", "keep one of the two rows"

    problems = [
        Problem(numbers(twice), REPEATED_RATING, "competency", words),
        Problem(numbers(left), LEFT_WITH_PERSON, PERSON, None),
    ]
    return parted(tables, rows, rows.drop(ROW), [one for one in problems if len(one.rows)])
