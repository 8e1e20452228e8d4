"""What stands in the cells of a DataFrame, as expressions of Spark: what it means, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.loading.bulk.codes import BAD_CELL, NOT_A_PSEUDONYM, OFF_SCALE
from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

NAMELIKE = r"[\s\p{Z}@]"
"""What stands in names and addresses of people and never in a pseudonym."""
_NUMBER = r"^[+-]?\d{1,18}(\.\d{1,9})?$"
_NUMBER_TYPE = "decimal(28,9)"
_DAY = r"^\d{4}-\d{2}-\d{2}$"


class Cell(NamedTuple):
    """The cells of one column."""

    name: str
    """The column they come from."""
    value: Column
    """What they mean; null where a cell is empty or of no use."""
    code: Column
    """The code of what is wrong with a cell; null where nothing is."""
    text: Column
    """What stands there, as text."""


def column(name: str) -> Column:
    """Return a column by its name, whatever signs the name has."""
    from pyspark.sql import functions as sql

    return sql.col(f"`{name}`")


def plain(df: DataFrame, name: str) -> Column:
    """Return a column with null wherever a cell is empty: in text an empty word, in numbers what is none (pandas)."""
    from pyspark.sql import functions as sql

    held = column(name)
    kind = df.schema[name].dataType.typeName()
    if kind == "string":
        return sql.when(sql.trim(held) != "", held)
    return sql.when(~sql.isnan(held), held) if kind in {"double", "float"} else held


def person_cell() -> Cell:
    """Read the pseudonym of a person: one word without @."""
    from pyspark.sql import functions as sql

    held = column(PERSON).cast("string")
    odd = held.isNull() | (held == "") | held.rlike(NAMELIKE)
    return Cell(PERSON, sql.when(~odd, held), sql.when(odd, NOT_A_PSEUDONYM), held)


def day_cell(df: DataFrame, name: str, *, needed: bool = True) -> Cell:
    """Read a day: a date, a timestamp without a zone, or text such as 2026-12-01."""
    from pyspark.sql import functions as sql

    held = plain(df, name)
    value = held.cast("date")
    if df.schema[name].dataType.typeName() == "string":
        # try_cast has no name in Python before Spark 4; by itself it would take 2026-5 for a day as well.
        value = sql.when(sql.trim(held).rlike(_DAY), sql.expr(f"try_cast(trim(`{name}`) AS DATE)"))
    wrong = value.isNull() & (sql.lit(needed) | held.isNotNull())
    return Cell(name, value, sql.when(wrong, BAD_CELL), held.cast("string"))


def level(df: DataFrame, name: str, highest: Column) -> Column:
    """Return the level in a column as a small number: null where there is none, -1 where there is no such level."""
    from pyspark.sql import functions as sql

    held = plain(df, name)
    kind = df.schema[name].dataType.typeName()
    number = text_number(held) if kind == "string" else held
    fits = number.between(0, highest)
    if kind in {"decimal", "double", "float", "string"}:
        fits = fits & (number == sql.floor(number))
    return sql.when(fits, number).when(held.isNotNull(), sql.lit(-1)).cast("tinyint")


def level_code(text: Column, highest: Column) -> Column:
    """Return what is wrong with text that should be a level; null where it is one."""
    from pyspark.sql import functions as sql

    number = text_number(text)
    no_level = number.isNull() | (number != sql.floor(number))
    return sql.when(text.isNotNull(), sql.when(no_level, BAD_CELL).when(~number.between(0, highest), OFF_SCALE))


def text_number(text: Column) -> Column:
    """Return the number that text holds; null where it holds none."""
    from pyspark.sql import functions as sql

    trimmed = sql.trim(text)
    return sql.when(trimmed.rlike(_NUMBER), trimmed).cast(_NUMBER_TYPE)
