"""Bulk scores of evidence: one row per value that somebody gave a person in a competency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.scoring.bulk.slow import score_evidence_exactly

if TYPE_CHECKING:
    import datetime as dt

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from kiframework.scoring.bulk.compile import CompiledRoles


def score_evidence(compiled: CompiledRoles, batch: pa.RecordBatch, day: dt.date) -> list[pa.RecordBatch]:
    """Score everybody in a batch against every role, as the evidence stands on a day (scoring rules 1 to 5).

    ``batch`` has the columns of :func:`~kiframework.scoring.bulk.schema.evidence_schema` (string columns may be string,
    large_string or dictionaries of them) and holds ALL rows of everybody in it, in any order. Competencies, sources and
    values must be known: see :func:`off_scale_evidence`; no two rows may share person, competency, source, rater and
    date. Returns what :func:`~kiframework.scoring.bulk.levels.score_levels` returns, people in order of their first
    row.
    """
    return score_evidence_exactly(compiled, batch, day)


def off_scale_evidence(compiled: CompiledRoles, batch: pa.RecordBatch) -> npt.NDArray[np.int64]:
    """Return the numbers of the rows whose value lies off the scale or above the ceiling of its source."""
    import numpy as np
    import pyarrow.compute as pc

    known = compiled.framework.sources
    top = [min(known[name].ceiling or compiled.highest_level, compiled.highest_level) for name in compiled.sources]
    source = batch.column("source").cast("string")
    place = pc.index_in(source, value_set=pc.cast(list(compiled.sources), "string"))
    limits = pc.fill_null(pc.take(pc.cast(top, "uint8"), place), compiled.highest_level)
    wrong = pc.greater(batch.column("value"), limits)
    return np.flatnonzero(pc.fill_null(wrong, fill_value=False).to_numpy(zero_copy_only=False))
