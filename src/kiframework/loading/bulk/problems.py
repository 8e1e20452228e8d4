"""What is wrong with rows of a frame: collected column by column, told row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from kiframework.diagnostics import Diagnostic, sort_key
from kiframework.loading.bulk.codes import RAGGED_ROW
from kiframework.loading.bulk.reading import ROW
from kiframework.model.bulk import SHOWN, Findings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from kiframework.loading.bulk.tables import Tables

    Words = Callable[[int], tuple[str, str | None]]
    """Says what is wrong in a row of the frame, and the way out."""


class Problem(NamedTuple):
    """The rows of a frame that have one thing wrong in one column."""

    rows: npt.NDArray[np.int64]
    """Their numbers in the frame, rising."""
    code: str
    column: str
    words: Words | None
    """None for what is counted and never shown."""


class Checked(NamedTuple):
    """A frame after it was looked through."""

    frame: pl.DataFrame
    """Rows that are right."""
    refused: pl.DataFrame
    """The others as they were read, with their place, the code and the column of what is wrong first."""
    findings: Findings


def parted(tables: Tables, raw: pl.DataFrame, clean: pl.DataFrame, problems: Sequence[Problem]) -> Checked:
    """Part right rows from wrong ones. ``clean`` holds the rows of ``raw`` in their final types."""
    if not problems:
        return Checked(clean, raw.clear(), Findings())
    first = np.full(raw.height, -1)
    for number in reversed(range(len(problems))):
        first[problems[number].rows] = number
    wrong = first >= 0
    findings = Findings(rows=int(wrong.sum()), shown=_shown(tables, raw.get_column(ROW), problems))
    for problem in problems:
        findings.counts[problem.code] += len(problem.rows)
    reasons = pl.DataFrame(
        {"code": [one.code for one in problems], "column": [one.column or None for one in problems]},
        schema={"code": pl.String, "column": pl.String},
    )
    rows = raw.filter(pl.Series(wrong))
    place = tables.places(rows.get_column(ROW))
    refused = pl.concat([place, reasons[first[wrong]], rows.drop(ROW)], how="horizontal")
    return Checked(clean.filter(pl.Series(~wrong)), refused, findings)


def with_ragged(tables: Tables, ragged: Sequence[int], checked: Checked) -> Checked:
    """Add rows that could not even be read."""
    if not ragged:
        return checked
    words = ("This row has more or fewer values than there are columns.", "count what stands between the delimiters")
    rows = pl.Series(ROW, list(ragged), dtype=pl.Int64)
    unread = rows.to_frame()
    problem = Problem(np.arange(len(rows)), RAGGED_ROW, "", lambda _: words)
    found = parted(tables, unread, unread, [problem])
    shown = sorted([*checked.findings.shown, *found.findings.shown], key=sort_key)
    findings = Findings(
        checked.findings.counts + found.findings.counts, checked.findings.rows + len(rows), shown[:SHOWN]
    )
    refused = pl.concat([checked.refused.drop(ROW, strict=False), found.refused], how="diagonal_relaxed")
    return Checked(checked.frame, refused.sort("row"), findings)


def _shown(tables: Tables, rows: pl.Series, problems: Sequence[Problem]) -> list[Diagnostic]:
    """Return the first problems in order of rows, then of columns."""
    told = [(problem, problem.words) for problem in problems]
    found = sorted(
        (int(row), order) for order, (problem, words) in enumerate(told) if words for row in problem.rows[:SHOWN]
    )
    shown = []
    for row, order in found[:SHOWN]:
        problem, words = told[order]
        if words is not None:
            message, help_ = words(row)
            where = f"in column '{problem.column}'" if problem.column else None
            way_out = ": ".join(part for part in (where, help_) if part) or None
            shown.append(Diagnostic(problem.code, message, tables.place(rows[row]), help=way_out))
    return shown
