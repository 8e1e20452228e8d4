"""The columns that bulk scoring takes and gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from kiframework.scoring.bulk.compile import CompiledRoles

PERSON = "person"
FIGURES = ("low", "point", "high", "coverage")
"""Figures of the whole, and of each pillar as ``<pillar>_<figure>``."""
GAPS = ("gap_1", "gap_2", "gap_3")
"""The most pressing gaps (scoring rule 11), null where there are fewer."""
MUST_HAVES = ("met", "unconfirmed", "open")
"""State of the must-haves: all met and confirmed (or none asked for); one missing or not confirmed; one below."""

FIGURE = pa.dictionary(pa.int16(), pa.float64())
"""Percent as displayed, half up with one decimal. The index is the figure in tenths of a percent, 0 to 1000."""
SHARES = pa.Array.from_buffers(pa.float64(), 1001, [None, pa.py_buffer(np.arange(1001) / 10)])
"""The dictionary of all figures."""
WORD = pa.dictionary(pa.int16(), pa.string())
"""One of few words."""


def level_schema(compiled: CompiledRoles) -> pa.Schema:
    """Return the columns of the shape *levels*: the person, and one level per competency, null where there is none."""
    levels = [pa.field(competency, pa.uint8()) for competency in compiled.competencies]
    return pa.schema([pa.field(PERSON, pa.large_string(), nullable=False), *levels])


def evidence_schema() -> pa.Schema:
    """Return the columns of the shape *evidence*: a row per value that somebody gave a person in a competency."""
    return pa.schema(
        [
            pa.field(PERSON, pa.large_string(), nullable=False),
            pa.field("competency", pa.large_string(), nullable=False),
            pa.field("source", pa.large_string(), nullable=False),
            pa.field("rater", pa.large_string()),
            pa.field("date", pa.date32(), nullable=False),
            pa.field("value", pa.uint8(), nullable=False),
            pa.field("valid_until", pa.date32()),
        ]
    )


def result_schema(compiled: CompiledRoles, person: pa.DataType | None = None) -> pa.Schema:
    """Return the columns of a result, which has a row per person and role.

    ``person`` is the type the column has in the input (``large_string`` if left out): it is handed through as it is.
    """
    named = [name for pillar in compiled.pillars for name in pillar_columns(pillar)]
    return pa.schema(
        [
            pa.field(PERSON, person or pa.large_string(), nullable=False),
            pa.field("role", WORD, nullable=False),
            pa.field("readiness", WORD, nullable=False),
            pa.field("provisional_from", WORD),
            pa.field("provisional_to", WORD),
            *[pa.field(name, FIGURE, nullable=name == "point") for name in FIGURES],
            pa.field("must_haves", WORD, nullable=False),
            *[pa.field(name, FIGURE) for name in named],
            *[pa.field(name, WORD) for name in GAPS],
        ]
    )


def pillar_columns(pillar: str) -> list[str]:
    """Return the names of the four figures of a pillar. They are null where a role asks for nothing in it."""
    return [f"{pillar}_{figure}" for figure in FIGURES]


def decoded_schema(schema: pa.Schema) -> pa.Schema:
    """Return a schema with plain columns in place of dictionaries, for readers that know none (Spark, CSV)."""
    return pa.schema(
        [field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field for field in schema]
    )


def decoded(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with plain columns in place of dictionaries."""
    columns = [
        column.dictionary_decode() if pa.types.is_dictionary(column.type) else column for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, schema=decoded_schema(batch.schema))
