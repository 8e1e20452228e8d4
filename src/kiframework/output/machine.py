"""Machine output of assessments: JSON and CSV. The assessor's working papers, with all terms; never translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.model.assessment import AssessmentDocument, rounded
from kiframework.output.separated import render_rows, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from kiframework.model.assessment import Assessment, Line

_COLUMNS = (
    "person",
    "role",
    "readiness",
    "provisional_low",
    "provisional_high",
    "score_low_percent",
    "score_percent",
    "score_high_percent",
    "coverage_percent",
    "confirmed_percent",
    "pillar",
    "competency",
    "weight",
    "must_have",
    "required",
    "level",
    "level_exact",
    "fulfilment_percent",
    "status",
    "flags",
    "priority",
    "reason",
)


def render_json(document: AssessmentDocument) -> bytes:
    """Return the document as UTF-8 JSON, as ``kiframework schema assessment`` describes it."""
    from pydantic import TypeAdapter

    return TypeAdapter(AssessmentDocument).dump_json(document, indent=1) + b"\n"


def render_csv(document: AssessmentDocument) -> bytes:
    """Return one row per required competency: UTF-8 with byte order mark, commas, points in decimals (RFC 4180)."""
    return render_rows([_COLUMNS, *(row for assessment in document.assessments for row in _rows(assessment))])


def _rows(assessment: Assessment) -> Iterator[list[str]]:
    low, high = assessment.provisional or ("", "")
    score, coverage = assessment.score, assessment.coverage
    of_person = [
        words(assessment.person),
        assessment.role,
        assessment.readiness,
        low,
        high,
        *(_percent(one) for one in (score.low, score.point, score.high, coverage.overall, coverage.confirmed)),
    ]
    for line in assessment.competencies:
        yield of_person + _cells(line)


def _cells(line: Line) -> list[str]:
    return [
        line.pillar,
        line.competency,
        str(line.weight),
        "yes" if line.must_have else "no",
        str(line.required),
        _number(line.level),
        "" if line.level is None else str(line.level),
        _percent(line.fulfilment),
        line.status,
        " ".join(line.flags),
        _number(line.priority),
        words(line.reason or ""),
    ]


def _number(number: Fraction | None) -> str:
    return "" if number is None else f"{float(rounded(number, 4)):.4f}"


def _percent(share: Fraction | None) -> str:
    return "" if share is None else f"{float(rounded(share * 100, 4)):.4f}"
