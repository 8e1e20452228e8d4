"""Shows how far a run over very many rows is: stage, rate and time left, on a terminal and nowhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Task

    from kiframework.api.bulk.request import Watch


class _Rate(ProgressColumn):
    """Rows a second, since the stage began: parts are large, and those that end together tell nothing of the rate."""

    def render(self, task: Task) -> Text:
        """Write the rate with a sign between thousands."""
        return Text(f"{task.completed / task.elapsed:,.0f} rows/s" if task.completed and task.elapsed else "")


class Bars:
    """A bar per stage, which goes away when the stage ends."""

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show a bar until the stage ends."""
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), _Rate(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(name, total=total)
            yield lambda rows: progress.advance(task, rows)


def watch() -> Watch | None:
    """Return bars where standard error is a terminal."""
    return Bars() if sys.stderr.isatty() else None
