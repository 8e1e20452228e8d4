"""What was wrong with rows, counted and in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kiframework.api.spark.rows import FILE, PROBLEMS, taken
from kiframework.api.spark.tables import shown
from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.bulk import codes
from kiframework.model.bulk import PERSON, SHOWN, Findings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row

_SAID = {
    codes.UNKNOWN_COMPETENCY: ("Unknown competency.", "kiframework show lists all competencies"),
    codes.UNKNOWN_SOURCE: ("Unknown source.", None),
    codes.OFF_SCALE: ("{held} lies off the scale, or is more than its source can show.", None),
    codes.IN_FUTURE: ("The date lies in the future.", None),
    codes.REPEATED_RATING: ("A competency is rated twice by the same rater on one day.", "keep one of the two rows"),
    codes.NOT_A_PSEUDONYM: ("The person is missing, or no pseudonym.", "use one word without @, such as P-001"),
    codes.ENDS_BEFORE: ("This ends before the rating was made.", None),
    codes.RATED_BY_OTHER: (
        "This source is always the person, not somebody else.",
        "remove the rater, or correct the source",
    ),
    codes.RATER_NOT_A_PSEUDONYM: ("The rater is no pseudonym.", "use an id such as R-07"),
    codes.REPEATED_PERSON: ("This person stands in more than one row.", "keep one row for each person"),
    codes.BAD_CELL: ("{held} is not what belongs there.", "levels are whole numbers, days are written YYYY-MM-DD"),
}
"""Code -> what is said about it, and the way out."""


def findings_of(refused: DataFrame) -> Findings:
    """Return what is wrong with rows that were refused: everything is counted, the first problems are in words."""
    from pyspark.sql import functions as sql

    each = refused.select(FILE, sql.col(taken(PERSON)).alias(PERSON), sql.explode(PROBLEMS).alias("one"))
    listed = each.select(FILE, PERSON, "one.*")
    counts = {row["code"]: row["count"] for row in listed.groupBy("code").count().collect()}
    told = listed.where(sql.col("code") != codes.LEFT_WITH_PERSON).orderBy(FILE, PERSON, "column", "code", "value")
    return Findings(Counter(counts), refused.count(), [_diagnostic(row) for row in told.limit(SHOWN).collect()])


def _diagnostic(row: Row) -> Diagnostic:
    message, help_ = _SAID[row["code"]]
    value = "" if row["value"] is None else f" {row['value']}"
    place = [shown(row[FILE]) or "table"]
    place += [f"person {row[PERSON]}"] if row[PERSON] is not None else []
    held = f"The value{value} in column '{row['column']}'"
    return Diagnostic(row["code"], message.format(held=held), Location(", ".join(place)), help=help_)
