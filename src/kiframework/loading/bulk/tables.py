"""All tables of a run as one: their rows are counted on from file to file, and every row knows where it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kiframework.diagnostics import Location, RowLocation
from kiframework.model.bulk import TableForm

if TYPE_CHECKING:
    from kiframework.model.bulk import Table


@dataclass(frozen=True)
class Tables:
    """The tables of a run, in order."""

    files: tuple[Table, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Number of the first row of each table, and of all rows."""
        return tuple(accumulate((table.rows for table in self.files), initial=0))

    @property
    def rows(self) -> int:
        """Number of all rows."""
        return self.starts[-1]

    def place(self, row: int) -> Location:
        """Return where a row stands."""
        number = bisect_right(self.starts, row) - 1
        table, own = self.files[number], row - self.starts[number]
        if table.form is TableForm.CSV:
            return Location(table.shown, own + 2, 1)  # line 1 is the header
        return RowLocation(table.shown, own + 1, bisect_right(table.groups, own))

    def places(self, rows: pl.Series) -> pl.DataFrame:
        """Return file, row group and row, counted from 1, of some rows. CSV has lines of the file and no row groups."""
        every = rows.to_numpy()
        number = np.searchsorted(np.array(self.starts), every, side="right") - 1
        group, own = np.zeros_like(every), every - np.array(self.starts)[number]
        for table in np.unique(number).tolist():
            of_table, file = number == table, self.files[table]
            if file.form is TableForm.CSV:
                own[of_table] += 1
            else:
                group[of_table] = np.searchsorted(np.array(file.groups), own[of_table], side="right")
        return pl.DataFrame(
            {
                "file": pl.Series([table.shown for table in self.files], dtype=pl.String)[number],
                "row_group": pl.Series(group).replace(0, None),
                "row": own + 1,
            }
        )
