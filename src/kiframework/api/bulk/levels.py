"""Scores tables with a row per person: first it looks for people who stand in several rows, then part by part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from kiframework.api.bulk.job import Done, Outcome, Right, score_part
from kiframework.loading.bulk.level_rows import check_level_rows
from kiframework.loading.bulk.parts import cut_into_parts
from kiframework.loading.bulk.people import NOBODY, candidates, hashed, repeated_hashes, repeated_rows
from kiframework.loading.bulk.reading import ROW
from kiframework.model.bulk import PERSON, Findings, Kind
from kiframework.scoring.bulk.levels import score_levels
from kiframework.scoring.bulk.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from kiframework.api.bulk.job import Job
    from kiframework.loading.bulk.people import Repeated
    from kiframework.model.bulk import Part, Piece

_PERSON = {PERSON: Kind.TEXT}
_PEOPLE_TOGETHER = 1_000_000
"""Rows of which only the person is read at a time."""


def score_level_tables(job: Job) -> Outcome:
    """Score everybody. With ``stop``, the first problem turns the rest of the run into a mere check."""
    repeated = find_repeated(job)
    outcome = Outcome(Tally.empty(job.compiled))

    def work_on(part: Part) -> Done:
        name = f"part-{part.number:05}"
        done = job.finished(name)
        return done or score_part(job, name, _checked(job, part, repeated), partial(score_levels, job.compiled))

    parts = cut_into_parts(job.opened.tables.files, job.people_in_part)
    for done in job.in_threads("Scoring", job.opened.tables.rows, parts, work_on):
        outcome.include(done)
    return outcome


def _checked(job: Job, part: Part, repeated: Repeated) -> Right:
    highest, found = job.compiled.highest_level, Findings()
    frames, refused = [], []
    for piece in part.pieces:
        checked = check_level_rows(job.opened.tables, job.read(piece), highest, repeated)
        found.include(checked.findings)
        frames.append(checked.frame)
        if checked.refused.height:
            refused.append(checked.refused)
    left_out = pl.concat(refused, how="diagonal_relaxed") if refused else pl.DataFrame()
    return Right(part.rows, pl.concat(frames, how="diagonal"), left_out, found)


class _Found(NamedTuple):
    """Rows that may belong to people with several."""

    rows: int
    candidates: pl.DataFrame


def find_repeated(job: Job) -> Repeated:
    """Find people who stand in several rows, in any of the tables. Keeps 8 bytes of each row."""
    tables = job.opened.tables
    pieces = [piece for part in cut_into_parts(tables.files, _PEOPLE_TOGETHER) for piece in part.pieces]
    several = _several(job, pieces)
    if not len(several):
        return NOBODY

    def look_again(piece: Piece) -> _Found:
        people = job.read(piece, _PERSON).frame.drop_nulls()
        return _Found(piece.rows, candidates(people.get_column(PERSON), people.get_column(ROW), several))

    found = job.in_threads("Finding their rows", tables.rows, pieces, look_again)
    return repeated_rows([one.candidates for one in found])


def _several(job: Job, pieces: Sequence[Piece]) -> npt.NDArray[np.uint64]:
    """Return the hashes that come more than once."""
    hashes = np.zeros(job.opened.tables.rows, np.uint64)

    def note(piece: Piece) -> Done:
        people = job.read(piece, _PERSON).frame.drop_nulls()
        hashes[people.get_column(ROW).to_numpy()] = hashed(people.get_column(PERSON))
        return Done(piece.rows, Findings())

    for _ in job.in_threads("Looking for repeated people", len(hashes), pieces, note):
        pass
    return repeated_hashes(hashes)
