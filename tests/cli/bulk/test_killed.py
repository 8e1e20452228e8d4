"""A run that is killed at any moment, or runs out of room on a real disk, and the run after it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.bulk.tables import evidence, people, put
from tests.cli.workplace import GARDEN, files_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

# Kills itself, as nobody can catch it, just before the given number of things have been moved or brought to the disk.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from kiframework.api.bulk import evidence, job, work
from kiframework.cli.app import run

job.MOST_PEOPLE = 64
evidence.ROWS_DEALT, evidence.ROWS_IN_BUCKET = 60, 80
left = int(sys.argv[1])

def counting(whole):
    def do(*arguments):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*arguments)
    return do

work.settle = counting(work.settle)
Path.replace = counting(Path.replace)
code = run(sys.argv[2:])
sys.stderr.write(f"moments: {int(sys.argv[1]) - left}")
sys.exit(code)
"""
NEVER = 1_000_000
LAST = 4
"""Moments at the end in which a result is put in place."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process can be killed like this")


def started(moment: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(moment), "bulk", "score", *map(str, arguments), *GARDEN]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def many_values() -> pa.Table:
    numbers = range(300)
    return evidence(
        person=[f"P-{number % 50:03}" for number in numbers],
        competency=[("digging", "composting", "pruning")[number // 50 % 3] for number in numbers],
        source=["boss"] * 300,
        rater=[f"R-{number // 150}" for number in numbers],
        date=["2026-11-20"] * 300,
        value=[number % 4 for number in numbers],
        valid_until=[None] * 300,
    )


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("shape", ["levels", "evidence"])
def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(shape: str) -> None:
    put(people(400) if shape == "levels" else many_values(), "in.parquet", rows=50)
    assert started(NEVER, "in.parquet", "-o", "undisturbed").returncode == 0
    for moment in (1, 4, 9, 12, 15):
        killed = started(moment, "in.parquet", "-o", "result", "--threads", "2")
        assert (killed.returncode, Path("result").exists()) == (-signal.SIGKILL, False)
    last = started(NEVER, "in.parquet", "-o", "result")
    assert last.returncode == 0
    assert "Went on from an earlier run" in last.stderr
    assert files_below(Path("result")) == files_below(Path("undisturbed"))
    assert not Path(".result.kiframework").exists()


@pytest.mark.usefixtures("place")
def test_killed_while_a_result_is_replaced_either_the_old_or_the_new_one_is_whole() -> None:
    put(people(50), "old.parquet")
    put(people(60), "new.parquet")
    started(NEVER, "old.parquet", "-o", "old")
    started(NEVER, "new.parquet", "-o", "new")
    old, new = files_below(Path("old")), files_below(Path("new"))
    shutil.copytree("old", "result")
    moments = int(started(NEVER, "new.parquet", "-o", "result", "--force").stderr.rpartition(" ")[2])
    seen = []
    for moment in range(moments - LAST, moments + 1):
        shutil.rmtree("result", ignore_errors=True)
        shutil.copytree("old", "result")
        assert started(moment, "new.parquet", "-o", "result", "--force").returncode == -signal.SIGKILL
        seen.append(files_below(Path("result")) if Path("result").exists() else None)
        again = started(NEVER, "new.parquet", "-o", "result", "--force")
        assert (again.returncode, files_below(Path("result"))) == (0, new)
    # Between its two moves a result is nowhere for a moment; the next run puts it back first.
    assert seen == [old] * LAST + [None]
    assert [path.name for path in Path().iterdir() if path.name.startswith(".result")] == []


@pytest.fixture
def small_disk(place: Path) -> Iterator[Path]:
    """Return a disk of 200 kB, where one can be had."""
    folder = place / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    command = [mount, "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full_leaves_nothing_that_looks_whole(small_disk: Path) -> None:
    put(people(20_000), "in.parquet", rows=1000)
    started(NEVER, "in.parquet", "-o", "undisturbed")
    full = started(NEVER, "in.parquet", "-o", small_disk / "result")
    assert (full.returncode, (small_disk / "result").exists()) == (2, False)
    assert "No space left on device" in full.stderr
    assert "Traceback" not in full.stderr
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    again = started(NEVER, "in.parquet", "-o", small_disk / "result")
    assert (again.returncode, "Went on from an earlier run" in again.stderr) == (0, True)
    assert files_below(small_disk / "result") == files_below(Path("undisturbed"))
