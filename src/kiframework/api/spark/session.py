"""Starts Spark for a run, and says in one sentence why it does not start."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiframework.errors import KiframeworkError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark.sql import SparkSession

ANSWER = 5.0
"""Seconds in which a master has to take up a connection."""
TAKE_UP = 60.0
"""Seconds in which a worker has to take up the work."""
_FAREWELL = 10.0
"""Seconds that Java has to end in."""
_MASTER = re.compile(r"local(-cluster)?(\[[\w*, ]+\])?|spark://.+:\d+|yarn|k8s://.+").fullmatch
_SETTINGS = {
    "spark.app.name": "kiframework bulk score",
    # What goes wrong is said in our words; Spark would print the stack of every task.
    "spark.log.level": "OFF",
    # Without files of checksums beside every file of the result.
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
}
_ALONE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
}
"""On this machine alone nothing needs to be reached from elsewhere."""


@contextmanager
def session(master: str, *, progress: bool) -> Iterator[SparkSession]:
    """Start Spark, and stop it in the end; a session that the process has already is used and left running.

    With ``progress`` Spark draws its progress bar on standard error. Workers run the interpreter that the variable
    ``PYSPARK_PYTHON`` names, else the one that runs this. Raises :class:`~kiframework.errors.KiframeworkError` if Java
    is missing, or no cluster answers at ``master``.
    """
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    _require_java()
    _require_known(master)
    _require_answer(master)
    # Spark reads this variable only; its setting spark.pyspark.python counts for spark-submit alone.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = _SETTINGS | {"spark.ui.showConsoleProgress": str(progress).lower()}
    settings |= _ALONE if master.startswith("local") else {}
    started = _started(master, settings, progress=progress)
    try:
        _require_workers(started, master)
        yield started
    finally:
        started.stop()
        _end_java()


def _started(master: str, settings: Mapping[str, str], *, progress: bool) -> SparkSession:
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    from kiframework.api.spark.failures import SPARK_ERRORS, first_line

    conf = SparkConf().setMaster(master).setAll(list(settings.items()))
    try:
        # Java and Spark greet at length before any setting is read. The progress bar comes the same way.
        gateway = launch_gateway(conf, {"stderr": None if progress else subprocess.DEVNULL})
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    except SPARK_ERRORS as error:
        message = f"Spark does not start with --master {master}: {first_line(error)}."
        raise KiframeworkError(message, "Spark 4 needs Java 17 or newer: see java -version") from error


def _end_java() -> None:
    """Wait for Java to end, which by itself it would do some time after us."""
    from pyspark import SparkContext

    gateway: Any = SparkContext._gateway  # noqa: SLF001 - PySpark keeps it for the whole process otherwise
    SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001
    gateway.shutdown()
    gateway.proc.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        gateway.proc.wait(_FAREWELL)


def require_extra() -> None:
    """Raise :class:`~kiframework.errors.MissingExtraError` unless all Python packages are installed."""
    try:
        import numpy  # noqa: F401, ICN001
        import pandas  # noqa: F401, ICN001 - Spark asks for it before it hands out Arrow
        import pyarrow  # noqa: F401, ICN001
        import pyspark  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("spark", "Scoring with Spark") from error


def _require_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and (Path(home) / "bin" / "java").exists()):
        message = "Spark needs Java, and none is installed."
        raise KiframeworkError(
            message, "install Java 17 or newer, on Debian and Ubuntu: apt install default-jre-headless"
        )


def _require_known(master: str) -> None:
    if not _MASTER(master):
        help_ = "name a cluster, such as spark://host:7077, or local[*] for this machine"
        raise KiframeworkError(f"'{master}' is no address of a cluster.", help_)


def _require_answer(master: str) -> None:
    """Knock at a standalone master: by itself Spark would try for a minute, and then say little."""
    hosts = re.findall(r"([^,/:]+):(\d+)", master.partition("://")[2]) if master.startswith("spark://") else []
    for host, port in hosts:
        try:
            socket.create_connection((host, int(port)), ANSWER).close()
        except (OSError, OverflowError):
            continue
        return
    if hosts:
        raise KiframeworkError(f"No cluster answers at {master}.", "start it, or correct --master")


def _require_workers(spark: SparkSession, master: str) -> None:
    """Wait until a worker of a standalone cluster takes up the work: Spark would wait for ever."""
    if not master.startswith("spark://"):
        return
    end = time.monotonic() + TAKE_UP
    known = spark.sparkContext._jsc.sc()  # noqa: SLF001 - Python has no other way to ask
    while known.getExecutorMemoryStatus().size() <= 1:  # the first one is ourselves
        if time.monotonic() > end:
            message = f"No worker of the cluster at {master} has taken up the work within {TAKE_UP:.0f} seconds."
            raise KiframeworkError(message, "start workers, or wait until they have cores and memory to spare")
        time.sleep(0.1)
