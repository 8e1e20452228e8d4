from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.output.findings.samples import WORDS, places

from kiframework.diagnostics import Location
from kiframework.loading.yaml import read_yaml
from kiframework.output.findings.frame import WIDEST, code_frame, split_lines


def frame_of(text: str, place: Location) -> list[str]:
    return code_frame(split_lines(text), place)


def underlined(rows: list[str]) -> str:
    """Return what stands above the carets, measured in columns of a terminal."""
    below = next(number for number, row in enumerate(rows) if "^" in row and row.lstrip().startswith("|"))
    carets, line = rows[below], rows[below - 1]
    start, end = carets.index("^"), carets.rindex("^") + 1
    assert carets[start:] == "^" * (end - start)
    return "".join(sign for number, sign in enumerate(line) if start <= cell_len(line[:number]) < end)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("", id="nothing"),
        pytest.param("grün: ", id="umlaut"),
        pytest.param("字字: ", id="wide signs"),
        pytest.param("\U0001f600: ", id="emoji"),
        pytest.param("e\u0301\u0308: ", id="combining marks"),
        pytest.param("'\u202e\u00a0': ", id="signs nobody sees"),
        pytest.param("'\t\t': ", id="tabs"),
        pytest.param("w" * 300 + ": ", id="a long line"),
        pytest.param("字" * 300 + ": ", id="a long line of wide signs"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_carets_stand_below_what_the_parser_means(before: str, ends: str) -> None:
    text = f"# 1{ends}a: 1{ends}b: {{{before}{{needle: hay}}}}{ends}c: 2{ends}"
    if not before:
        text = text.replace("{{", "{").replace("}}", "}")
    document = read_yaml(text, "a.yaml")
    assert document.diagnostics == []
    path = ["b", *(document.data["b"] if before else ()), "needle"]
    rows = frame_of(text, document.source.key(path))
    assert underlined(rows) == "needle"
    assert [row[:3] for row in rows] == ["  |", "2 |", "3 |", "  |", "4 |", "  |"]
    assert underlined(frame_of(text, document.source.value(path))) == "hay"


def test_a_mark_at_the_start_of_the_file_counts_for_nothing() -> None:
    assert frame_of("\ufeffa: 1", Location("a", 1, 1, 1, 2)) == ["  |", "1 | a: 1", "  | ^", "  |"]


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        pytest.param(Location("a", 1, 4), ["1 | a: one", "  |    ^", "2 | b: |"], id="no end is known"),
        pytest.param(Location("a", 1, 4, 1, 4), ["1 | a: one", "  |    ^", "2 | b: |"], id="nothing stands there"),
        pytest.param(Location("a", 1, 0), ["1 | a: one", "  | ^", "2 | b: |"], id="no column is known"),
        pytest.param(Location("a", 1, 99, 1, 120), ["1 | a: one", "  |          ^", "2 | b: |"], id="beyond the line"),
        pytest.param(Location("a", 1, 4, 3, 2), ["1 | a: one", "  |    ^^^", "2 | b: |"], id="over several lines"),
        pytest.param(Location("a", 4, 1), ["3 |   two", "4 |", "  | ^"], id="the end of the file"),
        pytest.param(Location("a", 3, 3, 3, 6), ["2 | b: |", "3 |   two", "  |   ^^^"], id="the last line"),
    ],
)
def test_only_what_is_meant_is_underlined(place: Location, rows: list[str]) -> None:
    assert frame_of("a: one   \nb: |\n  two\n", place) == ["  |", *rows, "  |"]


@pytest.mark.parametrize("line", [0, 5, 1_000_000])
def test_a_line_that_does_not_exist_is_not_shown(line: int) -> None:
    assert frame_of("a: one\nb: two\n", Location("a", line, 1)) == []


def test_an_empty_line_below_is_shown_if_more_follows() -> None:
    assert frame_of("a: 1\n\nb: 2\n", Location("a", 1, 1, 1, 2)) == ["  |", "1 | a: 1", "  | ^", "2 |", "  |"]


def test_long_lines_are_cut_around_the_place() -> None:
    line = "x" * 500 + "needle" + "y" * 500
    rows = frame_of(f"{'a' * 700}\n{line}\nshort\n", Location("f", 2, 501, 2, 507))
    assert rows == [
        "  |",
        f"1 | …{'a' * 100}…",
        f"2 | …{'x' * 40}needle{'y' * 54}…",
        f"  |  {' ' * 40}^^^^^^",
        "3 | …",
        "  |",
    ]


def test_long_lines_are_cut_only_behind_a_place_near_their_start() -> None:
    rows = frame_of("needle" + "y" * 500, Location("f", 1, 1, 1, 507))
    assert rows[1:3] == [f"1 | needle{'y' * 94}…", f"  | {'^' * 100}"]


def test_cutting_takes_as_long_for_endless_lines() -> None:
    lines = ["字" * 3_000_000, "\u0301" * 3_000_000]
    start = time.perf_counter()
    for number in range(100):
        assert code_frame(lines, Location("f", 1 + number % 2, 1_500_000, 1 + number % 2, 2_900_000))
    assert time.perf_counter() - start < 1


@given(st.lists(WORDS, max_size=4), places())
def test_a_frame_is_narrow_and_visible_whatever_it_shows(texts: list[str], place: Location) -> None:
    lines = split_lines("\n".join(texts))
    rows = code_frame(lines, place)
    assert bool(rows) == (1 <= place.line <= len(lines))
    assert all(row.isprintable() for row in rows)
    assert all(cell_len(row) <= WIDEST + len("1 | ……") for row in rows if "^" not in row)
    assert sum(row.startswith("  |") for row in rows) == (3 if rows else 0)
