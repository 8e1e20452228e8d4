"""Phases of a roadmap wait for each other.

What it does: follows ``beside`` and ``after``, those of the method where the roadmap has none, until they end or come
back to where they began.
Why: no dates can be given to them.
Bad: ``scale: {after: [scale]}``
Good: ``scale: {after: [pilot]}``
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.roadmap import PhasePlan
from kiframework.rules.cycles import cycles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.diagnostics import Location, Places
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
        itself = len(set(cycle)) == 1
        message = (
            f"A phase waits for itself: {cycle[0]}." if itself else f"Phases wait for each other: {' -> '.join(cycle)}."
        )
        place = next(_links(roadmap, source, cycle), source.key(["start"]))
        yield Diagnostic(CODE, message, place, help="change 'beside' or 'after' of one of them")


def _links(roadmap: Roadmap, source: Places, cycle: Sequence[str]) -> Iterator[Location]:
    """Yield the places at which the roadmap makes a circle; there is none where the method does so alone."""
    for name, before in pairwise(cycle):
        own = roadmap.phases.get(name, PhasePlan())
        for key in ("beside", "after"):
            words = getattr(own, key) or []
            if before in words:
                yield source.value(["phases", name, key, words.index(before)])
