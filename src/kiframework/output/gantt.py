"""Phases over time: static SVG for pages, lines of text for terminals. The same days always stand in a table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup, escape

from kiframework.output.charts import WIDTH, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST, _NARROWEST = 60, 12
"""Signs of all bars together in text."""
_ROW, _HEAD, _BAR, _LEAST = 40, 30, 12, 3
_LABELS: Final = 5
"""Most months that are named along the top."""
_FILLS: Final = {
    "done": ("c-soft", "#4c5663"),
    "running": ("c-solid", "#0b62a4"),
    "blocked": ("c-late", "#b23c00"),
    "ahead": ("c-trough c-limit", "#e7ebf0"),
}
_SIGNS: Final = {"done": "▓", "running": "█", "blocked": "▒", "ahead": "░"}


class Bar(NamedTuple):
    """One phase."""

    label: str
    begin: dt.date
    end: dt.date
    state: str
    shown: str
    """Its days and its state in words."""


class Diamond(NamedTuple):
    """A milestone below the bars."""

    date: dt.date


class Gantt(NamedTuple):
    """Everything on one chart."""

    bars: tuple[Bar, ...]
    diamonds: tuple[Diamond, ...]
    today: dt.date
    today_word: str
    title: str
    summary: str

    @property
    def first(self) -> dt.date:
        """The first day of the month in which it begins."""
        return min(bar.begin for bar in self.bars).replace(day=1)

    @property
    def last(self) -> dt.date:
        """The last day there is."""
        return max([bar.end for bar in self.bars] + [one.date for one in self.diamonds])

    def share(self, day: dt.date) -> float:
        """Return how far along a day lies, 0 to 1. For drawing only."""
        return max(0.0, min(1.0, (day - self.first).days / ((self.last - self.first).days + 1)))


def months(gantt: Gantt) -> list[dt.date]:
    """Return the first days of months that are named: all, or every second, third ... of them."""
    every = []
    day = gantt.first
    while day <= gantt.last:
        every.append(day)
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return every[:: -(-len(every) // _LABELS)]


def gantt_svg(gantt: Gantt) -> Markup:
    """Draw the chart, at the width of a phone."""
    bottom = _HEAD + len(gantt.bars) * _ROW
    body = "".join((*_grid(gantt), *_bars(gantt), *_marks(gantt, bottom)))
    return figure("gantt", gantt.title, gantt.summary, bottom + 34, body)


def _x(gantt: Gantt, day: dt.date) -> float:
    return 1 + gantt.share(day) * (WIDTH - 2)


def _upright(gantt: Gantt, x: float) -> str:
    """Return a vertical line that is broken where the labels of bars stand."""
    tops = [_HEAD + number * _ROW for number in range(len(gantt.bars))]
    return "".join(f"M{x:.1f} {top + 15}V{top + _ROW - 2}" for top in tops)


def _grid(gantt: Gantt) -> Iterator[str]:
    for day in months(gantt):
        x = _x(gantt, day)
        side = "end" if x > WIDTH - 40 else "start"
        yield f'<path class="c-hair" d="{_upright(gantt, x)}" stroke="#dbe0e6"/>'
        month = f"{day.month:02}/{day:%y}"
        yield f'<text class="c-soft" x="{x:.1f}" y="14" fill="#4c5663" text-anchor="{side}">{month}</text>'


def _bars(gantt: Gantt) -> Iterator[str]:
    for number, bar in enumerate(gantt.bars):
        top = _HEAD + number * _ROW
        start = min(_x(gantt, bar.begin), WIDTH - 1 - _LEAST)
        end = max(_x(gantt, bar.end + dt.timedelta(days=1)), start + _LEAST)
        name, fill = _FILLS[bar.state]
        yield f'<text class="c-ink" x="1" y="{top + 11}" fill="#1a1f26">{escape(bar.label)}</text>'
        yield (f'<path class="{name}" d="M{start:.1f} {top + 17}H{end:.1f}v{_BAR}H{start:.1f}z" fill="{fill}"/>')


def _marks(gantt: Gantt, bottom: float) -> Iterator[str]:
    for one in gantt.diamonds:
        x = min(max(_x(gantt, one.date), 5), WIDTH - 5)
        yield f'<path class="c-ink" d="M{x:.1f} {bottom + 1}l5 5l-5 5l-5 -5z" fill="#1a1f26"/>'
    if gantt.first <= gantt.today <= gantt.last:
        x = _x(gantt, gantt.today)
        side = "end" if x > WIDTH - 120 else "start"
        line = f"{_upright(gantt, x)}M{x:.1f} {bottom}V{bottom + 14}"
        yield f'<path class="c-limit" d="{line}" stroke="#b23c00" stroke-dasharray="3 2"/>'
        yield (
            f'<text class="c-ink" x="{x:.1f}" y="{bottom + 28}" fill="#1a1f26" text-anchor="{side}">'
            f"{escape(gantt.today_word)}</text>"
        )


def gantt_lines(gantt: Gantt, width: int) -> list[str]:
    """Return the chart as lines of no more than ``width`` signs, each with the state of its phase in words."""
    room = max(len(bar.label) for bar in gantt.bars) + 2
    words = max(len(bar.shown) for bar in gantt.bars) + 2
    columns = max(_NARROWEST, min(_WIDEST, width - room - words))
    lines = [" " * room + _head(gantt, columns)]
    for bar in gantt.bars:
        start, end = _column(gantt, bar.begin, columns), _column(gantt, bar.end, columns) + 1
        drawn = " " * start + _SIGNS[bar.state] * (end - start)
        lines.append(f"{bar.label:<{room}}{drawn:<{columns}}  {bar.shown}")
    if gantt.first <= gantt.today <= gantt.last:
        at = room + _column(gantt, gantt.today, columns)
        before = at > len(gantt.today_word) and at + 2 + len(gantt.today_word) > room + columns
        lines.append(f"{gantt.today_word:>{at - 1}} ↑" if before else " " * at + f"↑ {gantt.today_word}")
    return lines


def _head(gantt: Gantt, columns: int) -> str:
    """Return the names of months above the columns in which they begin, as far as there is room."""
    head = ""
    for day in months(gantt):
        at = _column(gantt, day, columns)
        if not head or at > len(head):
            head = f"{head:<{at}}{day.month:02}/{day:%y}"
    return head


def _column(gantt: Gantt, day: dt.date, columns: int) -> int:
    return min(columns - 1, int(gantt.share(day) * columns))
