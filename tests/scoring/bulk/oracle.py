"""Bulk results by way of the exact engine, one person at a time: what the fast way is measured by."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from kiframework.model.assessment import MUST_HAVE_OPEN, Assessment
from kiframework.model.evidence import Evidence, assumed
from kiframework.model.exact import rounded
from kiframework.model.skills import Person, Round
from kiframework.scoring.assess import assess
from kiframework.scoring.bulk.schema import FIGURE, FIGURES, GAPS, PERSON, SHARES, pillar_columns, result_schema
from kiframework.scoring.evidence import EvidenceScale

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles


def levels_exactly(framework: Framework, compiled: CompiledRoles, batch: pa.RecordBatch) -> list[pa.RecordBatch]:
    """Return what :func:`~kiframework.scoring.bulk.levels.score_levels` has to return."""
    known = {}
    for row in batch.to_pylist():
        person = row.pop(PERSON)
        levels = {name: value for name, value in row.items() if value is not None}
        known[person] = {name: assumed(Fraction(value), ("confirmed",)) for name, value in levels.items()}
    return _results(framework, compiled, known, batch.schema.field(PERSON).type)


def evidence_exactly(
    framework: Framework, compiled: CompiledRoles, batch: pa.RecordBatch, day: dt.date
) -> list[pa.RecordBatch]:
    """Return what :func:`~kiframework.scoring.bulk.evidence.score_evidence` has to return."""
    rounds: dict[str, list[Round]] = {}
    for row in batch.to_pylist():
        occasion = Round(
            source=row["source"],
            rater=row.get("rater"),
            date=row["date"],
            valid_until=row.get("valid_until"),
            levels={row["competency"]: row["value"]},
        )
        rounds.setdefault(row[PERSON], []).append(occasion)
    scale = EvidenceScale(framework, day)
    known = {person: scale.weigh(Person(person, (), tuple(own), {})) for person, own in rounds.items()}
    return _results(framework, compiled, known, batch.schema.field(PERSON).type)


def _results(
    framework: Framework, compiled: CompiledRoles, known: Mapping[str, Mapping[str, Evidence]], person: pa.DataType
) -> list[pa.RecordBatch]:
    schema = result_schema(compiled, person)
    found = []
    for profile in compiled.profiles:
        rows = [
            _row(assess(framework, Person(name, (), (), {}), profile, evidence)) for name, evidence in known.items()
        ]
        columns = [pa.array([row.get(field.name) for row in rows], _plain(field.type)) for field in schema]
        arrays = [_encoded(column, field.type) for column, field in zip(columns, schema, strict=True)]
        found.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return found


def _encoded(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if kind == FIGURE:
        tenths = pc.round(pc.multiply(column, 10)).cast(pa.int16())
        return pa.DictionaryArray.from_arrays(tenths, SHARES)
    if pa.types.is_dictionary(kind):
        return column.dictionary_encode().cast(kind)
    return column


def _plain(kind: Any) -> Any:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _row(found: Assessment) -> dict[str, Any]:
    row: dict[str, Any] = {
        PERSON: found.person,
        "role": found.role,
        "readiness": found.readiness,
        "provisional_from": found.provisional[0] if found.provisional else None,
        "provisional_to": found.provisional[1] if found.provisional else None,
        "must_haves": _must_haves(found),
    }
    score = (found.score.low, found.score.point, found.score.high, found.coverage.overall)
    row |= dict(zip(FIGURES, map(_shown, score), strict=True))
    for one in found.pillars:
        figures = (one.low, one.point, one.high, one.coverage)
        row |= dict(zip(pillar_columns(one.pillar), map(_shown, figures), strict=True))
    return row | dict(zip(GAPS, found.priorities, strict=False))


def _shown(share: Fraction | None) -> float | None:
    return None if share is None else float(rounded(share * 100, 1))


def _must_haves(found: Assessment) -> str:
    if found.readiness == MUST_HAVE_OPEN:
        return "open"
    unsure = any(line.must_have and "confirmed" not in line.flags for line in found.competencies)
    return "unconfirmed" if unsure else "met"
