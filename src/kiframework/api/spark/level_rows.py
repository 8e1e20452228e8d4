"""DataFrames with a row per person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.spark.cells import level, level_code, person_cell, plain
from kiframework.api.spark.rows import WRONG, Rows, problem, repeated_rows
from kiframework.loading.bulk.codes import REPEATED_PERSON
from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import Column, DataFrame


def level_rows(df: DataFrame, competencies: Sequence[str], highest: int) -> Rows:
    """Return the rows of a DataFrame with a column of levels from 0 to ``highest`` for each of some competencies."""
    from pyspark.sql import functions as sql

    top, person = sql.lit(highest), person_cell()
    levels = [level(df, name, top).alias(name) for name in competencies]
    marked = df.select("*", *[one.alias(f"_{name}") for one, name in zip(levels, competencies, strict=True)])
    # Cells are looked at one by one only in rows that have something wrong: code for all of them at once would be more
    # than a Java method can hold.
    lowest = sql.least(sql.lit(0).cast("tinyint"), sql.lit(0).cast("tinyint"), *[f"`_{name}`" for name in competencies])
    wrong = person.code.isNotNull() | (lowest < 0)
    values = marked.select(
        person.value.alias(PERSON), *[sql.col(f"`_{name}`").alias(name) for name in competencies], wrong.alias(WRONG)
    )
    return Rows(
        values, _single(df, marked.where(wrong), competencies, top), repeated_rows(values, [PERSON], REPEATED_PERSON)
    )


def _single(df: DataFrame, flagged: DataFrame, competencies: Sequence[str], top: Column) -> DataFrame:
    from pyspark.sql import functions as sql

    person = person_cell()
    texts = {PERSON: person.text} | {name: plain(df, name).cast("string") for name in competencies}
    cells = [sql.struct(sql.lit(name).alias("name"), text.alias("text")) for name, text in texts.items()]
    each = flagged.select(
        person.value.alias("person"), person.code.alias("no_person"), sql.explode(sql.array(*cells)).alias("cell")
    )
    text = sql.col("cell.text")
    code = sql.when(sql.col("cell.name") == PERSON, sql.col("no_person")).otherwise(level_code(text, top))
    found = each.select(problem(code, sql.col(PERSON), sql.col("cell.name"), text).alias("problem")).select("problem.*")
    return found.where(sql.col("code").isNotNull())
