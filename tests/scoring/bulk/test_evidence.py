"""Evidence of many people: the same as the exact engine says of each."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from tests.scoring import vectors
from tests.scoring.bulk.oracle import evidence_exactly
from tests.scoring.bulk.strategies import EVIDENCE, EvidenceWorld, evidence_worlds
from tests.scoring.cases import DAY, ROLE, make_framework
from tests.scoring.strategies import many_examples

from kiframework.model.exact import rounded
from kiframework.scoring.bulk.compile import compile_roles
from kiframework.scoring.bulk.evidence import score_evidence
from kiframework.scoring.bulk.schema import GAPS, decoded

if TYPE_CHECKING:
    from kiframework.model.framework import Framework


def assert_equal(framework: Framework, batch: pa.RecordBatch) -> None:
    """Check every column of every role."""
    compiled = compile_roles(framework, tuple(framework.roles))
    found = score_evidence(compiled, batch, DAY)
    for one, other in zip(found, evidence_exactly(framework, compiled, batch, DAY), strict=True):
        one.validate(full=True)
        assert decoded(one).to_pylist() == decoded(other).to_pylist()


@settings(many_examples, max_examples=100)
@given(evidence_worlds())
def test_everything_equals_the_exact_engine(world: EvidenceWorld) -> None:
    assert_equal(world.framework, world.batch())


def rows_of(name: str) -> list[dict[str, Any]]:
    """Return the ratings of a worked case as rows of evidence."""
    framework, person = vectors.framework(name), vectors.person(name)
    rows = []
    for occasion in person.rounds:
        levels = {key: one for key, one in occasion.levels.items() if isinstance(one, int)}
        levels |= {key: framework.level_from_share(share) for key, share in occasion.shares.items()}
        rows += [
            {
                "person": person.id,
                "competency": competency,
                "source": occasion.source,
                "rater": occasion.rater,
                "date": occasion.date,
                "value": level,
                "valid_until": occasion.valid_until,
            }
            for competency, level in levels.items()
        ]
    return rows


def shown(exact: str | None) -> float | None:
    """Return a figure of the worked cases as it is displayed."""
    return None if exact is None else float(rounded(Fraction(exact) * 100, 1))


# What does not apply to a person cannot be said in rows of evidence.
APPLICABLE = [name for name in vectors.names() if not vectors.person(name).not_applicable and rows_of(name)]


@pytest.mark.parametrize("name", APPLICABLE)
def test_worked_cases(name: str) -> None:
    framework, role = vectors.framework(name), vectors.role(name)
    batch = pa.RecordBatch.from_pylist(rows_of(name), schema=pa.schema(EVIDENCE))
    compiled = compile_roles(framework, [role])
    (found,) = score_evidence(compiled, batch, vectors.day())
    (row,) = decoded(found).to_pylist()
    wanted = vectors.expected(name)
    assert row["readiness"] == wanted["readiness"]
    assert [row["provisional_from"], row["provisional_to"]] == (wanted["provisional"] or [None, None])
    assert {end: row[end] for end in wanted["score"]} == {end: shown(one) for end, one in wanted["score"].items()}
    assert row["coverage"] == shown(wanted["coverage"]["overall"])
    for pillar in wanted["pillars"]:
        ends = pillar.keys() - {"pillar", "weight"}
        assert {end: row[f"{pillar['pillar']}_{end}"] for end in ends} == {end: shown(pillar[end]) for end in ends}
    assert [row[gap] for gap in GAPS if row[gap]] == wanted["priorities"][: len(GAPS)]


@pytest.mark.parametrize("name", APPLICABLE[:8])
def test_numbers_that_fit_no_machine_word_change_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiframework.scoring.bulk.merging.WORD", 3)
    monkeypatch.setattr("kiframework.scoring.bulk.evidence.WORD_BITS", 1)
    monkeypatch.setattr("kiframework.scoring.bulk.tables.WORD", 5)
    assert_equal(vectors.framework(name), pa.RecordBatch.from_pylist(rows_of(name), schema=pa.schema(EVIDENCE)))


def test_most_worked_cases_can_be_said_in_rows() -> None:
    assert len(APPLICABLE) >= 20


def only(**changed: Any) -> pa.RecordBatch:
    row = {"person": "P-1", "competency": "skill", "source": "test", "rater": None, "date": DAY, "value": 3}
    return pa.RecordBatch.from_pylist([row | {"valid_until": None} | changed], schema=pa.schema(EVIDENCE))


@pytest.mark.parametrize("row", [{"date": DAY + dt.timedelta(days=1)}, {"date": dt.date(1999, 1, 1)}])
def test_somebody_whose_evidence_does_not_count_is_scored_all_the_same(row: dict[str, Any]) -> None:
    assert_equal(make_framework({"skill": "grundlagen 2"}, {ROLE: {"skill": "3"}}), only(**row))


def test_nobody_gives_an_empty_result() -> None:
    assert_equal(make_framework({"skill": "grundlagen 2"}, {ROLE: {"skill": "3"}}), only().slice(1))


def test_people_come_in_the_order_of_their_first_row_dictionary_or_not() -> None:
    framework = make_framework({"skill": "grundlagen 2"}, {ROLE: {"skill": "3"}})
    compiled = compile_roles(framework, [ROLE])
    batch = pa.Table.from_batches([only(person=one) for one in ("P-9", "P-1", "P-9")])
    (plain,) = batch.combine_chunks().to_batches()
    names = pa.DictionaryArray.from_arrays([2, 0, 2], ["P-1", "nobody", "P-9"])
    encoded = plain.set_column(0, "person", names)
    for one in (plain.slice(0, 2), encoded.slice(0, 2)):
        (found,) = score_evidence(compiled, one, DAY)
        assert found.column("person").to_pylist() == ["P-9", "P-1"]
