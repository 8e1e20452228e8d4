"""How workbooks look: formats of cells, and how high a row has to be for its texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kiframework.output.palette import accent_colours

if TYPE_CHECKING:
    from collections.abc import Iterable

FONT: Final = "Arial"
"""A font that every office has, or one with the same widths."""
SMALL: Final = 9
"""Size of descriptions in points."""
USUAL: Final = 10
"""Size of everything else in points."""
HEADLINE: Final = 16
"""Size of headlines in points."""

_INK, _QUIET, _LINE = "#1b1f24", "#4a525b", "#c9cfd6"
_BAND, _INPUT, _INPUT_LINE = "#eef1f4", "#fff8d9", "#dcc67a"
_LINE_HEIGHT = 1.28
_PADDING = 5
_TALLEST = 409
"""The highest row that spreadsheets allow, in points."""
_MARGINS = 18
"""Pixels in the width of a column that no text may use: indent and padding."""
_MEASURED_SIZE = 10.3
"""The size at which the font is as wide as the one that XlsxWriter measures."""
_BREAKS = re.compile(r"[^\s-]*(?:-|\s+|$)").findall

_INDENTED: Final = {"align": "left", "indent": 1}
_CENTRED: Final = {"align": "center", "valign": "vcenter"}
_HEAD: Final = {"font_size": SMALL, "bold": True, "valign": "vcenter", "border": 1}
_ON_ACCENT: Final = {"font_color": "#ffffff"}
_ROW: Final = {"bottom": 1, "bottom_color": _LINE}
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "headline": {"font_size": HEADLINE, "bold": True, "valign": "vcenter", "text_wrap": False},
    "note": {"font_color": _QUIET, "text_wrap": False},
    "label": {"bold": True},
    "field": _INDENTED,
    "field-input": _INDENTED | {"num_format": "@"},
    "date": _INDENTED,
    "date-input": _INDENTED,
    "head": _HEAD | _ON_ACCENT,
    "head-indented": _HEAD | _ON_ACCENT | _INDENTED,
    "head-centred": _HEAD | _ON_ACCENT | _CENTRED,
    "head-name": _HEAD | _ON_ACCENT | _CENTRED,
    "head-name-input": _HEAD | _CENTRED | {"num_format": "@"},
    "pillar": {"bold": True, "bg_color": _BAND, "valign": "vcenter", "text_wrap": False},
    "title": _ROW | {"bold": True},
    "person": _ROW | _INDENTED,
    "text": _ROW | _INDENTED | {"font_size": SMALL, "font_color": _QUIET},
    "anchor": _ROW | _INDENTED | {"font_size": SMALL},
    "closed": {"bg_color": _BAND, "border": 1, "border_color": _LINE},
    "level-input": _CENTRED | {"font_size": 12, "bold": True},
    "word-input": _CENTRED | {"font_size": SMALL, "bold": True},
    "remark-input": _INDENTED | {"font_size": SMALL},
    # What stands there stays a text when somebody edits it, whatever it begins with.
    "quoted-remark-input": _INDENTED | {"font_size": SMALL, "quote_prefix": True},
    "notice-label": {"bold": True, "font_color": _QUIET},
    "notice": {},
}


class Looks:
    """The formats of one workbook by name, each made once."""

    def __init__(self, workbook: Any, accent: str | None, lang: str) -> None:
        """Prepare for a workbook of XlsxWriter in a company's colour."""
        self._workbook = workbook
        self._accent = accent_colours(accent).light
        self._date = "dd.mm.yyyy" if lang == "de" else "yyyy-mm-dd"
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return a format by its name."""
        if name not in self._made:
            self._made[name] = self._workbook.add_format(self._properties(name))
        return self._made[name]

    def _properties(self, name: str) -> dict[str, Any]:
        base = {"font_name": FONT, "font_size": USUAL, "font_color": _INK, "valign": "top", "text_wrap": True}
        look = base | _LOOKS[name]
        if name.startswith("head") and "font_color" in _LOOKS[name]:
            look |= {"bg_color": self._accent, "border_color": self._accent}
        if name in ("headline", "pillar"):
            look["font_color"] = self._accent
        if name.startswith("date"):
            look["num_format"] = self._date
        if name.endswith("-input"):
            look |= {"locked": False, "bg_color": _INPUT, "border": 1, "border_color": _INPUT_LINE}
        return look


class Block(NamedTuple):
    """A text in a cell."""

    text: str
    width: int
    """Of the column, in pixels."""
    size: float = SMALL
    bold: bool = False


def row_height(blocks: Iterable[Block]) -> float:
    """Return the height in points at which all texts of a row can be read."""
    return min(_TALLEST, max(_lines(block) * block.size * _LINE_HEIGHT for block in blocks) + _PADDING)


def _lines(block: Block) -> int:
    width = (block.width - _MARGINS) * _MEASURED_SIZE / block.size / (1.08 if block.bold else 1)
    return sum(_wrapped(paragraph, width) for paragraph in block.text.split("\n"))


def _wrapped(paragraph: str, width: float) -> int:
    """Count the lines of a paragraph as spreadsheets break it: behind blanks and hyphens, else within long words."""
    from xlsxwriter.utility import xl_pixel_width

    lines, used = 1, 0.0
    for word in _BREAKS(paragraph):
        length = float(xl_pixel_width(word.rstrip()))
        if used + length > width and used:
            lines, used = lines + 1, 0.0
        lines += int(length // width) if length > width else 0
        used += float(xl_pixel_width(word)) % width if length > width else xl_pixel_width(word)
    return lines
