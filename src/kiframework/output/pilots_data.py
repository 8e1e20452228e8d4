"""Pilots for programs: JSON with every term and every gate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kiframework.model.exact import rounded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from fractions import Fraction

    from kiframework.model.assessment import FrameworkStamp
    from kiframework.model.pilot import GateRecord, Verdict
    from kiframework.model.standing import PilotResult

SCHEMA_VERSION = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""


def render_pilots_json(results: Sequence[PilotResult], stamp: FrameworkStamp, day: dt.date) -> bytes:
    """Return all pilots as UTF-8 JSON, best first."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "framework": {"id": stamp.id, "version": stamp.version, "sha256": stamp.sha256},
        "date": str(day),
        "pilots": [pilot_data(one) for one in results],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def pilot_data(one: PilotResult) -> dict[str, Any]:
    """Return one pilot as plain data; figures exact and to four decimals."""
    return {
        "pilot": one.pilot.pilot,
        "state": one.state,
        "rank": one.rank,
        "first": one.pilot.active,
        "utility": figure(one.utility),
        "terms": [{"term": term.term, "weight": term.weight, "mark": figure(term.mark)} for term in one.terms],
        "skills": {"score": figure(one.skills.score), "origin": one.skills.origin, "people": one.skills.people},
        "gates": [
            {
                "gate": gate.gate,
                "state": gate.state,
                "recorded": gate.recorded,
                "against": gate.against,
                **_settled(one.pilot.gates.get(gate.gate)),
            }
            for gate in one.gates
        ],
        "cost": figure(one.pilot.cost),
        "verdicts": [_verdict(verdict) for verdict in one.pilot.verdicts],
    }


def _verdict(one: Verdict) -> dict[str, Any]:
    return {
        "date": str(one.date),
        "person": one.person,
        "decision": one.decision,
        "value": figure(one.value),
        "incidents": one.incidents,
        "proposals": one.proposals,
        "overridden": one.overridden,
        "cost": figure(one.cost),
        "feedback": one.feedback,
        "behaviour": one.behaviour,
        "reason": one.reason,
    }


def _settled(record: GateRecord | None) -> dict[str, str | None]:
    """Return who settled a gate, and when."""
    if record is None or record.date is None:
        return {"person": None, "date": None}
    return {"person": record.person, "date": str(record.date)}


def figure(number: Fraction | None) -> dict[str, Any] | None:
    """Return a number exactly and to four decimals."""
    return None if number is None else {"exact": str(number), "value": float(rounded(number, 4))}
