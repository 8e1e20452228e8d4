"""Writing to a folder: whole or not at all, and never over an existing file without being told."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from tests.cli.workplace import FIT, GARDEN, OPEN, files_below, put, put_settings, skills

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Kif

    Write = Callable[..., tuple[int, str]]

MACHINE = ("--format", "json", "--format", "csv")


@pytest.fixture
def write(kif: Kif, place: Path) -> Write:
    """Return a function that assesses two people into the folder ``out``."""
    put(place, skills__a=skills("P-001", levels=FIT), skills__b=skills("P-002", levels=OPEN))

    def call(*options: str) -> tuple[int, str]:
        found = kif("assess", "skills", *GARDEN, "-o", "out", *options)
        assert found.out == ""
        return found.code, found.err

    return call


def written(place: Path) -> dict[str, bytes]:
    return files_below(place / "out")


def failing_at(call: int, error: BaseException) -> Callable[[int], None]:
    """Return an ``fsync`` that fails at a call, counted from 1."""
    calls = iter(range(1, 1000))

    def fsync(_: int) -> None:
        if next(calls) == call:
            raise error

    return fsync


def test_all_formats_go_to_a_folder(write: Write, place: Path) -> None:
    code, err = write(*MACHINE, "--format", "html", "--format", "md")
    assert code == 0
    assert sorted(written(place)) == ["assessment.csv", "assessment.json", "team.html", "team.md"]
    assert "Written to out: assessment.json, assessment.csv, team.html, team.md." in err


def test_a_folder_without_a_format_gets_html(write: Write, place: Path) -> None:
    write()
    assert sorted(written(place)) == ["team.html"]


def test_each_person_gets_a_page_of_their_own(write: Write, place: Path) -> None:
    write("--audience", "self", "--format", "html")
    assert sorted(written(place)) == ["people/P-001.gardener.html", "people/P-002.gardener.html"]


def test_managers_get_the_matrix_and_the_pages(write: Write, place: Path) -> None:
    put_settings(place, 'works_council = {state = "none"}\n')
    write("--audience", "manager", "--format", "html")
    assert sorted(written(place)) == ["people/P-001.gardener.html", "people/P-002.gardener.html", "team.html"]


def test_the_same_bytes_go_to_a_folder_and_to_standard_output(write: Write, kif: Kif, place: Path) -> None:
    write(*MACHINE)
    for form in ("json", "csv"):
        printed = kif("assess", "skills", *GARDEN, "--format", form).out
        assert (place / "out" / f"assessment.{form}").read_bytes() == printed.encode()


def test_an_existing_file_is_refused_and_left_as_it_is(write: Write, place: Path) -> None:
    put(place, out__other="mine")
    (place / "out" / "assessment.csv").write_text("mine")
    code, err = write(*MACHINE)
    assert code == 2
    assert "assessment.csv exists." in err
    assert "help: replace it with --force" in err
    assert written(place) == {"assessment.csv": b"mine", "other.yaml": b"mine"}


def test_force_replaces_what_is_written_and_nothing_else(write: Write, place: Path) -> None:
    put(place, out__other="mine")
    (place / "out" / "assessment.csv").write_text("mine")
    code, _ = write(*MACHINE, "--force")
    assert code == 0
    assert written(place)["other.yaml"] == b"mine"
    assert written(place)["assessment.csv"] != b"mine"


def test_a_link_in_place_of_a_file_is_not_followed(write: Write, place: Path) -> None:
    put(place, precious="mine", out__x="")
    (place / "out" / "assessment.json").symlink_to(place / "precious.yaml")
    assert write(*MACHINE)[0] == 2
    assert write(*MACHINE, "--force")[0] == 0
    assert (place / "precious.yaml").read_text() == "mine"


def test_a_folder_in_place_of_a_file_is_refused_even_with_force(write: Write, place: Path) -> None:
    put(place, **{"out__assessment.json__x": "mine"})
    code, err = write(*MACHINE, "--force")
    assert code == 2
    assert "assessment.json is a folder." in err
    assert list(written(place)) == ["assessment.json/x.yaml"]


def test_a_file_in_place_of_the_folder_is_refused(write: Write, place: Path) -> None:
    (place / "out").write_text("mine")
    code, err = write(*MACHINE)
    assert code == 2
    assert err.splitlines()[-2].startswith("error: Cannot write to out: ")
    assert (place / "out").read_text() == "mine"


def test_a_file_in_place_of_a_folder_below_is_refused(write: Write, place: Path) -> None:
    put(place, out__x="")
    (place / "out" / "people").write_text("mine")
    code, err = write("--audience", "self", "--format", "md", "--force")
    assert code == 2
    assert "error: Cannot write to out: " in err
    assert written(place) == {"people": b"mine", "x.yaml": b""}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_to_is_reported(
    write: Write, place: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    code, err = write(*MACHINE)
    assert code == 2
    assert f"error: Cannot write to out: {os.strerror(number)}." in err
    assert written(place) == {}


@pytest.mark.parametrize("at", [1, 2])
def test_a_full_disk_leaves_no_file_and_old_ones_untouched(
    write: Write, place: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    put(place, out__x="mine")
    (place / "out" / "assessment.csv").write_text("old")
    monkeypatch.setattr(os, "fsync", failing_at(at, OSError(errno.ENOSPC, "No space left on device")))
    code, err = write(*MACHINE, "--force")
    assert code == 2
    assert "error: Cannot write to out: No space left on device.\nhelp: " in err
    assert written(place) == {"assessment.csv": b"old", "x.yaml": b"mine"}
    assert sorted(path.name for path in (place / "out").iterdir()) == ["assessment.csv", "x.yaml"]


@pytest.mark.parametrize("at", [1, 2])
def test_an_interrupted_run_leaves_nothing_half_written(
    write: Write, place: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    put(place, out__x="mine")
    (place / "out" / "assessment.csv").write_text("old")
    monkeypatch.setattr(os, "fsync", failing_at(at, KeyboardInterrupt()))
    code, err = write(*MACHINE, "--force")
    assert code == 130
    assert "Interrupted." in err
    assert sorted(path.name for path in (place / "out").iterdir()) == ["assessment.csv", "x.yaml"]
    assert written(place) == {"assessment.csv": b"old", "x.yaml": b"mine"}


def test_a_report_that_cannot_be_made_leaves_no_file(write: Write, place: Path) -> None:
    put(place, names="- no mapping\n")
    code, _ = write(*MACHINE, "--format", "md", "--names", "names.yaml")
    assert code == 2
    assert written(place) == {}


def test_a_pseudonym_cannot_lead_out_of_the_folder(kif: Kif, place: Path) -> None:
    framework = (place / "garden.yaml").read_text("utf-8").replace("'P-[0-9]{3}'", "'.+'")
    put(place, garden=framework, skills__a=skills("../../x"), skills__b=skills("/srv/x"), skills__c=skills("a\\b"))
    before = {path for path in place.parent.iterdir() if path != place}
    assert kif("assess", "skills", *GARDEN, "--audience", "self", "--format", "md", "-o", "out").code == 0
    assert sorted(written(place)) == [f"people/{name}.gardener.md" for name in ("%2Fsrv%2Fx", "..%2F..%2Fx", "a%5Cb")]
    assert {path for path in place.parent.iterdir() if path != place} == before
