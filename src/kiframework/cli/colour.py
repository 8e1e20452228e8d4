"""Colour for findings on a terminal. Without it they say the same."""

from __future__ import annotations

import re

_STYLES = (
    (re.compile(r"^KIF\d{3}(?: \[\*\])? error\b", re.MULTILINE), "1;31"),
    (re.compile(r"^KIF\d{3}(?: \[\*\])? warning\b", re.MULTILINE), "1;33"),
    (re.compile(r"^KIF\d{3}(?: \[\*\])? info\b", re.MULTILINE), "1;36"),
    (re.compile(r"^ *(?:-->|\d+ \||\|)", re.MULTILINE), "34"),
    (re.compile(r"\^+$", re.MULTILINE), "1;31"),
    (re.compile(r"^ *= ?help:|^help:", re.MULTILINE), "1;36"),
)


def colour_findings(text: str) -> str:
    """Return findings in the full form with their marks in colour."""
    for pattern, style in _STYLES:
        text = pattern.sub(f"\x1b[{style}m\\g<0>\x1b[0m", text)
    return text
