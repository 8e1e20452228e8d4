"""Writes the tables of a population: ``python population_tables.py levels|evidence PATH COMPETENCIES PEOPLE [ROWS]``.

The same data for the same numbers, on every machine. People differ in ability, competencies in difficulty; most people
are rated in nearly everything, some in half, a few in hardly anything, and some lack a whole pillar.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from data import SEED
from measure import DAY
from population import PILLARS, SOURCES, TOP, named

BLOCK = 250_000
PEOPLE_OF_EVIDENCE = 20_000
"""People in a row group."""


def write_levels(path: Path, competencies: int, people: int) -> None:
    """Write a table of levels: a row per person, a column per competency."""
    with pq.ParquetWriter(path, _levels(competencies, 0, 0).schema) as writer:
        for first in range(0, people, BLOCK):
            writer.write_table(_levels(competencies, first, min(BLOCK, people - first)))


def _levels(competencies: int, first: int, people: int) -> pa.Table:
    numbers = np.random.default_rng([SEED, first])
    ability = numbers.normal(0, 0.7, people).astype(np.float32)
    missing = numbers.choice(np.array([0.01, 0.12, 0.5, 0.95], np.float32), people, p=[0.6, 0.25, 0.12, 0.03])
    lacking = numbers.random((len(PILLARS), people), np.float32) < 0.03  # noqa: PLR2004
    columns: dict[str, pa.Array] = {"person": pa.array([f"P-{first + one:08}" for one in range(people)], pa.string())}
    for number, name in named(competencies):
        difficulty = np.float32((number * 7 % 11 - 5) / 8)
        level = 2.6 + ability - difficulty + numbers.normal(0, 0.8, people).astype(np.float32)
        absent = (numbers.random(people, np.float32) < missing) | lacking[number % len(PILLARS)]
        columns[name] = pa.array(np.clip(np.rint(level), 0, TOP).astype(np.uint8), mask=absent)
    return pa.table(columns)


def write_evidence(path: Path, competencies: int, people: int, rows: int) -> None:
    """Write a table of evidence: about so many rows for each person, neighbours in the file."""
    with pq.ParquetWriter(path, _evidence(competencies, 0, 0, rows).schema) as writer:
        for first in range(0, people, PEOPLE_OF_EVIDENCE):
            writer.write_table(_evidence(competencies, first, min(PEOPLE_OF_EVIDENCE, people - first), rows))


def _evidence(competencies: int, first: int, people: int, rows: int) -> pa.Table:
    """Return rows of people, who rate themselves; others rate, test, or rate again."""
    numbers = np.random.default_rng([SEED, first, rows])
    person = np.repeat(np.arange(people), rows)
    # Twice as many values as competencies: what counts is merged of several sources and raters.
    rated = np.argsort(numbers.random((people, competencies), np.float32), axis=1)[:, : -(-rows // 2)]
    competency = np.concatenate([rated, rated], axis=1)[:, :rows].ravel()
    source = numbers.choice(len(SOURCES), people * rows, p=[0.5, 0.3, 0.1, 0.1])
    rater = np.where(source == 0, 0, numbers.integers(0, 40, people * rows))
    days = numbers.integers(1, 900, people * rows)
    level = np.clip(np.rint(2.4 + 0.8 * numbers.normal(0, 1, people * rows)), 0, np.where(source == 2, 3, TOP))  # noqa: PLR2004
    said = np.unique(
        (((person * competencies + competency) * len(SOURCES) + source) * 40 + rater) * 1000 + days, return_index=True
    )[1]
    day = (np.datetime64(DAY) - days[said].astype("timedelta64[D]")).astype("datetime64[D]")
    until = day + np.timedelta64(730, "D")
    return pa.table(
        {
            "person": _words([f"P-{first + one:08}" for one in range(people)], person[said]),
            "competency": _words([name for _, name in named(competencies)], competency[said]),
            "source": _words(list(SOURCES), source[said]),
            "rater": _words([f"R-{one:02}" for one in range(40)], rater[said], source[said] == 0),
            "date": pa.array(day, pa.date32()),
            "value": pa.array(level[said].astype(np.uint8)),
            "valid_until": pa.array(until, pa.date32(), mask=source[said] != 2),  # noqa: PLR2004
        }
    )


def _words(words: list[str], places: Any, absent: Any = None) -> pa.Array:
    numbers = pa.array(places.astype(np.int32), mask=absent)
    return pa.DictionaryArray.from_arrays(numbers, pa.array(words, pa.string())).dictionary_decode()


WRITERS = {"levels": write_levels, "evidence": write_evidence}
if __name__ == "__main__":
    WRITERS[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))
