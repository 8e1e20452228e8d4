"""The whole way from assessments to a plan: needs, paths, pools, choice, groups, dates."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from kiframework.model.curriculum import BaselineGoal, Demand, Plan
from kiframework.planning.baseline import plan_baseline
from kiframework.planning.choice import choose
from kiframework.planning.effect import changes, readiness_counts
from kiframework.planning.needs import person_needs
from kiframework.planning.path import person_path
from kiframework.planning.pools import form_groups, form_pools
from kiframework.planning.problem import pose
from kiframework.planning.schedule import schedule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.curriculum import BaselinePlan, Group, Limits, Terms
    from kiframework.model.framework import Framework
    from kiframework.model.training import Catalogue


def make_plan(framework: Framework, catalogue: Catalogue, assessments: Sequence[Assessment], terms: Terms) -> Plan:
    """Plan training for everybody assessed. Assessments of one person follow one another."""
    people = [list(own) for _, own in groupby(assessments, key=lambda one: one.person)]
    paths = [
        person_path(catalogue, person_needs(framework, own), must_haves_only=terms.must_haves_only) for own in people
    ]
    pools = form_pools(catalogue, paths, terms.largest)
    everything = {(path.person, step.module) for path in paths for step in path.steps}
    cost = _Prices(catalogue, terms.trainer_hour)
    choice = choose(pose(catalogue, paths, pools, _limits(terms), cost.of_choice))
    groups = form_groups(pools, choice.taken)
    dates = schedule(catalogue, paths, groups, terms.period, terms.capacity)
    held = {(person, group.module) for group in groups if group.id not in dates.unplaced for person in group.people}
    effect = tuple(changes(framework, assessments, paths, lambda person, module: (person, module) in held))
    return Plan(
        terms=terms,
        paths=tuple(paths),
        choice=choice,
        groups=tuple(groups),
        schedule=dates,
        demand=_demand(catalogue, groups, cost),
        wanted=_demand(catalogue, form_groups(pools, everything), cost),
        changes=effect,
        readiness=readiness_counts(framework, effect),
        baseline=_baseline(framework, catalogue, assessments, terms),
    )


def _limits(terms: Terms) -> Limits:
    """Return the limits, and with an end of the period how many sessions its days have room for."""
    days = terms.period.days
    return terms.limits if days is None else replace(terms.limits, sessions=2 * days * terms.capacity.at_once)


class _Prices:
    """What groups cost."""

    def __init__(self, catalogue: Catalogue, trainer_hour: Fraction | None) -> None:
        self._catalogue = catalogue
        self._trainer_hour = trainer_hour

    def of(self, module: str) -> Fraction | None:
        """Return the cost of one group: the price of the module, else the hours of the trainer."""
        one = self._catalogue.modules[module]
        if one.price is not None:
            return one.price
        return None if self._trainer_hour is None else self._trainer_hour * Fraction(one.minutes, 60)

    def of_choice(self, module: str) -> Fraction:
        """Return the cost where a missing price means that no budget was named."""
        return self.of(module) or Fraction(0)

    def together(self, modules: Iterable[str]) -> Fraction | None:
        """Return the cost of groups of these modules; None if a price is missing."""
        costs = [self.of(module) for module in modules]
        known = [cost for cost in costs if cost is not None]
        return sum(known, start=Fraction(0)) if len(known) == len(costs) else None


def _demand(catalogue: Catalogue, groups: Collection[Group], prices: _Prices) -> Demand:
    modules = [catalogue.modules[group.module] for group in groups]
    learning = (module.hours * len(group.people) for module, group in zip(modules, groups, strict=True))
    return Demand(
        groups=len(groups),
        sessions=sum(len(module.sessions) for module in modules),
        trainer_hours=Fraction(sum(module.minutes for module in modules), 60),
        learning_hours=sum(learning, start=Fraction(0)),
        cost=prices.together(group.module for group in groups),
    )


def _baseline(
    framework: Framework, catalogue: Catalogue, assessments: Iterable[Assessment], terms: Terms
) -> BaselinePlan | None:
    """Return what the baseline for all staff takes, for those who are measured against it."""
    bundle = catalogue.baseline
    goal = next(
        (one for one in framework.targets if one.kind == "share-ready" and one.role == framework.baseline), None
    )
    measured = [one for one in assessments if goal is not None and one.role == goal.role]
    if goal is None or goal.value is None or bundle is None or not measured:
        return None
    module = catalogue.modules[bundle.module]
    best = framework.scoring.bands[0].id
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
            weeks=_weeks(terms, bundle.weeks),
        ),
        terms.limits.trainer_hours,
    )


def _weeks(terms: Terms, usual: int) -> int:
    """Return the weeks for sessions: all but the last one of the period, which is for the check."""
    period = terms.period
    return usual if period.until is None else max(1, ((period.until - period.start).days + 1) // 7 - 1)
