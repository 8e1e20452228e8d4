"""What bulk scoring is asked for, and what comes of it."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

    from kiframework.api.setting import Setting
    from kiframework.diagnostics import Diagnostic
    from kiframework.model.bulk import Findings
    from kiframework.model.population import Population

OnError = Literal["stop", "skip"]


@dataclass(frozen=True, slots=True)
class BulkRequest:
    """What to score, and where the result goes."""

    inputs: tuple[str, ...]
    """Files, folders, globs."""
    output: Path
    """Folder for the result."""
    day: dt.date
    """T, the assessment date."""
    today: dt.date
    """Evidence dated later is an error."""
    framework: str | None = None
    """Folder or file of the framework; None for that of the workspace, else the built-in one."""
    roles: tuple[str, ...] = ()
    """Roles to score everybody against; empty for all roles of the framework."""
    on_error: OnError = "stop"
    """Whether rows with problems end the run, or are left out and written beside the result."""
    threads: int | None = None
    """Parts worked on at the same time; None for the number of processor cores."""
    force: bool = False
    """Whether to replace a result that exists."""


@dataclass(frozen=True, slots=True)
class BulkRun:
    """What came of a run."""

    setting: Setting
    population: Population
    findings: Findings
    warnings: tuple[Diagnostic, ...]
    people: int
    """People scored."""
    files: int
    """Files read."""
    rows: int
    """Rows of the result: people times roles."""
    resumed: int
    """Parts that an earlier run had finished."""
    parts: int


class PartForm(Protocol):
    """A form in which parts of a result are written."""

    @property
    def ending(self) -> str:
        """Ending of the files, with its dot."""

    def write(self, batches: Sequence[pa.RecordBatch], path: Path) -> None:
        """Write the results of some people, a batch per role. Raises :class:`OSError` where that is impossible."""


class Watch(Protocol):
    """Somebody who watches a run."""

    def stage(self, name: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
        """Begin a stage of so many rows; the function that is handed out takes how many more are done."""


class Nobody:
    """Watches nothing."""

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Callable[[int], None]]:  # noqa: ARG002
        """Hand out a function that does nothing."""
        yield lambda _: None


def chosen_threads(request: BulkRequest) -> int:
    """Return how many parts are worked on at the same time."""
    if request.threads is not None:
        return request.threads
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
