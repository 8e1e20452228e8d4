"""Machine output of assessments: JSON and CSV. The assessor's working papers, with all terms; never translated.

Each form writes assessments one by one, so that they need not be kept, and puts the document together from them.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol

from kiframework.model.exact import rounded
from kiframework.output.assessment_json import AssessmentWriter
from kiframework.output.separated import more_rows, render_rows, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from fractions import Fraction

    from kiframework.model.assessment import Assessment, AssessmentDocument, Line

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


class Form(Protocol):
    """A machine-readable form."""

    name: str
    """The name of the file."""

    def write(self, assessment: Assessment) -> bytes:
        """Return what stands in the document for one assessment."""

    def document(self, frame: AssessmentDocument, written: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the document part by part; of ``frame``, all but the assessments is used."""


class JsonForm:
    """UTF-8 JSON, as ``kiframework schema assessment`` describes it."""

    name = "assessment.json"

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._writer = AssessmentWriter()

    def write(self, assessment: Assessment) -> bytes:
        """Return the assessment as an item of the list."""
        return self._writer.write(assessment).encode()

    def document(self, frame: AssessmentDocument, written: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the document part by part."""
        head = {
            "schema_version": frame.schema_version,
            "framework": asdict(frame.framework),
            "date": frame.date.isoformat(),
            "left_out": [asdict(one) for one in frame.left_out],
            "assessments": [],
        }
        yield json.dumps(head, indent=1, ensure_ascii=False).removesuffix("]\n}").encode()
        before, after = b"\n", b"]\n}\n"
        for one in written:
            yield before
            yield one
            before, after = b",\n", b"\n ]\n}\n"
        yield after


class CsvForm:
    """One row per required competency: UTF-8 with byte order mark, commas, points in decimals (RFC 4180)."""

    name = "assessment.csv"

    def write(self, assessment: Assessment) -> bytes:
        """Return the rows of an assessment."""
        return more_rows(_rows(assessment))

    def document(self, frame: AssessmentDocument, written: Iterable[bytes]) -> Iterator[bytes]:  # noqa: ARG002
        """Yield the table part by part."""
        yield render_rows([_COLUMNS])
        yield from written


FORMS: dict[str, Callable[[], Form]] = {"json": JsonForm, "csv": CsvForm}
"""Name of each form -> what makes it for a run."""


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
