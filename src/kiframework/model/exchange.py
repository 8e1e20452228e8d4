"""What tables of a framework are called, and their columns: what is written, and what is understood."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["framework", "scale", "pillars", "competencies", "roles", "requirements", "ladders"]
KINDS: Final[tuple[Kind, ...]] = ("framework", "scale", "pillars", "competencies", "roles", "requirements", "ladders")
"""Tables of a workbook, in their order."""

COLUMNS: Final[dict[Kind, tuple[str, ...]]] = {
    "framework": ("key", "value"),
    "scale": ("level", "title", "meaning", "more"),
    "pillars": ("id", "title", "meaning", "more"),
    "competencies": ("id", "pillar", "title", "meaning", "weight", "prerequisites", "anchor", "more"),
    "roles": ("id", "title", "purpose", "more"),
    "requirements": ("role", "competency", "level", "must_have"),
    "ladders": ("ladder", "title", "step", "role"),
}
"""Table -> its columns. ``title``, ``meaning`` and ``purpose`` come once for each language, ``anchor`` once for each
level and language; ``more`` is JSON with everything that has no column."""

TEXTS: Final = frozenset(["title", "meaning", "purpose"])
"""Columns that come once for each language."""
YES: Final = frozenset(["yes", "ja", "true", "wahr", "x", "1", "y", "j", "pflicht", "must"])
"""Words for a must-have."""
