"""People for the tests of Spark, and what scoring says of them on this machine."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kiframework.scoring.bulk.evidence import score_evidence
from kiframework.scoring.bulk.levels import score_levels
from kiframework.scoring.bulk.schema import decoded, evidence_schema, level_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles

DAY = dt.date(2026, 12, 1)


def people_with_levels(compiled: CompiledRoles, people: int) -> pa.RecordBatch:
    """Return people with levels, a tenth of them missing; some have none at all."""
    choice = random.Random(people)
    schema = level_schema(compiled)
    rows = []
    for number in range(people):
        rated = 0.0 if number % 50 == 49 else 0.9
        levels = {
            name: choice.randint(0, compiled.highest_level) for name in compiled.competencies if choice.random() < rated
        }
        rows.append({"person": f"P-{number:05}", **levels})
    return pa.RecordBatch.from_pylist(rows, schema=schema)


def people_with_evidence(framework: Framework, people: int) -> pa.RecordBatch:
    """Return evidence of all kinds and ages, in no order."""
    choice = random.Random(people)
    rows = [row for number in range(people) for row in _evidence(choice, framework, f"P-{number:05}")]
    choice.shuffle(rows)
    return pa.RecordBatch.from_pylist(rows, schema=evidence_schema())


def _evidence(choice: random.Random, framework: Framework, person: str) -> list[dict[str, Any]]:
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for competency in framework.competencies:
        for source in choice.sample(framework.scoring.sources, choice.randint(0, 3)):
            top = framework.highest_level if source.ceiling is None else source.ceiling
            day = DAY - dt.timedelta(days=choice.randint(-20, 900))
            ends = None if source.by_person or choice.random() < 0.8 else day + dt.timedelta(choice.randint(0, 900))
            rater = None if source.by_person or choice.random() < 0.5 else f"R-{choice.randint(1, 3)}"
            row = {"person": person, "competency": competency, "source": source.id, "rater": rater, "date": day}
            found[tuple(row.values())] = row | {"value": choice.randint(0, top), "valid_until": ends}
    return list(found.values())


def local_levels(compiled: CompiledRoles, batch: pa.RecordBatch) -> pa.Table:
    """Return what this machine makes of levels, in order."""
    return in_order(map(decoded, score_levels(compiled, batch)))


def local_evidence(compiled: CompiledRoles, batch: pa.RecordBatch, day: dt.date = DAY) -> pa.Table:
    """Return what this machine makes of evidence, in order."""
    return in_order(map(decoded, score_evidence(compiled, batch, day)))


def in_order(batches: Iterable[pa.RecordBatch]) -> pa.Table:
    """Return results sorted by person and role, with types as Spark has them."""
    table = pa.Table.from_batches(batches)
    schema = pa.schema([(field.name, _as_in_spark(field.type)) for field in table.schema])
    return table.cast(schema).sort_by([("person", "ascending"), ("role", "ascending")]).combine_chunks()


def _as_in_spark(type_: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_large_string(type_) else type_
