"""Bulk scores of evidence: one row per value that somebody gave a person in a competency."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from kiframework.scoring.bulk.grid import WORD_BITS
from kiframework.scoring.bulk.levels import STRETCH
from kiframework.scoring.bulk.merging import merge_rows
from kiframework.scoring.bulk.scores import RoleColumns, fill_block
from kiframework.scoring.bulk.tables import Alphabet, make_tables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import pyarrow as pa

    from kiframework.scoring.bulk.compile import CompiledRoles
    from kiframework.scoring.bulk.merging import Known, Merged


def score_evidence(compiled: CompiledRoles, batch: pa.RecordBatch, day: dt.date) -> list[pa.RecordBatch]:
    """Score everybody in a batch against every role, as the evidence stands on a day (scoring rules 1 to 5).

    ``batch`` has the columns of :func:`~kiframework.scoring.bulk.schema.evidence_schema` (string columns may be string,
    large_string or dictionaries of them) and holds ALL rows of everybody in it, in any order. Competencies, sources and
    values must be known, which is checked where tables are read; no two rows may share person, competency, source,
    rater and date. Returns what :func:`~kiframework.scoring.bulk.levels.score_levels` returns, people in order of
    their first row.
    """
    known = merge_rows(compiled.framework, batch, day)
    alphabet, codes = _alphabet(known.merged)
    tables = make_tables(compiled.profiles, compiled.competencies, compiled.grid, alphabet, together=1)
    people = len(known.people)
    columns = [RoleColumns(compiled, role, people) for block in tables.blocks for role in block.roles]
    for start in range(0, people, STRETCH):
        own = slice(start, min(start + STRETCH, people))
        matrix = _matrix(known, codes, own, len(compiled.competencies))
        rows = [matrix[group.columns[0]].astype(np.intp) for group in tables.groups]
        for block in tables.blocks:
            fill_block(block, columns, rows, own)
    return [one.batch(known.people) for one in columns]


def _alphabet(merged: Sequence[Merged]) -> tuple[Alphabet, Any]:
    """Return all levels that occur, confirmed or not, and for each kind of knowledge its code."""
    distinct = list(dict.fromkeys(merged))
    unit = lcm(*[one.level.denominator for one in distinct])
    numerators = [0, *(int(one.level * unit) for one in distinct)]
    places = {one: place for place, one in enumerate(distinct, 1)}
    codes = np.array([places[one] for one in merged], np.int32)
    levels = np.array(numerators, np.int64 if max(numerators).bit_length() <= WORD_BITS else object)
    return Alphabet(levels, unit, np.array([False, *(one.confirmed for one in distinct)])), codes


def _matrix(known: Known, codes: Any, own: slice, competencies: int) -> Any:
    """Return competencies by people: the codes of a stretch of people."""
    first, last = np.searchsorted(known.pairs, [own.start * competencies, own.stop * competencies])
    person, competency = np.divmod(known.pairs[first:last], competencies)
    matrix = np.zeros((competencies, own.stop - own.start), np.int32)
    matrix[competency, person - own.start] = codes[known.kinds[first:last]]
    return matrix
