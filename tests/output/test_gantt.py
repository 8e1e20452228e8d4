"""The chart of phases: inside its box, in order, and readable without colour."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiframework.output.charts import WIDTH
from kiframework.output.gantt import Bar, Diamond, Gantt, gantt_lines, gantt_svg, months

if TYPE_CHECKING:
    from collections.abc import Sequence

START = dt.date(2026, 10, 1)
STATES = {"done": "▓", "running": "█", "blocked": "▒", "ahead": "░"}


def chart(*bars: Bar, today: dt.date = dt.date(2026, 12, 1), diamonds: Sequence[dt.date] = ()) -> Gantt:
    days = tuple(Diamond(day) for day in diamonds)
    return Gantt(bars, days, today, "heute", "Phasen", "Zusammenfassung")


def bar(label: str, begin: str, end: str, state: str = "running") -> Bar:
    return Bar(label, dt.date.fromisoformat(begin), dt.date.fromisoformat(end), state, state)


USUAL = (
    bar("Check", "2026-10-01", "2026-10-30", "done"),
    bar("Pilot", "2026-11-02", "2027-01-29", "blocked"),
    bar("Skalieren", "2027-02-01", "2027-09-30", "ahead"),
)
DAYS = st.dates(START, dt.date(2036, 1, 1))
BARS = st.builds(
    lambda label, days, state: Bar(label, min(days), max(days), state, state),
    st.text("abcÄß ", min_size=1, max_size=18),
    st.tuples(DAYS, DAYS),
    st.sampled_from(sorted(STATES)),
)


def test_a_bar_lies_where_its_days_are() -> None:
    assert [line.rstrip() for line in gantt_lines(chart(*USUAL), 70)] == [
        "           10/26       01/27       04/27        07/27",
        "Check      ▓▓▓▓                                                done",
        "Pilot          ▒▒▒▒▒▒▒▒▒▒▒▒▒                                   blocked",
        "Skalieren                  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  ahead",
        "                   ↑ heute",
    ]


@given(st.lists(BARS, min_size=1, max_size=6), DAYS, st.integers(60, 140))
def test_lines_are_no_wider_than_the_terminal_and_name_every_state(bars: list[Bar], today: dt.date, width: int) -> None:
    lines = gantt_lines(chart(*bars, today=today), width)
    assert max(map(len, lines)) <= width
    for one, line in zip(bars, lines[1:], strict=False):
        assert line.startswith(one.label)
        assert line.endswith(one.state)
        assert STATES[one.state] in line


@given(st.lists(BARS, min_size=1, max_size=6), DAYS, st.lists(DAYS, max_size=5))
def test_everything_is_drawn_inside_the_box(bars: list[Bar], today: dt.date, diamonds: list[dt.date]) -> None:
    svg = str(gantt_svg(chart(*bars, today=today, diamonds=diamonds)))
    places = [float(x) for x in re.findall(r'(?:d="M| x="|H)(-?[\d.]+)', svg)]
    assert places
    assert min(places) >= 0
    assert max(places) <= WIDTH


def test_few_months_are_named_and_the_first_one_always() -> None:
    named = months(chart(*USUAL, bar("Lang", "2026-10-01", "2036-01-01")))
    assert len(named) <= 5
    assert named[0] == START


@pytest.mark.parametrize("today", ["2026-09-30", "2027-10-01"])
def test_a_day_outside_of_the_chart_is_not_marked(today: str) -> None:
    found = chart(*USUAL, today=dt.date.fromisoformat(today))
    assert "heute" not in str(gantt_svg(found))
    assert "heute" not in "\n".join(gantt_lines(found, 80))


def test_the_last_days_are_marked_from_the_left() -> None:
    (line,) = gantt_lines(chart(*USUAL, today=dt.date(2027, 9, 29)), 80)[-1:]
    assert line.rstrip().endswith("heute ↑")
    assert 'text-anchor="end">heute' in str(gantt_svg(chart(*USUAL, today=dt.date(2027, 9, 29))))


def test_words_of_a_company_are_escaped() -> None:
    assert "<script>" not in str(gantt_svg(chart(bar("<script>", "2026-10-01", "2026-10-30"))))
