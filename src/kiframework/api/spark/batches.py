"""What runs on the machines of a cluster: Arrow batches in, Arrow batches out. Knows nothing of Spark."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from kiframework.errors import KiframeworkError
from kiframework.scoring.bulk.evidence import score_evidence
from kiframework.scoring.bulk.levels import score_levels
from kiframework.scoring.bulk.schema import FIGURE, PERSON, SHARES, decoded
from kiframework.scoring.bulk.tally import Tally, tally

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from kiframework.scoring.bulk.compile import CompiledRoles

ROWS = 65_536
"""How many rows are scored at once: Spark's own batches of 10,000 are small for that, and its setting is not ours."""

KEYS = (PERSON, "source", "rater", "date", "competency")
"""No two values may agree in all of these."""
REPEATED_RATING = "KIF106"


@dataclass(frozen=True, slots=True)
class LevelScores:
    """Scores rows of the shape *levels*; hand it to ``mapInArrow``."""

    compiled: CompiledRoles

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the results of a partition."""
        for batch in gathered(batches, ROWS):
            for found in score_levels(self.compiled, _unsigned(batch)):
                yield decoded(found)


@dataclass(frozen=True, slots=True)
class EvidenceScores:
    """Scores rows of the shape *evidence* that are sorted by person; hand it to ``mapInArrow``."""

    compiled: CompiledRoles
    day: dt.date

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the results of a partition, which holds all rows of everybody in it."""
        for batch in whole_people(gathered(batches, ROWS)):
            _require_single_values(batch)
            for found in score_evidence(self.compiled, _unsigned(batch), self.day):
                yield decoded(found)


@dataclass(frozen=True, slots=True)
class CountedScores:
    """Counts rows of results for the summary; hand it to ``mapInArrow``."""

    compiled: CompiledRoles

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield what was counted in a partition, as one row of JSON."""
        counted = Tally.empty(self.compiled)
        for batch in gathered(batches, ROWS):
            role = batch.column("role")
            counted.add(
                tally(self.compiled, [encoded(batch.filter(pc.equal(role, own))) for own in self.compiled.roles])
            )
        yield pa.RecordBatch.from_pydict({"counted": [json.dumps(counted.plain())]})


def gathered(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    """Join small batches until they have so many rows; nothing is empty, and the last one may be smaller."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(one.num_rows for one in held) >= rows:
            yield _joined(held)
            held = []
    if any(one.num_rows for one in held):
        yield _joined(held)


def whole_people(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Cut batches anew, so that nobody's rows are parted. All rows of a person follow each other in the input."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        people = batch.column(PERSON)
        last = people[batch.num_rows - 1]
        start = pc.index(people, last).as_py()
        if start == 0 and (not held or held[0].column(PERSON)[0] == last):
            held.append(batch)
            continue
        yield _joined([*held, batch.slice(0, start)])
        held = [batch.slice(start)]
    if held:
        yield _joined(held)


def _require_single_values(batch: pa.RecordBatch) -> None:
    """End the job if somebody has two values for the same competency by the same rater on one day.

    Counted here, where all rows of a person are at hand: Spark would have to sort them once more.
    """
    table = pa.Table.from_batches([batch]).select(list(KEYS))
    counted = table.group_by(list(KEYS), use_threads=False).aggregate([([], "count_all")])
    if counted.num_rows < batch.num_rows:
        several = counted.filter(pc.greater(counted.column("count_all"), 1)).slice(0, 1).to_pylist()[0]
        message = (
            f"{REPEATED_RATING}: person '{several[PERSON]}' has two values of one rater for one day and competency."
        )
        raise KiframeworkError(message, "find_problems of kiframework.api.spark.problems lists everything")


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    if len(batches) == 1:
        return batches[0]
    (whole,) = pa.Table.from_batches(batches).combine_chunks().to_batches()
    return whole


def _unsigned(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Turn what Spark has for small numbers, signed bytes, into the unsigned ones that scoring takes."""
    columns = [column.cast(pa.uint8()) if column.type == pa.int8() else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def encoded(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return results with dictionaries again, as scoring has made them before Spark took them."""
    columns = [
        _figures(column) if column.type == pa.float64() else column.dictionary_encode() for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _figures(column: pa.Array) -> pa.Array:
    tenths = pc.round(pc.multiply(column, 10.0)).cast(FIGURE.index_type)
    return pa.DictionaryArray.from_arrays(tenths, SHARES)
