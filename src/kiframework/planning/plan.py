"""The whole way from assessments to a plan: needs, paths, pools, choice, groups, dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.curriculum import HALF_DAY, BaselineGoal, Plan
from kiframework.planning.baseline import plan_baseline
from kiframework.planning.demand import Prices, demand_of
from kiframework.planning.effect import changes, readiness_counts
from kiframework.planning.needs import person_needs
from kiframework.planning.path import person_path
from kiframework.planning.pools import form_groups, form_pools
from kiframework.planning.reach import nearest_terms
from kiframework.planning.settle import settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.curriculum import BaselinePlan, PersonPath, Terms
    from kiframework.model.framework import Framework
    from kiframework.model.skills import RoleAssignment
    from kiframework.model.training import Catalogue


class Staff(NamedTuple):
    """Who has which role from when to when."""

    day: dt.date
    """The day of the assessment."""
    assignments: Sequence[RoleAssignment]

    def joiners(self, role: str | None, end: dt.date) -> int:
        """Return how many take on a role after the day and before the end."""
        begins = [one.since for one in self.assignments if one.role == role]
        return sum(since is not None and self.day < since < end for since in begins)

    def leavers(self, role: str | None, end: dt.date) -> int:
        """Return how many have a role on the day and give it up before the end."""
        own = [one for one in self.assignments if one.role == role and (one.since or self.day) <= self.day]
        return sum(one.until is not None and self.day <= one.until < end for one in own)


def make_plan(
    framework: Framework,
    catalogue: Catalogue,
    assessments: Sequence[Assessment],
    terms: Terms,
    staff: Staff | None = None,
) -> Plan:
    """Plan training for everybody assessed. Assessments of one person follow one another.

    ``staff`` tells who joins and who leaves while the goal for all staff is pursued.

    Where the limits leave no room for anything, the plan for the nearest limits that do is there as well.
    """
    people = [list(own) for _, own in groupby(assessments, key=lambda one: one.person)]
    paths = [
        person_path(catalogue, person_needs(framework, own), must_haves_only=terms.must_haves_only) for own in people
    ]
    plan = replace(
        _plan(framework, catalogue, assessments, paths, terms),
        baseline=_baseline(framework, catalogue, assessments, terms, staff),
    )
    wider = None if plan.choice.taken else nearest_terms(catalogue, paths, terms)
    if wider is None:
        return plan
    return replace(plan, nearest=_plan(framework, catalogue, assessments, paths, wider))


def _plan(
    framework: Framework,
    catalogue: Catalogue,
    assessments: Sequence[Assessment],
    paths: Sequence[PersonPath],
    terms: Terms,
) -> Plan:
    prices = Prices(catalogue, terms.trainer_hour)
    settled = settle(catalogue, paths, terms, prices)
    everything = {(path.person, step.module) for path in paths for step in path.steps}
    pools = form_pools(catalogue, paths, terms.largest)
    effect = tuple(changes(framework, assessments, paths, lambda *wish: wish in settled.choice.taken))
    return Plan(
        terms=terms,
        paths=tuple(paths),
        obstacles=settled.obstacles,
        choice=settled.choice,
        groups=settled.groups,
        schedule=settled.schedule,
        demand=demand_of(catalogue, settled.groups, prices),
        wanted=demand_of(catalogue, form_groups(pools, everything), prices),
        changes=effect,
        readiness=readiness_counts(framework, effect),
    )


def _baseline(
    framework: Framework,
    catalogue: Catalogue,
    assessments: Iterable[Assessment],
    terms: Terms,
    staff: Staff | None,
) -> BaselinePlan | None:
    """Return what the baseline for all staff takes, for those who are measured against it."""
    bundle = catalogue.baseline
    goal = next(
        (one for one in framework.targets if one.kind == "share-ready" and one.role == framework.baseline), None
    )
    measured = [one for one in assessments if goal is not None and one.role == goal.role]
    if goal is None or goal.value is None or bundle is None or not measured:
        return None
    module, weeks = catalogue.modules[bundle.module], _weeks(terms, bundle.weeks)
    best = framework.scoring.bands[0].id
    end = terms.period.start + dt.timedelta(weeks=weeks + 1)
    sizes = (module.max_group or catalogue.group.largest, terms.largest)
    return plan_baseline(
        BaselineGoal(
            people=len(measured),
            fit=sum(one.readiness == best for one in measured),
            share=goal.value,
            expected_pass=bundle.expected_pass,
            group=min(size for size in sizes if size),
            sessions=len(module.sessions),
            minutes=module.minutes,
            weeks=weeks,
            joiners=0 if staff is None else staff.joiners(goal.role, end),
            leavers=0 if staff is None else staff.leavers(goal.role, end),
        ),
        terms.limits.trainer_hours,
        _room_for(catalogue, bundle.module, terms, weeks),
    )


def _room_for(catalogue: Catalogue, module: str, terms: Terms, weeks: int) -> int:
    """Return how many sessions of a module the trainers who hold it, the rooms and the working days have room for."""
    start, capacity = terms.period.start, terms.capacity
    days = replace(terms.period, until=start + dt.timedelta(weeks=weeks, days=-1)).days or 0
    at_once = min(sum(trainer.holds(module) for trainer in capacity.trainers), len(capacity.rooms))
    a_day = 1 if max(session.minutes for session in catalogue.modules[module].sessions) > HALF_DAY else 2
    return days * a_day * at_once


def _weeks(terms: Terms, usual: int) -> int:
    """Return the weeks for sessions: all but the last one of the period, which is for the check."""
    period = terms.period
    return usual if period.until is None else max(1, ((period.until - period.start).days + 1) // 7 - 1)
