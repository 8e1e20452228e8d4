"""JSON and CSV of assessments: written piece by piece, and the same as from one mould."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from tests.output import samples
from tests.scoring.cases import assessed
from tests.scoring.strategies import Case, fully_rated, many_examples, worlds

from kiframework.model.assessment import Assessment, AssessmentDocument, FrameworkStamp, LeftOut
from kiframework.output.machine import FORMS

ADAPTER = TypeAdapter(AssessmentDocument)
LEFT = LeftOut('skills/"ä"\n.yaml', None, ("KIF001", "KIF111"))


def document(*assessments: Assessment, left_out: tuple[LeftOut, ...] = ()) -> AssessmentDocument:
    stamp = FrameworkStamp("garden", "2.1.0", "0" * 64)
    return AssessmentDocument(1, stamp, dt.date(2026, 12, 1), left_out, assessments)


def written(found: AssessmentDocument, name: str = "json") -> bytes:
    form = FORMS[name]()
    return b"".join(form.document(found, map(form.write, found.assessments)))


def moulded(found: AssessmentDocument) -> bytes:
    return ADAPTER.dump_json(found, indent=1) + b"\n"


REMARK = {"level": 2, "evidence": 'a "b" \\ c\t\x07\x7f', "comment": samples.HOSTILE, "objection": "\u2028ß字🙂"}


@pytest.mark.parametrize(
    "found",
    [
        document(),
        document(left_out=(LEFT, LEFT)),
        document(samples.assessed(), samples.all_met(), left_out=(LEFT,)),
        document(samples.assessed([]), samples.assessed([samples.rating("self", {"lead-database": REMARK}, note="x")])),
    ],
)
def test_json_is_what_the_model_describes(found: AssessmentDocument) -> None:
    assert written(found) == moulded(found)


@many_examples
@given(st.lists(st.one_of(worlds(), fully_rated), min_size=1, max_size=3))
def test_json_of_anybody_is_what_the_model_describes(cases: list[Case]) -> None:
    for case in cases:
        found = document(assessed(case.framework, case.person()))
        assert written(found) == moulded(found)


def test_what_recurs_is_remembered_without_being_mixed_up() -> None:
    everybody = [samples.assessed(role=role) for role in samples.framework().role_ids]
    found = document(*everybody, *everybody[::-1])
    assert written(found) == moulded(found)


def test_csv_has_one_head_and_a_row_for_each_line() -> None:
    found = document(samples.assessed(), samples.all_met(person="P-002"))
    lines = written(found, "csv").decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("person,role,readiness")
    assert [line.partition(",")[0] for line in lines[1:-1]] == [
        person for one, person in zip(found.assessments, ("P-001", "P-002"), strict=True) for _ in one.competencies
    ]
