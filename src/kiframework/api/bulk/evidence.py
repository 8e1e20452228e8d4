"""Scores tables with a row per value: rows are dealt out to buckets on disk, which are then scored one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.bulk.job import Done, Outcome, Right, score_part
from kiframework.loading.bulk.buckets import ROWS_IN_BUCKET, check_bucket, deal, read_bucket
from kiframework.loading.bulk.evidence_rows import EvidenceRules, check_evidence_rows
from kiframework.loading.bulk.parts import cut_into_parts
from kiframework.scoring.bulk.evidence import score_evidence
from kiframework.scoring.bulk.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from kiframework.api.bulk.job import Job
    from kiframework.model.bulk import Piece

ROWS_DEALT = 500_000
"""Rows that are read and dealt out at a time, in every thread."""


def score_evidence_tables(job: Job) -> Outcome:
    """Score everybody. With ``stop``, problems in rows end the run once all rows are checked."""
    tables = job.opened.tables
    outcome = Outcome(Tally.empty(job.compiled))
    pieces = [piece for part in cut_into_parts(tables.files, ROWS_DEALT) for piece in part.pieces]
    buckets = max(1, -(-tables.rows // ROWS_IN_BUCKET))
    rules = _rules(job)

    def deal_out(numbered: tuple[int, Piece]) -> Done:
        number, piece = numbered
        name = f"dealt-{number:05}"
        return job.finished(name) or _dealt(job, name, piece, rules, buckets)

    for done in job.in_threads("Sorting by person", tables.rows, list(enumerate(pieces)), deal_out):
        outcome.include(done)
    if job.spoiled.is_set():
        return outcome
    paths = [job.work.folder / "kept" / f"dealt-{number:05}.arrow" for number in range(len(pieces))]

    def score(batch: pa.RecordBatch) -> list[pa.RecordBatch]:
        return score_evidence(job.compiled, batch, job.request.day)

    def score_bucket(number: int) -> Done:
        name = f"part-{number:05}"
        return job.finished(name) or score_part(job, name, _gathered(job, paths, number), score)

    for done in job.in_threads("Scoring", tables.rows, range(buckets if pieces else 0), score_bucket):
        outcome.include(done)
    return outcome


def _dealt(job: Job, name: str, piece: Piece, rules: EvidenceRules, buckets: int) -> Done:
    """Check a piece and deal its rows out."""
    checked = check_evidence_rows(job.opened.tables, job.read(piece), rules)
    job.note(checked.findings)
    done = Done(piece.rows, checked.findings)
    if job.spoiled.is_set():
        return done
    files = job.skipped(name, checked.refused)
    files[f"kept/{name}.arrow"] = lambda path: deal(checked, buckets, path)
    return job.settle(name, files, done)


def _gathered(job: Job, paths: Sequence[Path], number: int) -> Right:
    """Return the rows of a bucket."""
    bucket = read_bucket(paths, number)
    return Right(bucket.height, *check_bucket(job.opened.tables, bucket))


def _rules(job: Job) -> EvidenceRules:
    framework, highest = job.compiled.framework, job.compiled.highest_level
    sources = framework.scoring.sources
    return EvidenceRules(
        job.compiled.competencies,
        {source.id: highest if source.ceiling is None else min(source.ceiling, highest) for source in sources},
        frozenset(source.id for source in sources if source.by_person),
        highest,
        job.request.today,
    )
