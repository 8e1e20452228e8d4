"""Tables are cut into parts that hold every row once, whatever their row groups are."""

from __future__ import annotations

from itertools import accumulate, pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kiframework.diagnostics import RowLocation
from kiframework.loading.bulk.parts import cut_into_parts
from kiframework.loading.bulk.tables import Tables
from kiframework.model.bulk import Part, Piece, Table, TableForm

tables = st.lists(st.lists(st.integers(0, 50), max_size=8), min_size=1, max_size=5)


def table(groups: list[int], form: TableForm = TableForm.PARQUET) -> Table:
    edges = list(accumulate(groups, initial=0))
    starts, end = tuple(edges[:-1]), edges[-1]
    offsets = tuple(10 * edge for edge in edges) if form is TableForm.CSV else ()
    return Table(Path("t"), f"t{len(groups)}", form, {}, end, starts, offsets)


def rows_of(parts: list[Part]) -> list[tuple[int, int]]:
    return [
        (piece.table, row)
        for part in parts
        for piece in part.pieces
        for row in range(piece.start, piece.start + piece.rows)
    ]


@given(tables, st.integers(1, 60))
def test_every_row_is_in_one_part_in_order(sizes: list[list[int]], most: int) -> None:
    parts = cut_into_parts([table(groups) for groups in sizes], most)
    assert rows_of(parts) == [(number, row) for number, groups in enumerate(sizes) for row in range(sum(groups))]
    assert [part.number for part in parts] == list(range(len(parts)))
    assert all(part.rows <= most for part in parts)


@given(tables, st.integers(1, 60))
def test_parts_are_as_full_as_they_can_be(sizes: list[list[int]], most: int) -> None:
    parts = cut_into_parts([table(groups) for groups in sizes], most)
    for one, following in pairwise(parts):
        assert one.rows + following.pieces[0].rows > most


@given(tables, st.integers(1, 60))
def test_bytes_of_csv_belong_to_their_lines(sizes: list[list[int]], most: int) -> None:
    parts = cut_into_parts([table(groups, TableForm.CSV) for groups in sizes], most)
    pieces: list[Piece] = [piece for part in parts for piece in part.pieces]
    assert all((one.begin, one.end) == (10 * one.start, 10 * (one.start + one.rows)) for one in pieces)
    assert rows_of(parts) == [(number, row) for number, groups in enumerate(sizes) for row in range(sum(groups))]


@given(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_a_row_knows_its_file_its_group_and_its_number(sizes: list[list[int]], data: st.DataObject) -> None:
    whole = Tables(tuple(table(groups) for groups in sizes))
    number = data.draw(st.integers(0, len(sizes) - 1))
    group = data.draw(st.integers(0, len(sizes[number]) - 1))
    own = sum(sizes[number][:group]) + data.draw(st.integers(0, sizes[number][group] - 1))
    row = sum(map(sum, sizes[:number])) + own
    place = whole.place(row)
    assert isinstance(place, RowLocation)
    assert (place.path, place.column, place.line) == (whole.files[number].shown, group + 1, own + 1)
    assert str(place) == f"{place.path}, row group {group + 1}, row {own + 1}"
    import polars as pl

    assert whole.places(pl.Series([row])).row(0) == (place.path, group + 1, own + 1)
