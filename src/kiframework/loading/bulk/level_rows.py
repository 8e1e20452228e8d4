"""Checks tables with a row per person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kiframework.loading.bulk.cells import levels, persons
from kiframework.loading.bulk.codes import RAGGED_ROW, REPEATED_PERSON
from kiframework.loading.bulk.problems import Problem, parted, places
from kiframework.loading.bulk.reading import ROW
from kiframework.model.bulk import PERSON, SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from kiframework.diagnostics import Location
    from kiframework.loading.bulk.problems import Checked
    from kiframework.loading.bulk.reading import Rows
    from kiframework.model.bulk import Table


def check_level_rows(
    table: Table,
    rows: Rows,
    highest: int,
    repeated: npt.NDArray[np.int64],
    other: Callable[[int], Location | None],
) -> Checked:
    """Part rows that can be scored from those that cannot.

    ``highest`` is the top of the scale; ``repeated`` holds the numbers (in the table, rising) of rows whose person
    stands in other rows too, and ``other`` knows where. Right rows come with persons as text and levels as uint8.
    """
    raw = rows.frame
    problems = list(persons(raw.get_column(PERSON)))
    clean = [raw.get_column(PERSON)]
    for column in raw.drop(PERSON, ROW).iter_columns():
        if column.dtype == pl.Null:
            continue
        found, wrong = levels(column, highest, highest)
        clean.append(found)
        problems += wrong
    problems += _repeated(raw.get_column(ROW), repeated, other)
    checked = parted(table, raw, pl.DataFrame(clean), problems)
    return with_ragged(table, rows, checked)


def with_ragged(table: Table, rows: Rows, checked: Checked) -> Checked:
    """Add the rows that could not even be read."""
    if not rows.ragged:
        return checked
    from kiframework.diagnostics import Diagnostic, sort_key
    from kiframework.loading.bulk.parts import place_of

    message, help_ = "This row has more or fewer values than there are columns.", "count what stands between the values"
    found = checked.findings
    shown = [Diagnostic(RAGGED_ROW, message, place_of(table, row), help=help_) for row in rows.ragged[:SHOWN]]
    found.shown = sorted([*found.shown, *shown], key=sort_key)[:SHOWN]
    found.counts[RAGGED_ROW] += len(rows.ragged)
    found.rows += len(rows.ragged)
    place = places(table, pl.Series(list(rows.ragged), dtype=pl.Int64))
    reason = place.with_columns(pl.lit(RAGGED_ROW).alias("code"), pl.lit("").alias("column"))
    return checked._replace(refused=pl.concat([checked.refused, reason], how="diagonal"))


def _repeated(
    numbers: pl.Series, repeated: npt.NDArray[np.int64], other: Callable[[int], Location | None]
) -> list[Problem]:
    if not len(repeated):
        return []
    own = numbers.to_numpy()
    rows = np.flatnonzero(np.isin(own, repeated))

    def words(row: int) -> tuple[str, str | None]:
        place = other(int(own[row]))
        where = f": see {place}" if place else ""
        return f"This person stands in more than one row{where}.", "keep one row for each person"

    return [Problem(rows, REPEATED_PERSON, PERSON, words)] if len(rows) else []
