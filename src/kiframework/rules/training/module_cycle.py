"""Modules are prerequisites of each other.

What it does: follows ``prerequisites`` until they end or come back to where they began.
Why: nobody could begin with any of them.
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
    from kiframework.model.training import Catalogue
    from kiframework.rules.base import TrainingContext

CODE = "KIF244"
NAME = "module-cycle"


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per cycle, which shows its path."""
    graph = {name: module.prerequisites for name, module in catalogue.modules.items()}
    for cycle in cycles(graph):
        place = source.key(["modules", cycle[-2], "prerequisites"])
        message = f"Modules form a cycle: {' -> '.join(cycle)}."
        yield Diagnostic(CODE, message, place, help="remove one of these prerequisites")
