"""Bulk scores of agreed levels: one row per person, one column per competency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kiframework.scoring.bulk.columns import bits_of
from kiframework.scoring.bulk.schema import PERSON
from kiframework.scoring.bulk.scores import RoleColumns, fill_block

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from kiframework.scoring.bulk.compile import CompiledRoles
    from kiframework.scoring.bulk.tables import Group

STRETCH = 32768
"""People that are scored at a time: their figures stay in the cache. A multiple of eight."""


def score_levels(compiled: CompiledRoles, batch: pa.RecordBatch) -> list[pa.RecordBatch]:
    """Score everybody in a batch against every role.

    ``batch`` has the column ``person`` (string or large_string) and a nullable uint8 column for each competency that is
    rated at all; a competency without a column is rated for nobody. An agreed level counts as confirmed. All values
    must lie on the scale, which is checked where tables are read. Returns a batch per role, in the order of
    ``compiled.roles``, each with the people in the order of the input and the columns of
    :func:`~kiframework.scoring.bulk.schema.result_schema`.
    """
    keep_freed_memory()
    people, tables = batch.num_rows, compiled.tables
    names = frozenset(batch.schema.names)
    groups = [_rows(compiled, group, batch, names) for group in tables.groups]
    columns = [RoleColumns(compiled, role, people) for block in tables.blocks for role in block.roles]
    for start in range(0, people, STRETCH):
        own = slice(start, min(start + STRETCH, people))
        rows = [group[own].astype(np.intp) for group in groups]
        for block in tables.blocks:
            fill_block(block, columns, rows, own)
    return [one.batch(batch.column(PERSON)) for one in columns]


def keep_freed_memory() -> None:
    """Have the C library keep what is freed, up to a few megabytes, instead of giving it back to the system.

    Arrays of one stretch are made and freed all the time. Under the usual limits of glibc each of them takes fresh
    pages from the system, at half as much again as the arithmetic. Freeing one large block, never touched, lifts the
    limits.
    """
    np.empty(1 << 24, np.uint8)


def _codes(column: pa.Array) -> npt.NDArray[np.uint8]:
    """Return the codes of a column of levels: 0 for no level, else the level + 1."""
    if not len(column):
        return np.zeros(0, np.uint8)
    codes = np.frombuffer(column.buffers()[1], np.uint8, len(column), column.offset) + np.uint8(1)
    if column.null_count:
        codes *= bits_of(column)
    return codes


def _rows(compiled: CompiledRoles, group: Group, batch: pa.RecordBatch, names: frozenset[str]) -> Any:
    """Return the rows of a group's tables for everybody, worked out in the narrowest type that holds them."""
    rows: Any = np.zeros(batch.num_rows, np.uint8)
    highest = 0
    for number, column in enumerate(reversed(group.columns)):
        highest = highest * group.size + group.size - 1
        if number:
            rows = np.multiply(rows, group.size, dtype=np.min_scalar_type(highest))
        name = compiled.competencies[column]
        if name in names:
            rows += _codes(batch.column(name))
    return rows
