"""DataFrames with a row per value that somebody gave a person in a competency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.spark.batches import KEYS
from kiframework.api.spark.cells import NAMELIKE, Cell, column, day_cell, level, level_code, person_cell, plain
from kiframework.api.spark.rows import PROBLEMS, WRONG, Rows, problem, taken
from kiframework.loading.bulk.codes import (
    ENDS_BEFORE,
    IN_FUTURE,
    RATED_BY_OTHER,
    RATER_NOT_A_PSEUDONYM,
    REPEATED_RATING,
    UNKNOWN_COMPETENCY,
    UNKNOWN_SOURCE,
)
from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from pyspark.sql import Column, DataFrame

    from kiframework.model.framework import Framework


def evidence_rows(df: DataFrame, framework: Framework, wanted: Collection[str], today: dt.date | None = None) -> Rows:
    """Return the rows of a DataFrame of evidence, of which the ``wanted`` columns are there.

    Rows without a value say nothing and are dropped. Evidence of a day after ``today`` is wrong; without it, any day
    will do.
    """
    from pyspark.sql import functions as sql

    df = df.where(plain(df, "value").isNotNull())
    cells = (
        person_cell(),
        _known(df, "competency", framework.competencies, UNKNOWN_COMPETENCY),
        _known(df, "source", framework.sources, UNKNOWN_SOURCE),
        _rater(df, framework) if "rater" in wanted else _absent("rater", "string"),
        _day(df, today),
        _value(df, framework),
        _valid_until(df) if "valid_until" in wanted else _absent("valid_until", "date"),
    )
    found = sql.array(*[problem(cell.code, sql.lit(cell.name), cell.text) for cell in cells])
    read = df.select(
        "*",
        sql.coalesce(*[cell.code for cell in cells]).isNotNull().alias(WRONG),
        sql.filter(found, lambda one: one["code"].isNotNull()).alias(PROBLEMS),
        *[cell.value.alias(taken(cell.name)) for cell in cells],
    )
    return Rows(read, tuple(cell.name for cell in cells), KEYS, REPEATED_RATING, whole_person=True)


def _known(df: DataFrame, name: str, known: Iterable[str], code: str) -> Cell:
    from pyspark.sql import functions as sql

    held = plain(df, name).cast("string")
    return Cell(name, held, sql.when(held.isNull() | ~held.isin(*known), code), held)


def _rater(df: DataFrame, framework: Framework) -> Cell:
    """Read who rated. Where that is always the person, the cell is empty or says so, and is of no more use."""
    from pyspark.sql import functions as sql

    held = plain(df, "rater").cast("string")
    own = column("source").isin(*[source.id for source in framework.scoring.sources if source.by_person])
    other = held != column(PERSON)
    code = sql.when(other & held.rlike(NAMELIKE), RATER_NOT_A_PSEUDONYM).when(other & own, RATED_BY_OTHER)
    return Cell("rater", sql.when(~own, held), code, held)


def _day(df: DataFrame, today: dt.date | None) -> Cell:
    from pyspark.sql import functions as sql

    cell = day_cell(df, "date")
    if today is None:
        return cell
    return cell._replace(code=sql.coalesce(cell.code, sql.when(cell.value > sql.lit(today), IN_FUTURE)))


def _value(df: DataFrame, framework: Framework) -> Cell:

    top, text = _ceiling(framework), plain(df, "value").cast("string")
    return Cell("value", level(df, "value", top), level_code(text, top), text)


def _ceiling(framework: Framework) -> Column:
    """Return the highest level that the source of a row can show."""
    from pyspark.sql import functions as sql

    limit = sql.lit(framework.highest_level)
    for source in framework.scoring.sources:
        if source.ceiling is not None:
            limit = sql.when(column("source") == source.id, sql.lit(source.ceiling)).otherwise(limit)
    return limit


def _valid_until(df: DataFrame) -> Cell:
    from pyspark.sql import functions as sql

    cell = day_cell(df, "valid_until", needed=False)
    early = cell.value < day_cell(df, "date").value
    return cell._replace(code=sql.coalesce(cell.code, sql.when(early, ENDS_BEFORE)))


def _absent(name: str, kind: str) -> Cell:
    from pyspark.sql import functions as sql

    nothing = sql.lit(None)
    return Cell(name, nothing.cast(kind), nothing.cast("string"), nothing.cast("string"))
