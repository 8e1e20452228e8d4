"""Competencies are prerequisites of each other.

What it does: follows ``prerequisites`` until they end or come back to where they began.
Why: nobody could begin with any of them, and no learning order exists.
Bad: ``a`` needs ``b`` and ``b`` needs ``a``
Good: ``b`` needs ``a``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.rules.cycles import cycles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework

CODE = "KIF204"
NAME = "prerequisite-cycle"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per cycle, which shows its path."""
    for cycle in cycles({name: one.prerequisites for name, one in framework.competencies.items()}):
        place = source.key(["competencies", cycle[-2], "prerequisites"])
        message = f"Prerequisites form a cycle: {' -> '.join(cycle)}."
        yield Diagnostic(CODE, message, place, help="remove one of these steps")
