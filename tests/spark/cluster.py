"""A real cluster on this machine: a master and workers, each a process of its own, on the loopback address."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60.0
"""Seconds after which a process that does not start has failed."""
LOOPBACK = "127.0.0.1"
QUICK = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
"""Starts soon, which matters more here than running fast."""
_PR_SET_PDEATHSIG = 1
_CLASSES = "org.apache.spark.deploy"
# Port 0 lets the system choose one that is free.
_ADDRESS = ("--host", LOOPBACK, "--port", "0", "--webui-port", "0")


class ClusterError(Exception):
    """The cluster did not start; what its process said is in the message."""


@dataclass
class Node:
    """A process of the cluster."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self, pattern: str) -> str:
        """Wait until the process says something, and return the first group of the pattern."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            found = re.search(pattern, self.log.read_text("utf-8", errors="replace"))
            if found:
                return found[1]
            time.sleep(0.05)
        raise ClusterError(self.log.read_text("utf-8", errors="replace")[-4_000:])

    def stop(self) -> None:
        """End the process, and whatever it started."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process.wait(PATIENCE)

    def kill(self) -> list[int]:
        """Kill the process and all that it started, at once, as a machine dies; return their ids."""
        found = family(self.process.pid)
        for number in found:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue  # it went with its parent
        self.process.wait(PATIENCE)
        return found


def die_with_parent() -> None:
    """Ask Linux to end this process when the one that started it ends, however that comes about."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name of the command stands in brackets and may hold blanks.
            rest = status.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        parents[int(status.parent.name)] = int(rest[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


@dataclass
class Cluster:
    """A master with workers."""

    folder: Path
    home: Path
    """The folder Spark is installed in."""
    nodes: list[Node] = field(default_factory=list)
    url: str = ""

    @property
    def workers(self) -> list[Node]:
        """All nodes but the master."""
        return self.nodes[1:]

    def start_master(self) -> None:
        """Start the master."""
        self.url = self._start("master", f"{_CLASSES}.master.Master", *_ADDRESS).said(r"Starting Spark master at (\S+)")

    def start_workers(self, count: int, memory: str = "1g") -> None:
        """Start workers of one core each, and wait until the master knows them."""
        size = ("--cores", "1", "--memory", memory)
        names = [f"worker-{len(self.nodes) + number}" for number in range(count)]
        started = [self._start(name, f"{_CLASSES}.worker.Worker", *_ADDRESS, *size, self.url) for name in names]
        for node in started:
            node.said("(Successfully registered)")

    def _start(self, name: str, *arguments: str) -> Node:
        log = self.folder / f"{name}.log"
        command = [str(self.home / "bin" / "spark-class"), *arguments]
        with log.open("wb") as sink:
            process = subprocess.Popen(
                command,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - it takes no lock and allocates nothing that others hold
            )
        self.nodes.append(Node(process, log))
        return self.nodes[-1]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", "SPARK"))}
        return kept | {
            "SPARK_HOME": str(self.home),
            "SPARK_LOCAL_IP": LOOPBACK,
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": QUICK,
            "SPARK_WORKER_DIR": str(self.folder / "work"),
            "SPARK_LOCAL_DIRS": str(self.folder / "local"),
        }

    def stop(self) -> None:
        """End all processes, workers first."""
        for node in reversed(self.nodes):
            node.stop()


@contextmanager
def running_cluster(folder: Path, home: Path, workers: int = 2, memory: str = "1g") -> Iterator[Cluster]:
    """Start a cluster, and stop it in any case."""
    cluster = Cluster(folder, home)
    try:
        cluster.start_master()
        cluster.start_workers(workers, memory)
        yield cluster
    finally:
        cluster.stop()
