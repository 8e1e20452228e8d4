"""A budget item belongs to no phase, or to no category.

What it does: looks for both at every item.
Why: it would be in the total and in no sum beside it, and nobody could say when the money is needed.
Bad: ``{item: Workshop, planned: 4000}``
Good: ``{item: Workshop, category: training, phase: train, planned: 4000}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

CODE = "KIF713"
NAME = "unplaced-budget-item"


def check(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per item and place it lacks."""
    known = {"phase": [one.id for one in context.method.phases], "category": list(context.method.budget.categories)}
    for number, item in enumerate(roadmap.budget.items):
        for key, words in known.items():
            if getattr(item, key) is None:
                place = source.value(["budget", "items", number, "item"])
                message = f"This budget item belongs to no {key}."
                yield Diagnostic(CODE, message, place, help=f"add {key}: one of {', '.join(words)}")
