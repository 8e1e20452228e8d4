"""Scores a DataFrame: what notebooks and jobs call, on whatever cluster they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.spark.batches import EvidenceScores, LevelScores
from kiframework.api.spark.opened import open_frame
from kiframework.api.spark.rows import guarded, guarded_as_well
from kiframework.errors import KiframeworkError
from kiframework.model.bulk import PERSON, Shape
from kiframework.scoring.bulk.schema import decoded_schema, result_schema

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from pyspark.sql import DataFrame

    from kiframework.api.spark.opened import Opened
    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles

_TYPES = {"string": "string", "double": "double"}
"""Arrow's names of types -> Spark's."""


def score_spark(
    df: DataFrame,
    framework: Framework | str | Path | None = None,
    *,
    roles: Sequence[str] | None = None,
    date: dt.date | None = None,
) -> DataFrame:
    """Score everybody in a DataFrame against roles, on the cluster the DataFrame belongs to.

    ``df`` has one of two shapes. *Levels*: the column ``person``, and one column of whole numbers for each competency
    that is rated; an agreed level counts as confirmed, null is missing. *Evidence*: a row per value, with the columns
    ``person``, ``competency``, ``source``, ``date``, ``value`` and, where there are any, ``rater`` and ``valid_until``;
    ``date`` is the assessment date then and has to be given, because evidence ages. ``framework`` is a loaded
    framework, the path of one, or None for the built-in one; ``roles`` are ids of it, all of them if left out.

    Returns a DataFrame with a row per person and role, in no particular order, and the columns of
    :func:`~kiframework.scoring.bulk.schema.result_schema`; every figure is the one that ``kiframework assess`` shows.
    Nothing is read before something is done with it. Then a value off the scale, a competency or source that the
    framework does not know, and somebody who comes twice end the job with the code and the person;
    :func:`~kiframework.api.spark.problems.find_problems` lists them all beforehand.

    Raises :class:`~kiframework.errors.KiframeworkError` at once if framework, roles or columns cannot be used.
    """
    opened = open_frame(df, framework, roles)
    if opened.shape is Shape.EVIDENCE and date is None:
        raise KiframeworkError("Evidence ages, so the assessment date has to be given.", "date=datetime.date(...)")
    return scored_or_ended(opened, date)


def scored_or_ended(opened: Opened, day: dt.date | None) -> DataFrame:
    """Score everybody; a row with something wrong ends the job."""
    values = guarded(opened.rows)
    if opened.shape is Shape.LEVELS:
        values = guarded_as_well(values, opened.rows)
    return scored(opened, values, day)


def scored(opened: Opened, values: DataFrame, day: dt.date | None) -> DataFrame:
    """Score values that are right. ``day`` is the assessment date; levels need none."""
    columns = result_columns(opened.compiled)
    if opened.shape is Shape.LEVELS or day is None:
        return values.mapInArrow(LevelScores(opened.compiled), columns)
    by_person = values.repartition(PERSON).sortWithinPartitions(PERSON)
    return by_person.mapInArrow(EvidenceScores(opened.compiled, day), columns)


def result_columns(compiled: CompiledRoles) -> str:
    """Return the columns of a result the way Spark writes them down."""
    import pyarrow as pa

    schema = decoded_schema(result_schema(compiled, pa.string()))
    return ", ".join(f"`{field.name}` {_TYPES[str(field.type)]}" for field in schema)
