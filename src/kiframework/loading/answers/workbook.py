"""Reads workbooks (.xlsx) into grids of cells."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kiframework.diagnostics import CellLocation, Diagnostic
from kiframework.errors import MissingExtraError
from kiframework.loading.answers.archive import RefusedError, repacked
from kiframework.loading.answers.draft import UNREADABLE
from kiframework.loading.answers.grid import Grid

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    from kiframework.diagnostics import Location

OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of workbooks of before 2007, and of workbooks that were encrypted."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(data: bytes, shown: str) -> list[Grid] | Diagnostic:
    """Read every sheet of a workbook. Raises :class:`~kiframework.errors.MissingExtraError` without the extra."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise MissingExtraError("excel", "Reading workbooks") from None
    place = CellLocation(shown)
    try:
        content = repacked(data)
    except RefusedError as refused:
        return Diagnostic(UNREADABLE, refused.message, place, help=refused.help)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return [_grid(workbook, number, shown) for number in range(len(workbook.sheet_names))]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - faults of the compiled library do not derive from Exception
        return Diagnostic(UNREADABLE, "The workbook is damaged.", place, help="have it sent again")


def old_workbook(data: bytes, shown: str) -> Diagnostic:
    """Say what is to be done about a workbook that begins with :data:`OLD_FORMAT`."""
    if _ENCRYPTED in data:
        message, help_ = "The workbook is protected by a password.", "save it without a password to open it"
    else:
        message, help_ = "This is a workbook in the format of before 2007 (.xls).", "save it as .xlsx"
    return Diagnostic(UNREADABLE, message, CellLocation(shown), help=help_)


def _grid(workbook: CalamineWorkbook, number: int, shown: str) -> Grid:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    about = workbook.sheets_metadata[number]
    whole = CellLocation(f"{shown}:{about.name}")
    hidden = about.visible != SheetVisibleEnum.Visible
    if about.typ != SheetTypeEnum.WorkSheet:
        return Grid(about.name, whole, [], lambda _row, _column: whole, hidden=hidden)
    sheet = workbook.get_sheet_by_index(number)

    def place(row: int, column: int) -> Location:
        return CellLocation(whole.path, row + 1, column + 1)

    rows = sheet.to_python(skip_empty_area=False)
    return Grid(about.name, whole, list(map(list, rows)), place, tuple(sheet.merged_cell_ranges or ()), hidden)
