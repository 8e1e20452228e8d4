"""A framework as tables, without loss: a workbook with a sheet for each, or CSV files."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

from kiframework.errors import KiframeworkError, MissingExtraError
from kiframework.model.exchange import COLUMNS, KINDS, NOTED, TEXTS, column_of, is_used
from kiframework.model.sheets import LONGEST
from kiframework.output.separated import render_rows, words
from kiframework.output.workbook_style import FONT, USUAL, Block, row_height

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.model.exchange import Kind
    from kiframework.model.framework import Framework

CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zones
_IN_TABLES: Final = ("scale", "pillars", "competencies", "roles", "ladders")
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_WIDTHS: Final = {"meaning": 420, "purpose": 420, "anchor": 340, "more": 260, "value": 700, "title": 220}
"""Column -> its width in pixels."""

_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_").search
"""What a cell does not give back as it was."""

Rows = list[list[str]]


def framework_tables(framework: Framework) -> dict[Kind, Rows]:
    """Return table -> rows of text, headings first."""
    data = framework.model_dump(mode="json", exclude={"recorded"}, exclude_defaults=True)
    languages = list(framework.languages)
    tables = _Tables(data, languages, framework.highest_level)
    return {kind: [tables.head(kind), *tables.rows(kind)] for kind in KINDS}


class _Tables:
    """Lays out the parts of a framework."""

    def __init__(self, data: dict[str, Any], languages: list[str], highest: int) -> None:
        self._data, self._languages = data, languages
        self._levels = range(highest + 1)
        self._notes = {kind: self._headings(kind) for kind in NOTED}

    def head(self, kind: Kind) -> list[str]:
        """Return the headings of a table."""
        found: list[str] = []
        for column in COLUMNS[kind]:
            if column in TEXTS:
                found += [f"{column}_{lang}" for lang in self._languages]
            elif column == "anchor":
                found += [f"level_{level}_{lang}" for level in self._levels for lang in self._languages]
            elif column == "more":
                found += [*self._notes.get(kind, ()), column]
            else:
                found.append(column)
        return found

    def rows(self, kind: Kind) -> Iterator[list[str]]:
        """Yield the rows of a table."""
        rows: Iterator[list[str]] = getattr(self, f"_{kind}")()
        yield from rows

    def _framework(self) -> Iterator[list[str]]:
        for key, value in self._data.items():
            if key not in _IN_TABLES:
                yield [key, json.dumps(value, ensure_ascii=False)]

    def _scale(self) -> Iterator[list[str]]:
        for one in self._data["scale"]:
            yield self._row("scale", one, {"level": str(one["level"])})

    def _pillars(self) -> Iterator[list[str]]:
        for one in self._data["pillars"]:
            yield self._row("pillars", one, {"id": one["id"]})

    def _competencies(self) -> Iterator[list[str]]:
        for name, one in self._data["competencies"].items():
            cells = {"id": name, "pillar": one["pillar"], "weight": str(one["weight"])}
            cells["prerequisites"] = ", ".join(one.get("prerequisites", []))
            yield self._row("competencies", one, cells)

    def _roles(self) -> Iterator[list[str]]:
        for name, one in self._data["roles"].items():
            rest = {key: value for key, value in one.items() if key != "requirements"}
            yield self._row("roles", rest, {"id": name})

    def _requirements(self) -> Iterator[list[str]]:
        for role, one in self._data["roles"].items():
            for competency, asked in one["requirements"].items():
                cells = {"role": role, "competency": competency, "level": str(asked["level"])}
                cells["must_have"] = "yes" if asked.get("must_have") else ""
                yield self._row("requirements", asked, cells)

    def _ladders(self) -> Iterator[list[str]]:
        for name, one in self._data.get("ladders", {}).items():
            for number, role in enumerate(one["steps"], 1):
                yield [name, *(one["title"].get(lang, "") for lang in self._languages), str(number), role]

    def _row(self, kind: Kind, one: dict[str, Any], cells: dict[str, str]) -> list[str]:
        """Return a row; whatever does not fit into the columns goes into the last one."""
        row: list[str] = []
        left = {key: value for key, value in one.items() if key not in cells}
        for column in COLUMNS[kind][:-1]:
            if column in TEXTS:
                row += self._texts(left, column)
            elif column == "anchor":
                row += self._anchors(left)
            else:
                row.append(cells.get(column, ""))
        row += self._noted(left, self._notes.get(kind, ()))
        return [*row, json.dumps(left, ensure_ascii=False) if left else ""]

    def _headings(self, kind: Kind) -> list[str]:
        """Return the names of notes that can be headings: those that stand for nothing else in the table."""
        entries = {"competencies": self._data["competencies"].values(), "roles": self._data["roles"].values()}
        asked = (one for role in self._data["roles"].values() for one in role["requirements"].values())
        names = dict.fromkeys(name for one in entries.get(kind, asked) for name in one.get("notes", {}))
        known = {name: column_of(name) for name in names if _fits(name)}
        return [name for name, column in known.items() if column is None or not is_used(kind, column[0])]

    @staticmethod
    def _noted(left: dict[str, Any], names: Sequence[str]) -> list[str]:
        notes = dict(left.get("notes", {}))
        row = [notes.pop(name, "") if _fits(notes.get(name, "")) else "" for name in names]
        left.pop("notes", None)
        left |= {"notes": notes} if notes else {}
        return row

    def _texts(self, left: dict[str, Any], column: str) -> list[str]:
        text = left.get(column, {})
        if set(text) <= set(self._languages) and all(map(_fits, text.values())):
            left.pop(column, None)
            return [text.get(lang, "") for lang in self._languages]
        return ["" for _ in self._languages]

    def _anchors(self, left: dict[str, Any]) -> list[str]:
        anchors = {int(level): text for level, text in left.get("anchors", {}).items()}
        texts = [one for text in anchors.values() for one in text.values()]
        known = all(set(text) <= set(self._languages) for text in anchors.values())
        if not (known and all(map(_fits, texts)) and set(anchors) <= set(self._levels)):
            return ["" for _ in self._levels for _ in self._languages]
        left.pop("anchors", None)
        return [anchors.get(level, {}).get(lang, "") for level in self._levels for lang in self._languages]


def _fits(text: str) -> bool:
    """Tell whether a text comes out of a cell as it went in."""
    return text == text.strip() and not _CONTROL(text)


def render_framework_csv(framework: Framework) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of a CSV file for each table."""
    for kind, rows in framework_tables(framework).items():
        yield f"{kind}.csv", render_rows(map(words, row) for row in rows)


def render_framework_workbook(framework: Framework) -> bytes:
    """Return a workbook with a sheet for each table.

    Raises :class:`~kiframework.errors.MissingExtraError` without the extra for workbooks, and
    :class:`~kiframework.errors.KiframeworkError` for a text that no cell can hold.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError("excel", "Writing workbooks") from None
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, dict(_OPTIONS)) as workbook:
        workbook.set_properties({"created": CREATED})
        head = workbook.add_format({"font_name": FONT, "font_size": USUAL, "bold": True, "bottom": 1, "valign": "top"})
        body = workbook.add_format({"font_name": FONT, "font_size": USUAL, "text_wrap": True, "valign": "top"})
        for kind, rows in framework_tables(framework).items():
            _write(workbook.add_worksheet(kind), rows, head, body)
    return buffer.getvalue()


def _write(sheet: Any, rows: Rows, head: Any, body: Any) -> None:
    widths = [_width(name) for name in rows[0]]
    for column, width in enumerate(widths):
        sheet.set_column_pixels(column, column, width)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if len(text.encode("utf-16-le")) > 2 * LONGEST:
                raise KiframeworkError("A text is longer than a cell can hold.", "export with --format csv")
            if text:
                sheet.write_string(number, column, text, head if number == 0 else body)
        sheet.set_row(number, row_height(Block(text, width, USUAL) for text, width in zip(row, widths, strict=True)))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)


def _width(name: str) -> int:
    """Return the width of a column in pixels."""
    kind = "anchor" if name.startswith("level_") else name.partition("_")[0]
    return _WIDTHS.get(kind, 150)
