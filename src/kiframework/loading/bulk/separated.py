"""Separated values (CSV): where lines begin, so that any stretch of a file can be read alone, and reading one."""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
from pyarrow import csv as arrow_csv

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.bulk.codes import DAMAGED, NOT_UTF_8
from kiframework.loading.bulk.damage import repeated_column
from kiframework.model.bulk import PERSON, ColumnType, Kind, Table, TableForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from kiframework.loading.files import Input
    from kiframework.model.bulk import Piece

DELIMITERS: Final = ",;\t|"
"""What may stand between values; spreadsheets write semicolons where the comma is the decimal sign."""
STRETCH = 1 << 20
"""Bytes between two places from which on a file can be read."""
_LONGEST_RECORD = 1 << 26
_QUOTE, _LINE_END = b'"', b"\n"
_LEVEL_TYPES = (pa.uint8(), pa.float64(), pa.string())
"""Tried one after the other: levels as most write them, with decimals as pandas does, whatever else stands there."""


class Parsed(NamedTuple):
    """Rows of a stretch."""

    columns: pa.Table
    lines: Sequence[int]
    """Where each row begins, in lines after the header, from 0."""
    ragged: Sequence[int]
    """Lines with more or fewer values than there are columns."""


def open_separated(file: Input) -> Table | Diagnostic:
    """Find delimiter, columns and the places where lines begin."""
    with file.path.open("rb") as opened:
        first = opened.readline(_LONGEST_RECORD)
        header = _header(first, file.shown)
        if isinstance(header, Diagnostic):
            return header
        names, delimiter = header
        repeated = repeated_column(file.shown, names)
        if repeated is not None:
            return repeated
        groups, offsets, rows = [], [len(first)], 0
        for lines, end in _stretches(opened, len(first)):
            if end < 0:
                message = "A quotation mark is opened and never closed."
                return Diagnostic(DAMAGED, message, Location(file.shown, rows + 2, 1), help="close it")
            groups.append(rows)
            offsets.append(end)
            rows += lines
    types = {name: ColumnType(Kind.ANY, "text") for name in names}
    return Table(file.path, file.shown, TableForm.CSV, types, rows, tuple(groups), tuple(offsets), delimiter=delimiter)


def read_separated(table: Table, piece: Piece, wanted: Mapping[str, Kind]) -> Parsed | Diagnostic:
    """Read the wanted columns of a piece. Columns whose values do not have their type come as text, all of them."""
    with table.path.open("rb") as opened:
        opened.seek(piece.begin)
        data = opened.read(piece.end - piece.begin)
    found = _first_fitting(table, data, piece, wanted)
    if isinstance(found, Diagnostic):
        return found
    columns, ragged = found
    if columns.num_rows == piece.rows and not ragged:
        return Parsed(columns, range(piece.start, piece.start + piece.rows), ())
    lines, odd = _record_lines(data, table.delimiter, len(table.columns))
    return Parsed(columns, [piece.start + line for line in lines], [piece.start + line for line in odd])


def _first_fitting(
    table: Table, data: bytes, piece: Piece, wanted: Mapping[str, Kind]
) -> tuple[pa.Table, list[int]] | Diagnostic:
    """Read with the first types that all values have; with the number of ragged rows."""
    *narrow, widest = _LEVEL_TYPES
    for level in narrow:
        ragged: list[int] = []
        with suppress(pa.ArrowInvalid):
            return _parsed(table, data, _types(wanted, level), ragged), ragged
    ragged = []
    try:
        return _parsed(table, data, _types(wanted, widest), ragged), ragged
    except pa.ArrowInvalid as error:
        return _unparsable(table, data, piece, error)


def _header(first: bytes, shown: str) -> tuple[list[str], str] | Diagnostic:
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Diagnostic(NOT_UTF_8, "The file is not UTF-8 text but UTF-16.", Location(shown), help="save it as UTF-8")
    try:
        line = first.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Diagnostic(NOT_UTF_8, "The file is not UTF-8 text.", Location(shown, 1, 1), help="save it as UTF-8")
    if not line.strip():
        help_ = f"the first line names the columns, '{PERSON}' among them"
        return Diagnostic(DAMAGED, "This table has no header.", Location(shown, 1, 1), help=help_)
    rows = {one: [name.strip() for name in next(csv.reader([line], delimiter=one))] for one in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda one: (PERSON in rows[one], len(rows[one])))
    return rows[delimiter], delimiter


def _stretches(opened: BinaryIO, begin: int) -> Iterator[tuple[int, int]]:
    """Yield number of lines and end of each stretch of whole records; the end is -1 where a quotation never ends."""
    kept = b""
    while True:
        block = opened.read(STRETCH)
        data = kept + block
        if not block:
            if data:
                closed = data.count(_QUOTE) % 2 == 0
                yield data.count(_LINE_END) + (not data.endswith(_LINE_END)), begin + len(data) if closed else -1
            return
        cut = _last_record_end(data)
        if not cut and len(data) > _LONGEST_RECORD:
            yield 0, -1
            return
        if cut:
            begin += cut
            yield data.count(_LINE_END, 0, cut), begin
        kept = data[cut:]


def _last_record_end(data: bytes) -> int:
    """Return where the last whole record ends: behind the last line end that is outside of quotation marks."""
    end = data.rfind(_LINE_END) + 1
    quotes = data.count(_QUOTE, 0, end)
    while end and quotes % 2:
        earlier = data.rfind(_LINE_END, 0, end - 1) + 1
        quotes -= data.count(_QUOTE, earlier, end)
        end = earlier
    return end


def _types(wanted: Mapping[str, Kind], level: pa.DataType) -> dict[str, pa.DataType]:
    days = pa.string() if level == pa.string() else pa.date32()
    by_kind = {Kind.WHOLE: level, Kind.DAY: days, Kind.TEXT: pa.string()}
    return {name: by_kind[kind] for name, kind in wanted.items()}


def _parsed(table: Table, data: bytes, types: dict[str, pa.DataType], ragged: list[int]) -> pa.Table:
    def skip(_row: arrow_csv.InvalidRow) -> str:
        ragged.append(0)
        return "skip"

    names = list(table.columns)
    return arrow_csv.read_csv(
        io.BytesIO(data),
        arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=max(len(data), 1)),
        arrow_csv.ParseOptions(delimiter=table.delimiter, invalid_row_handler=skip, newlines_in_values=_QUOTE in data),
        arrow_csv.ConvertOptions(
            column_types=types,
            include_columns=list(types),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _unparsable(table: Table, data: bytes, piece: Piece, error: Exception) -> Diagnostic:
    try:
        data.decode()
    except UnicodeDecodeError as wrong:
        line = piece.start + data.count(_LINE_END, 0, wrong.start) + 2
        return Diagnostic(
            NOT_UTF_8, "The file is not UTF-8 text.", Location(table.shown, line, 1), help="save it as UTF-8"
        )
    reason = str(error).splitlines()[0].rstrip(".")
    return Diagnostic(DAMAGED, f"These lines cannot be read: {reason}.", Location(table.shown, piece.start + 2, 1))


def _record_lines(data: bytes, delimiter: str, width: int) -> tuple[list[int], list[int]]:
    """Return where records begin: those with the right number of values, and the others. Empty lines are neither."""
    right: list[int] = []
    odd: list[int] = []
    reader = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)
    begin = 0
    for record in reader:
        if record:
            (right if len(record) == width else odd).append(begin)
        begin = reader.line_num
    return right, odd
