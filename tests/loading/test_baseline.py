"""Baselines: written the same way each time, read back, and refused where they are none."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kiframework.diagnostics import Diagnostic
from kiframework.loading.baseline import baseline_text, load_baseline
from kiframework.model.validation import Identity

if TYPE_CHECKING:
    from pathlib import Path

OLD = Counter({Identity("b.yaml", "KIF217", "competencies/graben"): 1, Identity("ä.yaml", "KIF216", ""): 3})


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(OLD), "utf-8")
    assert load_baseline(path, "baseline.json") == OLD


def test_the_same_findings_give_the_same_text() -> None:
    assert baseline_text(OLD) == baseline_text(Counter(dict(reversed(OLD.items()))))
    assert [one["path"] for one in json.loads(baseline_text(OLD))["findings"]] == ["b.yaml", "ä.yaml"]
    assert '"ä.yaml"' in baseline_text(OLD)


ENTRY = '{"path": "a", "code": "KIF217", "entry": "", "count": %s}'
BROKEN = {
    "empty": "",
    "no JSON": "{",
    "a list": "[]",
    "no version": '{"findings": []}',
    "another version": '{"schema_version": "2.0", "findings": []}',
    "an unknown key": '{"schema_version": "1.0", "findings": [], "x": 1}',
    "a count of nothing": '{"schema_version": "1.0", "findings": [' + ENTRY % "0" + "]}",
    "a count in words": '{"schema_version": "1.0", "findings": [' + ENTRY % '"1"' + "]}",
    "nested deeply": "[" * 100_000,
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_baseline_is_a_diagnostic(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, "utf-8")
    found = load_baseline(path, "baseline.json")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.message) == ("KIF012", "This is no baseline.")


def test_a_baseline_that_is_not_there_is_a_diagnostic(tmp_path: Path) -> None:
    found = load_baseline(tmp_path / "none.json", "none.json")
    assert isinstance(found, Diagnostic)
    assert found.code == "KIF001"
