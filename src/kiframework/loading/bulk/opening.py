"""Opens tables: what is in a file is known without reading its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import ipc, parquet

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.bulk.codes import DAMAGED, EMPTY_FILE
from kiframework.loading.bulk.damage import damaged, repeated_column
from kiframework.loading.bulk.finding import form_of
from kiframework.loading.bulk.kinds import column_types
from kiframework.loading.bulk.separated import open_separated
from kiframework.loading.files import unreadable
from kiframework.model.bulk import Table, TableForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.loading.files import Input

_ARROW_BEGINS = b"ARROW1"


def open_table(file: Input) -> Table | Diagnostic:
    """Open a table; whatever is wrong with the file as a whole comes back as a diagnostic."""
    form = form_of(file.path)
    try:
        facts = file.path.stat()
        if not facts.st_size:
            return Diagnostic(EMPTY_FILE, "The file is empty.", Location(file.shown))
        if form is TableForm.CSV:
            found = open_separated(file)
        else:
            found = _open_parquet(file) if form is TableForm.PARQUET else _open_arrow(file)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
        return damaged(file.shown, error)
    except OSError as error:
        # Arrow reports damage as an error of the operating system, without a number.
        return damaged(file.shown, error) if error.errno is None else unreadable(file.shown, error)
    if isinstance(found, Diagnostic):
        return found
    return replace(found, size=facts.st_size, changed=facts.st_mtime_ns)


def _open_parquet(file: Input) -> Table | Diagnostic:
    with parquet.ParquetFile(file.path) as opened:
        facts, schema = opened.metadata, opened.schema_arrow
    sizes = (facts.row_group(number).num_rows for number in range(facts.num_row_groups))
    return _table(file, TableForm.PARQUET, schema, sizes)


def _open_arrow(file: Input) -> Table | Diagnostic:
    with pa.memory_map(str(file.path)) as mapped:
        if mapped.read(len(_ARROW_BEGINS)) != _ARROW_BEGINS:
            message = "This is no Arrow file."
            help_ = "Arrow streams are not read: write it as a file (Feather, version 2)"
            return Diagnostic(DAMAGED, message, Location(file.shown), help=help_)
        # With a single column, nothing else is unpacked only to count rows.
        reader = ipc.open_file(mapped, options=ipc.IpcReadOptions(included_fields=[0]))
        schema = ipc.open_file(mapped).schema
        sizes = [reader.get_batch(number).num_rows for number in range(reader.num_record_batches)]
    return _table(file, TableForm.ARROW, schema, sizes)


def _table(file: Input, form: TableForm, schema: pa.Schema, sizes: Iterable[int]) -> Table | Diagnostic:
    repeated = repeated_column(file.shown, schema.names)
    if repeated is not None:
        return repeated
    starts, rows = [], 0
    for size in sizes:
        starts.append(rows)
        rows += size
    return Table(file.path, file.shown, form, column_types(schema), rows, tuple(starts))
