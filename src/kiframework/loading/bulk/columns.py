"""Recognises what a table holds from its columns, and says which of them are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kiframework.diagnostics import Diagnostic, Location, Severity, did_you_mean, unknown_id
from kiframework.loading.bulk.codes import MISSING_COLUMN, MIXED_TABLES, UNKNOWN_COLUMN, WRONG_TYPE
from kiframework.model.bulk import PERSON, Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kiframework.model.bulk import ColumnType, Table

EVIDENCE_COLUMNS: Final = {
    PERSON: Kind.TEXT,
    "competency": Kind.TEXT,
    "source": Kind.TEXT,
    "rater": Kind.TEXT,
    "date": Kind.DAY,
    "value": Kind.WHOLE,
    "valid_until": Kind.DAY,
}
"""Column -> what it holds, in the shape *evidence*."""
OPTIONAL: Final = frozenset({"rater", "valid_until"})
"""Columns that evidence may do without."""
_MARKS: Final = ("competency", "source", "value")
"""Columns that tell evidence from levels."""
_NAMED = 5
"""Columns that a message names."""
_FITTING = {
    Kind.TEXT: {Kind.TEXT},
    Kind.WHOLE: {Kind.WHOLE, Kind.NUMBER},
    Kind.DAY: {Kind.DAY},
}
_WAY_OUT = {
    Kind.TEXT: "write pseudonyms and ids as text",
    Kind.WHOLE: "write levels as whole numbers",
    Kind.DAY: "write days as dates, without time of day and zone",
}


class Recognised(NamedTuple):
    """What tables hold."""

    shape: Shape
    wanted: Mapping[str, Kind]
    """Columns that some table has and that are read -> what they hold."""


def recognise(
    tables: Sequence[Table], competencies: Collection[str], needed: Collection[str]
) -> tuple[Recognised, tuple[Diagnostic, ...]]:
    """Return what all tables hold, and what is wrong with the columns of each.

    ``competencies`` are those of the framework, ``needed`` those that a role in question asks for: other levels are not
    read. The shape is that of the first table.
    """
    shape = _shape(tables[0], competencies)
    evidence = shape is Shape.EVIDENCE
    allowed = EVIDENCE_COLUMNS if evidence else {PERSON: Kind.TEXT, **dict.fromkeys(competencies, Kind.WHOLE)}
    found: list[Diagnostic] = []
    for table in tables:
        if _shape(table, competencies) is not shape:
            found.append(_mixed(table, tables[0]))
        else:
            found += _problems(table, allowed, set(EVIDENCE_COLUMNS) - OPTIONAL if evidence else {PERSON})
    read = set(EVIDENCE_COLUMNS) if evidence else {PERSON, *needed}
    present = {name for table in tables for name in table.columns}
    wanted = {name: kind for name, kind in allowed.items() if name in present and name in read}
    if not evidence and not found and present.isdisjoint(competencies):
        message, help_ = "No column is named by a competency.", "kiframework bulk template shows all columns"
        found.append(Diagnostic(MISSING_COLUMN, message, Location(tables[0].shown), help=help_))
    if not evidence and not found:
        found += _uneven(tables, [name for name in wanted if name != PERSON])
    return Recognised(shape, wanted), tuple(found)


def _shape(table: Table, competencies: Collection[str]) -> Shape:
    marks = [name for name in _MARKS if name in table.columns and name not in competencies]
    return Shape.EVIDENCE if len(marks) >= len(_MARKS) - 1 else Shape.LEVELS


def _mixed(table: Table, first: Table) -> Diagnostic:
    message = f"This table has other columns than {first.shown}: a row per value there, a row per person here."
    if "value" not in first.columns:
        message = f"This table has other columns than {first.shown}: a row per person there, a row per value here."
    return Diagnostic(MIXED_TABLES, message, Location(table.shown), help="score the two kinds apart")


def _problems(table: Table, allowed: Mapping[str, Kind], required: Iterable[str]) -> Iterator[Diagnostic]:
    place = Location(table.shown)
    for name in sorted(set(required) - set(table.columns)):
        close = did_you_mean(name, [one for one in table.columns if one not in allowed])
        help_ = close and close.replace("did you mean", "is it the column").replace("?", " that is meant?")
        message = f"There is no column '{name}'."
        yield Diagnostic(MISSING_COLUMN, message, place, help=help_ or "kiframework bulk template shows all columns")
    for name, type_ in table.columns.items():
        if name not in allowed:
            otherwise = "remove it; kiframework bulk template shows the columns there may be"
            yield unknown_id(UNKNOWN_COLUMN, "column", place, word=name, known=allowed, otherwise=otherwise)
        elif not _fits(type_, allowed[name]):
            message = f"The column '{name}' holds {type_.shown}, not {allowed[name].value}."
            yield Diagnostic(WRONG_TYPE, message, place, help=_WAY_OUT[allowed[name]])


def _fits(type_: ColumnType, kind: Kind) -> bool:
    return type_.kind in (Kind.ANY, Kind.NOTHING) or type_.kind in _FITTING[kind]


def _uneven(tables: Sequence[Table], levels: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each table without levels that others have: most likely it was left out by mistake."""
    for table in tables:
        lacking = [name for name in levels if name not in table.columns]
        if lacking:
            named = ", ".join(lacking[:_NAMED]) + (f" and {len(lacking) - _NAMED} more" if lacking[_NAMED:] else "")
            message = f"This table has no column {named}; others do."
            help_ = "nobody in it counts as rated there"
            yield Diagnostic(MISSING_COLUMN, message, Location(table.shown), Severity.WARNING, help_)
