"""CSV is read in stretches as it would be read in one piece, and every row knows its line."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from kiframework.loading.bulk import separated
from kiframework.loading.bulk.opening import open_table
from kiframework.loading.bulk.parts import cut_into_parts
from kiframework.loading.bulk.reading import ROW, Rows, read_piece
from kiframework.loading.bulk.tables import Tables
from kiframework.loading.files import Input
from kiframework.model.bulk import Kind, Table

WANTED = {"person": Kind.TEXT, "digging": Kind.WHOLE}
person = st.text('aé"; \n,\t|', min_size=1, max_size=6).filter(lambda text: text.strip(" \n\t") != "")
cell = st.one_of(st.just(""), st.integers(0, 300).map(str), st.sampled_from(["1.0", "2.5", "x", "n/a"]))
line = st.one_of(st.tuples(person, cell), st.tuples(person), st.tuples(person, cell, cell), st.just(()))


def written(rows: list[tuple[str, ...]], delimiter: str) -> tuple[str, list[tuple[int, tuple[str, ...]]]]:
    """Return a file, and each row with the line that it begins on, counted from 0 after the header."""
    text = io.StringIO(newline="")
    text.write(f"person{delimiter}digging\n")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    begins, number = [], 0
    for row in rows:
        before = text.tell()
        if row:
            writer.writerow(row)
            begins.append((number, row))
        else:
            text.write("\n")
        number += text.getvalue()[before:].count("\n")
    return text.getvalue(), begins


@settings(deadline=None)
@given(st.lists(line, max_size=30), st.sampled_from(",;\t|"), st.integers(8, 60), st.integers(1, 20))
def test_stretches_hold_what_the_file_holds(
    rows: list[tuple[str, ...]], delimiter: str, stretch: int, most: int
) -> None:
    text, begins = written(rows, delimiter)
    with TemporaryDirectory() as folder, mock.patch.object(separated, "STRETCH", stretch):
        path = Path(folder, "people.csv")
        path.write_bytes(text.encode())
        table = open_table(Input(path, "people.csv", "people.csv"))
        assert isinstance(table, Table)
        assert table.rows == text.count("\n") - 1
        whole = Tables((table,))
        found: list[tuple[int, str, str | None]] = []
        ragged: list[int] = []
        for part in cut_into_parts((table,), most):
            for piece in part.pieces:
                read = read_piece(whole, piece, WANTED)
                assert isinstance(read, Rows)
                ragged += read.ragged
                columns = (read.frame.get_column(name).to_list() for name in (ROW, "person", "digging"))
                found += zip(*columns, strict=True)
    assert ragged == [number for number, row in begins if len(row) != len(WANTED)]
    right = [(number, row[0], row[1]) for number, row in begins if len(row) == len(WANTED)]
    assert [one[:2] for one in found] == [one[:2] for one in right]
    assert [as_number(value) for *_, value in found] == [as_number(value) for *_, value in right]


def as_number(value: object) -> object:
    """Return what a level was read as in one form: stretches with odd cells come as text, others as numbers."""
    if value in ("", None):
        return None
    try:
        return float(str(value))
    except ValueError:
        return value
