"""Several processes that share the skill files of one run: the same results in the same order as of one.

This process takes a share like all others; the others keep what they have read, and hand over finished results one
person at a time, when it is their turn. So nothing piles up anywhere.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kiframework.api.setting import collector_paused
from kiframework.api.share import Reading, Result, Share, Task, whose
from kiframework.errors import KiframeworkError
from kiframework.loading.files import STANDARD_INPUT, Input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from kiframework.diagnostics import Diagnostic

    Inputs = Sequence[Input | Diagnostic]
    Watch = Callable[[Inputs], Iterable[Input | Diagnostic]]

T = TypeVar("T")

FILES_EACH = 500
"""Fewer files are not worth a process: it takes about as long to start and to talk to as they take to read."""
MOST = 4
"""More processes than these would wait for the one that puts their results in order."""


def processes_for(inputs: Inputs) -> int:
    """Return how many processes a run over some files pays for; standard input can only be read by this one."""
    if any(isinstance(file, Input) and file.shown == STANDARD_INPUT for file in inputs):
        return 1
    return max(1, min(_usable(), MOST, len(inputs) // FILES_EACH))


def _usable() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew(Generic[T]):
    """Reads files and hands out results, with the help of other processes."""

    def __init__(self, task: Task[T], inputs: Inputs, processes: int) -> None:
        """Start the other processes, before this one has any threads."""
        self._context = task.context
        self._share = Share(task)
        self._inputs = inputs
        self._owners: dict[str, int] = {}
        self._helpers: list[_Helper[T]] = []
        for number in range(1, processes):
            others = [helper.connection for helper in self._helpers]
            self._helpers.append(_Helper(task, inputs, slice(number, None, processes), others))

    def read(self, watch: Watch) -> Reading:
        """Read, check and join all files; ``watch`` sees those that fall to this process."""
        try:
            readings = self._readings(watch)
        except BaseException:
            self.close()
            raise
        if any(count > 1 for count in Counter(name for one in readings for name in one.named).values()):
            # Somebody is written in two ways, and what was read of them lies apart.
            self.close()
            readings = [self._share.read(watch(self._inputs))]
        self._owners = {person: owner for owner, one in enumerate(readings) for person in one.people}
        return Reading(
            tuple(sorted(self._owners)),
            frozenset().union(*(one.named for one in readings)),
            tuple(role for one in readings for role in one.assignments),
            tuple(left for one in readings for left in one.left_out),
            tuple(problem for one in readings for problem in one.diagnostics),
        )

    def _readings(self, watch: Watch) -> list[Reading]:
        """Let every process read its share."""
        if not self._helpers:
            return [self._share.read(watch(self._inputs))]
        own, *others = self._deal()
        for helper, part in zip(self._helpers, others, strict=True):
            helper.send(part)
        return [
            self._share.read(watch([self._inputs[place] for place in own])),
            *(helper.receive() for helper in self._helpers),
        ]

    def _deal(self) -> list[list[int]]:
        """Deal out the files so that all files of a person come to the same process, as far as one can tell so far.

        Neighbours in the order of results go to different processes, so that nobody waits long for their turn. Returns
        the places of the files of this process, then of each of the others.
        """
        crew = 1 + len(self._helpers)
        seems: list[str | None] = [None] * len(self._inputs)
        own = whose(self._inputs[::crew], self._context)
        for number, names in enumerate([own, *(helper.receive() for helper in self._helpers)]):
            seems[number::crew] = names
        turns = {name: turn % crew for turn, name in enumerate(sorted(filter(None, set(seems))))}
        hands: list[list[int]] = [[] for _ in range(crew)]
        for place, name in enumerate(seems):
            hands[turns.get(name or "", 0)].append(place)
        return hands

    def results(self) -> Iterator[Result[T]]:
        """Yield what is wanted of each assessment, people in order of their ids, then in the order of their roles."""
        sources = [self._share.results(), *(helper.results() for helper in self._helpers)]
        try:
            with collector_paused():
                for person in sorted(self._owners):
                    yield from next(sources[self._owners[person]])
        finally:
            self.close()

    def close(self) -> None:
        """Let the other processes go."""
        for helper in self._helpers:
            helper.stop()
        self._helpers = []


class _Helper(Generic[T]):
    """Another process with a share, seen from this one."""

    def __init__(self, task: Task[T], inputs: Inputs, own: slice, others: Sequence[Connection]) -> None:
        """Start it; ``own`` are the inputs it looks at first."""
        import multiprocessing

        # A fork starts at once and has everything loaded; elsewhere than on Linux, forks of a process are not safe.
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self.connection, theirs = context.Pipe()
        # What a fork inherits it has to close, or it would not notice that this process is gone.
        inherited = [self.connection, *others] if context.get_start_method() == "fork" else []
        self._process = context.Process(target=work, args=(theirs, task, inputs, own, inherited), daemon=True)
        self._process.start()
        theirs.close()

    def send(self, message: object) -> None:
        """Hand something over; raises :class:`~kiframework.errors.KiframeworkError` if the process is gone."""
        try:
            self.connection.send(message)
        except OSError as error:
            raise self._lost() from error

    def receive(self) -> Any:
        """Wait for an answer; what went wrong there is raised here."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError) as error:
            raise self._lost() from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def results(self) -> Iterator[list[Result[T]]]:
        """Yield the results of its share, one person at a time."""
        while True:
            yield self.receive()

    def _lost(self) -> KiframeworkError:
        self._process.join(timeout=1)
        code = self._process.exitcode or 0
        how = f"was ended by signal {-code}" if code < 0 else "has ended"
        message = f"A process that had a share of the files {how}."
        help_ = "most often memory is short: close other programs, or assess fewer files at a time"
        return KiframeworkError(message, help_)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        self.connection.close()


def work(connection: Connection, task: Task[Any], inputs: Inputs, own: slice, inherited: Iterable[Connection]) -> None:
    """Do what a crew needs of another process: tell whose files some are, read others, hand over the results."""
    # Ctrl-C reaches all processes of a terminal; the first one decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in inherited:
        end.close()
    gc.disable()
    share = Share(task)
    try:
        connection.send(whose(inputs[own], task.context))
        connection.send(share.read([inputs[place] for place in connection.recv()]))
        for result in share.results():
            # As send() does, which sets up a pickler of its own each time.
            connection.send_bytes(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
    except (EOFError, OSError):
        return  # nobody is listening any more
    except Exception as error:  # noqa: BLE001 - told to the process that reports faults
        connection.send(error)
