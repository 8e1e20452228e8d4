"""Finds people who stand in more than one row, in tables of any number of people.

A first pass keeps 8 bytes of each person, a hash. Only where two hashes are the same, a second pass looks at these rows
again with another hash, so that a chance hit of the first one accuses nobody: 128 bits agree by chance among a billion
people with a probability below 10^-20.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

SEED, OTHER_SEED = 0, 1
_TOLD: Final = 1000
"""Repeated rows that can be told where the person stands besides."""


def hashed(persons: pl.Series, seed: int = SEED) -> npt.NDArray[np.uint64]:
    """Return a number for each person: the same for the same text, evenly spread."""
    return persons.cast(pl.String).hash(seed).to_numpy()


class Repeated(NamedTuple):
    """Rows whose person stands in other rows as well."""

    rows: npt.NDArray[np.int64]
    """Their numbers, rising."""
    others: Mapping[int, int]
    """Row -> another one of the same person, for the first of them."""


NOBODY: Final = Repeated(np.zeros(0, np.int64), {})


def repeated_hashes(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the hashes that come more than once, rising; 0 stands for rows without a person.

    ``hashes`` is sorted in place: no copy of it is made.
    """
    hashes.sort()
    several = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
    found: npt.NDArray[np.uint64] = several[several != 0]
    return found


def candidates(persons: pl.Series, rows: pl.Series, wanted: npt.NDArray[np.uint64]) -> pl.DataFrame:
    """Return both hashes and the rows of people whose first hash is one of the wanted ones (rising)."""
    own = hashed(persons)
    place = np.minimum(np.searchsorted(wanted, own), len(wanted) - 1)
    hit = np.flatnonzero(wanted[place] == own)
    other = hashed(persons.gather(hit), OTHER_SEED)
    return pl.DataFrame({"hash": own[hit], "other": other, "row": rows.gather(hit)})


def repeated_rows(found: Iterable[pl.DataFrame]) -> Repeated:
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
    return Repeated(several.get_column("row").to_numpy(), others)
