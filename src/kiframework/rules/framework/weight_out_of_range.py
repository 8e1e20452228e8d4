"""A competency weighs more or less than the framework allows.

What it does: compares ``weight`` with ``weights`` of the framework.
Why: one slipped digit would decide every score of its pillar. A weight of 0 would count for nothing.
Bad: ``weight: 30`` in a range from 1 to 3
Good: ``weight: 3``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework

CODE = "KIF207"
NAME = "weight-out-of-range"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per weight out of range, and one for a range that begins at 0 or is empty."""
    lowest, highest = framework.weights.lowest, framework.weights.highest
    if not 1 <= lowest <= highest:
        yield Diagnostic(CODE, "Weights range from 1 up, the lowest first.", source.value(["weights"]))
        return
    for name, competency in framework.competencies.items():
        if not lowest <= competency.weight <= highest:
            place = source.value(["competencies", name, "weight"])
            yield Diagnostic(CODE, f"The weight {competency.weight} lies outside {lowest} to {highest}.", place)
