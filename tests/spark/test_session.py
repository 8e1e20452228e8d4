"""Spark starts, or it is said in one sentence why not."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.spark.cluster import LOOPBACK
from tests.spark.conftest import require_spark

from kiframework.api.spark import session as starting
from kiframework.errors import KiframeworkError, MissingExtraError

if TYPE_CHECKING:
    from pathlib import Path


WRONG = """\
person;ai-fundamentals;eu-ai-act
P-001;3;2
P-002;7;2,5
P-001;2;2
P-004;2;1
"""


@pytest.fixture
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Act as in a process that has no session yet."""
    require_spark()
    from pyspark.sql import SparkSession

    monkeypatch.setattr(SparkSession, "getActiveSession", lambda: None)


def started(master: str) -> Any:
    with starting.session(master, progress=False):
        pytest.fail("Spark has started")


@pytest.mark.usefixtures("no_session")
@pytest.mark.parametrize("master", ["sprak://127.0.0.1:7077", "127.0.0.1:7077", "spark://127.0.0.1", ""])
def test_an_address_that_is_none(master: str) -> None:
    with pytest.raises(KiframeworkError, match="is no address of a cluster"):
        started(master)


@pytest.mark.usefixtures("no_session")
def test_nobody_answers() -> None:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = free.getsockname()[1]
    with pytest.raises(KiframeworkError, match=f"No cluster answers at spark://{LOOPBACK}:{port}"):
        started(f"spark://{LOOPBACK}:{port}")


@pytest.mark.usefixtures("no_session")
def test_there_is_no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(KiframeworkError, match="Spark needs Java"):
        started("local[1]")


def test_there_is_no_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingExtraError) as caught:
        starting.require_extra()
    assert caught.value.help == 'pip install "kiframework[spark]"'


class Idle:
    """A session on a cluster whose workers have no room."""

    sparkContext = property(lambda self: self)  # noqa: N815 - as Spark has it
    _jsc = property(lambda self: self)

    def sc(self) -> Idle:
        return self

    def getExecutorMemoryStatus(self) -> Idle:  # noqa: N802 - as Spark has it
        return self

    def size(self) -> int:
        return 1


def test_no_worker_takes_up_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "TAKE_UP", 0.0)
    session: Any = Idle()
    with pytest.raises(KiframeworkError, match="No worker of the cluster at spark://x:1 has taken up the work"):
        starting._require_workers(session, "spark://x:1")


def test_the_command_on_this_machine_alone(tmp_path: Path) -> None:
    require_spark()
    (tmp_path / "people.csv").write_text(WRONG, "utf-8")
    wishes = ("--role", "belegschaft-basis", "--date", "2026-12-01", "--lang", "en", "--on-error", "skip")
    command = [sys.executable, "-m", "kiframework", "bulk", "score", "people.csv", "-o", "out", *wishes]
    run = subprocess.run(
        [*command, "--engine", "spark", "--master", "local[1]"],
        cwd=tmp_path,
        env=os.environ | {"SPARK_LOCAL_IP": LOOPBACK},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=240,
    )
    assert run.returncode == 1, run.stderr
    assert "people.csv, person P-002: error KIF104" in run.stderr
    assert "KIF806 repeated-person: 2" in run.stderr
    assert "Written to out: 1 row for 1 person; left out: 3 rows." in run.stderr
    assert [line for line in run.stderr.splitlines() if "WARN" in line or line.startswith(("\tat", "26/"))] == []
    assert len((tmp_path / "out" / "skipped.csv").read_text("utf-8").splitlines()) == 4
