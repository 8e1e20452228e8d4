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
    from kiframework.model.roadmap import Actual, Direction, GoalPlan, Roadmap
    from kiframework.model.standing import GoalState

ONE_DAY = dt.timedelta(days=1)


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


def goal_state(line: Line, actual: Fraction | None, day: dt.date) -> GoalState:
    """Return how far a goal is. What falls is held against the way from above.

    Reached: the figure is at its target or beyond. Missed: it is not, and the day due is over. On course: it is at
    least where the straight way would have it on the day of the report; else at risk.
    """
    if actual is None:
        return "missed" if day > line.due else "not-measured"
    sign = -1 if line.direction == "down" else 1
    if sign * actual >= sign * line.target:
        return "reached"
    if day > line.due:
        return "missed"
    return "on-course" if sign * actual >= sign * expected(line, day) else "at-risk"


def judge_goals(
    framework: Framework, roadmap: Roadmap, computed: Mapping[str, Fraction], day: dt.date
) -> tuple[GoalResult, ...]:
    """Judge all goals of a roadmap. ``computed`` holds figures of the workspace by the kind of target."""
    presets = {one.id: one for one in framework.targets}
    return tuple(
        _judged(name, goal, presets.get(goal.preset or ""), roadmap, computed, day)
        for name, goal in roadmap.goals.items()
    )


def _judged(
    name: str, goal: GoalPlan, preset: Target | None, roadmap: Roadmap, computed: Mapping[str, Fraction], day: dt.date
) -> GoalResult:
    start = goal.start or roadmap.start
    due = goal.due or _due(preset, roadmap)
    target = goal.target if goal.target is not None else _target(preset)
    latest = _latest(goal, day)
    found = None if latest or preset is None else computed.get(preset.kind)
    actual = latest.value if latest else found
    state: GoalState = "not-measured"
    needed = None
    if target is not None and due is not None:
        line = Line(goal.baseline, target, start, due, goal.direction)
        state, needed = goal_state(line, actual, day), expected(line, day)
    return GoalResult(
        id=name,
        title=goal.title or (preset.title if preset else {"": name}),
        metric=goal.metric,
        statement=goal.statement or next(iter(preset.statements), None) if preset else goal.statement,
        preset=goal.preset,
        kind=preset.kind if preset else None,
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
