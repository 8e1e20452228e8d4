"""What tables of a framework are called, and their columns: what is written, and what is understood."""

from __future__ import annotations

import re
from typing import Final, Literal

from kiframework.model.sheets import squeezed

Column = tuple[str, str | None, int | None]
"""What a column is, its language, and its level."""
Kind = Literal["framework", "scale", "pillars", "competencies", "roles", "requirements", "ladders"]
KINDS: Final[tuple[Kind, ...]] = ("framework", "scale", "pillars", "competencies", "roles", "requirements", "ladders")
"""Tables of a workbook, in their order."""

COLUMNS: Final[dict[Kind, tuple[str, ...]]] = {
    "framework": ("key", "value"),
    "scale": ("level", "title", "meaning", "more"),
    "pillars": ("id", "title", "meaning", "more"),
    "competencies": ("id", "pillar", "title", "meaning", "weight", "prerequisites", "anchor", "more"),
    "roles": ("id", "title", "purpose", "more"),
    "requirements": ("role", "competency", "level", "must_have", "more"),
    "ladders": ("ladder", "title", "step", "role"),
}
"""Table -> its columns. ``title``, ``meaning`` and ``purpose`` come once for each language, ``anchor`` once for each
level and language; ``more`` is JSON with everything that has no column."""

TEXTS: Final = frozenset(["title", "meaning", "purpose"])
"""Columns that come once for each language."""
NOTED: Final = frozenset[Kind](["competencies", "roles", "requirements"])
"""Tables whose further columns are kept as notes."""
YES: Final = frozenset(["yes", "ja", "true", "wahr", "x", "1", "y", "j", "pflicht", "must"])
"""Words for a must-have."""

_NAMES: Final = {
    "id": "id kennung",
    "competency": "competency competencyid kompetenz kompetenzid skill skillid",
    "role": "role rolle",
    "role_id": "roleid rollenid",
    "level": "level requiredlevel soll sollstufe stufe niveau",
    "title": "title name titel bezeichnung",
    "meaning": "meaning description beschreibung definition bedeutung",
    "purpose": "purpose zweck",
    "pillar": "pillar category saule saeule säule bereich kategorie",
    "weight": "weight gewicht",
    "prerequisites": "prerequisites voraussetzungen",
    "must_have": "musthave pflicht mandatory muss",
    "ladder": "ladder laufbahn",
    "step": "step schritt",
    "more": "more",
    "key": "key schlüssel schluessel",
    "value": "value wert",
}
"""What a column is -> its headings, in small letters and without signs between them."""
_ALSO: Final[dict[Kind, tuple[str, ...]]] = {
    "scale": (),
    "pillars": ("id",),
    "competencies": ("competency",),
    "roles": ("id", "role", "meaning"),
    "ladders": ("id",),
}
"""Table of others -> columns that are understood in it and not written."""
_KNOWN: Final = {word: name for name, words in _NAMES.items() for word in words.split()}
_LEVEL = re.compile(r"(?:level|stufe|niveau|anchor|anker)([0-9]{1,2})(de|en)?").fullmatch
_IN_LANGUAGE = re.compile(r"(.+?)[ _-]+([a-z]{2})").fullmatch


def column_of(header: str) -> Column | None:
    """Return what a column is; None for one that is not known."""
    plain = squeezed(header).casefold()
    level = _LEVEL(re.sub(r"[\W_]", "", plain))
    if level:
        return "anchor", level[2], int(level[1])
    whole = _KNOWN.get(re.sub(r"[\W_]", "", plain))
    if whole:
        return whole, None, None
    parts = _IN_LANGUAGE(plain)
    name = _KNOWN.get(re.sub(r"[\W_]", "", parts[1])) if parts else None
    return (name, parts[2], None) if parts and name else None


def is_used(kind: Kind, name: str) -> bool:
    """Tell whether a table has a place for what a column is."""
    return name in COLUMNS[kind] or name in _ALSO.get(kind, ())
