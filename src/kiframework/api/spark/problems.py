"""Finds what is wrong with the rows of a DataFrame, before it is scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.spark.opened import open_frame
from kiframework.api.spark.rows import PROBLEMS, judged, taken
from kiframework.loading.bulk.codes import LEFT_WITH_PERSON
from kiframework.model.bulk import PERSON

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
    from pyspark.sql import functions as sql

    found = judged(open_frame(df, framework, today=today).rows)
    each = found.select(sql.explode(PROBLEMS).alias("one"), sql.col(taken(PERSON)).alias(PERSON))
    listed = each.select("one.code", PERSON, "one.column", "one.value")
    # The other rows of somebody with a problem have none of their own.
    return listed.where(sql.col("code") != LEFT_WITH_PERSON)
