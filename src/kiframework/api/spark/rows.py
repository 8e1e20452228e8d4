"""The rows of a DataFrame: what scoring takes of them, and what is wrong with them. Nothing is read before it is used.

Columns of our own begin with ``_``, which no id does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.loading.bulk.codes import LEFT_WITH_PERSON
from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

WRONG = "_wrong"
"""Whether something in a row is wrong by itself."""
PROBLEMS = "_problems"
"""What is wrong in a row: a list of ``code``, ``column`` and ``value`` (null unless it looks like a number)."""
FILE = "_file"
"""The file a row comes from, where whoever reads the table notes it."""
REFUSED = "_refused"
"""Whether a row cannot be scored."""
_MOST_SHOWN = r"^[-+0-9.,eE/ ]{1,12}$"
"""What may be repeated of a cell: anything else may be a name."""


class Rows(NamedTuple):
    """What a DataFrame holds."""

    marked: DataFrame
    """Its columns as they are, :data:`WRONG`, :data:`PROBLEMS`, and what scoring takes, as :func:`taken` names it."""
    names: tuple[str, ...]
    """The columns that scoring takes."""
    keys: tuple[str, ...]
    """Those of them in which no two rows may agree; the person is one of them."""
    repeated: str
    """The code of rows that do."""
    whole_person: bool
    """Whether nobody is scored on part of their rows."""


def taken(name: str) -> str:
    """Return the name that the values of a column have beside what the column holds."""
    return f"_{name}"


def values(rows: DataFrame, names: tuple[str, ...]) -> DataFrame:
    """Return what scoring takes of some rows."""
    from pyspark.sql import functions as sql

    return rows.select(*[sql.col(f"`{taken(name)}`").alias(name) for name in names])


def guarded(rows: Rows) -> DataFrame:
    """Return what scoring takes, in rows that end the job where something in them is wrong."""
    from pyspark.sql import functions as sql

    person = sql.col(taken(PERSON))
    said = ("Something in a row of person '", sql.coalesce(person, sql.lit("?")), "' is wrong")
    held = sql.when(~sql.col(WRONG), person).otherwise(_ending(*said))
    return values(rows.marked.withColumn(taken(PERSON), held), rows.names)


def guarded_as_well(guarded_: DataFrame, rows: Rows) -> DataFrame:
    """Return guarded rows, and rows that end the job where people have several."""
    from pyspark.sql import functions as sql

    known = rows.marked.select(sql.col(taken(PERSON)).alias(PERSON)).where(sql.col(PERSON).isNotNull())
    several = known.groupBy(PERSON).count().where(sql.col("count") > 1)
    ended = several.select(
        _ending(f"{rows.repeated}: person '", sql.col(PERSON), "' stands in several rows").alias(PERSON)
    )
    return guarded_.unionByName(ended, allowMissingColumns=True)


def judged(rows: Rows) -> DataFrame:
    """Return the marked rows with all their problems, those with other rows included, and :data:`REFUSED`.

    Brings the rows of each person together, which moves them between machines.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    person = sql.col(taken(PERSON))
    alike = Window.partitionBy(*[sql.col(f"`{taken(name)}`") for name in rows.keys])
    several = person.isNotNull() & (sql.count("*").over(alike) > 1)
    if rows.whole_person:
        several &= ~sql.col(WRONG)
    repeated = problem(sql.lit(rows.repeated), sql.lit(rows.keys[-1]), sql.lit(None))
    own = sql.concat(sql.col(PROBLEMS), sql.when(sql.col("_several"), sql.array(repeated)).otherwise(sql.array()))
    found = rows.marked.repartition(person).withColumn("_several", several).withColumn(PROBLEMS, own)
    refused = sql.size(PROBLEMS) > 0
    if not rows.whole_person:
        return found.withColumn(REFUSED, refused)
    with_others = person.isNotNull() & sql.max(refused).over(Window.partitionBy(person))
    left = problem(sql.lit(LEFT_WITH_PERSON), sql.lit(PERSON), sql.lit(None))
    everything = sql.when(~refused & sql.col(REFUSED), sql.array(left)).otherwise(sql.col(PROBLEMS))
    return found.withColumn(REFUSED, refused | with_others).withColumn(PROBLEMS, everything)


def right_rows(rows: Rows) -> DataFrame:
    """Return what scoring takes, of rows that can be scored."""
    from pyspark.sql import functions as sql

    return values(judged(rows).where(~sql.col(REFUSED)), rows.names)


def refused_rows(rows: Rows) -> DataFrame:
    """Return the other rows: :data:`FILE`, the person, :data:`PROBLEMS`, and the columns that are read, as they are."""
    from pyspark.sql import functions as sql

    held = [name for name in rows.names if name in rows.marked.columns]
    found = judged(rows).where(sql.col(REFUSED))
    return found.select(FILE, f"`{taken(PERSON)}`", PROBLEMS, *[f"`{name}`" for name in held])


def listed_rows(refused: DataFrame) -> DataFrame:
    """Return rows that were refused, each with its place and what is wrong first. Spark knows no numbers of rows."""
    from pyspark.sql import functions as sql

    first, nothing = sql.col(PROBLEMS)[0], sql.lit(None).cast("string")
    place = (
        sql.col(FILE).alias("file"),
        nothing.alias("row_group"),
        nothing.alias("row"),
        first["code"].alias("code"),
        first["column"].alias("column"),
    )
    own = {FILE, taken(PERSON), PROBLEMS}
    return refused.select(*place, *[f"`{name}`" for name in refused.columns if name not in own])


def problem(code: Column, name: Column, text: Column) -> Column:
    """Return what there is to say about a problem, as one value."""
    from pyspark.sql import functions as sql

    shown = text.cast("string")
    value = sql.when(shown.rlike(_MOST_SHOWN), shown)
    return sql.struct(code.alias("code"), name.alias("column"), value.alias("value"))


def _ending(*said: Column | str) -> Column:
    """Return an expression that ends the job."""
    from pyspark.sql import functions as sql

    way_out = "; find_problems of kiframework.api.spark.problems lists everything."
    words = [sql.lit(word) if isinstance(word, str) else word for word in (*said, way_out)]
    return sql.raise_error(sql.concat(*words)).cast("string")
