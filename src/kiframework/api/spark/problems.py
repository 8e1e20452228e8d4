"""Finds what is wrong with the rows of a DataFrame, before it is scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.spark.opened import open_frame

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from pyspark.sql import DataFrame

    from kiframework.model.framework import Framework


def find_problems(
    df: DataFrame, framework: Framework | str | Path | None = None, *, today: dt.date | None = None
) -> DataFrame:
    """Return a row for each thing that is wrong with the rows of a DataFrame, in no particular order.

    Columns: ``code`` (``kiframework rule CODE`` explains it); ``person``, null where it is no pseudonym; ``column``;
    ``value``, what stands there, null unless it looks like a number. ``df`` and ``framework`` are those of
    :func:`~kiframework.api.spark.score.score_spark`; evidence of a day after ``today`` is a problem, if it is given.
    """
    rows = open_frame(df, framework, today=today).rows
    return rows.single.unionByName(rows.repeated)
