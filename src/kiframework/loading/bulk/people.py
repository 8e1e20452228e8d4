"""Finds people who stand in more than one row, in tables of any number of people.

A first pass keeps 8 bytes of each person, a hash. Only where two hashes are the same, a second pass looks at these rows
again with another hash, so that a chance hit of the first one accuses nobody: 128 bits agree by chance among a billion
people with a probability below 10^-20.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from kiframework.loading.bulk.parts import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from kiframework.diagnostics import Location
    from kiframework.model.bulk import Table

SEED, OTHER_SEED = 0, 1
_TOLD: Final = 1000
"""Repeated rows that can be told where the person stands besides."""


def hashed(persons: pl.Series, seed: int = SEED) -> npt.NDArray[np.uint64]:
    """Return a number for each person: the same for the same text, evenly spread."""
    return persons.cast(pl.String).hash(seed).to_numpy()


@dataclass(slots=True)
class Repeated:
    """Rows whose person stands in other rows as well."""

    tables: Sequence[Table]
    rows: npt.NDArray[np.int64]
    """Their numbers over all tables, rising."""
    others: dict[int, int] = field(default_factory=dict)
    """Row -> another one of the same person, for the first of them."""

    def of_table(self, number: int) -> npt.NDArray[np.int64]:
        """Return the rows of one table, counted from its first."""
        begin = first_rows(self.tables)[number]
        low, high = np.searchsorted(self.rows, (begin, begin + self.tables[number].rows))
        return self.rows[low:high] - begin

    def other(self, number: int, row: int) -> Location | None:
        """Return where the person in a row of a table stands besides."""
        starts = first_rows(self.tables)
        found = self.others.get(starts[number] + row)
        if found is None:
            return None
        table = bisect_right(starts, found) - 1
        return place_of(self.tables[table], found - starts[table])


def first_rows(tables: Sequence[Table]) -> list[int]:
    """Return the number of the first row of each table, counted over all tables."""
    starts, rows = [], 0
    for table in tables:
        starts.append(rows)
        rows += table.rows
    return starts


def repeated_hashes(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the hashes that come more than once, rising. ``hashes`` is sorted in place: no copy of it is made."""
    hashes.sort()
    return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])


def candidates(persons: pl.Series, rows: npt.NDArray[np.int64], wanted: npt.NDArray[np.uint64]) -> pl.DataFrame:
    """Return both hashes and the rows of people whose first hash is wanted. Rows without a person are left out."""
    own = hashed(persons)
    place = np.minimum(np.searchsorted(wanted, own), len(wanted) - 1)
    hit = np.flatnonzero((wanted[place] == own) & persons.is_not_null().to_numpy())
    other = hashed(persons.gather(hit), OTHER_SEED)
    return pl.DataFrame({"hash": own[hit], "other": other, "row": rows[hit]})


def repeated_rows(tables: Sequence[Table], found: Iterable[pl.DataFrame]) -> Repeated:
    """Return the rows that belong to people with more than one, from the candidates of all pieces."""
    every = pl.concat(found)
    keys = ["hash", "other"]
    several = every.filter(pl.len().over(keys) > 1).sort("row")
    told = several.with_columns(
        pl.col("row").first().over(keys).alias("first"), pl.col("row").get(1).over(keys).alias("second")
    ).head(_TOLD)
    others = {
        row: second if row == first else first
        for row, first, second in told.select("row", "first", "second").iter_rows()
    }
    return Repeated(tables, several.get_column("row").to_numpy(), others)
