"""Tables of cells as they came back, and where what was read from them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from kiframework.diagnostics import Location, Path
    from kiframework.loading.answers.cells import Value

    Steps = tuple[Hashable, ...]
    """Keys and list positions that lead to a value."""

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a range; rows and columns count from 0, as everywhere in here."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: a sheet of a workbook, or a file of separated values."""

    name: str
    """The name of the sheet."""
    whole: Location
    """The table, where no cell can be named."""
    rows: list[list[Value]]
    """Rows may differ in length."""
    place: Callable[[int, int], Location]
    """Finds the place of a cell."""
    merged: tuple[Range, ...] = ()
    """Cells that were made one."""
    hidden: bool = False
    """Whether people do not see it."""
    delimiter: str = ""
    """What stands between values; nothing in sheets."""

    def cell(self, row: int, column: int) -> Value:
        """Return what a cell holds; outside the table that is nothing."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else None

    def found(self, text: str) -> tuple[int, int] | None:
        """Return the first cell that holds a text, row by row."""
        return next(((row, self.rows[row].index(text)) for row in self._with(text)), None)

    def _with(self, text: str) -> Iterator[int]:
        return (number for number, cells in enumerate(self.rows) if text in cells)


@dataclass(slots=True)
class CellPlaces:
    """Finds the cell in which a value of some answers stands."""

    whole: Location
    """The table, for everything that stands in no cell of its own."""
    keys: dict[Steps, Location] = field(default_factory=dict)
    """Path -> cell that names it."""
    values: dict[Steps, Location] = field(default_factory=dict)
    """Path -> cell that holds it."""

    def key(self, path: Path) -> Location:
        """Return the cell that names what is at ``path``, or the one that holds it."""
        return self.keys.get(tuple(path)) or self.value(path)

    def value(self, path: Path) -> Location:
        """Return the cell that holds what is at ``path``, or the nearest value around it."""
        steps = tuple(path)
        lengths = range(len(steps), 0, -1)
        return next((self.values[steps[:length]] for length in lengths if steps[:length] in self.values), self.whole)
