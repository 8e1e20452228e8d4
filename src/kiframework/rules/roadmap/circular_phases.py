"""Phases of a roadmap wait for each other.

What it does: follows ``beside`` and ``after``, those of the method where the roadmap has none, until they end or come
back to where they began.
Why: no dates can be given to them.
Bad: ``scale: {after: [scale]}``
Good: ``scale: {after: [pilot]}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.roadmap import PhasePlan
from kiframework.rules.cycles import cycles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

CODE = "KIF712"
NAME = "circular-phases"


def check(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per circle."""
    graph: dict[str, list[str]] = {}
    for one in context.method.phases:
        own = roadmap.phases.get(one.id, PhasePlan())
        beside = one.beside if own.beside is None else own.beside
        graph[one.id] = [*beside, *(one.after if own.after is None else own.after)]
    for cycle in cycles(graph):
        name = next((one for one in cycle if one in roadmap.phases), None)
        place = source.key(["phases", name]) if name else source.key(["start"])
        message = f"Phases wait for each other: {' -> '.join(cycle)}."
        yield Diagnostic(CODE, message, place, help="change 'beside' or 'after' of one of them")
