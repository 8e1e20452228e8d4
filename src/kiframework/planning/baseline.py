"""A goal for all staff: what it takes, and how far the trainers' hours go (curriculum, T1)."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from kiframework.model.curriculum import BaselinePlan

if TYPE_CHECKING:
    from kiframework.model.curriculum import BaselineGoal


def plan_baseline(goal: BaselineGoal, trainer_hours: Fraction | None = None, room: int | None = None) -> BaselinePlan:
    """Work out groups, sessions and hours of a goal.

    ``trainer_hours`` are what there is within its weeks, ``room`` is the number of sessions that can be held in them.

    need = max(0, ceil(share N) - fit); planned = ceil(need / expected pass), at most everybody who is not fit;
    groups = ceil(planned / group). Where these do not reach for all groups, the reachable number of people and the
    weeks at the same pace are said instead.
    """
    need = max(0, ceil(goal.share * goal.people) - goal.fit)
    planned = min(ceil(need / goal.expected_pass), goal.people - goal.fit)
    groups = ceil(Fraction(planned, goal.group))
    hours_a_group = Fraction(goal.minutes, 60)
    possible = groups if trainer_hours is None else min(groups, floor(trainer_hours / hours_a_group))
    possible = possible if room is None else min(possible, room // goal.sessions)
    trained = min(planned, possible * goal.group)
    expected = min(need, floor(trained * goal.expected_pass))
    sessions = groups * goal.sessions
    return BaselinePlan(
        goal=goal,
        need=need,
        planned=planned,
        groups=groups,
        sessions=sessions,
        a_week=ceil(Fraction(sessions, goal.weeks)),
        trainer_hours=groups * hours_a_group,
        possible_groups=possible,
        reachable=goal.fit + expected,
        weeks_needed=_weeks(goal, planned, need, groups, possible),
    )


def _weeks(goal: BaselineGoal, planned: int, need: int, groups: int, possible: int) -> int | None:
    """Return the weeks it takes if trainers go on at the pace that the possible groups show."""
    if floor(planned * goal.expected_pass) < need:
        return None
    if possible >= groups:
        return goal.weeks
    return ceil(Fraction(groups * goal.weeks, possible)) if possible else None
