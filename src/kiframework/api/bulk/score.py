"""``kiframework bulk score``: everybody in some tables against roles, in memory that does not grow with the tables."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from kiframework import __version__
from kiframework.api.bulk.opening import chosen_roles, open_tables, require_extra
from kiframework.api.bulk.request import BulkRun, Nobody, chosen_threads
from kiframework.api.bulk.work import SCORES, SKIPPED, SUMMARY, Work, explained, refuse_existing, settle
from kiframework.api.setting import UnusableInputError, open_setting
from kiframework.model.bulk import Shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiframework.api.bulk.job import Job, Outcome
    from kiframework.api.bulk.opening import Opened
    from kiframework.api.bulk.request import BulkRequest, PartForm, Watch
    from kiframework.model.bulk import Findings
    from kiframework.model.population import Population
    from kiframework.scoring.bulk.compile import CompiledRoles

    Summarise = Callable[[Population], bytes]
    """Turns a summary into the bytes of its file."""


class RowsWithProblemsError(UnusableInputError):
    """Rows of tables cannot be scored; ``findings`` counts all of them."""

    def __init__(self, findings: Findings) -> None:
        """Keep what was found."""
        rows = f"{findings.rows:,} row{'s' if findings.rows > 1 else ''}"
        super().__init__(f"Nothing was scored, because {rows} cannot be.", findings.shown)
        self.findings = findings
        self.help = "correct them, or leave them out with --on-error skip"


def score_population(request: BulkRequest, form: PartForm, summarise: Summarise, watch: Watch | None = None) -> BulkRun:
    """Score tables, and put the result with its summary in place as a whole.

    Raises :class:`~kiframework.api.setting.UnusableInputError` where tables cannot be scored,
    :class:`RowsWithProblemsError` where rows have problems and the request says to stop, and
    :class:`~kiframework.errors.KiframeworkError` where nothing can be written.
    """
    require_extra()
    from kiframework.api.bulk.job import PLACE, Job
    from kiframework.scoring.bulk.compile import compile_roles
    from kiframework.scoring.bulk.population import describe

    setting = open_setting((), request.framework)
    refuse_existing(request.output, force=request.force)
    compiled = compile_roles(setting.framework, chosen_roles(setting.framework, request.roles))
    opened = open_tables(request.inputs, compiled)
    work = Work(request.output)
    with work.open(_fingerprint(request, form, compiled, opened)):
        outcome = _outcome(Job(request, compiled, opened, form, work, watch or Nobody(), chosen_threads(request)))
        found, people = outcome.findings, outcome.counted.people
        population = describe(compiled, outcome.counted, request.day, opened.recognised.shape.value, found.rows)
        with explained(request.output):
            if not people:
                _write_nobody(compiled, form, work)
            _join_skipped(work, [*PLACE, *opened.recognised.wanted])
            (work.result / SUMMARY).write_bytes(summarise(population))
            settle(work.result / SUMMARY)
            work.publish(force=request.force)
    return BulkRun(
        setting=setting,
        population=population,
        findings=found,
        warnings=opened.warnings,
        people=people,
        files=len(opened.tables.files),
        rows=people * len(compiled.roles),
        resumed=outcome.resumed,
        parts=outcome.parts,
    )


def _outcome(job: Job) -> Outcome:
    """Score, or raise what keeps the tables from being scored; then nothing is kept, for they have to change."""
    try:
        outcome = _scored(job)
        if outcome.findings.rows and job.request.on_error == "stop":
            raise RowsWithProblemsError(outcome.findings)
    except UnusableInputError:
        job.work.drop()
        raise
    return outcome


def _scored(job: Job) -> Outcome:
    if job.opened.recognised.shape is Shape.LEVELS:
        from kiframework.api.bulk.levels import score_level_tables

        return score_level_tables(job)
    from kiframework.api.bulk.evidence import score_evidence_tables

    return score_evidence_tables(job)


def _fingerprint(request: BulkRequest, form: PartForm, compiled: CompiledRoles, opened: Opened) -> dict[str, Any]:
    """Return all that the bytes of a result depend on."""
    import numpy as np
    import polars as pl
    import pyarrow as pa

    return {
        "versions": [__version__, np.__version__, pl.__version__, pa.__version__],
        "framework": compiled.framework.sha256,
        "roles": compiled.roles,
        "days": [str(request.day), str(request.today)],
        "form": form.ending,
        "on_error": request.on_error,
        "tables": [[one.shown, str(one.path.absolute()), one.size, one.changed] for one in opened.tables.files],
    }


def _write_nobody(compiled: CompiledRoles, form: PartForm, work: Work) -> None:
    """Write a part without rows, so that whoever reads the result finds its columns."""
    import pyarrow as pa

    from kiframework.scoring.bulk.schema import result_schema

    nobody = pa.RecordBatch.from_pylist([], schema=result_schema(compiled))
    form.write([nobody], work.result / SCORES / f"part-00000{form.ending}")


def _join_skipped(work: Work, columns: list[str]) -> None:
    """Join the rows that were left out to one file with a header, if there are any."""
    pieces = sorted((work.folder / "kept").glob("*.csv"))
    if pieces:
        with (work.result / SKIPPED).open("wb") as joined:
            joined.write((",".join(columns) + "\n").encode())
            for piece in pieces:
                with piece.open("rb") as rows:
                    shutil.copyfileobj(rows, joined)
        settle(work.result / SKIPPED)
