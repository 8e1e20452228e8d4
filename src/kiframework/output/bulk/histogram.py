"""How a figure is spread over people, as static SVG; the same numbers stand in a table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kiframework.output.charts import HAIR, SOFT, TONES, WIDTH, figure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from markupsafe import Markup

HEIGHT: Final = 96
"""Height of the tallest bar, in px."""
_TOP, _UNIT = 8, (WIDTH - 24) / 100
_ORIGIN = 12


class Step(NamedTuple):
    """A bar from one percentage to another."""

    low: int
    high: int
    share: Fraction | None
    """Share of people in it; None if that is hidden."""


def histogram(name: str, title: str, summary: str, steps: Sequence[Step], mean: Fraction | None) -> Markup:
    """Draw bars whose area is the number of people, so that a joined step looks no larger than it is."""
    bottom = _TOP + HEIGHT
    tallest = max((_density(step) for step in steps), default=0.0) or 1.0
    bars = "".join(_bar(step, _density(step) / tallest * HEIGHT, bottom) for step in steps)
    return figure(name, title, summary, bottom + 22, bars + _axis(bottom) + _mean(mean, bottom))


def _density(step: Step) -> float:
    return float(step.share or 0) / (step.high - step.low)


def _bar(step: Step, height: float, bottom: float) -> str:
    left, width = _x(step.low) + 1, (step.high - step.low) * _UNIT - 2
    if step.share is None:
        return (
            f'<path class="c-axis" d="M{left:.1f} {bottom - 8:.1f}h{width:.1f}v8h{-width:.1f}z" fill="none" '
            f'stroke="{SOFT}" stroke-dasharray="2 3"/>'
        )
    return (
        f'<path class="c-solid" d="M{left:.1f} {bottom:.1f}v{-height:.1f}h{width:.1f}v{height:.1f}z" '
        f'fill="{TONES["met"]}"/>'
    )


def _axis(bottom: float) -> str:
    line = f'<path class="c-axis" d="M{_x(0):.1f} {bottom}H{_x(100):.1f}" stroke="{SOFT}"/>'
    labels = "".join(
        f'<text class="c-soft" x="{_x(at):.1f}" y="{bottom + 16}" fill="{SOFT}" text-anchor="middle">{at}</text>'
        for at in range(0, 101, 20)
    )
    return line + labels


def _mean(mean: Fraction | None, bottom: float) -> str:
    if mean is None:
        return ""
    at = _x(float(mean * 100))
    return f'<path class="c-whisker" d="M{at:.1f} {_TOP - 6}V{bottom}" stroke="{HAIR}" stroke-dasharray="3 2"/>'


def _x(percent: float) -> float:
    return _ORIGIN + percent * _UNIT
