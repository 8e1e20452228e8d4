"""Joins everything a roadmap says on one day: pilots, goals, phases, money, milestones, the next decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.method import MUST_HAVES
from kiframework.model.standing import Milestone, NextStep, Standing
from kiframework.planning.budget import sum_budget
from kiframework.planning.criteria import Workplace, criteria, live_share, ready_share
from kiframework.planning.goals import ONE_DAY, judge_goals, months_later, progress
from kiframework.planning.phases import Calendar, plan_phases
from kiframework.planning.pilots import first_pilot, judge_pilots

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework, Target
    from kiframework.model.method import Criterion, Method
    from kiframework.model.pilot import Pilot
    from kiframework.model.roadmap import Roadmap
    from kiframework.model.standing import BudgetResult, CriterionResult, GoalResult, PhaseResult, PilotResult

REASSESS_MONTHS = 12
"""Months from the start until everybody is assessed once more (D3)."""
_TRAINING_CRITERION = "baseline-ready"
"""The phase that ends with it is the one in which training is held."""


@dataclass(frozen=True, slots=True)
class Company:
    """Everything that is known of a company on a day."""

    framework: Framework
    method: Method
    roadmap: Roadmap
    pilots: Sequence[Pilot]
    assessments: Sequence[Assessment]
    council: str | None
    """``none``, ``informed`` or ``agreed``; None while it is not settled."""
    holidays: frozenset[dt.date] = frozenset()
    taught_until: dt.date | None = None
    """The day of the last session of the plan for must-haves; None where nothing is planned."""
    learning_hours: Fraction | None = None
    """Working time of learners in that plan."""


def stand(company: Company, day: dt.date) -> Standing:
    """Say where a company stands on a day."""
    roadmap, method = company.roadmap, company.method
    pilots = judge_pilots(company.framework, method, company.pilots, company.assessments, day)
    first = first_pilot(pilots)
    place = Workplace(company.framework, roadmap, company.assessments, company.council, first, day)
    budget = sum_budget(company.framework, method, roadmap, company.learning_hours)
    judged = judge_goals(company.framework, method, roadmap, _computed(place, budget), day)
    goals = tuple(_as_shown(one, place) for one in judged)
    known = criteria(place, goals)
    phases = plan_phases(method.phases, roadmap, _calendar(company), known, day)
    steps = sorted(
        _next_steps(roadmap, phases, goals, budget, first, known), key=lambda one: (one.by, one.kind, one.about)
    )
    return Standing(
        day=day,
        smallest=company.framework.scoring.groups.smallest,
        method=method,
        roadmap=roadmap,
        pilots=pilots,
        first_pilot=first,
        goals=goals,
        phases=phases,
        budget=budget,
        milestones=tuple(sorted(_milestones(roadmap, phases, goals, first), key=lambda one: (one.date, one.id))),
        next_steps=tuple(steps),
    )


def _computed(place: Workplace, budget: BudgetResult) -> Mapping[str, Fraction]:
    """Return figures that the workspace gives: target of the framework -> figure."""
    found = {one.id: _figure(one, place, budget) for one in place.framework.targets}
    return {target: figure for target, figure in found.items() if figure is not None}


def _figure(target: Target, place: Workplace, budget: BudgetResult) -> Fraction | None:
    if target.kind == "share-ready":
        return ready_share(place, target.role)
    if target.kind == "time-frame":
        return progress(place.first_pilot)
    if target.kind == "target-date":
        return live_share(place.roadmap, place.day)
    if target.kind == "budget-share" and budget.revenue:
        return budget.actual / budget.revenue
    return None


def _as_shown(goal: GoalResult, place: Workplace) -> GoalResult:
    """Return a goal with a share of people as it may be shown."""
    if goal.kind != "share-ready" or not goal.computed or not isinstance(goal.actual, Fraction):
        return goal
    return replace(goal, actual=place.shown(goal.actual))


def _calendar(company: Company) -> Calendar:
    roadmap = company.roadmap
    months = next((one.months for one in company.framework.targets if one.kind == "target-date"), None)
    end = roadmap.target_date or months_later(roadmap.start, months or REASSESS_MONTHS) - ONE_DAY
    teaching = next((one.id for one in company.method.phases if _TRAINING_CRITERION in one.exit), None)
    taught = {teaching: company.taught_until} if teaching and company.taught_until else {}
    return Calendar(end, company.holidays, taught)


def _milestones(
    roadmap: Roadmap, phases: Iterable[PhaseResult], goals: Iterable[GoalResult], first: PilotResult | None
) -> Iterator[Milestone]:
    for phase in phases:
        yield Milestone(f"phase-{phase.id}-begin", phase.begin, "phase-begin", phase.id)
        yield Milestone(f"phase-{phase.id}-end", phase.end, "phase-end", phase.id)
    for goal in goals:
        if goal.due is not None:
            yield Milestone(f"goal-{goal.id}", goal.due, "goal", goal.id)
    if first is not None and first.pilot.aim is not None:
        yield Milestone(f"verdict-{first.pilot.pilot}", first.pilot.aim.due, "verdict", first.pilot.pilot)
    yield Milestone("reassess", months_later(roadmap.start, REASSESS_MONTHS), "reassess", "")


def _next_steps(
    roadmap: Roadmap,
    phases: Iterable[PhaseResult],
    goals: Iterable[GoalResult],
    budget: BudgetResult,
    first: PilotResult | None,
    known: Mapping[Criterion, CriterionResult],
) -> Iterator[NextStep]:
    """Yield what has to be decided: entries by the begin of a phase, exits by its end, goals by their day."""
    for phase in phases:
        for one, by in (*((one, phase.begin) for one in phase.entry), *((one, phase.end) for one in phase.exit)):
            if phase.state != "done" and not one.met:
                yield from _of_criterion(one.criterion, by, (phase.id, _owner(roadmap, phase.id)), first, known)
    for goal in goals:
        if goal.state in ("missed", "at-risk") and goal.due is not None:
            serving = next((name for name, plan in roadmap.phases.items() if goal.id in plan.goals), None)
            yield NextStep(f"goal-{goal.state}", goal.id, goal.due, _owner(roadmap, serving))
    if budget.over:
        yield NextStep("budget-over", "", next(iter(phases)).begin, roadmap.sponsor)


def _owner(roadmap: Roadmap, phase: str | None) -> str | None:
    """Return who answers for a phase; where nobody does, the sponsor."""
    plan = roadmap.phases.get(phase or "")
    return (plan.owner if plan else None) or roadmap.sponsor


def _of_criterion(
    criterion: Criterion,
    by: dt.date,
    of_phase: tuple[str, str | None],
    first: PilotResult | None,
    known: Mapping[Criterion, CriterionResult],
) -> Iterator[NextStep]:
    """Yield the decision behind a criterion of a phase with its owner; one that follows from another is left out."""
    phase, owner = of_phase
    if criterion == "gates-passed":
        if first is not None:
            for gate in (*first.failed_gates, *first.open_gates):
                kind = "gate-people" if gate == MUST_HAVES else "gate"
                yield NextStep(kind, gate, by, first.pilot.owner or owner)
    elif criterion == "verdict-scale":
        if known["verdict"].met:
            yield NextStep("another-pilot", phase, by, owner)
    elif criterion != "verdict" or known["pilot-chosen"].met:
        yield NextStep(criterion, phase, by, owner)
