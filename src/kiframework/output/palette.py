"""Turns a company's accent colour into one that stays legible on the paper of either theme."""

from __future__ import annotations

from typing import Final, NamedTuple

LIGHT_PAPER: Final = "#ffffff"
DARK_PAPER: Final = "#14181d"
DEFAULT_ACCENT: Final = "#1d4f73"
LEGIBLE: Final = 4.5
"""Contrast that text needs (WCAG 2, level AA)."""

_STEPS = 40


class Accent(NamedTuple):
    """The accent colour for the light and for the dark theme."""

    light: str
    dark: str


def accent_colours(accent: str | None) -> Accent:
    """Darken the colour for light paper, and lighten it for dark paper, as far as its contrast asks for."""
    colour = accent or DEFAULT_ACCENT
    return Accent(_legible(colour, LIGHT_PAPER, "#000000"), _legible(colour, DARK_PAPER, "#ffffff"))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _legible(colour: str, paper: str, towards: str) -> str:
    mixed = (_mixed(colour, towards, step) for step in range(_STEPS + 1))
    return next(candidate for candidate in mixed if contrast(candidate, paper) >= LEGIBLE)


def _mixed(colour: str, towards: str, step: int) -> str:
    pairs = zip(_channels(colour), _channels(towards), strict=True)
    return "#" + "".join(f"{own + (aim - own) * step // _STEPS:02x}" for own, aim in pairs)


def _luminance(colour: str) -> float:
    linear = [_linear(channel / 255) for channel in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear(value: float) -> float:
    # The curve of sRGB, as WCAG writes it.
    return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
