"""DataFrames with a row per person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.spark.cells import level, level_code, person_cell, plain
from kiframework.api.spark.rows import PROBLEMS, WRONG, Rows, problem, taken
from kiframework.loading.bulk.codes import REPEATED_PERSON
from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import Column, DataFrame


def level_rows(df: DataFrame, competencies: Sequence[str], highest: int) -> Rows:
    """Return the rows of a DataFrame with a column of levels from 0 to ``highest`` for each of some competencies."""
    from pyspark.sql import functions as sql

    top, person = sql.lit(highest), person_cell()
    levels = [level(df, name, top).alias(taken(name)) for name in competencies]
    read = df.select("*", person.value.alias(taken(PERSON)), *levels)
    # Two zeros, because at least two columns have to be there.
    zero = sql.lit(0).cast("tinyint")
    lowest = sql.least(zero, zero, *[f"`{taken(name)}`" for name in competencies])
    marked = read.withColumn(WRONG, person.code.isNotNull() | (lowest < 0))
    problems = sql.when(sql.col(WRONG), _problems(df, competencies, top)).otherwise(sql.array())
    names = (PERSON, *competencies)
    return Rows(marked.withColumn(PROBLEMS, problems), names, (PERSON,), REPEATED_PERSON, whole_person=False)


def _problems(df: DataFrame, competencies: Sequence[str], top: Column) -> Column:
    """Return what is wrong in a row.

    One expression is applied to a list of all cells: an expression for each of them would be more code than a Java
    method can hold.
    """
    from pyspark.sql import functions as sql

    texts = {name: plain(df, name).cast("string") for name in competencies}
    cells = sql.array(*[sql.struct(sql.lit(name).alias("name"), text.alias("text")) for name, text in texts.items()])
    found = sql.transform(cells, lambda cell: problem(level_code(cell["text"], top), cell["name"], cell["text"]))
    person = person_cell()
    own = problem(person.code, sql.lit(PERSON), sql.lit(None))
    return sql.filter(sql.concat(sql.array(own), found), lambda one: one["code"].isNotNull())
