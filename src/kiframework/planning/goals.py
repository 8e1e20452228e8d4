"""Goals on a day: what the figure is, what it would have to be, and what that means (roadmap, D3)."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.standing import GoalResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiframework.model.framework import Framework, Target
    from kiframework.model.method import Method
    from kiframework.model.roadmap import Actual, Direction, GoalPlan, Roadmap
    from kiframework.model.standing import GoalState, PilotResult

ONE_DAY = dt.timedelta(days=1)
NOT_BEGUN, BEGUN, JUDGED = Fraction(0), Fraction(1, 2), Fraction(1)
"""Figures of a window for a pilot."""
_LIVE = "uses-live"
"""The phase that ends with it is the one in which the whole firm begins to work this way."""


class Line(NamedTuple):
    """A straight way from a figure at the start to one at the end."""

    baseline: Fraction
    target: Fraction
    start: dt.date
    due: dt.date
    direction: Direction


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later; the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def expected(line: Line, day: dt.date) -> Fraction:
    """Return the figure on a day on the straight way: baseline + (target - baseline) * elapsed share."""
    length = (line.due - line.start).days
    elapsed = Fraction((day - line.start).days, length) if length > 0 else Fraction(day >= line.due)
    return line.baseline + (line.target - line.baseline) * min(max(elapsed, Fraction(0)), Fraction(1))


def goal_state(line: Line, actual: Fraction | None, needed: Fraction, day: dt.date) -> GoalState:
    """Return how far a goal is. What falls is held against the way from above.

    Reached: the figure is at its target or beyond. Missed: it is not, and the day due is over. On course: it is at
    least what is needed on the day of the report; else at risk.
    """
    if actual is None:
        return "missed" if day > line.due else "not-measured"
    sign = -1 if line.direction == "down" else 1
    if sign * actual >= sign * line.target:
        return "reached"
    if day > line.due:
        return "missed"
    return "on-course" if sign * actual >= sign * needed else "at-risk"


def progress(pilot: PilotResult | None) -> Fraction:
    """Return how far the first pilot is: 0 before it begins, 1/2 while it runs, 1 once there is a verdict."""
    if pilot is None:
        return NOT_BEGUN
    if pilot.pilot.verdicts:
        return JUDGED
    return NOT_BEGUN if pilot.pilot.begun is None else BEGUN


def judge_goals(
    framework: Framework, method: Method, roadmap: Roadmap, computed: Mapping[str, Fraction], day: dt.date
) -> tuple[GoalResult, ...]:
    """Judge all goals of a roadmap. ``computed`` holds figures of the workspace by the id of the target."""
    presets = {one.id: one for one in framework.targets}
    return tuple(
        _judged(name, goal, _Origin(presets.get(goal.preset or ""), method, roadmap), computed, day)
        for name, goal in roadmap.goals.items()
    )


class _Origin(NamedTuple):
    """Where a goal takes what it does not say itself."""

    preset: Target | None
    method: Method
    roadmap: Roadmap

    @property
    def kind(self) -> str | None:
        return self.preset.kind if self.preset else None


def _judged(name: str, goal: GoalPlan, origin: _Origin, computed: Mapping[str, Fraction], day: dt.date) -> GoalResult:
    preset = origin.preset
    due = goal.due or _due(preset, origin.roadmap)
    target = goal.target if goal.target is not None else _target(preset)
    latest = _latest(goal, day)
    found = None if latest or preset is None else computed.get(preset.id)
    actual = latest.value if latest else found
    start = goal.start or _start(origin)
    state: GoalState = "not-measured"
    needed = None
    if target is not None and due is not None:
        line = Line(goal.baseline, target, start, due, goal.direction)
        needed = _in_window(line, day) if origin.kind == "time-frame" else expected(line, day)
        state = goal_state(line, actual, needed, day)
    return GoalResult(
        id=name,
        title=goal.title or (preset.title if preset else {"": name}),
        metric=goal.metric,
        statement=goal.statement or (next(iter(preset.statements), None) if preset else None),
        preset=goal.preset,
        kind=origin.kind,
        baseline=goal.baseline,
        target=target,
        start=start,
        due=due,
        direction=goal.direction,
        actual=actual,
        measured=latest.date if latest else (day if found is not None else None),
        expected=needed,
        state=state,
        computed=found is not None,
    )


def _start(origin: _Origin) -> dt.date:
    """Return when a goal begins: with the window of its target, with the phase that brings uses live, or at once."""
    preset, roadmap = origin.preset, origin.roadmap
    if preset is not None and preset.kind == "time-frame" and preset.from_month:
        return months_later(roadmap.start, preset.from_month - 1)
    if preset is not None and preset.kind == "target-date":
        phase = next((one for one in origin.method.phases if _LIVE in one.exit), None)
        if phase is not None:
            own = roadmap.phases.get(phase.id)
            return (own.begin if own else None) or months_later(roadmap.start, phase.first_month - 1)
    return roadmap.start


def _in_window(line: Line, day: dt.date) -> Fraction:
    """Return how far the pilot has to be: begun once the first month of its window is over, judged at the end."""
    if day > line.due:
        return JUDGED
    return BEGUN if day >= months_later(line.start, 1) else NOT_BEGUN


def _latest(goal: GoalPlan, day: dt.date) -> Actual | None:
    """Return the latest figure that was known on a day."""
    return max((one for one in goal.actuals if one.date <= day), key=lambda one: one.date, default=None)


def _due(preset: Target | None, roadmap: Roadmap) -> dt.date | None:
    """Return the last day of the months that the framework gives a target."""
    if preset is None:
        return None
    if preset.kind == "target-date" and roadmap.target_date is not None:
        return roadmap.target_date
    months = preset.months or preset.until_month or (12 if preset.kind == "budget-share" else None)
    return months_later(roadmap.start, months) - ONE_DAY if months else None


def _target(preset: Target | None) -> Fraction | None:
    """Return the figure of a target; what has none but a day is reached when all of it is done."""
    if preset is None:
        return None
    return Fraction(1) if preset.kind in ("time-frame", "target-date") else preset.value
