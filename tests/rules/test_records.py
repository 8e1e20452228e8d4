"""Rules about records of training: each finds what is marked, and passes what is honest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import edited, places_of, unmarked
from tests.planning.bakery import catalogue
from tests.rules.record_cases import CASES, RECORD

from kiframework.diagnostics import Severity
from kiframework.loading.files import Input
from kiframework.loading.framework import load_framework
from kiframework.loading.records import load_record
from kiframework.rules.base import RecordContext
from kiframework.rules.records import check_record

if TYPE_CHECKING:
    from tests.rules.cases import Case

    from kiframework.diagnostics import Diagnostic

TODAY = dt.date(2026, 12, 1)


def findings(folder: Path, text: str) -> list[Diagnostic]:
    training = catalogue(folder)
    framework = load_framework(folder, "fw").framework
    assert framework is not None
    loaded = load_record(Input(Path("r.yaml"), "r.yaml", ""), lambda _path, _shown: text.encode())
    assert loaded.diagnostics == ()
    assert loaded.content is not None
    return list(check_record(loaded.content, loaded.source, RecordContext(framework, training, TODAY)))


def test_the_sample_keeps_every_rule(tmp_path: Path) -> None:
    assert findings(tmp_path, RECORD) == []


@pytest.mark.parametrize(
    ("code", "example"),
    [pytest.param(code, one, id=f"{code} {one.name}") for code, several in CASES.items() for one in several],
)
def test_a_rule_about_records_finds_what_is_marked(tmp_path: Path, code: str, example: Case) -> None:
    text, places = unmarked(edited(RECORD, *example.edits))
    own = [one for one in findings(tmp_path, text) if one.code == code]
    assert places_of(own) == sorted(places)
    assert all(example.says in f"{one.message} {one.help}" for one in own)
    assert {one.severity for one in own} <= {Severity.ERROR}


def test_what_may_be_a_name_is_not_repeated(tmp_path: Path) -> None:
    found = findings(tmp_path, RECORD.replace("P-002]", "Erika Muster]"))
    assert "Erika" not in "".join(f"{one.message} {one.help} {one.location.entry}" for one in found)
    assert [one.code for one in found] == ["KIF504"]
