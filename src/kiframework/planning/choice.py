"""Who takes which module: everybody everything where it fits, else the best that the limits allow."""

from __future__ import annotations

from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kiframework.model.curriculum import Choice
from kiframework.planning.greedy import choose_greedily
from kiframework.planning.problem import UNIT

if TYPE_CHECKING:
    from collections.abc import Collection

    from kiframework.model.curriculum import Method
    from kiframework.planning.problem import Problem

SOLVER = "highspy"
"""The package that searches for the best plan."""


def choose(problem: Problem) -> Choice:
    """Choose. Without the solver one group is taken after the other, and the choice says so."""
    everything = range(len(problem.items))
    if problem.fits(everything):
        return _choice(problem, everything, "complete", Fraction(0))
    if find_spec(SOLVER) is None:
        return _choice(problem, choose_greedily(problem), "greedy", None)
    from kiframework.planning.optimum import choose_best

    best = choose_best(problem)
    return _choice(problem, best.taken, "optimal", best.gap)


def _choice(problem: Problem, taken: Collection[int], method: Method, gap: Fraction | None) -> Choice:
    items = [problem.items[number] for number in sorted(taken)]
    return Choice(
        taken=frozenset((item.person, item.module) for item in items),
        method=method,
        must_haves=Fraction(sum(item.must_have for item in items), UNIT),
        value=Fraction(sum(item.value for item in items), UNIT),
        wanted=Fraction(sum(item.value for item in problem.items), UNIT),
        gap=gap,
    )
