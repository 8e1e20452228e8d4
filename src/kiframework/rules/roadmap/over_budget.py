"""More is planned than there is, or a budget is not divided as a whole.

What it does: compares the sum of the items with the ceiling, and adds up the shares of a split.
Why: who decides should see it before the money is spent. The ceiling is a rule of the firm, no limit of the tool.
Bad: items of 120,000 EUR beside a ceiling of 100,000 EUR
Good: items of 95,000 EUR beside a ceiling of 100,000 EUR
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

CODE = "KIF716"
NAME = "over-budget"
SEVERITY = Severity.WARNING


def check(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic for the total, or for a split that is no whole."""
    plan = roadmap.budget
    total = sum(plan.split.values(), Fraction(0))
    if plan.split and total != 1:
        place = source.key(["budget", "split"])
        yield Diagnostic(
            CODE, f"The shares add up to {float(total * 100):g} %.", place, SEVERITY, help="make them 100 %"
        )
    ceiling = roadmap.ceiling(
        next((one.value for one in context.framework.targets if one.kind == "budget-share"), None)
    )
    planned = sum((one.planned for one in plan.items), Fraction(0))
    if ceiling is not None and planned > ceiling:
        message = f"{float(planned):.2f} EUR are planned, and the ceiling is {float(ceiling):.2f} EUR."
        help_ = "cut an item, or decide on another ceiling"
        yield Diagnostic(CODE, message, source.key(["budget", "items"]), SEVERITY, help=help_)
