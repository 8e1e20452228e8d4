"""Reads what trainers bring back: attendance and checks from a table of separated values or a workbook.

What a file is, its content says. Every table is read alike, whoever made it: a row is one session of one person, one
check of one person, one unnamed slip, or one figure of the work, and says of which group.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location, in_order
from kiframework.loading.answers.cells import is_blank
from kiframework.loading.answers.draft import MISSING, UNREADABLE
from kiframework.loading.answers.separated import decoded, read_separated
from kiframework.loading.answers.workbook import OLD_FORMAT, old_workbook, read_workbook
from kiframework.loading.attendance.table import column_of, is_table, read_table
from kiframework.loading.files import MAX_BYTES, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.loading.answers.grid import Grid
    from kiframework.loading.attendance.table import Noted
    from kiframework.loading.files import Input, ReadBytes

_FEW = 2
_HEADINGS = "put it back as it was handed out: group, module, date, person and so on"
_HELP = "hand in the workbook of a group (.xlsx), or sessions.csv with its empty columns filled in"


@dataclass(frozen=True, slots=True)
class LoadedAttendance:
    """What one file says. With diagnostics, ``noted`` is what is right in it."""

    noted: tuple[Noted, ...]
    diagnostics: tuple[Diagnostic, ...]


def load_attendance(file: Input, read: ReadBytes = read_bytes) -> LoadedAttendance:
    """Read what one file says about one group or several.

    KIF401 it cannot be read, KIF402 something is missing, KIF403 a cell is wrong, KIF404 rows are mixed up. Raises
    :class:`~kiframework.errors.MissingExtraError` for a workbook where the extra for workbooks is not installed.
    """
    data = read(file.path, file.shown)
    if isinstance(data, Diagnostic):
        return LoadedAttendance((), (data,))
    if len(data) > MAX_BYTES:
        return _refused(file.shown, f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    if data.startswith(OLD_FORMAT):
        return LoadedAttendance((), (old_workbook(data, file.shown),))
    grids = read_workbook(data, file.shown) if data.startswith(b"PK\x03\x04") else _separated(data, file.shown)
    if isinstance(grids, Diagnostic):
        return LoadedAttendance((), (grids,))
    tables = [grid for grid in grids if not grid.hidden and is_table(grid)]
    if not tables:
        name = Path(file.shown).name
        return _refused(file.shown, f"There is no table of a training in {name}.")
    lost = [grid for grid in grids if not grid.hidden and not is_table(grid) and _is_filled(grid)]
    loaded = _joined(map(read_table, tables))
    missing = [Diagnostic(MISSING, "The row of headings is missing.", grid.whole, help=_HEADINGS) for grid in lost]
    return LoadedAttendance(loaded.noted, in_order([*loaded.diagnostics, *missing]))


def _is_filled(grid: Grid) -> bool:
    """Tell whether a sheet looks like a table: several rows with several cells."""
    rows = [row for row in grid.rows if sum(not is_blank(value) for value in row) > _FEW]
    return len(rows) > 1


def _refused(shown: str, message: str) -> LoadedAttendance:
    return LoadedAttendance((), (Diagnostic(UNREADABLE, message, Location(shown), help=_HELP),))


def _separated(data: bytes, shown: str) -> list[Grid] | Diagnostic:
    text = decoded(data)
    if text is None:
        return Diagnostic(UNREADABLE, "This file is neither a workbook nor text.", Location(shown), help=_HELP)
    grid = read_separated(text, shown, lambda name: column_of(name) is not None)
    return grid if isinstance(grid, Diagnostic) else [grid]


def _joined(tables: Iterable[tuple[list[Noted], list[Diagnostic]]]) -> LoadedAttendance:
    noted, problems = [], []
    for found, wrong in tables:
        noted += found
        problems += wrong
    return LoadedAttendance(tuple(noted), in_order(problems))
