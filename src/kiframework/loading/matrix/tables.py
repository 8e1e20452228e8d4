"""Tables of a framework, whoever made them: what each column is, by its name in German or English."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.answers.cells import is_blank
from kiframework.loading.answers.separated import decoded, read_separated
from kiframework.loading.answers.workbook import OLD_FORMAT, old_workbook, read_workbook
from kiframework.loading.files import MAX_BYTES, read_bytes
from kiframework.model.exchange import Column, column_of, is_used

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kiframework.loading.answers.grid import Grid
    from kiframework.loading.files import Input
    from kiframework.model.exchange import Kind


_TITLE: Column = ("title", None, None)
_FEW = 2
"""Roles beside each other, and rows below them, from which on it is a matrix."""
_HEADINGS_WITHIN = 10
"""Among so many rows the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table with what its columns are."""

    kind: Kind
    grid: Grid
    header: int
    columns: dict[Column, int]
    across: Mapping[int, str] = field(default_factory=dict)
    """Column -> role, where roles stand beside each other and levels below them."""

    def rows(self) -> Iterator[int]:
        """Yield the rows below the header that hold anything."""
        for row in range(self.header + 1, len(self.grid.rows)):
            if not all(map(is_blank, self.grid.rows[row])):
                yield row

    def text(self, row: int, name: str) -> str:
        """Return the words in a column without a language; empty where there is none."""
        column = self.columns.get((name, None, None))
        return "" if column is None else cell_text(self.grid.cell(row, column))

    def texts(self, row: int, name: str, lang: str) -> dict[str, str]:
        """Return language -> words of a text; a column that names no language is in ``lang``."""
        found = {}
        for (column, language, level), number in self.columns.items():
            words = cell_text(self.grid.cell(row, number)) if column == name and level is None else ""
            if words:
                found[language or lang] = words
        return found

    def anchors(self, row: int, lang: str) -> dict[int, dict[str, str]]:
        """Return level -> language -> words of the level texts."""
        found: dict[int, dict[str, str]] = {}
        for (column, language, level), number in self.columns.items():
            words = cell_text(self.grid.cell(row, number)) if column == "anchor" else ""
            if words and level is not None:
                found.setdefault(level, {})[language or lang] = words
        return found

    def further(self) -> dict[int, str]:
        """Return the columns that have a place in no table of this kind -> their headings."""
        used = {number for (name, _, _), number in self.columns.items() if is_used(self.kind, name)}
        heads = enumerate(map(cell_text, self.grid.rows[self.header]))
        return {number: head for number, head in heads if head and number not in used and number not in self.across}

    def notes(self, row: int, columns: Mapping[int, str]) -> dict[str, str]:
        """Return heading -> words of further columns."""
        words = {head: cell_text(self.grid.cell(row, number)) for number, head in columns.items()}
        return {head: text for head, text in words.items() if text}

    def place(self, row: int, name: str | None = None) -> Location:
        """Return the place of a cell, or of the row."""
        return self.grid.place(row, self.columns.get((name or "", None, None), 0))


def cell_text(value: object) -> str:
    """Return what a cell holds as text: whole numbers without a point, line ends as one sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def read_tables(file: Input) -> list[Table] | Diagnostic:
    """Read every table of a file.

    Raises :class:`~kiframework.errors.MissingExtraError` for a workbook without the extra for workbooks.
    """
    data = read_bytes(file.path, file.shown)
    if isinstance(data, Diagnostic):
        return data
    if len(data) > MAX_BYTES:
        return Diagnostic("KIF004", f"The file is larger than {MAX_BYTES // 1_000_000} MB.", Location(file.shown))
    if data.startswith(OLD_FORMAT):
        return old_workbook(data, file.shown)
    grids = read_workbook(data, file.shown) if data.startswith(b"PK\x03\x04") else _separated(data, file.shown)
    if isinstance(grids, Diagnostic):
        return grids
    tables = [table for table in map(_table, grids) if table is not None]
    if not tables:
        help_ = "tables of competencies, roles and requirements, or one of roles by competencies"
        return Diagnostic("KIF601", "There is no table of a framework here.", Location(file.shown), help=help_)
    return tables


def _separated(data: bytes, shown: str) -> list[Grid] | Diagnostic:
    text = decoded(data)
    if text is None:
        help_ = "hand in a workbook (.xlsx) or a table (.csv)"
        return Diagnostic("KIF601", "This file is neither a workbook nor text.", Location(shown), help=help_)
    grid = read_separated(text, Path(shown).stem, lambda name: column_of(name) is not None)
    if isinstance(grid, Diagnostic):
        return grid
    return [_named(grid, shown)]


def _named(grid: Grid, shown: str) -> Grid:
    """Let cells of a CSV file be named by the file, whose stem tells what it holds."""
    from dataclasses import replace

    def place(row: int, column: int) -> Location:
        return grid.place(row, column)._replace(path=shown)

    return replace(grid, whole=Location(shown), place=place)


def _table(grid: Grid) -> Table | None:
    """Return what a grid holds. Above its headings there may be a title, or a word to the reader."""
    filled = [number for number, row in enumerate(grid.rows) if not all(map(is_blank, row))]
    found = () if grid.hidden else (_headed(grid, number) for number in filled[:_HEADINGS_WITHIN])
    return next((table for table in found if table is not None), None)


def _headed(grid: Grid, header: int) -> Table | None:
    """Return the table below a row of headings; None if the row is none."""
    found = {column_of(cell_text(value)): number for number, value in reversed([*enumerate(grid.rows[header])])}
    columns = _settled({column: number for column, number in found.items() if column is not None})
    across = _across(grid, header, set(columns.values()))
    kind = _kind({name for name, _, _ in columns}, grid.name.casefold())
    if kind is None and across:
        kind = "competencies"
        columns.setdefault(_TITLE, _unheaded(columns))
    return None if kind is None else Table(kind, grid, header, columns, across if kind == "competencies" else {})


def _unheaded(columns: Mapping[Column, int]) -> int:
    """Return the column with the names of the competencies, where its heading does not say so: the first but areas."""
    named, pillar = columns.get(("competency", None, None)), columns.get(("pillar", None, None))
    return named if named is not None else 1 if pillar == 0 else 0


def _settled(columns: dict[Column, int]) -> dict[Column, int]:
    """Where a role has an id and a name beside it, the id is the role, and the name that of its ladder."""
    role, by_id = ("role", None, None), ("role_id", None, None)
    if by_id in columns:
        if role in columns:
            columns.setdefault(("ladder", None, None), columns[role])
        columns[role] = columns.pop(by_id)
    return columns


def _kind(names: set[str], name: str) -> Kind | None:
    """Tell what a table holds by its columns, and by its name where these leave it open."""
    asked: tuple[tuple[Kind, set[str]], ...] = (
        ("requirements", {"role", "competency", "level"}),
        ("ladders", {"step", "role"}),
        ("framework", {"key", "value"}),
    )
    certain = next((kind for kind, columns in asked if columns <= names), None)
    if certain is not None:
        return certain
    if names & {"id", "competency", "role", "title"} and names & {"title", "meaning"}:
        return _of_things(names, name)
    return None


def _of_things(names: set[str], name: str) -> Kind | None:
    if "anchor" in names or names & {"pillar", "competency", "prerequisites"}:
        return "competencies"
    if "pillar" in name or "säule" in name:
        return "pillars"
    if names & {"role", "purpose"} or "role" in name or "rolle" in name:
        return "roles"
    return "scale" if "level" in names else None


def _across(grid: Grid, header: int, known: Collection[int]) -> dict[int, str]:
    """Return the roles that stand beside each other: headed columns in which most of what stands are levels."""
    heads = {column: text for column, value in enumerate(grid.rows[header]) if (text := cell_text(value))}
    first, rows = min(heads), range(header + 1, len(grid.rows))
    found = {
        column: text
        for column, text in heads.items()
        if column not in known and column != first and _holds_levels(grid, rows, column)
    }
    return found if len(rows) >= _FEW and len(found) >= _FEW else {}


def _holds_levels(grid: Grid, rows: Iterable[int], column: int) -> bool:
    texts = [text for row in rows if (text := cell_text(grid.cell(row, column)))]
    return 2 * sum(matrix_level(text) is not None for text in texts) > len(texts)


def matrix_level(text: str) -> tuple[int, bool] | None:
    """Return a level, and whether it is marked as a must-have (``3!`` or ``3*``); None if it is none."""
    found = re.fullmatch(r"([0-9]{1,2}) ?([!*])?", text)
    return (int(found[1]), found[2] is not None) if found else None
