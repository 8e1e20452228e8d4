"""What all parts of a run share, and how they are worked on: in threads, and recorded once they are finished."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import polars as pl

from kiframework.api.bulk.opening import UNUSABLE
from kiframework.api.bulk.work import SCORES, explained, forget
from kiframework.api.setting import UnusableInputError
from kiframework.loading.bulk.reading import Rows, read_piece
from kiframework.model.bulk import Findings, as_plain, from_plain
from kiframework.scoring.bulk.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from kiframework.api.bulk.opening import Opened
    from kiframework.api.bulk.request import BulkRequest, PartForm, Watch
    from kiframework.api.bulk.work import Work
    from kiframework.model.bulk import Kind, Piece
    from kiframework.scoring.bulk.compile import CompiledRoles

    Write = Callable[[Path], object]

ROWS_OF_RESULT = 800_000
"""Rows of the result that are made at a time, in every thread; people and roles multiply."""
MOST_PEOPLE, FEWEST_PEOPLE = 131_072, 1024
"""Bounds of the people who are scored at a time."""
PLACE = ("file", "row_group", "row", "code", "column")
"""Columns that say where a skipped row stands, and why it was left out."""


class Made(Protocol):
    """What comes of any task."""

    @property
    def rows(self) -> int:
        """Rows read."""


_Task = TypeVar("_Task")
_Made = TypeVar("_Made", bound=Made)


class Done(NamedTuple):
    """What came of a task."""

    rows: int
    """Rows read."""
    findings: Findings
    counted: Tally | None = None
    """People scored; None if nobody was."""
    resumed: bool = False
    """Whether an earlier run had finished it."""


class Right(NamedTuple):
    """What is right in a part, and what is not."""

    rows: int
    """Rows read."""
    frame: pl.DataFrame
    """Rows that can be scored."""
    refused: pl.DataFrame
    """The others, with the columns of :data:`PLACE`."""
    findings: Findings


@dataclass
class Outcome:
    """What came of all parts."""

    counted: Tally
    findings: Findings = field(default_factory=Findings)
    parts: int = 0
    resumed: int = 0

    def include(self, done: Done) -> None:
        """Add what came of the next part."""
        self.findings.include(done.findings)
        if done.counted is not None:
            self.counted.add(done.counted)
        self.parts += 1
        self.resumed += done.resumed


@dataclass(frozen=True)
class Job:
    """A run, as its parts see it."""

    request: BulkRequest
    compiled: CompiledRoles
    opened: Opened
    form: PartForm
    work: Work
    watch: Watch
    threads: int
    spoiled: threading.Event = field(default_factory=threading.Event)
    """Set once there will be no result: what follows is only checked."""

    @property
    def people_in_part(self) -> int:
        """People who are scored at a time: the same on every machine."""
        return min(MOST_PEOPLE, max(FEWEST_PEOPLE, ROWS_OF_RESULT // len(self.compiled.roles)))

    def read(self, piece: Piece, wanted: Mapping[str, Kind] | None = None) -> Rows:
        """Read the wanted columns of a piece, all of them if none is named.

        Raises :class:`~kiframework.api.setting.UnusableInputError` if its file is damaged.
        """
        rows = read_piece(self.opened.tables, piece, wanted or self.opened.recognised.wanted)
        if isinstance(rows, Rows):
            return rows
        raise UnusableInputError(UNUSABLE, [rows])

    def note(self, found: Findings) -> None:
        """Take notice of problems in rows."""
        if found.rows and self.request.on_error == "stop":
            self.spoiled.set()

    def in_threads(
        self, stage: str, rows: int, tasks: Iterable[_Task], do: Callable[[_Task], _Made]
    ) -> Iterator[_Made]:
        """Work on tasks at the same time; what comes of them is handed out in their order.

        ``stage`` and ``rows`` are what a watch is told.
        """
        pool = ThreadPoolExecutor(self.threads)
        try:
            with self.watch.stage(stage, rows) as advance:
                waiting = deque(pool.submit(do, task) for task in tasks)
                while waiting:
                    done = waiting.popleft().result()
                    advance(done.rows)
                    yield done
        finally:
            # After an error or an interruption nothing new is begun; what runs ends within moments.
            pool.shutdown(cancel_futures=True)

    def finished(self, name: str) -> Done | None:
        """Return what an earlier run has finished."""
        record = self.work.record(name)
        if record is None:
            return None
        counted = record["tally"] and Tally.from_plain(record["tally"])
        return Done(record["rows"], from_plain(record["findings"]), counted, resumed=True)

    def settle(self, name: str, files: Mapping[str, Write], done: Done) -> Done:
        """Write files (place in the folder of the run -> what writes it), and note that the task is finished."""
        waiting = {place: self.work.waiting(f"{name}.{number}") for number, place in enumerate(files)}
        counted = done.counted and done.counted.plain()
        record = {"rows": done.rows, "findings": as_plain(done.findings), "tally": counted}
        with explained(self.request.output):
            try:
                for place, write in files.items():
                    write(waiting[place])
                self.work.finish(name, waiting, record)
            finally:
                for path in waiting.values():
                    forget(path)
        return done

    def skipped(self, name: str, refused: pl.DataFrame) -> dict[str, Write]:
        """Return what writes the rows that are left out, if there are any, without a header."""
        if not refused.height:
            return {}
        columns = [*PLACE, *self.opened.recognised.wanted]
        every = pl.concat([refused, pl.DataFrame(schema=dict.fromkeys(columns, pl.Null))], how="diagonal_relaxed")
        return {
            f"kept/{name}.csv": lambda path: path.write_bytes(
                every.select(columns).write_csv(include_header=False).encode()
            )
        }


def score_part(job: Job, name: str, right: Right, score: Callable[[pa.RecordBatch], Sequence[pa.RecordBatch]]) -> Done:
    """Score the people of a part and write what comes of it; without people, or once there is no result, only count."""
    job.note(right.findings)
    done = Done(right.rows, right.findings)
    if job.spoiled.is_set():
        return done
    files = job.skipped(name, right.refused)
    if right.frame.height:
        batches = score(as_batch(right.frame))
        done = done._replace(counted=tally(job.compiled, batches))
        files[f"result/{SCORES}/{name}{job.form.ending}"] = lambda path: job.form.write(batches, path)
    return job.settle(name, files, done)


def as_batch(frame: pl.DataFrame) -> pa.RecordBatch:
    """Return a frame with rows as one batch of Arrow columns, text in types that everybody reads."""
    batches = frame.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest()).combine_chunks().to_batches()
    return batches[0]
