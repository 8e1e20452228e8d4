"""The rows of a DataFrame: what scoring takes of them, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import Column, DataFrame

WRONG = "_wrong"
"""Column that tells rows with something wrong in them. No id can be named so."""
_MOST_SHOWN = r"^[-+0-9.,eE/ ]{1,12}$"
"""What may be repeated of a cell: anything else may be a name."""


class Rows(NamedTuple):
    """What a DataFrame holds. All three belong to the cluster, like the DataFrame itself."""

    values: DataFrame
    """The columns that scoring takes, and :data:`WRONG`."""
    single: DataFrame
    """A row for each thing wrong in a row by itself: ``code``; ``person``, null where it is no pseudonym; ``column``;
    ``value``, what stands there, null unless it looks like a number."""
    repeated: DataFrame
    """The same for rows that contradict each other: each of them is one."""


def guarded(rows: Rows) -> DataFrame:
    """Return the values, in rows that end the job where something in them is wrong."""
    from pyspark.sql import functions as sql

    said = sql.concat(sql.lit("Something in a row of person '"), person_or_none(), sql.lit("' is wrong"))
    ended = sql.raise_error(_with_way_out(said)).cast("string")
    held = sql.when(~sql.col(WRONG), sql.col(PERSON)).otherwise(ended)
    others = [name for name in rows.values.columns if name not in {PERSON, WRONG}]
    return rows.values.select(held.alias(PERSON), *[f"`{name}`" for name in others])


def guarded_as_well(values: DataFrame, repeated: DataFrame) -> DataFrame:
    """Return values, and rows that end the job where two rows contradict each other."""
    from pyspark.sql import functions as sql

    said = sql.concat(
        sql.col("code"), sql.lit(": person '"), person_or_none(), sql.lit("' stands in more than one row")
    )
    ended = repeated.select(sql.raise_error(_with_way_out(said)).cast("string").alias(PERSON))
    return values.unionByName(ended, allowMissingColumns=True)


def repeated_rows(values: DataFrame, keys: Sequence[str], code: str) -> DataFrame:
    """Return a problem for each of the rows that agree in ``keys``. Rows without a person agree with nobody."""
    from pyspark.sql import functions as sql

    known = values.select(*keys).where(sql.col(PERSON).isNotNull())
    several = known.groupBy(*keys).agg(sql.count("*").cast("int").alias("rows")).where(sql.col("rows") > 1)
    one = problem(sql.lit(code), sql.col(PERSON), sql.lit(keys[-1]), sql.lit(None).cast("string"))
    return several.select(sql.explode(sql.array_repeat(one, sql.col("rows"))).alias("problem")).select("problem.*")


def problem(code: Column, person: Column, name: Column, text: Column) -> Column:
    """Return what there is to say about a problem, as one value."""
    from pyspark.sql import functions as sql

    value = sql.when(text.rlike(_MOST_SHOWN), text)
    return sql.struct(code.alias("code"), person.alias(PERSON), name.alias("column"), value.alias("value"))


def person_or_none() -> Column:
    """Return the person for a message."""
    from pyspark.sql import functions as sql

    return sql.coalesce(sql.col(PERSON), sql.lit(""))


def _with_way_out(said: Column) -> Column:
    from pyspark.sql import functions as sql

    return sql.concat(said, sql.lit("; find_problems of kiframework.api.spark.problems lists everything."))
