from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiframework.output.typography import FINEST, MINUS, Typography, isolated

GERMAN, ENGLISH = Typography("de"), Typography("en")


@pytest.mark.parametrize(
    ("value", "decimals", "german", "english"),
    [
        (Fraction(12345, 10), 1, "1.234,5", "1,234.5"),
        (Fraction(1234567), 0, "1.234.567", "1,234,567"),
        (Fraction(1, 20), 1, "0,1", "0.1"),  # half up
        (Fraction(5, 2), 0, "3", "3"),  # half up, not to even
        (Fraction(199, 200), 2, "1,00", "1.00"),  # carries over
        (Fraction(-3, 10), 2, f"{MINUS}0,30", f"{MINUS}0.30"),
        (Fraction(-1, 1000), 1, "0,0", "0.0"),  # no minus before zero
        (0, 1, "0,0", "0.0"),
    ],
)
def test_numbers(value: Fraction | int, decimals: int, german: str, english: str) -> None:
    assert GERMAN.number(value, decimals) == german
    assert ENGLISH.number(value, decimals) == english


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_whole_steps_are_written_exactly(steps: int, decimals: int) -> None:
    written = ENGLISH.number(Fraction(steps, 10**decimals), decimals)
    assert int(written.replace(",", "").replace(".", "")) == steps


@pytest.mark.parametrize(("value", "written"), [(3, "3"), (Fraction(7, 3), "2,3"), (Fraction(6, 2), "3")])
def test_short_leaves_out_decimals_of_whole_numbers(value: Fraction | int, written: str) -> None:
    assert GERMAN.short(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(Fraction(1, 2), "0,5"), (Fraction(1, 4), "0,25"), (Fraction(1, 3), "0,33"), (Fraction(1), "1")],
)
def test_trimmed_leaves_out_zeros_at_the_end(value: Fraction, written: str) -> None:
    assert GERMAN.trimmed(value, 2) == written


def test_percent_takes_a_no_break_space_in_german_only() -> None:
    assert GERMAN.percent(Fraction(143, 168)) == "85,1\N{NO-BREAK SPACE}%"
    assert ENGLISH.percent(Fraction(143, 168)) == "85.1%"
    assert GERMAN.percent_short(Fraction(4, 5)) == "80\N{NO-BREAK SPACE}%"
    assert GERMAN.percent_short(Fraction(1, 200)) == "0,5\N{NO-BREAK SPACE}%"
    assert GERMAN.percent_range(Fraction(1, 5), Fraction(2, 5), 0) == "20–40\N{NO-BREAK SPACE}%"
    assert ENGLISH.percent_span(Fraction(1, 5), Fraction(2, 5)) == "20.0 to 40.0%"


@pytest.mark.parametrize(
    ("value", "limit", "written"),
    [
        (Fraction(12, 5), 3, "2,4"),
        (Fraction(299, 100), 3, "2,99"),
        (Fraction(29999, 10000), 3, "2,9999"),
        (Fraction(3), 3, "3"),
        (Fraction(2), 3, "2"),
    ],
)
def test_a_level_below_its_limit_never_looks_equal_to_it(value: Fraction, limit: int, written: str) -> None:
    assert GERMAN.apart(value, limit) == written


def test_a_share_below_its_limit_never_looks_equal_to_it() -> None:
    assert ENGLISH.percent_apart(Fraction(6999, 10000), Fraction(7, 10)) == "69.99%"
    assert ENGLISH.percent_apart(Fraction(7, 10), Fraction(7, 10)) == "70.0%"


@given(st.fractions(0, 5, max_denominator=1000), st.integers(1, 4))
def test_decimals_stay_within_bounds(value: Fraction, limit: int) -> None:
    decimals = len(ENGLISH.apart(value, limit).partition(".")[2])
    assert decimals <= FINEST
    assert value == limit or ENGLISH.apart(value, limit) != str(limit)


def test_dates() -> None:
    day = dt.date(2026, 3, 5)
    assert (GERMAN.date(day), GERMAN.date_short(day)) == ("05.03.2026", "05.03.2026")
    assert (ENGLISH.date(day), ENGLISH.date_short(day)) == ("5 March 2026", "2026-03-05")


def test_quotes_and_lists() -> None:
    assert (GERMAN.quoted("x"), ENGLISH.quoted("x")) == ("„x“", "“x”")
    assert GERMAN.listed(["a"], "und") == "a"
    assert GERMAN.listed(["a", "b", "c"], "und") == "a, b und c"


@pytest.mark.parametrize("plain", ["Datenschutz", "Müller – „Ä“", ""])
def test_usual_text_is_left_alone(plain: str) -> None:
    assert isolated(plain) == plain


@pytest.mark.parametrize("marks", ["\u202e", "\u200f", "\u2067", "\u2069\u2069", "\u2066\u202b"])
def test_direction_marks_end_with_the_text(marks: str) -> None:
    shown = isolated(f"a{marks}b")
    assert shown[0] == "\N{FIRST STRONG ISOLATE}"
    assert shown[-1] == "\N{POP DIRECTIONAL ISOLATE}"
    # Nothing inside closes the isolate early or leaves another one open.
    assert not set(shown[1:-1]) & set("\u2066\u2067\u2068\u2069")
