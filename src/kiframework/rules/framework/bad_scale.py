"""The scale has a hole or does not begin at 0.

What it does: compares ``level`` of each step with its position.
Why: levels are numbers people rate with; a hole would make distances meaningless.
Bad: levels 0, 1, 3
Good: levels 0, 1, 2, 3
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework

CODE = "KIF210"
NAME = "bad-scale"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic for the first step out of order."""
    for number, step in enumerate(framework.scale):
        if step.level != number:
            place = source.value(["scale", number, "level"])
            yield Diagnostic(CODE, f"The scale has level {step.level} where {number} belongs.", place)
            return
