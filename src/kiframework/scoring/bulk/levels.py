"""Bulk scores of agreed levels: one row per person, one column per competency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.scoring.bulk.slow import score_levels_exactly

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from kiframework.scoring.bulk.compile import CompiledRoles


def score_levels(compiled: CompiledRoles, batch: pa.RecordBatch) -> list[pa.RecordBatch]:
    """Score everybody in a batch against every role.

    ``batch`` has the column ``person`` (string or large_string) and a nullable uint8 column for each competency that is
    rated at all; a competency without a column is rated for nobody. An agreed level counts as confirmed. All values
    must lie on the scale: see :func:`off_scale`. Returns a batch per role, in the order of ``compiled.roles``, each with the
    people in the order of the input and the columns of :func:`~kiframework.scoring.bulk.schema.result_schema`.
    """
    return score_levels_exactly(compiled, batch)


def off_scale(compiled: CompiledRoles, batch: pa.RecordBatch) -> dict[str, npt.NDArray[np.int64]]:
    """Return column -> numbers of the rows whose value lies off the scale, for columns that have such."""
    import numpy as np
    import pyarrow.compute as pc

    found = {}
    for name in batch.schema.names:
        if name not in compiled.competencies:
            continue
        highest = pc.max(batch.column(name)).as_py()
        if highest is not None and highest > compiled.highest_level:
            wrong = pc.fill_null(pc.greater(batch.column(name), compiled.highest_level), fill_value=False)
            found[name] = np.flatnonzero(wrong.to_numpy(zero_copy_only=False))
    return found
