"""Writes the results of some people: a file per part, a row per person and role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
from pyarrow import csv, parquet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_UNIQUE: Final = "person"
"""The column in which nearly every value is another one."""
_SOUGHT: Final = ("person", "role", "readiness")
"""Columns that people filter by: only for these are least and greatest value noted, which takes time in all others."""


class ParquetParts:
    """Parts as Parquet, a row group per role."""

    ending: Final = ".parquet"

    def write(self, batches: Sequence[pa.RecordBatch], path: Path) -> None:
        """Write a part."""
        schema = batches[0].schema
        with parquet.ParquetWriter(
            path,
            schema,
            compression="zstd",
            compression_level=1,
            use_dictionary=[name for name in schema.names if name != _UNIQUE],
            write_statistics=list(_SOUGHT),
        ) as writer:
            for batch in batches:
                writer.write_batch(batch, row_group_size=max(batch.num_rows, 1))


class CsvParts:
    """Parts as CSV with a header, in UTF-8; figures with a decimal point."""

    ending: Final = ".csv"

    def write(self, batches: Sequence[pa.RecordBatch], path: Path) -> None:
        """Write a part."""
        schema = _plain(batches[0].schema)
        options = csv.WriteOptions(quoting_style="needed")
        with csv.CSVWriter(str(path), schema, write_options=options) as writer:
            for batch in batches:
                columns = [
                    column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
                    for column in batch.columns
                ]
                writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))


def _plain(schema: pa.Schema) -> pa.Schema:
    return pa.schema(
        [field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field for field in schema]
    )


PART_FORMS: Final[Mapping[str, ParquetParts | CsvParts]] = {"parquet": ParquetParts(), "csv": CsvParts()}
"""Name of a form -> the form."""
