"""Who takes which module: everybody everything where it fits, else the best that the limits allow."""

from __future__ import annotations

from dataclasses import replace
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
        must_haves, value = (sum(getattr(item, key) for item in problem.items) for key in ("must_have", "value"))
        return _choice(problem, everything, "complete", (must_haves, value))
    if find_spec(SOLVER) is None:
        return _choice(problem, choose_greedily(problem), "greedy", None)
    from kiframework.planning.optimum import choose_best

    best = choose_best(problem)
    return _choice(problem, best.taken, "optimal", best.bounds)


def holding(problem: Problem, choice: Choice, taken: Collection[tuple[str, str]]) -> Choice:
    """Return what is left of a choice if only these, person and module, can be held."""
    numbers = [number for number, item in enumerate(problem.items) if (item.person, item.module) in taken]
    return replace(_choice(problem, numbers, choice.method, None), bounds=choice.bounds)


def _choice(problem: Problem, taken: Collection[int], method: Method, bounds: tuple[int, int] | None) -> Choice:
    items = [problem.items[number] for number in sorted(taken)]
    return Choice(
        taken=frozenset((item.person, item.module) for item in items),
        method=method,
        must_haves=Fraction(sum(item.must_have for item in items), UNIT),
        value=Fraction(sum(item.value for item in items), UNIT),
        bounds=bounds and (Fraction(bounds[0], UNIT), Fraction(bounds[1], UNIT)),
    )
