"""Several processes give what one gives: the same results, findings and order, whoever stops whenever."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.api.test_requests import TODAY
from tests.cli.workplace import FIT, OPEN, ROOT, put, skills, start
from tests.loading.samples import GARDEN, garden

from kiframework.api import crew, share
from kiframework.api.crew import Crew, processes_for
from kiframework.api.setting import find_inputs
from kiframework.api.share import Reading, Share, Task
from kiframework.errors import KiframeworkError
from kiframework.loading.files import Input
from kiframework.model.assessment import Assessment
from kiframework.rules.base import SkillContext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")


def name_and_lines(one: Assessment) -> tuple[str, int]:
    return one.person, len(one.competencies)


def task(finish: Callable[[Assessment], Any] = name_and_lines) -> Task[Any]:
    return Task(SkillContext(garden(), TODAY), TODAY, finish)


def taken(place: Path, processes: int, wanted: Task[Any] | None = None) -> tuple[Reading, list[Any]]:
    together = Crew(wanted or task(), list(find_inputs([str(place)])), processes)
    return together.read(iter), list(together.results())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """People with one file and with several, in folders and out of order, and every kind of trouble."""
    for number in range(12):
        put(tmp_path, **{f"old__{number:02}": skills(f"P-{40 - number:03}", levels=OPEN if number % 3 else FIT)})
    later = "person: P-031\nratings:\n- {source: self, date: 2026-11-21, levels: {digging: 1}}\n"
    put(tmp_path, new__a=later, new__b=skills("P-030", extra="nots: 1\n"), new__c="person: P-029\nrole: [\n")
    put(
        tmp_path,
        new__d=skills("P-035", role="no"),
        new__e=skills("P-034"),
        new__f="",
        new__g=skills("P-050", role=None),
    )
    put(tmp_path, new__h="ratings: []\n", new__i=skills("Erika Beispiel"))
    (tmp_path / "new" / "j.yaml").write_bytes(b"person: P-033\n\xff\n")
    return tmp_path


@LINUX
@pytest.mark.parametrize("processes", [2, 3])
def test_several_processes_find_what_one_finds(place: Path, processes: int) -> None:
    alone, results = taken(place, 1)
    together, shared = taken(place, processes)
    assert len(results) == 7
    assert shared == results
    assert (together.people, together.named) == (alone.people, alone.named)
    assert sorted(together.diagnostics, key=repr) == sorted(alone.diagnostics, key=repr)
    assert sorted(together.left_out, key=repr) == sorted(alone.left_out, key=repr)


@LINUX
def test_a_person_written_in_two_ways_is_still_one(tmp_path: Path) -> None:
    put(tmp_path, a=skills("P-001"), b=skills("P-002"), c=skills("P-003"))
    put(tmp_path, d='"person": P-002\nratings:\n- {source: boss, date: 2026-11-20, levels: {digging: 1}}\n')
    together, shared = taken(tmp_path, 2)
    assert together.people == ("P-001", "P-003")
    assert {one.code for one in together.diagnostics} == {"KIF106"}
    assert shared == taken(tmp_path, 1)[1]


@LINUX
def test_a_file_named_after_somebody_else_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, **{"P-001": skills("P-001"), "P-002": skills("P-002"), "P-003": skills("P-001", levels=OPEN)})
    together, shared = taken(tmp_path, 2)
    assert together.people == ("P-002",)
    assert {one.code for one in together.diagnostics} == {"KIF106"}
    assert shared == taken(tmp_path, 1)[1]


@LINUX
def test_whose_a_file_is_need_not_stand_at_its_beginning(tmp_path: Path) -> None:
    words = "".join(f"# {number}\n" for number in range(1_000))
    put(tmp_path, a=skills("P-001"), b=skills("P-002"), c=words + skills("P-001", levels=OPEN), d=skills("P-003"))
    together, shared = taken(tmp_path, 2)
    assert together.people == ("P-002", "P-003")
    assert shared == taken(tmp_path, 1)[1]


@LINUX
def test_other_processes_are_gone_once_all_is_handed_over(place: Path) -> None:
    taken(place, 3)
    assert multiprocessing.active_children() == []


@LINUX
def test_whoever_has_enough_sends_the_other_processes_home(place: Path) -> None:
    together = Crew(task(), list(find_inputs([str(place)])), 2)
    together.read(iter)
    results = together.results()
    next(results)
    results.close()  # type: ignore[attr-defined] # a generator
    assert multiprocessing.active_children() == []


def die(one: Assessment) -> str:
    if multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return one.person


def break_down(one: Assessment) -> str:
    if multiprocessing.parent_process() is not None:
        raise ZeroDivisionError
    return one.person


@LINUX
def test_a_process_that_dies_is_told_and_not_waited_for(place: Path) -> None:
    with pytest.raises(KiframeworkError, match=r"A process .* was ended by signal 9\."):
        taken(place, 2, task(die))
    assert multiprocessing.active_children() == []


@LINUX
def test_a_process_that_is_gone_before_it_is_asked_is_told_too(place: Path) -> None:
    together = Crew(task(), list(find_inputs([str(place)])), 2)
    [child] = multiprocessing.active_children()
    child.kill()
    child.join()
    with pytest.raises(KiframeworkError, match="signal 9"):
        together.read(iter)
    assert multiprocessing.active_children() == []


@LINUX
def test_an_interruption_while_reading_ends_the_other_processes(place: Path) -> None:
    def interrupted(_: object) -> Iterator[Input]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Crew(task(), list(find_inputs([str(place)])), 2).read(interrupted)
    assert multiprocessing.active_children() == []


def test_no_assessment_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def living() -> int:
        return sum(isinstance(one, Assessment) for one in gc.get_objects())

    monkeypatch.setattr(share, "AT_A_TIME", 2)
    before = living()
    together = Crew(task(), list(find_inputs([str(place)])), 1)
    together.read(iter)
    assert max(living() - before for _ in together.results()) <= 2


@LINUX
def test_a_fault_in_another_process_is_a_fault_of_the_run(place: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        taken(place, 2, task(break_down))


class Pipe:
    """The end of a pipe that another process would hold."""

    def __init__(self, *messages: object) -> None:
        self.waiting = list(messages)
        self.sent: list[Any] = []

    def recv(self) -> object:
        if not self.waiting:
            raise EOFError
        return self.waiting.pop(0)

    def send(self, message: object) -> None:
        self.sent.append(message)

    def send_bytes(self, message: bytes) -> None:
        self.sent.append(pickle.loads(message))

    def close(self) -> None:
        self.waiting.clear()


@pytest.fixture
def _as_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(gc, "disable", lambda: None)


@pytest.mark.usefixtures("_as_another_process")
def test_another_process_reads_and_hands_over_one_by_one(place: Path) -> None:
    inputs = [file for file in find_inputs([str(place)]) if isinstance(file, Input)]
    inherited, pipe = Pipe("x"), Pipe(range(len(inputs)))
    crew.work(pipe, task(), inputs, slice(None), [inherited])  # type: ignore[arg-type,list-item] # it does what a pipe does
    names, reading, *results = pipe.sent
    alone = Share(task())
    assert inherited.waiting == []
    assert (len(names), reading) == (len(inputs), alone.read(inputs))
    assert results == list(alone.results())


@pytest.mark.usefixtures("_as_another_process")
def test_another_process_stops_when_nobody_listens(place: Path) -> None:
    pipe = Pipe()
    crew.work(pipe, task(), list(find_inputs([str(place)])), slice(None), [])  # type: ignore[arg-type] # it does what a pipe does
    assert len(pipe.sent) == 1


@pytest.mark.usefixtures("_as_another_process")
def test_another_process_tells_its_faults(place: Path) -> None:
    def fail(_: Assessment) -> None:
        raise ZeroDivisionError

    inputs = list(find_inputs([str(place)]))
    pipe = Pipe(range(len(inputs)))
    crew.work(pipe, task(fail), inputs, slice(None), [])  # type: ignore[arg-type] # it does what a pipe does
    assert isinstance(pipe.sent[-1], ZeroDivisionError)


def test_few_files_and_standard_input_are_no_work_for_several(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_usable", lambda: 16)
    few = list(find_inputs([str(place)]))
    assert processes_for(few) == 1
    many = few * (2 * crew.FILES_EACH // len(few) + 1)
    assert processes_for(many) == 2
    assert processes_for(many * 10) == crew.MOST
    assert processes_for([*many, Input(place, "-", "-")]) == 1
    monkeypatch.setattr(crew, "_usable", lambda: 1)
    assert processes_for(many) == 1


# --- The command ------------------------------------------------------------------------------------------------------


PEOPLE = 2 * crew.FILES_EACH


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many files that processes share them, some of them with errors."""
    place = tmp_path_factory.mktemp("crowd")
    put(place, garden=GARDEN)
    for number in range(PEOPLE):
        role = "no" if number % 100 == 7 else "gardener"
        put(place, **{f"skills__{number:03}": skills(f"P-{number:03}", role=role)})
    return place


ASSESS = ("assess", "skills", "--framework", "garden.yaml")


@pytest.fixture
def processors() -> Iterator[Callable[[int], None]]:
    """Set how many processors commands may use; skip where there are not so many."""
    all_of_them = os.sched_getaffinity(0)

    def use(number: int) -> None:
        if len(all_of_them) < number:
            pytest.skip("there are not so many processors")
        os.sched_setaffinity(0, set(sorted(all_of_them)[:number]))

    yield use
    os.sched_setaffinity(0, all_of_them)


@LINUX
@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_command_writes_the_same_bytes_in_one_process_and_in_two(
    crowd: Path, form: str, processors: Callable[[int], None]
) -> None:
    processors(2)
    shared = start(*ASSESS, "--format", form, cwd=crowd)
    processors(1)
    alone = start(*ASSESS, "--format", form, cwd=crowd)
    assert shared.returncode == alone.returncode == 2
    assert shared.stdout == alone.stdout
    assert shared.stderr == alone.stderr
    assert alone.stderr.count(b"KIF102") == len(range(7, PEOPLE, 100))
    assert len(alone.stdout) > 100_000


@LINUX
def test_ctrl_c_ends_all_processes(crowd: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "kiframework", *ASSESS, "--format", "json"],
        cwd=crowd,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "SOURCE_DATE_EPOCH": "1796083200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.read(1000)  # it has begun to write, and now waits for somebody to read on
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said.splitlines()[-1] == b"Interrupted."
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and _alive(run.pid):
        os.sched_yield()
    assert not _alive(run.pid)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
