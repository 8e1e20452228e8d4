"""A budget is planned, and nothing says what it is measured by.

What it does: looks for the revenue, or a ceiling decided otherwise, where there are budget items or a budget goal.
Why: without it nobody is told when more is planned than there is.
Bad: ``budget`` with items and no ``revenue``
Good: ``revenue: {amount: 20000000, year: 2026}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

CODE = "KIF714"
NAME = "missing-revenue"
SEVERITY = Severity.WARNING


def check(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic if the revenue is missing."""
    shares = {one.id for one in context.framework.targets if one.kind == "budget-share"}
    goal = next((name for name, one in roadmap.goals.items() if one.preset in shares), None)
    needs_it = bool(roadmap.budget.items) and roadmap.budget.ceiling is None
    if roadmap.revenue is None and (needs_it or goal is not None):
        place = source.key(["budget"]) if needs_it else source.key(["goals", str(goal)])
        help_ = "add revenue: {amount: 20000000, year: 2026} (EUR), or a ceiling below budget"
        yield Diagnostic(CODE, "Nothing says what the budget is measured by.", place, SEVERITY, help=help_)
