"""Reads pieces of tables, whatever they are kept in, as frames with the number of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl
import pyarrow as pa

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.bulk.codes import UNREADABLE_FILE
from kiframework.loading.bulk.damage import damaged
from kiframework.loading.bulk.separated import read_separated
from kiframework.loading.files import unreadable
from kiframework.model.bulk import TableForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiframework.loading.bulk.tables import Tables
    from kiframework.model.bulk import Kind, Piece, Table

ROW: Final = "_row"
"""Column with the number of each row, counted over all tables from 0. No id can be named so."""


class Rows(NamedTuple):
    """What was read."""

    frame: pl.DataFrame
    """The wanted columns that the table has, of whatever type they are, and :data:`ROW`."""
    ragged: Sequence[int] = ()
    """Rows with more or fewer values than there are columns; they are not in the frame."""


def read_piece(tables: Tables, piece: Piece, wanted: Mapping[str, Kind]) -> Rows | Diagnostic:
    """Read the wanted columns of a piece; a file that turns out to be damaged is a diagnostic."""
    table, first = tables.files[piece.table], tables.starts[piece.table]
    own = {name: kind for name, kind in wanted.items() if name in table.columns}
    try:
        facts = table.path.stat()
        if (facts.st_size, facts.st_mtime_ns) != (table.size, table.changed):
            return Diagnostic(UNREADABLE_FILE, "This file has changed during the run.", Location(table.shown))
        if table.form is TableForm.CSV:
            return _lines(table, piece, own, first)
        frame = _scan(table).select(list(own)).slice(piece.start, piece.rows).collect()
    except (pl.exceptions.PolarsError, pa.ArrowInvalid) as error:
        return damaged(table.shown, error)
    except OSError as error:
        return damaged(table.shown, error) if error.errno is None else unreadable(table.shown, error)
    if frame.height != piece.rows:
        return damaged(table.shown, ValueError(f"{frame.height} rows where {piece.rows} should be"))
    start = first + piece.start
    rows = pl.int_range(start, start + piece.rows, dtype=pl.Int64, eager=True)
    return Rows(frame.with_columns(rows.alias(ROW)))


def _scan(table: Table) -> pl.LazyFrame:
    if table.form is TableForm.PARQUET:
        return pl.scan_parquet(table.path, glob=False, hive_partitioning=False)
    return pl.scan_ipc(table.path, glob=False, hive_partitioning=False)


def _lines(table: Table, piece: Piece, own: Mapping[str, Kind], first: int) -> Rows | Diagnostic:
    parsed = read_separated(table, piece, own)
    if isinstance(parsed, Diagnostic):
        return parsed
    frame = pl.from_arrow(parsed.columns)
    assert isinstance(frame, pl.DataFrame), "a table becomes a frame"  # noqa: S101 - a fault of ours
    lines = pl.Series(ROW, parsed.lines, dtype=pl.Int64) + first
    return Rows(frame.with_columns(lines), [first + line for line in parsed.ragged])
