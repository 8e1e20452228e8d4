"""Budget: the ceiling, what is planned and spent, learners' time apart."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from tests.planning.company import built_in

from kiframework.model.roadmap import Roadmap
from kiframework.planning.budget import sum_budget

if TYPE_CHECKING:
    from kiframework.model.standing import BudgetResult

ITEMS = [
    {"item": "Workshop", "category": "integration", "phase": "check", "planned": 6500, "actual": 6500},
    {"item": "Kurse", "category": "training", "phase": "train", "planned": "18400.5", "actual": "9200.25"},
    {"item": "Lizenzen", "category": "tools", "phase": "pilot", "planned": 9600},
]


def summed(hours: int | None = None, **values: Any) -> BudgetResult:
    framework, method = built_in()
    roadmap = Roadmap.model_validate({"start": "2026-10-01", **values})
    return sum_budget(framework, method, roadmap, None if hours is None else Fraction(hours))


def revenue(amount: int) -> dict[str, Any]:
    return {"revenue": {"amount": amount, "year": 2025}}


def test_half_a_percent_of_twenty_million_is_a_hundred_thousand() -> None:
    found = summed(**revenue(20_000_000))
    assert (found.revenue, found.share, found.ceiling) == (Fraction(20_000_000), Fraction(1, 200), Fraction(100_000))
    assert [(one.id, one.limit) for one in found.categories] == [
        ("training", Fraction(35_000)),
        ("tools", Fraction(25_000)),
        ("integration", Fraction(25_000)),
        ("governance", Fraction(15_000)),
    ]


@pytest.mark.parametrize(
    ("budget", "ceiling", "share"),
    [
        ({"share": "1 %"}, 200_000, Fraction(1, 100)),
        ({"ceiling": 42_000}, 42_000, None),
        ({"ceiling": 42_000, "share": "1 %"}, 42_000, None),
        ({"share": 0}, 0, Fraction(0)),
    ],
)
def test_a_company_may_decide_otherwise(budget: dict[str, Any], ceiling: int, share: Fraction | None) -> None:
    found = summed(**revenue(20_000_000), budget=budget)
    assert (found.ceiling, found.share) == (Fraction(ceiling), share)


def test_without_revenue_there_is_no_ceiling_and_nothing_is_over() -> None:
    found = summed(budget={"items": ITEMS})
    assert (found.ceiling, found.over, {one.limit for one in found.categories}) == (None, Fraction(0), {None})
    assert found.planned == Fraction("34500.5")


def test_items_are_summed_by_category_and_by_phase_exactly() -> None:
    found = summed(**revenue(20_000_000), budget={"items": ITEMS})
    assert (found.planned, found.actual) == (Fraction("34500.5"), Fraction("15700.25"))
    assert {one.id: (one.planned, one.actual) for one in found.categories} == {
        "training": (Fraction("18400.5"), Fraction("9200.25")),
        "tools": (9600, 0),
        "integration": (6500, 6500),
        "governance": (0, 0),
    }
    assert [one.planned for one in found.phases] == [6500, Fraction("18400.5"), 9600, 0]
    assert sum(one.planned for one in found.categories) == sum(one.planned for one in found.phases) == found.planned


def test_more_than_the_ceiling_is_over() -> None:
    assert summed(budget={"ceiling": 30_000, "items": ITEMS}).over == Fraction("4500.5")
    assert summed(budget={"ceiling": "34500.5", "items": ITEMS}).over == 0


def test_a_split_of_ones_own_replaces_the_usual_one() -> None:
    found = summed(budget={"ceiling": 1000, "split": {"tools": "75 %", "training": "25 %"}})
    assert {one.id: one.limit for one in found.categories} == {
        "training": 250, "tools": 750, "integration": 0, "governance": 0,
    }  # fmt: skip


def test_working_time_of_learners_is_no_part_of_the_budget() -> None:
    found = summed(234, budget={"ceiling": 1000, "learner_hour": 48})
    assert (found.learning_hours, found.learning_cost, found.planned, found.over) == (
        Fraction(234),
        Fraction(11_232),
        Fraction(0),
        Fraction(0),
    )
    assert summed(234).learning_cost is None
    assert summed(budget={"learner_hour": 48}).learning_cost is None
