"""Checks tables with a row per person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kiframework.loading.bulk.cells import levels, persons
from kiframework.loading.bulk.codes import REPEATED_PERSON
from kiframework.loading.bulk.problems import Problem, parted, with_ragged
from kiframework.loading.bulk.reading import ROW
from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    from kiframework.loading.bulk.people import Repeated
    from kiframework.loading.bulk.problems import Checked
    from kiframework.loading.bulk.reading import Rows
    from kiframework.loading.bulk.tables import Tables


def check_level_rows(tables: Tables, rows: Rows, highest: int, repeated: Repeated) -> Checked:
    """Part rows that can be scored from those that cannot.

    ``highest`` is the top of the scale, ``repeated`` tells of rows whose person stands in other rows too. Right rows
    come with persons as text and levels as uint8.
    """
    raw = rows.frame
    person = raw.get_column(PERSON).cast(pl.String)
    problems, clean = list(persons(person)), [person]
    for column in raw.drop(PERSON, ROW).iter_columns():
        if column.dtype == pl.Null:
            continue
        found, wrong = levels(column, highest, highest)
        clean.append(found)
        problems += wrong
    problems += _repeated(tables, raw.get_column(ROW), repeated)
    return with_ragged(tables, rows.ragged, parted(tables, raw, pl.DataFrame(clean), problems))


def _repeated(tables: Tables, numbers: pl.Series, repeated: Repeated) -> list[Problem]:
    if not len(repeated.rows):
        return []
    own = numbers.to_numpy()
    rows = np.flatnonzero(np.isin(own, repeated.rows))

    def words(row: int) -> tuple[str, str | None]:
        other = repeated.others.get(int(own[row]))
        where = "" if other is None else f": see {tables.place(other)}"
        return f"This person stands in more than one row{where}.", "keep one row for each person"

    return [Problem(rows, REPEATED_PERSON, PERSON, words)] if len(rows) else []
