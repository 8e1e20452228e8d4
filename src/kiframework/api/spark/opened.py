"""Opens a DataFrame: which shape it has, whether its columns can be used, what is wrong with its rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiframework.api.roles import find_role
from kiframework.api.setting import UnusableInputError, open_framework
from kiframework.api.spark.evidence_rows import evidence_rows
from kiframework.api.spark.level_rows import level_rows
from kiframework.api.spark.rows import FILE
from kiframework.errors import KiframeworkError
from kiframework.loading.bulk.columns import recognise
from kiframework.loading.workspace import LoadedWorkspace
from kiframework.model.bulk import PERSON, ColumnType, Kind, Shape, Table, TableForm
from kiframework.model.framework import Framework
from kiframework.model.workspace import Workspace
from kiframework.scoring.bulk.compile import compile_roles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType

    from kiframework.api.spark.rows import Rows
    from kiframework.loading.bulk.columns import Recognised
    from kiframework.scoring.bulk.compile import CompiledRoles

SHOWN = "DataFrame"
"""Its name in messages."""


class Opened(NamedTuple):
    """A DataFrame that can be scored, as far as its columns tell."""

    compiled: CompiledRoles
    shape: Shape
    rows: Rows


def open_frame(
    df: DataFrame,
    framework: Framework | str | Path | None,
    roles: Sequence[str] | None = None,
    *,
    today: dt.date | None = None,
) -> Opened:
    """Look at the columns of a DataFrame; nothing is read.

    Raises :class:`~kiframework.errors.KiframeworkError` if the framework or the roles cannot be used, or columns are
    missing, unknown or of a wrong type.
    """
    chosen = _framework(framework)
    return open_compiled(df, chosen, compile_roles(chosen, _roles(chosen, roles)), today)


def open_compiled(df: DataFrame, framework: Framework, compiled: CompiledRoles, today: dt.date | None) -> Opened:
    """Look at the columns of a DataFrame whose roles are known."""
    shape, wanted = _recognised(df, compiled)
    if shape is Shape.EVIDENCE:
        return Opened(compiled, shape, evidence_rows(df, framework, wanted, today))
    competencies = [name for name in wanted if name != PERSON]
    return Opened(compiled, shape, level_rows(df, competencies, compiled.highest_level))


def _framework(given: Framework | str | Path | None) -> Framework:
    if isinstance(given, Framework):
        return given
    nowhere = LoadedWorkspace(Path(), Workspace())
    return open_framework(nowhere, None if given is None else str(given))


def _roles(framework: Framework, given: Sequence[str] | None) -> tuple[str, ...]:
    if given is None:
        return framework.role_ids
    if not given:
        raise KiframeworkError("No role is named.", "leave roles out to score against all of them")
    return tuple(dict.fromkeys(find_role(framework, role) for role in given))


def _recognised(df: DataFrame, compiled: CompiledRoles) -> Recognised:
    columns = {
        field.name: ColumnType(_kind(field.dataType), field.dataType.simpleString())
        for field in df.schema
        if field.name != FILE
    }
    table = Table(Path(SHOWN), SHOWN, TableForm.PARQUET, columns, 0)
    needed = {one.competency for profile in compiled.profiles for one in profile.required}
    recognised, problems = recognise([table], compiled.competencies, needed)
    if problems:
        # In a notebook nothing but the text of the exception is seen.
        said = " ".join(f"{one.code}: {one.message}" for one in problems)
        raise UnusableInputError(f"The DataFrame cannot be scored. {said}", problems)
    return recognised


def _kind(type_: DataType) -> Kind:
    from pyspark.sql import types

    if isinstance(type_, types.StringType):
        return Kind.ANY  # what Spark makes of CSV unless it is told otherwise
    if isinstance(type_, types.IntegralType):
        return Kind.WHOLE
    if isinstance(type_, types.FractionalType):
        return Kind.NUMBER
    # A timestamp of Spark is a moment, which belongs to different days in different places.
    if isinstance(type_, types.DateType | types.TimestampNTZType):
        return Kind.DAY
    return Kind.NOTHING if isinstance(type_, types.NullType) else Kind.OTHER
