"""Charts as static SVG, drawn at the width of a phone: two stand beside each other on paper and on wide screens.

Every chart is a pure function to markup. Presentation attributes carry the colours of the light theme, so that a chart
lifted out of its page still reads; classes let the style sheet recolour them. The same figures always stand in a table.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

WIDTH: Final = 328
"""A phone of 360 px less its margins."""
LABEL_START, LABEL_END = 14, 160
STRIP_START, STRIP_END = 166, 292
BAR_WIDTH: Final = 200
BAR: Final = 14
"""Height of a bar, in px."""
GAP: Final = 12
"""Room below a bar, in px."""
LINE: Final = 15
"""Height of a line of label text, in px; its size is 12."""

INK, SOFT, HAIR = "#1a1f26", "#4c5663", "#dbe0e6"
"""Colours of the light theme: text, text of less weight, fine lines."""
TONES: Final = {"met": "#0b62a4", "near": "#8a5600", "gap": "#b23c00", "missing": "#4c5663"}
_BREAK = re.compile(r"(?<= )|(?<=\w-)(?=\w)")
"""A label may break behind blanks, and behind the hyphens of a compound."""
_NARROWEST = 0.31
_NARROW = frozenset("fijlrtI.,:;'|!()[]-/ \N{NO-BREAK SPACE}")
_WIDE = frozenset("mwMW%@\N{EM DASH}\N{HORIZONTAL ELLIPSIS}")


class Mark(NamedTuple):
    """One competency in a dumbbell chart."""

    label: str
    must_have: bool
    required: int
    level: Fraction | None
    status: str
    shown: str
    """The level as text."""


class IntervalBar(NamedTuple):
    """One bar with what it may become once everything is rated."""

    label: str
    low: Fraction
    point: Fraction | None
    high: Fraction
    shown: str


class Limit(NamedTuple):
    """A line across bars."""

    share: Fraction
    shown: str


class Panel(NamedTuple):
    """Bars that share their limits."""

    bars: Sequence[IntervalBar]
    limits: Sequence[Limit]


@lru_cache(maxsize=4096)
def wrapped(label: str, width: int = LABEL_END - LABEL_START, size: float = 12.0) -> tuple[str, ...]:
    """Break a label into lines that fit, estimated on the wide side; a word too long for a line is broken."""
    lines: list[str] = []
    line = ""
    for part in _BREAK.split(label):
        if text_width((line + part).rstrip(), size) <= width:
            line += part
            continue
        if line:
            lines.append(line.rstrip())
        fits = text_width(part.rstrip(), size) <= width
        *full, line = [part] if fits else _pieces(part, width, size)
        lines.extend(full)
    return (*lines, line.rstrip())


def shortened(text: str, width: int, lines: int, size: float = 12.0) -> str:
    """Return a text, or as much of it with an ellipsis as is sure to fit into so many lines."""
    if len(wrapped(text, width, size)) <= lines:
        return text
    most = int(lines * width / (_NARROWEST * size))
    starts = (f"{text[:end].rstrip()}…" for end in range(min(len(text), most), 0, -1))
    return next((start for start in starts if len(wrapped(start, width, size)) <= lines), "…")


def text_width(text: str, size: float) -> float:
    """Estimate the width of a text in px, some tenth wider than common sans faces set it."""
    return sum(_advance(character) for character in text) * size


def _advance(character: str) -> float:
    if character in _NARROW:
        return _NARROWEST
    if character in _WIDE or ord(character) > 0x2E80:  # from here on mostly full-width scripts
        return 0.92
    return 0.7 if character.isupper() else 0.56


def _pieces(word: str, width: int, size: float) -> list[str]:
    pieces: list[str] = []
    piece = ""
    for character in word:
        if piece and text_width(f"{piece}{character}-".rstrip(), size) > width:
            pieces.append(f"{piece}-")
            piece = ""
        piece += character
    return [*pieces, piece]


def dumbbell(name: str, title: str, summary: str, marks: Sequence[Mark], highest: int) -> Markup:
    """Draw required levels (a bar) against actual ones (a dot) on the scale from 0 to ``highest``."""
    unit = (STRIP_END - STRIP_START - 10) / highest
    origin = STRIP_START + 5
    parts: list[str] = []
    top = 20.0
    for mark in marks:
        label, height = _label(mark.label)
        middle = top + height / 2
        parts.append(_label_at(label, top + (height - len(wrapped(mark.label)) * LINE) / 2))
        parts.append(_dumbbell_row(mark, origin, unit, middle))
        top += height
    return figure(name, title, summary, top + 4, _scale(origin, unit, highest, top) + "".join(parts))


def _scale(origin: float, unit: float, highest: int, bottom: float) -> str:
    step = -(-highest // 8)
    ticks = ((level, f"{origin + level * unit:.1f}") for level in range(0, highest + 1, step))
    return "".join(
        f'<path class="c-hair" d="M{x} 16V{bottom:.1f}" stroke="{HAIR}"/>'
        f'<text class="c-soft" x="{x}" y="11" fill="{SOFT}" text-anchor="middle">{level}</text>'
        for level, x in ticks
    )


def _dumbbell_row(mark: Mark, origin: float, unit: float, y: float) -> str:
    required = origin + mark.required * unit
    must = f'<path class="c-ink" d="M0 {y - 3.5:.1f}h7v7h-7z" fill="{INK}"/>' if mark.must_have else ""
    goal = f'<path class="c-goal" d="M{required:.1f} {y - 7:.1f}v14" stroke="{INK}" stroke-width="3"/>'
    shown = (
        f'<text class="c-ink" x="{WIDTH}" y="{y + 4:.1f}" fill="{INK}" text-anchor="end">{escape(mark.shown)}</text>'
    )
    colour = TONES[mark.status]
    if mark.level is None:
        line = f"M{origin:.1f} {y:.1f}H{STRIP_END - 5}"
        unknown = f'<path class="t-missing" d="{line}" stroke="{colour}" stroke-width="1.5" stroke-dasharray="2 4"/>'
        return must + unknown + goal + shown
    actual = origin + float(mark.level) * unit
    link = (
        f'<path class="t-{mark.status}" d="M{actual:.1f} {y:.1f}H{required:.1f}" stroke="{colour}" stroke-width="2"/>'
    )
    return must + link + goal + _dot(mark.status, actual, y, colour) + shown


def _dot(status: str, x: float, y: float, colour: str) -> str:
    # The shapes are those of the status symbols, so that the chart reads without colour too.
    if status == "gap":
        shape = f"M{x - 5.5:.1f} {y - 4.5:.1f}h11l-5.5 9.5z"
    elif status == "near":
        shape = f"M{x:.1f} {y - 6:.1f}l6 6-6 6-6-6z"
    else:
        shape = f"M{x - 5:.1f} {y:.1f}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
    return f'<path class="f-{status}" d="{shape}" fill="{colour}"/>'


def interval_bars(name: str, title: str, summary: str, panels: Sequence[Panel]) -> Markup:
    """Draw shares as bars from 0 to 100 % with their interval as a whisker, and limits as fine lines."""
    parts: list[str] = []
    top = 0.0
    for panel in panels:
        bars: list[float] = []
        for bar in panel.bars:
            row, top = _interval_bar(bar, top)
            parts.append(row)
            bars.append(top - GAP - BAR)
        parts.append(_limits(panel.limits, bars, top - 6))
        top += 24
    return figure(name, title, summary, top - 6, "".join(parts))


def _interval_bar(bar: IntervalBar, top: float) -> tuple[str, float]:
    lines = wrapped(bar.label, WIDTH - 120, 12.0)
    label = _text_lines(lines, 0, top + 12)
    shown = (
        f'<text class="c-ink c-strong" x="{WIDTH}" y="{top + 12:.1f}" fill="{INK}" font-weight="600" '
        f'text-anchor="end">{escape(bar.shown)}</text>'
    )
    y = top + len(lines) * LINE + 5
    low, high, middle = _across(bar.low), _across(bar.high), y + 7
    parts = [label, shown, f'<path class="c-trough" d="M0 {y:.1f}h{WIDTH}v14H0z" fill="#eef1f4"/>']
    if bar.point is not None:
        end = _across(bar.point)
        parts.append(f'<path class="c-bar" d="M0 {y:.1f}H{end:.1f}v14H0z" fill="#b5d0e6"/>')
        parts.append(
            f'<path class="c-end" d="M{max(end - 1.5, 1.5):.1f} {y:.1f}v14" stroke="#0b62a4" stroke-width="3"/>'
        )
    if bar.low != bar.high:
        whisker = f"M{low:.1f} {middle:.1f}H{high:.1f}M{low:.1f} {y + 3:.1f}v8M{high:.1f} {y + 3:.1f}v8"
        parts.append(f'<path class="c-whisker" d="{whisker}" fill="none" stroke="{INK}" stroke-width="1.5"/>')
    return "".join(parts), y + BAR + GAP


def _limits(limits: Sequence[Limit], bars: Sequence[float], bottom: float) -> str:
    """Draw limits across the bars only, so that they run through no figure, and name them below the last one."""
    parts: list[str] = []
    free = float(WIDTH)
    for limit in sorted(limits, key=lambda limit: limit.share, reverse=True):
        x = _across(limit.share)
        parts.extend(
            f'<path class="c-limit" d="M{x:.1f} {y:.1f}v{BAR + 4}" stroke="{SOFT}" stroke-dasharray="1 2"/>'
            for y in bars
        )
        half = text_width(limit.shown, 12) / 2
        if x + half <= free:
            parts.append(
                f'<text class="c-soft" x="{x:.1f}" y="{bottom + 12:.1f}" fill="{SOFT}" '
                f'text-anchor="middle">{escape(limit.shown)}</text>'
            )
            free = x - half - 4
    return "".join(parts)


def _across(share: Fraction) -> float:
    return 1 + float(share) * (WIDTH - 2)


def ranked_bar(value: Fraction, largest: Fraction) -> Markup:
    """Draw the bar of one row of a ranking, from zero; the row of the table names it and gives its value."""
    length = float(value / largest) * BAR_WIDTH
    return Markup(  # noqa: S704 - every text in it is escaped
        f'<svg class="bar" width="{BAR_WIDTH}" height="12" viewBox="0 0 {BAR_WIDTH} 12" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false"><path class="c-solid" d="M0 0h{length:.1f}v12h-{length:.1f}z" '
        f'fill="#0b62a4"/></svg>'
    )


def step_meter(first: int, last: int, steps: int) -> Markup:
    """Draw which steps of a share are meant, as small boxes; the same words stand beside it."""
    boxes = "".join(
        f'<path class="{"c-solid" if first <= box < last else "c-trough"}" d="M{box * 13} 0h11v10h-11z" '
        f'fill="{"#0b62a4" if first <= box < last else "#e4e8ed"}"/>'
        for box in range(steps)
    )
    width = steps * 13 - 2
    return Markup(  # noqa: S704 - every text in it is escaped
        f'<svg class="meter" width="{width}" height="10" viewBox="0 0 {width} 10" aria-hidden="true" focusable="false">'
        f"{boxes}</svg>"
    )


@lru_cache(maxsize=4096)
def _label(label: str) -> tuple[str, int]:
    """Return a label as text elements that start at height 0, and the height of its row."""
    lines = wrapped(label)
    return _text_lines(lines, LABEL_START, 11.5), max(26, len(lines) * LINE + 10)


def _label_at(label: str, top: float) -> str:
    return f'<g transform="translate(0 {top:.1f})">{label}</g>'


def _text_lines(lines: Iterable[str], x: int, y: float) -> str:
    return "".join(
        f'<text class="c-ink" x="{x}" y="{y + number * LINE:.1f}" fill="{INK}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def figure(name: str, title: str, summary: str, height: float, body: str) -> Markup:
    """Return a chart of the width of a phone with a title and a description for those who do not see it.

    ``name`` keeps the ids of several charts apart. ``body`` has every text escaped.
    """
    return Markup(  # noqa: S704 - every text in it is escaped
        f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" width="{WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" font-size="12"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(summary)}</desc>{body}</svg>'
    )
