"""A module leads down, nowhere, or off the scale, or closes the same step twice.

What it does: compares ``from_level`` and ``to_level`` of each module with each other and with ``scale``.
Why: a plan is made of single steps from one level to the next; this one would be in no plan.
Bad: ``{competency: digging, from_level: 2, to_level: 2}``
Good: ``{competency: digging, from_level: 1, to_level: 2}``
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
            if steps.to_level <= steps.from_level:
                message = f"From level {steps.from_level} to {steps.to_level} nothing is learned."
                yield Diagnostic(
                    CODE, message, source.value([*path, "to_level"]), help="'to_level' is above 'from_level'"
                )
            elif steps.to_level > top:
                message = f"Level {steps.to_level} is off the scale, which ends at {top}."
                yield Diagnostic(CODE, message, source.value([*path, "to_level"]))
            elif seen & set(steps.single):
                yield Diagnostic(CODE, "This step stands twice in the module.", source.value(path))
            seen.update(steps.single)
