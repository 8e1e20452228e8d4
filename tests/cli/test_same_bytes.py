"""The same input, date and version give the same bytes: whatever the folder, locale, hash seed or order of files."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.cli.workplace import GARDEN, MUSTERWERK, files_below, put, skills, start

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif

FORMATS = [word for form in ("json", "csv", "md", "html") for word in ("--format", form)]
REPORTS = ("--audience", "manager", *FORMATS, "--date", "2026-12-01")


def reports(folder: Path, *paths: str | Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    found = start("assess", *paths, *REPORTS, "-o", folder, cwd=cwd, **environment)
    assert found.returncode == 0, found.stderr
    return files_below(folder)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return all reports on the sample company, made in the plainest way."""
    place = tmp_path_factory.mktemp("plain")
    found = reports(place / "out", MUSTERWERK, cwd=place, PYTHONHASHSEED="0")
    assert len(found) > 40
    return found


def test_locale_hash_seed_time_zone_and_clock_change_nothing(expected: dict[str, bytes], tmp_path: Path) -> None:
    other = {"LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "COLUMNS": "40"}
    found = reports(tmp_path / "out", MUSTERWERK, cwd=tmp_path, PYTHONUTF8="0", SOURCE_DATE_EPOCH="1796947200", **other)
    assert found == expected


def test_the_folder_and_the_way_it_is_written_change_nothing(expected: dict[str, bytes], tmp_path: Path) -> None:
    copy = tmp_path / "somewhere else" / "müsterwerk"
    shutil.copytree(MUSTERWERK, copy)
    assert reports(tmp_path / "out", ".", cwd=copy, PYTHONHASHSEED="1") == expected


def test_the_order_of_files_changes_nothing(expected: dict[str, bytes], tmp_path: Path) -> None:
    files = sorted((MUSTERWERK / "skills").iterdir(), reverse=True)
    assert reports(tmp_path / "out", *files, cwd=tmp_path) == expected


def test_what_is_left_out_does_not_depend_on_the_folder(kif: Kif, place: Path) -> None:
    for folder in ("one", "two/deeper"):
        put(place / folder, skills__a=skills("P-001"), skills__b="x: 1\n", skills__sub__c=skills("P-003", role="no"))
    outputs = {
        kif("assess", path, *GARDEN, "--format", "json").out
        for path in ("one/skills", "two/deeper/skills", "./one/skills/", place / "one" / "skills")
    }
    assert len(outputs) == 1
    assert [one["path"] for one in json.loads(outputs.pop())["left_out"]] == ["b.yaml", "sub/c.yaml"]


def test_the_order_of_files_of_one_person_changes_nothing(kif: Kif, place: Path) -> None:
    put(place, a=skills("P-001", levels={"digging": "3"}), b=skills("P-001", role="helper", levels={"digging": "1"}))
    put(place, b=(place / "b.yaml").read_text().replace("2026-11-20", "2026-11-19"), c=skills("P-002"), d="x: 1\n")
    for form in ("json", "csv"):
        forwards = kif("assess", "a.yaml", "b.yaml", "c.yaml", "d.yaml", *GARDEN, "--format", form)
        backwards = kif("assess", "d.yaml", "c.yaml", "b.yaml", "a.yaml", *GARDEN, "--format", form)
        assert forwards == backwards


def test_diagnostics_do_not_depend_on_the_hash_seed(place: Path) -> None:
    levels = {f"unknown-{number}": "1" for number in range(20)}
    put(place, a=skills(levels=levels))
    outputs = {start("assess", "a.yaml", *GARDEN, cwd=place, PYTHONHASHSEED=seed).stderr for seed in ("0", "1")}
    assert len(outputs) == 1
    assert outputs.pop().count(b"KIF101") == 20
