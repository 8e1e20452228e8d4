"""What came of training, for programs and spreadsheets: JSON with everything, CSV with a row for every measure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kiframework.model.exact import rounded
from kiframework.output.separated import render_rows, words
from kiframework.output.training_view import MEASURE

if TYPE_CHECKING:
    from fractions import Fraction

    from kiframework.model.assessment import FrameworkStamp
    from kiframework.model.outcome import Found, Measure, TrainingReport
    from kiframework.output.training_view import TrainingWords

SCHEMA_VERSION = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""


def render_training_json(report: TrainingReport, stamp: FrameworkStamp, catalogue: str) -> bytes:
    """Return the report as UTF-8 JSON. It holds levels of single people, and is a working paper."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "framework": {"id": stamp.id, "version": stamp.version, "sha256": stamp.sha256},
        "catalogue": catalogue,
        "date": str(report.date),
        "measures": [_measure(one) for one in report.measures],
        "outcomes": [
            {
                "module": one.module,
                "reaction": _found(one.reaction),
                "learning": _found(one.learning),
                "behaviour": _found(one.behaviour),
                "results": [
                    {"group": group, **figure.model_dump(mode="json")}  # figures stay exact
                    for group, figure in one.results
                ],
            }
            for one in report.outcomes
        ],
        "gains": [
            {
                "competency": one.competency,
                "people": one.people,
                "before": _number(one.before),
                "after": _number(one.after),
                "gain": _number(one.gain),
            }
            for one in report.gains
        ],
        "people": [
            {
                "person": one.person,
                "competency": one.competency,
                "before": _number(one.before),
                "after": _number(one.after),
            }
            for one in report.people
        ],
        "due": [
            {"group": one.group, "module": one.module, "check": one.check, "due": str(one.due)} for one in report.due
        ],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _measure(one: Measure) -> dict[str, Any]:
    return {
        "group": one.group,
        "module": one.module,
        "content": one.content,
        "days": [str(day) for day in one.days],
        "audience": list(one.audience),
        "closes": [{"competency": step.competency, "to_level": step.level} for step in one.closes],
        "systems": list(one.systems),
        "people": one.people,
        "owner": one.owner,
        "refresh": one.refresh and str(one.refresh),
        "outdated": one.outdated,
    }


def _found(found: Found) -> dict[str, Any]:
    share = found.share
    return {
        "checked": found.checked,
        "share_percent": None if share is None else [_number(share.low * 100), _number(share.high * 100)],
        "mean": _number(found.mean),
    }


def _number(number: Fraction | None) -> float | None:
    return None if number is None else float(rounded(number, 4))


def render_measures_csv(training: TrainingWords) -> bytes:
    """Return one row per measure, as on the page: UTF-8 with byte order mark, commas (RFC 4180)."""
    rows = [(one.group, *training.measure(one)) for one in training.report.measures]
    return render_rows([("group", *MEASURE), *(map(words, row) for row in rows)])
