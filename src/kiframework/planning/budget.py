"""Money: the ceiling from revenue, what is planned and spent, learners' time apart (budget, D3)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.standing import BudgetResult, BudgetRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.model.framework import Framework
    from kiframework.model.method import Method
    from kiframework.model.roadmap import BudgetItem, Roadmap

_ZERO = Fraction(0)


def sum_budget(framework: Framework, method: Method, roadmap: Roadmap, learning_hours: Fraction | None) -> BudgetResult:
    """Sum up a budget. Ceiling = revenue of a year times share, unless another one was decided."""
    plan = roadmap.budget
    usual = next((one.value for one in framework.targets if one.kind == "budget-share"), None)
    ceiling = roadmap.ceiling(usual)
    split = (
        {name: plan.split.get(name, _ZERO) for name in method.budget.categories}
        if plan.split
        else {name: category.share for name, category in method.budget.categories.items()}
    )
    cost = plan.learner_hour
    return BudgetResult(
        revenue=roadmap.revenue.amount if roadmap.revenue else None,
        share=None if plan.ceiling is not None else usual if plan.share is None else plan.share,
        ceiling=ceiling,
        categories=tuple(
            _row(name, part, ceiling, (one for one in plan.items if one.category == name))
            for name, part in split.items()
        ),
        phases=tuple(
            _row(one.id, None, None, (item for item in plan.items if item.phase == one.id)) for one in method.phases
        ),
        planned=sum((one.planned for one in plan.items), _ZERO),
        actual=sum((one.actual or _ZERO for one in plan.items), _ZERO),
        learning_hours=learning_hours,
        learning_cost=None if learning_hours is None or cost is None else learning_hours * cost,
    )


def _row(name: str, share: Fraction | None, ceiling: Fraction | None, items: Iterable[BudgetItem]) -> BudgetRow:
    own = list(items)
    return BudgetRow(
        name,
        share,
        None if share is None or ceiling is None else ceiling * share,
        sum((one.planned for one in own), _ZERO),
        sum((one.actual or _ZERO for one in own), _ZERO),
    )
