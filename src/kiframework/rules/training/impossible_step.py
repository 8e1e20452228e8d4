"""A module leads down, nowhere, or off the scale, or closes the same step twice.

What it does: compares ``from`` and ``to`` of each module with each other and with ``scale``.
Why: a plan is made of single steps from one level to the next; this one would be in no plan.
Bad: ``{competency: digging, from: 2, to: 2}``
Good: ``{competency: digging, from: 1, to: 2}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.training import Catalogue, Step
    from kiframework.rules.base import TrainingContext

CODE = "KIF241"
NAME = "impossible-step"


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per way that cannot be gone."""
    top = context.framework.highest_level
    for name, module in catalogue.modules.items():
        seen: set[Step] = set()
        for number, steps in enumerate(module.steps):
            path = ["modules", name, "steps", number]
            if steps.end <= steps.start:
                message = f"From level {steps.start} to {steps.end} nothing is learned."
                yield Diagnostic(CODE, message, source.value([*path, "to"]), help="'to' is above 'from'")
            elif steps.end > top:
                message = f"Level {steps.end} is off the scale, which ends at {top}."
                yield Diagnostic(CODE, message, source.value([*path, "to"]))
            elif seen & set(steps.single):
                yield Diagnostic(CODE, "This step stands twice in the module.", source.value(path))
            seen.update(steps.single)
