"""What the writer and the reader of workbooks agree on: marks in hidden cells, words for no value, long texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from kiframework.model.base import Key, Model

META_SHEET: Final = "_kiframework"
"""Name of the hidden sheet that says what the others are."""
MARK: Final = "kiframework-quickcheck"
"""First cell of the hidden sheet; the version of the layout stands beside it."""
VERSION: Final = 1
"""Version of the layout."""

# First cells of the rows of the hidden sheet.
META_FRAMEWORK: Final = "framework"
"""Framework and version: id@1.0.0."""
META_SHA256: Final = "sha256"
"""Hash of the framework."""
META_TITLE: Final = "title"
"""A competency, and its title as the sheets show it."""
META_ENTRY: Final = "sheet"
"""The key of a sheet, and what was known when it was handed out: see :func:`pieces`."""

# Marks in the hidden first column of a sheet to be filled in. In rows of competencies the id stands there.
KEYS_ROW: Final = "#keys"
"""The hidden row with the key of every column."""
SHEET_ROW: Final = "#sheet"
"""The headline; behind the mark stands the key of the sheet's entry."""
NOTE_ROW: Final = "#note"
"""What to do."""
PERSON_ROW: Final = "#person"
"""Who is rated; in the sheet of a team, the pseudonyms stand above the columns of their levels."""
RATER_ROW: Final = "#rater"
"""Who rates."""
DATE_ROW: Final = "#date"
"""The day of the rating."""
HEAD_ROW: Final = "#head"
"""Headings of the table."""
PILLAR_ROW: Final = "#pillar"
"""The title of a pillar."""

# Keys of columns.
TITLE_COLUMN: Final = "title"
"""Titles of competencies."""
TEXT_COLUMN: Final = "text"
"""What a competency is about; in rows above the table, what is filled in."""
LEVEL_COLUMN: Final = "level"
"""Levels; behind a hyphen the number of the person, counted from 1."""
COMMENT_COLUMN: Final = "comment"
"""Comments; numbered as levels are."""
EVIDENCE_COLUMN: Final = "evidence"
"""Evidence; numbered as levels are."""

NO_VALUE: Final[Mapping[str, Mapping[str, str]]] = {
    "dont_know": {"de": "weiß nicht", "en": "don’t know"},
    "not_observable": {"de": "nicht beobachtbar", "en": "not observable"},
}
"""Answer without a value -> language -> the word for it in drop-down lists. They are no texts to be changed: what comes
back has to be understood in every language."""

LONGEST: Final = 32_000
"""Most characters in one cell, as UTF-16 counts; spreadsheets cut off a little later."""

_PIECE: Final = 30_000
_NOT_IN_CELLS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]").sub


def no_value_word(answer: str, lang: str) -> str:
    """Return the word for an answer without a value."""
    return NO_VALUE[answer].get(lang) or NO_VALUE[answer]["en"]


def numbered(column: str, number: int) -> str:
    """Return the key of a column that belongs to one person, counted from 1."""
    return f"{column}-{number}"


def shown(text: str) -> str:
    """Return a text as it stands in a cell: without control characters and halves of characters, and cut if too long.

    What a cell shows is never taken for a change of a text that no cell can hold.
    """
    kept = _NOT_IN_CELLS(" ", text).encode("utf-16-le", "ignore")
    return kept[: 2 * LONGEST].decode("utf-16-le", "ignore")


def squeezed(text: str) -> str:
    """Return a text for comparisons: programs change blanks and line ends when they save."""
    return " ".join(text.split())


def pieces(entry: Mapping[str, Any]) -> list[str]:
    """Write an entry of the hidden sheet as texts that each fit into one cell.

    The bars keep blanks at their ends, and nothing in them looks like the ``_x000D_`` of spreadsheets' own notation.
    """
    text = json.dumps(entry, separators=(",", ":")).replace("_x", r"\u005fx")
    return [f"|{text[start : start + _PIECE]}|" for start in range(0, len(text), _PIECE)]


def joined(texts: Sequence[str]) -> Any:
    """Read an entry of the hidden sheet. Raises ValueError if it was damaged."""
    found = [re.fullmatch(r"\|(.*)\|", text, re.DOTALL) for text in texts]
    try:
        return json.loads("".join(one[1] for one in found if one))
    except RecursionError:
        raise ValueError("nested too deeply") from None


class SheetEntry(Model):
    """What the hidden sheet knows about one sheet to be filled in."""

    kind: Literal["person", "team"]
    """Whether it is about one person, or has a column for each of several."""
    name: str
    """Its name when it was handed out."""
    competencies: list[Key]
    """What is asked."""
    starts: Annotated[list[dict[str, Any]], Field(min_length=1)]
    """For each person what was known: see :meth:`~kiframework.model.answers.Start.document`."""
