"""The best choice: a mixed-integer programme, solved by HiGHS.

An item is taken or not, a pool has a whole number of groups, and each group has room for so many people. First the
priority of must-haves is made as large as can be, then with that kept the priority of everything, then among plans that
are equally good the one that comes first in the order of the items.

The search ends by the gap to the bound or the number of nodes and never by the clock, on one thread and with a fixed
seed, so that the same input gives the same plan.
"""

from __future__ import annotations

from math import ceil, gcd
from typing import TYPE_CHECKING, NamedTuple

import highspy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiframework.planning.problem import Problem

EXACT_UP_TO = 2_000
"""Items up to which the best plan is searched for to the end, and ties are broken."""
LARGE_GAP = 0.005
"""Gap to the bound at which the search ends beyond that."""
LARGE_SLACK = 0.0075
"""What must-haves may lack of their bound in the second stage beyond that: with less, hardly any other plan is left."""
MOST_NODES, LARGE_NODES = 20_000, 100
"""Nodes of the search tree at most in each stage, up to that and beyond."""
_TIES_AT_ONCE = 20
"""Items whose order is settled in one go: their weights are powers of two, which a double holds exactly."""

_Row = tuple[float, float, "Sequence[int]", "Sequence[float]"]
"""Least and most, columns, factors."""


class Optimum(NamedTuple):
    """The items taken, and the most that any choice brings: of must-haves, and beside these in total."""

    taken: frozenset[int]
    bounds: tuple[int, int]


def choose_best(problem: Problem) -> Optimum:
    """Return the best choice, or one that is proven to be near it."""
    search = _Search(problem)
    must_haves = {number: item.must_have for number, item in enumerate(problem.items) if item.must_have}
    values = {number: item.value for number, item in enumerate(problem.items)}
    found, bounds = zip(*(search.stage(weights) for weights in (must_haves, values)), strict=True)
    if search.exact and found == bounds:
        search.break_ties()
    return Optimum(search.taken(), bounds)


class _Quiet(highspy.Highs):
    """A solver that keeps standard output for the plan: it would greet as soon as it hears of callbacks."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the solver's name
        """Turn the output off first."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver's own interface
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _Search:
    """The programme, which becomes narrower from stage to stage."""

    def __init__(self, problem: Problem) -> None:
        self.count = len(problem.items)
        self.exact = self.count <= EXACT_UP_TO
        self.solver = _Quiet()  # type: ignore[no-untyped-call]
        options = {
            "threads": 1,
            "random_seed": 0,
            "mip_max_nodes": MOST_NODES if self.exact else LARGE_NODES,
            "mip_rel_gap": 0.0 if self.exact else LARGE_GAP,
            "mip_abs_gap": 0.5 if self.exact else 0.0,  # objectives are whole numbers
        }
        for name, value in options.items():
            self.solver.setOptionValue(name, value)
        self.solver.passModel(_programme(problem))
        self._known = highspy.HighsSolution()
        self._known.col_value = [0.0] * self.solver.getNumCol()

    def taken(self) -> frozenset[int]:
        values = self.solver.getSolution().col_value
        return frozenset(number for number in range(self.count) if values[number] > 0.5)  # noqa: PLR2004 - rounds

    def stage(self, weights: Mapping[int, int]) -> tuple[int, int]:
        """Make a sum as large as can be, and keep it so (or nearly). Returns the sum, and the bound of all sums."""
        if not weights:
            return 0, 0
        unit = gcd(*weights.values()) or 1  # small factors keep the rows of the programme well scaled
        counts = {number: weight // unit for number, weight in weights.items()}
        self._maximise(counts)
        taken = self.taken()
        found = sum(count for number, count in counts.items() if number in taken)
        bound = max(found, int(self.solver.getInfo().mip_dual_bound + 0.5))
        least = found if self.exact else min(found, ceil(bound * (1 - LARGE_SLACK)))
        self._add_row((least - 0.5, highspy.kHighsInf, list(counts), [float(one) for one in counts.values()]))
        return found * unit, bound * unit

    def break_ties(self) -> None:
        """Settle item after item: an earlier one is taken if any of the best plans takes it."""
        for start in range(0, self.count, _TIES_AT_ONCE):
            block = range(start, min(start + _TIES_AT_ONCE, self.count))
            self._maximise({number: 1 << (block.stop - number - 1) for number in block})
            taken = self.taken()
            for number in block:
                settled = float(number in taken)
                self.solver.changeColBounds(number, settled, settled)

    def _maximise(self, weights: Mapping[int, int]) -> None:
        columns = self.solver.getNumCol()
        costs = np.zeros(columns)
        costs[list(weights)] = list(weights.values())
        self.solver.changeColsCost(columns, np.arange(columns, dtype=np.int32), costs)
        # A row that was added makes the solver forget the plan it found: begin with it, as it keeps the row.
        self.solver.setSolution(self._known)
        self.solver.run()
        self._known = self.solver.getSolution()

    def _add_row(self, row: _Row) -> None:
        least, most, columns, factors = row
        self.solver.addRow(least, most, len(columns), np.array(columns, np.int32), np.array(factors))


def _programme(problem: Problem) -> highspy.HighsLp:
    """Write the programme: the items' columns first, then the pools'."""
    items, pools = len(problem.items), len(problem.pools)
    rows = list(_rows(problem))
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = items + pools, len(rows)
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = np.zeros(items + pools)
    programme.col_lower_ = np.zeros(items + pools)
    programme.col_upper_ = np.array([1.0] * items + [float(n) for n in problem.groups(range(items))])
    programme.integrality_ = [highspy.HighsVarType.kInteger] * (items + pools)
    programme.row_lower_ = np.array([row[0] for row in rows])
    programme.row_upper_ = np.array([row[1] for row in rows])
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row[2]) for row in rows)]).astype(np.int32)
    matrix.index_ = np.array([column for row in rows for column in row[2]], np.int32)
    matrix.value_ = np.array([factor for row in rows for factor in row[3]])
    return programme


def _rows(problem: Problem) -> Iterator[_Row]:
    """Yield what holds: room in groups, prerequisites, and the limits."""
    items, limits, least = problem.items, problem.limits, -highspy.kHighsInf
    in_pool: list[list[int]] = [[] for _ in problem.pools]
    of_person: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        in_pool[item.pool].append(number)
        of_person.setdefault(item.person, []).append(number)
        yield from ((least, 0.0, (number, one), (1.0, -1.0)) for one in item.before)
    groups = range(len(items), len(items) + len(problem.pools))
    for column, pool, people in zip(groups, problem.pools, in_pool, strict=True):
        yield least, 0.0, [*people, column], [*([1.0] * len(people)), -float(pool.largest)]
    if limits.hours is not None:
        for own in of_person.values():
            yield least, float(limits.hours), own, [float(items[number].hours) for number in own]
    if limits.days is not None:
        for own in of_person.values():
            yield least, float(limits.days), own, [float(problem.pools[items[number].pool].sessions) for number in own]
    for limit, amounts in (
        (limits.trainer_hours, [pool.trainer_hours for pool in problem.pools]),
        (limits.budget, [pool.cost for pool in problem.pools]),
        (limits.sessions, [pool.sessions for pool in problem.pools]),
    ):
        if limit is not None:
            yield least, float(limit), groups, [float(amount) for amount in amounts]
