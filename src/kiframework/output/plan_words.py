"""The words that all sheets of a plan share: modules, dates, reasons."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.model.curriculum import BaselinePlan, Demand, Meeting, PathStep, Plan
    from kiframework.model.training import Catalogue
    from kiframework.output.typography import Typography
    from kiframework.output.wording import Wording


class PlanWords:
    """Finds the words for a plan in the language of an edition."""

    def __init__(self, wording: Wording, plan: Plan, catalogue: Catalogue) -> None:
        """Look up titles and dates once."""
        self.wording, self.plan, self.catalogue = wording, plan, catalogue
        self.texts, self.figures = wording.texts, wording.figures
        self.titles = {name: wording.text(module.title) for name, module in catalogue.modules.items()}
        self.meetings: dict[str, list[Meeting]] = {}
        for meeting in plan.schedule.meetings:
            self.meetings.setdefault(meeting.group, []).append(meeting)
        self.group_of = {(person, group.module): group.id for group in plan.groups for person in group.people}

    def sums(self, demand: Demand) -> str:
        """Say what groups take together."""
        texts, figures = self.texts, self.figures
        parts = [
            texts("plan.sum.groups", n=demand.groups),
            texts("plan.sum.sessions", n=demand.sessions),
            texts("plan.sum.trainer", hours=figures.trimmed(demand.trainer_hours, 2)),
            texts("plan.sum.learning", hours=figures.trimmed(demand.learning_hours, 2)),
        ]
        if demand.cost:
            parts.append(texts("plan.sum.cost", amount=figures.trimmed(demand.cost, 2)))
        return self.wording.facts(parts)

    def when(self, meeting: Meeting) -> str:
        """Say day and hours of a session."""
        return self.texts(
            "plan.when",
            date=self.figures.date(meeting.date),
            start=f"{meeting.start:%H:%M}",
            end=clock(meeting.start.hour * 60 + meeting.start.minute + meeting.minutes),
        )

    def span(self, group: str) -> str:
        """Say from when to when a group meets."""
        meetings = self.meetings[group]
        first, last = meetings[0].date, meetings[-1].date
        if first == last:
            return self.figures.date_short(first)
        return f"{self.figures.date_short(first)} – {self.figures.date_short(last)}"

    def check_day(self, group: str, weeks: int) -> str:
        """Say when to look at behaviour: some weeks after the last session of a group."""
        return self.figures.date_short(self.meetings[group][-1].date + dt.timedelta(weeks=weeks))

    def reason(self, step: PathStep) -> str:
        """Say what a module closes: competency, the level it leads to, and whether it is a must-have."""
        levels = {need.step.competency: need for need in sorted(step.closes, key=lambda need: need.step.level)}
        parts = []
        for name, need in levels.items():
            key = "plan.reason.must" if need.must_have else "plan.reason"
            parts.append(self.texts(key, title=self.wording.titles[name], level=str(need.step.level)))
        return "; ".join(parts)

    def some_titles(self, competencies: Iterable[str]) -> tuple[str, ...]:
        """Return titles of competencies, each once."""
        return tuple(self.wording.titles[name] for name in dict.fromkeys(competencies))


def clock(minutes: int) -> str:
    """Write minutes since midnight as the time of a clock."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def baseline_values(figures: Typography, plan: BaselinePlan) -> dict[str, str]:
    """Return the numbers behind the goal for all staff, as texts fill them in."""
    goal = plan.goal
    numbers = {
        "people": goal.people,
        "fit": goal.fit,
        "joiners": goal.joiners,
        "leavers": goal.leavers,
        "need": plan.need,
        "target": goal.fit + plan.need,
        "planned": plan.planned,
        "groups": plan.groups,
        "sessions": plan.sessions,
        "week": plan.a_week,
        "weeks": goal.weeks,
        "largest": goal.group,
        "reachable": plan.reachable,
        "possible": plan.possible_groups,
        "later": plan.weeks_needed,
    }
    shares = {"share": figures.percent_short(goal.share), "pass": figures.percent_short(goal.expected_pass)}
    written = {name: str(number) for name, number in numbers.items()}
    return {**written, **shares, "hours": figures.trimmed(plan.trainer_hours, 2)}


def baseline_steps(plan: BaselinePlan) -> tuple[str, ...]:
    """Return the steps of the arithmetic that there are for a goal."""
    steps = ("need", "planned", "sessions") if plan.need else ()
    return (*steps, "staff") if plan.goal.joiners or plan.goal.leavers else steps


def baseline_verdict(plan: BaselinePlan) -> str:
    """Return what the goal for all staff comes to: ``reached``, ``kept``, ``later`` or ``never``."""
    if not plan.need:
        return "reached"
    if plan.kept:
        return "kept"
    return "later" if plan.weeks_needed else "never"
