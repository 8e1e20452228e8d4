"""Writes empty tables of people, with the columns and types that bulk scoring takes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import ipc, parquet

from kiframework.model.bulk import TableForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def render_template(schema: pa.Schema, form: TableForm) -> bytes:
    """Return a table without rows."""
    sink = io.BytesIO()
    _RENDERERS[form](schema.empty_table(), sink)
    return sink.getvalue()


def _arrow(table: pa.Table, sink: io.BytesIO) -> None:
    with ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _csv(table: pa.Table, sink: io.BytesIO) -> None:
    sink.write((",".join(table.schema.names) + "\n").encode())


_RENDERERS: Mapping[TableForm, Callable[[pa.Table, io.BytesIO], None]] = {
    TableForm.PARQUET: parquet.write_table,
    TableForm.ARROW: _arrow,
    TableForm.CSV: _csv,
}
