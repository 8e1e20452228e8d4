"""A roadmap for programs: JSON with every phase, criterion, goal and sum."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kiframework.model.team import ShareStep
from kiframework.output.pilots_data import figure, pilot_data

if TYPE_CHECKING:
    from fractions import Fraction

    from kiframework.model.assessment import FrameworkStamp
    from kiframework.model.standing import BudgetResult, BudgetRow, CriterionResult, GoalResult, PhaseResult, Standing

SCHEMA_VERSION = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""


def render_roadmap_json(standing: Standing, stamp: FrameworkStamp) -> bytes:
    """Return where a company stands as UTF-8 JSON. Shares of people are steps."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "framework": {"id": stamp.id, "version": stamp.version, "sha256": stamp.sha256},
        "date": str(standing.day),
        "start": str(standing.roadmap.start),
        "phases": [_phase(one) for one in standing.phases],
        "goals": [_goal(one) for one in standing.goals],
        "pilots": [pilot_data(one) for one in standing.pilots],
        "budget": _budget(standing.budget),
        "milestones": [
            {"id": one.id, "date": str(one.date), "kind": one.kind, "about": one.about} for one in standing.milestones
        ],
        "next_steps": [
            {"kind": one.kind, "about": one.about, "by": str(one.by), "who": one.who} for one in standing.next_steps
        ],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _shown(number: Fraction | ShareStep | None) -> Any:
    if isinstance(number, ShareStep):
        return {"percent": [float(number.low * 100), float(number.high * 100)]}
    return figure(number)


def _phase(one: PhaseResult) -> dict[str, Any]:
    return {
        "phase": one.id,
        "begin": str(one.begin),
        "end": str(one.end),
        "state": one.state,
        "moved": one.moved,
        "entry": [_criterion(two) for two in one.entry],
        "exit": [_criterion(two) for two in one.exit],
    }


def _criterion(one: CriterionResult) -> dict[str, Any]:
    return {"criterion": one.criterion, "met": one.met, "figure": _shown(one.figure), "needed": figure(one.needed)}


def _goal(one: GoalResult) -> dict[str, Any]:
    return {
        "goal": one.id,
        "statement": one.statement,
        "preset": one.preset,
        "baseline": figure(one.baseline),
        "target": figure(one.target),
        "start": str(one.start),
        "due": None if one.due is None else str(one.due),
        "direction": one.direction,
        "actual": _shown(one.actual),
        "measured": None if one.measured is None else str(one.measured),
        "computed": one.computed,
        "expected": figure(one.expected),
        "state": one.state,
    }


def _budget(one: BudgetResult) -> dict[str, Any]:
    return {
        "revenue": figure(one.revenue),
        "share": figure(one.share),
        "ceiling": figure(one.ceiling),
        "planned": figure(one.planned),
        "actual": figure(one.actual),
        "over": figure(one.over),
        "categories": [_row(row) for row in one.categories],
        "phases": [_row(row) for row in one.phases],
        "learning_hours": figure(one.learning_hours),
        "learning_cost": figure(one.learning_cost),
    }


def _row(one: BudgetRow) -> dict[str, Any]:
    return {"id": one.id, "limit": figure(one.limit), "planned": figure(one.planned), "actual": figure(one.actual)}
