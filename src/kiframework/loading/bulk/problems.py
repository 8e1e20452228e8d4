"""What is wrong with rows of a frame: collected column by column, told row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from kiframework.diagnostics import Diagnostic
from kiframework.loading.bulk.parts import place_of
from kiframework.loading.bulk.reading import ROW
from kiframework.model.bulk import SHOWN, Findings, TableForm

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from kiframework.model.bulk import Table

    Words = Callable[[int], tuple[str, str | None]]
    """Says what is wrong in a row of the frame, and the way out."""


class Problem(NamedTuple):
    """The rows of a frame that have one thing wrong in one column."""

    rows: npt.NDArray[np.int64]
    """Their numbers in the frame, rising."""
    code: str
    column: str
    words: Words


class Checked(NamedTuple):
    """A frame after it was looked through."""

    frame: pl.DataFrame
    """Rows that are right."""
    refused: pl.DataFrame
    """The others as they were read, with their place, the code and the column of what is wrong first."""
    findings: Findings


def parted(table: Table, raw: pl.DataFrame, clean: pl.DataFrame, problems: list[Problem]) -> Checked:
    """Part right rows from wrong ones. ``clean`` holds the rows of ``raw`` in their final types."""
    if not problems:
        return Checked(clean, raw.clear(), Findings())
    first = np.full(raw.height, -1)
    for number in reversed(range(len(problems))):
        first[problems[number].rows] = number
    wrong = first >= 0
    findings = Findings(rows=int(wrong.sum()), shown=_first(table, raw, problems))
    for problem in problems:
        findings.counts[problem.code] += len(problem.rows)
    reasons = pl.DataFrame({"code": [one.code for one in problems], "column": [one.column for one in problems]})
    refused = raw.filter(pl.Series(wrong))
    named = [name for name in refused.columns if name != ROW]
    refused = pl.concat(
        [places(table, refused.get_column(ROW)), reasons[first[wrong]], refused.select(named)], how="horizontal"
    )
    return Checked(clean.filter(pl.Series(~wrong)), refused, findings)


def places(table: Table, rows: pl.Series) -> pl.DataFrame:
    """Return file, row group and row of some rows of a table, all counted from 1; CSV has lines and no row groups."""
    numbers = rows.to_numpy()
    is_csv = table.form is TableForm.CSV
    groups = None if is_csv else np.searchsorted(np.array(table.groups), numbers, side="right")
    return pl.DataFrame(
        {
            "file": pl.Series([table.shown]).new_from_index(0, len(numbers)),
            "row_group": pl.Series([None] * len(numbers) if groups is None else groups, dtype=pl.Int64),
            "row": pl.Series(numbers + (2 if is_csv else 1), dtype=pl.Int64),
        }
    )


def _first(table: Table, raw: pl.DataFrame, problems: list[Problem]) -> list[Diagnostic]:
    numbers = raw.get_column(ROW)
    found = sorted((int(row), order) for order, problem in enumerate(problems) for row in problem.rows[:SHOWN])
    shown = []
    for row, order in found[:SHOWN]:
        message, help_ = problems[order].words(row)
        shown.append(Diagnostic(problems[order].code, message, place_of(table, numbers[row]), help=help_))
    return shown
