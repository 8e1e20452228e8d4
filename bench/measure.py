"""Measures commands as whole processes, in turn (A B A B), and compares them round by round."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    Command = Sequence[str | Path]

DAY = "2026-12-01"
"""The assessment date of all runs."""
_NOON_OF_DAY = "1796126400"
_TO_MIB = 1024
MOST_SAID = 2_000
"""Characters of the messages of a failed command that are shown."""


class Run(NamedTuple):
    """What one process took."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of user and system time."""
    peak: float
    """Largest resident memory, in MiB."""


class FailedError(Exception):
    """A command that was to be measured did not work."""


def environment() -> dict[str, str]:
    """Return the variables commands run with: none that change Python, and a fixed current day."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    return {**kept, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": _NOON_OF_DAY}


def run(command: Command) -> Run:
    """Run a command to its end; what it prints is dropped. Raises :class:`FailedError` unless it ends with 0."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    messages = process.stderr.read()
    # wait4 instead of wait: it tells what this one process used.
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        said = messages.decode(errors="replace")[-MOST_SAID:]
        raise FailedError(f"{' '.join(map(str, command))}\n{said}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _TO_MIB)


def in_turn(commands: Mapping[str, Command], rounds: int) -> dict[str, list[Run]]:
    """Run commands one after the other, round after round; a first round, which warms the file cache, is dropped."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = run(command)
            if number:
                runs[name].append(taken)
    return runs


class Ratio(NamedTuple):
    """A ratio over rounds: its median and its quartiles."""

    low: float
    median: float
    high: float

    def __str__(self) -> str:
        """Write the median, and the quartiles in brackets."""
        return f"{self.median:.2f} [{self.low:.2f}–{self.high:.2f}]"


def quartiles(values: Sequence[float]) -> Ratio:
    """Return the quartiles of some figures."""
    return Ratio(*statistics.quantiles(values, n=4, method="inclusive"))


def wall_ratio(runs: Sequence[Run], base: Sequence[Run]) -> Ratio:
    """Return the ratio of wall times, each run against the one of its own round."""
    return quartiles([one.wall / other.wall for one, other in zip(runs, base, strict=True)])


def cpu_ratio(runs: Sequence[Run], base: Sequence[Run]) -> Ratio:
    """Return the ratio of processor times, each run against the one of its own round."""
    return quartiles([one.cpu / other.cpu for one, other in zip(runs, base, strict=True)])


def seconds(runs: Sequence[Run]) -> float:
    """Return the median wall time."""
    return statistics.median(one.wall for one in runs)


def peak(runs: Sequence[Run]) -> float:
    """Return the median of the largest resident memory, in MiB."""
    return statistics.median(one.peak for one in runs)


def shown_time(value: float) -> str:
    """Write seconds with a unit that suits."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of results."""

    what: str
    against: str = ""
    ratio: str = ""
    cpu: str = ""
    figure: str = ""
    """Absolute figures: they hold for one machine only."""
    peak: str = ""
    target: str = ""
    met: bool | None = None
    """None where nothing was promised."""

    @property
    def verdict(self) -> str:
        """The last cell."""
        return "" if self.met is None else "met" if self.met else "missed"


@dataclass(slots=True)
class Section:
    """The results of one subject."""

    title: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compared(
    what: str,
    against: str,
    runs: Mapping[str, Sequence[Run]],
    *,
    most: float | None = None,
    per_second: tuple[int, str] | None = None,
) -> Row:
    """Make a row that compares the runs named ``what`` with those named ``against``.

    ``most`` is the ratio that was promised; ``per_second`` counts what one run works through.
    """
    ratio = wall_ratio(runs[what], runs[against])
    figure = shown_time(seconds(runs[what]))
    if per_second is not None:
        figure += f", {per_second[0] / seconds(runs[what]):,.0f} {per_second[1]}/s"
    return Row(
        what,
        against,
        str(ratio),
        f"{cpu_ratio(runs[what], runs[against]).median:.2f}",
        figure,
        f"{peak(runs[what]):.0f}",
        "" if most is None else f"≤ {most:g}",
        None if most is None else ratio.median <= most,
    )


def plain(what: str, runs: Mapping[str, Sequence[Run]]) -> Row:
    """Make a row for what others are compared with."""
    return Row(what, figure=shown_time(seconds(runs[what])), peak=f"{peak(runs[what]):.0f}")
