"""Records of training: read strictly, written as people would write them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.loading.samples import edited
from tests.rules.record_cases import RECORD

from kiframework.loading.files import Input
from kiframework.loading.records import load_record, record_text

if TYPE_CHECKING:
    from kiframework.loading.single import LoadedFile
    from kiframework.model.record import TrainingRecord


def load(text: str) -> LoadedFile[TrainingRecord]:
    return load_record(Input(Path("r.yaml"), "r.yaml", ""), lambda _path, _shown: text.encode())


def test_what_is_written_reads_as_it_was() -> None:
    record = load(RECORD).content
    assert record is not None
    text = record_text(record)
    assert load(text).content == record
    assert yaml.safe_load(text)["results"] == [
        {"date": load_day("2026-11-20"), "measure": "Ausschuss in kg je Woche", "before": 12, "after": 7.5}
    ]
    assert "  - session: 1\n    date: 2026-10-01\n    present: [P-001, P-002]\n    absent: [P-003]\n" in text


def load_day(text: str) -> object:
    return yaml.safe_load(text)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("P-001: met, P-002: partly", "P-001: passed"), ("r.yaml:18:23", "KIF012")),
        (("session: 1", "session: 0"), ("r.yaml:9:14", "KIF012")),
        (("[[5], [4]]", "[[6], [4]]"), ("r.yaml:15:14", "KIF012")),
        (("date: 2026-10-01\n    present", "date: 01.10.2026\n    present"), ("r.yaml:10:11", "KIF012")),
        (("owner: T-01", "ownr: T-01"), ("r.yaml:5:1", "KIF010")),
        (("module: weighing-basics\n", ""), ("r.yaml:1:1", "KIF011")),
        (('catalogue: "1.0.0"', "catalogue: 1.0"), ("r.yaml:3:12", "KIF014")),
        (("before: 12", "before: -12"), ("r.yaml:25:13", "KIF012")),
    ],
)
def test_what_is_wrong_is_said_at_its_place(edit: tuple[str, str], expected: tuple[str, str]) -> None:
    assert [(str(one.location), one.code) for one in load(edited(RECORD, edit)).diagnostics] == [expected]


@pytest.mark.parametrize("text", ["- a\n", "[", "just words\n"])
def test_what_is_no_mapping_is_no_record(text: str) -> None:
    loaded = load(text)
    assert loaded.content is None
    assert loaded.diagnostics != ()
