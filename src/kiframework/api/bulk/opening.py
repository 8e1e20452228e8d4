"""Opens the tables of a run, and makes sure that they can be scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.api.roles import find_role
from kiframework.api.setting import UnusableInputError
from kiframework.diagnostics import Diagnostic, Severity
from kiframework.errors import KiframeworkError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.loading.bulk.columns import Recognised
    from kiframework.loading.bulk.tables import Tables
    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles

UNUSABLE = "The tables cannot be scored."


class Opened(NamedTuple):
    """Tables whose columns are right."""

    tables: Tables
    recognised: Recognised
    warnings: tuple[Diagnostic, ...]


def require_extra() -> None:
    """Raise :class:`MissingExtraError` unless everything is installed that reads and scores tables."""
    try:
        import numpy  # noqa: F401, ICN001
        import polars  # noqa: F401, ICN001
        import pyarrow  # noqa: F401, ICN001
    except ImportError as error:
        raise MissingExtraError("bulk", "Scoring tables of people") from error


def chosen_roles(framework: Framework, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the wanted roles in the order of the framework; all of them where none is named."""
    known = {find_role(framework, role) for role in wanted}
    return tuple(role for role in framework.role_ids if not known or role in known)


def open_tables(given: Sequence[str], compiled: CompiledRoles) -> Opened:
    """Open what the user has named. Raises :class:`UnusableInputError` with everything that is wrong."""
    from kiframework.loading.bulk.columns import recognise
    from kiframework.loading.bulk.finding import find_tables
    from kiframework.loading.bulk.opening import open_table
    from kiframework.loading.bulk.tables import Tables

    if "" in given:
        raise KiframeworkError(
            "An empty path names no file.", "name a file, a folder or a pattern such as 'part-*.csv'"
        )
    found = [file if isinstance(file, Diagnostic) else open_table(file) for file in find_tables(given)]
    problems = [one for one in found if isinstance(one, Diagnostic)]
    files = tuple(one for one in found if not isinstance(one, Diagnostic))
    if not files:
        raise UnusableInputError(UNUSABLE, problems)
    needed = {line.competency for profile in compiled.profiles for line in profile.required}
    recognised, of_columns = recognise(files, compiled.competencies, needed)
    problems += [one for one in of_columns if one.severity is Severity.ERROR]
    if problems:
        raise UnusableInputError(UNUSABLE, problems)
    return Opened(Tables(files), recognised, of_columns)
