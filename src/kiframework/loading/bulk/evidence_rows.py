"""Checks tables with a row per value that somebody gave a person in a competency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kiframework.diagnostics import did_you_mean
from kiframework.loading.bulk.cells import NAMELIKE, days, levels, numbers, persons
from kiframework.loading.bulk.codes import (
    BAD_CELL,
    ENDS_BEFORE,
    IN_FUTURE,
    RATED_BY_OTHER,
    RATER_NOT_A_PSEUDONYM,
    UNKNOWN_COMPETENCY,
    UNKNOWN_SOURCE,
)
from kiframework.loading.bulk.problems import Problem, parted, with_ragged
from kiframework.loading.bulk.reading import ROW
from kiframework.model.bulk import PERSON
from kiframework.spelling import is_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from kiframework.loading.bulk.problems import Checked
    from kiframework.loading.bulk.reading import Rows
    from kiframework.loading.bulk.tables import Tables


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """What evidence is checked against."""

    competencies: Sequence[str]
    ceilings: Mapping[str, int]
    """Source -> highest level it can show."""
    by_person: frozenset[str]
    """Sources that are always the person."""
    highest: int
    today: dt.date
    """Ratings dated later are errors."""


def check_evidence_rows(tables: Tables, rows: Rows, rules: EvidenceRules) -> Checked:
    """Part rows that can be scored from those that cannot.

    Right rows come with competency and source as enumerations, days as dates and values as uint8; ``rater`` is empty
    where the source is the person. Rows without a value say nothing and are dropped.
    """
    raw = _complete(rows.frame)
    raw = raw.filter(pl.col("value").is_not_null())
    person = raw.get_column(PERSON)
    competency, unknown = _one_of(raw.get_column("competency"), rules.competencies, UNKNOWN_COMPETENCY)
    source, unknown_source = _one_of(raw.get_column("source"), list(rules.ceilings), UNKNOWN_SOURCE)
    value, wrong_values = levels(raw.get_column("value"), _tops(source, rules), rules.highest)
    date, wrong_dates = days(raw.get_column("date"))
    until, wrong_ends = days(raw.get_column("valid_until"))
    own = source.cast(pl.String).is_in(list(rules.by_person)).fill_null(value=False)
    rater = raw.get_column("rater")
    problems = [
        *persons(person),
        *unknown,
        *unknown_source,
        *wrong_values,
        *wrong_dates,
        *wrong_ends,
        *_without_day(date, wrong_dates),
        *_days_that_cannot_be(date, until, rules.today),
        *_raters(rater, person, own),
    ]
    clean = pl.DataFrame(
        [person, competency, source, rater.zip_with(~own, rater.clear(len(rater))), date, value, until]
    )
    checked = parted(tables, raw, clean.with_columns(raw.get_column(ROW)), problems)
    return with_ragged(tables, rows.ragged, checked)


def _complete(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the columns that a table may do without."""
    absent = [name for name in ("rater", "valid_until") if name not in frame.columns]
    frame = frame.with_columns(pl.lit(None, pl.String if name == "rater" else pl.Date).alias(name) for name in absent)
    text = [pl.col(name).cast(pl.String) for name in (PERSON, "competency", "source", "rater")]
    blank = [pl.col("value").replace("", None)] if frame.schema["value"] == pl.String else []
    return frame.with_columns(*text, *blank)


def _one_of(column: pl.Series, known: Sequence[str], code: str) -> tuple[pl.Series, list[Problem]]:
    """Return a column of ids as an enumeration, and the rows whose id is unknown."""
    found = column.cast(pl.Enum(known), strict=False)
    rows = numbers(found.is_null())

    def words(row: int) -> tuple[str, str | None]:
        word = column[row]
        if word is None:
            return f"This row names no {column.name}.", None
        # What has not the form of an id may be a name.
        named = f" '{word}'" if is_id(word) else ""
        return f"Unknown {column.name}{named}.", did_you_mean(word, known) if named else None

    return found, [Problem(rows, code, column.name, words)] if len(rows) else []


def _tops(source: pl.Series, rules: EvidenceRules) -> pl.Series:
    """Return the highest level that can be shown in each row."""
    tops = np.array([*rules.ceilings.values(), rules.highest], np.uint8)
    return pl.Series(tops[source.to_physical().fill_null(len(tops) - 1).to_numpy()])


def _without_day(date: pl.Series, wrong: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the rows that give no date; those that give something else are wrong already."""
    missing = numbers(date.is_null())
    for problem in wrong:
        missing = np.setdiff1d(missing, problem.rows)
    if len(missing):
        yield Problem(missing, BAD_CELL, date.name, lambda _: ("This row has no date.", "write YYYY-MM-DD"))


def _days_that_cannot_be(date: pl.Series, until: pl.Series, today: dt.date) -> Iterator[Problem]:
    late = date > today
    if late.any():
        words = lambda row: (f"The date {date[row]} lies in the future (today is {today}).", None)  # noqa: E731
        yield Problem(numbers(late), IN_FUTURE, date.name, words)
    ends = until < date
    if ends.any():
        before = lambda row: (f"This ends before the rating was made ({date[row]}).", None)  # noqa: E731
        yield Problem(numbers(ends), ENDS_BEFORE, until.name, before)


def _raters(rater: pl.Series, person: pl.Series, own: pl.Series) -> Iterator[Problem]:
    named = rater.str.contains(NAMELIKE) & (rater != person)
    if named.any():
        words = ("The rater is no pseudonym.", "use an id such as R-07; who is behind it is written down elsewhere")
        yield Problem(numbers(named), RATER_NOT_A_PSEUDONYM, rater.name, lambda _: words)
    other = own & (rater != person)
    if other.any():
        by_self = ("This source is always the person, not somebody else.", "remove the rater, or correct the source")
        yield Problem(numbers(other), RATED_BY_OTHER, rater.name, lambda _: by_self)
