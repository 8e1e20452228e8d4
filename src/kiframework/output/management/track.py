"""A small chart in a row of a table: a stretch on a track, and a line across it. The same row says it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from fractions import Fraction

LENGTH: Final = 200
"""Units from end to end; the page stretches them to the room there is."""
_HEIGHT, _TOP, _BAR = 16, 3, 10
_FILLS: Final = {
    "plain": ("c-solid", "#0b62a4"),
    "late": ("c-late", "#b23c00"),
    "done": ("c-soft", "#4c5663"),
    "ahead": ("c-bar", "#b5d0e6"),
}


def track(start: float | Fraction, end: float | Fraction, line: float | Fraction | None, tone: str = "plain") -> Markup:
    """Draw a stretch from ``start`` to ``end`` and a line, all of them 0 to 1."""
    left, right = float(start) * LENGTH, max(float(end) * LENGTH, float(start) * LENGTH + 1)
    name, fill = _FILLS[tone]
    across = ""
    if line is not None:
        x = min(max(float(line) * LENGTH, 1), LENGTH - 1)
        across = (
            f'<path class="c-goal" d="M{x:.1f} 0V{_HEIGHT}" stroke="#1a1f26" stroke-width="2" '
            'vector-effect="non-scaling-stroke"/>'
        )
    return Markup(  # noqa: S704 - there is no text in it
        f'<svg class="track" width="{LENGTH}" height="{_HEIGHT}" viewBox="0 0 {LENGTH} {_HEIGHT}" '
        'preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<path class="c-trough" d="M0 {_TOP}h{LENGTH}v{_BAR}H0z" fill="#eaeef2"/>'
        f'<path class="{name}" d="M{left:.1f} {_TOP}H{right:.1f}v{_BAR}H{left:.1f}z" fill="{fill}"/>{across}</svg>'
    )
