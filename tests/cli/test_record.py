"""``kiframework record``: a version stands for one content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from tests.loading.samples import GARDEN, edited

from kiframework.cli.app import run
from kiframework.loading.yaml import read_data

if TYPE_CHECKING:
    from pathlib import Path

CHANGED = ("Turns the soil.", "Turns the soil over.")


@pytest.fixture
def garden_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "garden.yaml"
    file.write_text(GARDEN, "utf-8")
    return file


def findings_of_change(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    run(["validate", "garden.yaml", "--select", "KIF227", "--output-format", "concise"])
    return capsys.readouterr().out


def change(file: Path, *edits: tuple[str, str]) -> None:
    file.write_text(edited(file.read_text("utf-8"), *edits), "utf-8")


def test_content_that_changes_after_it_was_recorded_is_found(
    garden_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["record", "garden.yaml"]) == 0
    assert findings_of_change(capsys) == ""
    change(garden_file, CHANGED)
    assert "garden.yaml:3:10: warning KIF227" in findings_of_change(capsys)
    change(garden_file, ('version: "2.1.0"', 'version: "2.2.0"'))
    assert findings_of_change(capsys) == ""


def test_only_one_line_is_added(garden_file: Path) -> None:
    run(["record", "garden.yaml"])
    before, after = GARDEN.splitlines(), garden_file.read_text("utf-8").splitlines()
    (added,) = [line for line in after if line not in before]
    assert added.startswith("recorded: {version: 2.1.0, sha256: ")
    assert [line for line in after if line != added] == before


def test_the_same_version_is_not_recorded_twice_with_other_content(
    garden_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["record", "garden.yaml"])
    change(garden_file, CHANGED)
    kept = garden_file.read_bytes()
    assert run(["record", "garden.yaml"]) == 2
    assert "Version 2.1.0 is recorded with other content." in capsys.readouterr().err
    assert garden_file.read_bytes() == kept
    assert run(["record", "garden.yaml", "--force"]) == 0
    assert findings_of_change(capsys) == ""


def test_a_new_version_replaces_what_was_recorded(garden_file: Path) -> None:
    run(["record", "garden.yaml"])
    change(garden_file, CHANGED, ('version: "2.1.0"', 'version: "2.2.0"'))
    assert run(["record", "garden.yaml"]) == 0
    assert garden_file.read_text("utf-8").count("recorded:") == 1
    assert "recorded: {version: 2.2.0, " in garden_file.read_text("utf-8")


def test_line_ends_and_the_byte_order_mark_stay(garden_file: Path) -> None:
    garden_file.write_bytes(GARDEN.replace("\n", "\r\n").encode("utf-8-sig"))
    assert run(["record", "garden.yaml"]) == 0
    written = garden_file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbfid: garden\r\nrecorded: {version")
    assert b"\r\nversion" in written


def test_a_framework_with_errors_is_not_recorded(garden_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(garden_file, ("pillar: tools", "pillar: tool"))
    assert run(["record", "garden.yaml"]) == 2
    assert "KIF201" in capsys.readouterr().err


def test_a_file_on_one_line_says_what_to_write(garden_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    garden_file.write_text(yaml.safe_dump(read_data(GARDEN, "").data, default_flow_style=True, width=100_000), "utf-8")
    assert run(["record", "garden.yaml"]) == 2
    assert "recorded: {version: 2.1.0, sha256:" in capsys.readouterr().err
