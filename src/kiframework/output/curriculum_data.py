"""A plan for programs and spreadsheets: JSON with everything, CSV with a row for every session and person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kiframework.model.exact import rounded
from kiframework.output.separated import render_rows, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from kiframework.model.assessment import FrameworkStamp
    from kiframework.model.curriculum import BaselinePlan, Demand, Meeting, Need, PathStep, PersonPath, Plan, Terms
    from kiframework.model.training import Catalogue

SCHEMA_VERSION = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""
_COLUMNS = ("group", "module", "title", "session", "date", "start", "minutes", "trainer", "room", "person")
_TO_FILL_IN = ("attended", "learning")
"""Columns that are empty until a session was held."""


def render_plan_json(plan: Plan, catalogue: Catalogue, stamp: FrameworkStamp, made: dt.date, revision: int) -> bytes:
    """Return the plan as UTF-8 JSON. It holds what single people lack, and is for whoever plans.

    ``made`` is the day of the assessment, ``revision`` the number that entries in calendars carry.
    """
    choice = plan.choice
    must_haves, wanted = plan.wanted_priority
    document = {
        "schema_version": SCHEMA_VERSION,
        "framework": {"id": stamp.id, "version": stamp.version, "sha256": stamp.sha256},
        "catalogue": catalogue.version,
        "date": str(made),
        "revision": revision,
        **_terms(plan.terms),
        "choice": {
            "method": choice.method,
            "value": _number(choice.value),
            "must_haves": _number(choice.must_haves),
            "wanted": _number(wanted),
            "wanted_must_haves": _number(must_haves),
            "gap_percent": None if choice.gap is None else _number(choice.gap * 100),
        },
        "demand": _demand(plan.demand),
        "wanted": _demand(plan.wanted),
        "people": [_person(path, plan) for path in plan.paths],
        "groups": [{"id": one.id, "module": one.module, "people": list(one.people)} for one in plan.groups],
        "meetings": [_meeting(one) for one in plan.schedule.meetings],
        "readiness": [
            {"person": one.person, "role": one.role, "now": one.now, "planned": one.planned, "all": one.everything}
            for one in plan.changes
        ],
        "baseline": None if plan.baseline is None else _baseline(plan.baseline),
        "nearest": None if plan.nearest is None else _nearest(plan.nearest),
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _terms(terms: Terms) -> dict[str, Any]:
    period, limits = terms.period, terms.limits
    return {
        "period": {"start": str(period.start), "until": period.until and str(period.until)},
        "limits": {
            "hours": _number(limits.hours),
            "trainer_hours": _number(limits.trainer_hours),
            "budget": _number(limits.budget),
        },
    }


def _nearest(plan: Plan) -> dict[str, Any]:
    """Return the smallest limits in which something takes place, and what."""
    groups = [{"id": one.id, "module": one.module, "people": len(one.people)} for one in plan.groups]
    return {**_terms(plan.terms), "value": _number(plan.choice.value), "demand": _demand(plan.demand), "groups": groups}


def _person(path: PersonPath, plan: Plan) -> dict[str, Any]:
    taken = plan.choice.taken
    return {
        "person": path.person,
        "roles": list(path.roles),
        "modules": [
            {
                **_step(step),
                "taken": (path.person, step.module) in taken,
                "obstacle": plan.obstacles.get((path.person, step.module)),
            }
            for step in path.steps
        ],
        "coaching": list(path.coaching),
        "quick_check": list(path.unrated),
        "untaught": [_need(need) for need in path.untaught],
    }


def _step(step: PathStep) -> dict[str, Any]:
    return {
        "module": step.module,
        "hours": _number(step.hours),
        "after": list(step.before),
        "takes_for_granted": list(step.assumes),
        "closes": [_need(need) for need in step.closes],
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        "competency": need.step.competency,
        "to_level": need.step.level,
        "role": need.role,
        "required": need.required,
        "must_have": need.must_have,
        "priority": _number(need.value),
    }


def _meeting(one: Meeting) -> dict[str, Any]:
    return {
        "group": one.group,
        "session": one.number,
        "date": str(one.date),
        "start": f"{one.start:%H:%M}",
        "minutes": one.minutes,
        "trainer": one.trainer,
        "room": one.room,
    }


def _demand(demand: Demand) -> dict[str, Any]:
    return {
        "groups": demand.groups,
        "sessions": demand.sessions,
        "trainer_hours": _number(demand.trainer_hours),
        "learning_hours": _number(demand.learning_hours),
        "cost": _number(demand.cost),
    }


def _baseline(plan: BaselinePlan) -> dict[str, Any]:
    goal = plan.goal
    return {
        "people": goal.people,
        "fit": goal.fit,
        "joiners": goal.joiners,
        "leavers": goal.leavers,
        "share_percent": _number(goal.share * 100),
        "expected_pass_percent": _number(goal.expected_pass * 100),
        "need": plan.need,
        "planned": plan.planned,
        "groups": plan.groups,
        "sessions": plan.sessions,
        "sessions_a_week": plan.a_week,
        "trainer_hours": _number(plan.trainer_hours),
        "possible_groups": plan.possible_groups,
        "reachable": plan.reachable,
        "weeks": goal.weeks,
        "weeks_needed": plan.weeks_needed,
        "kept": plan.kept,
    }


def _number(number: Fraction | None) -> float | None:
    return None if number is None else float(rounded(number, 4))


def render_plan_csv(plan: Plan, titles: Mapping[str, str]) -> bytes:
    """Return one row per session and person: UTF-8 with byte order mark, commas (RFC 4180)."""
    groups = {group.id: group for group in plan.groups}
    rows: list[Iterable[str]] = [(*_COLUMNS, *_TO_FILL_IN)]
    for one in plan.schedule.meetings:
        group = groups[one.group]
        cells = {**_meeting(one), "module": group.module, "title": titles[group.module]}
        for person in group.people:
            row = {**cells, "person": person}
            rows.append([*(words(str(row[column])) for column in _COLUMNS), *("" for _ in _TO_FILL_IN)])
    return render_rows(rows)
