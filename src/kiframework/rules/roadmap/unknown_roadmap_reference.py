"""A roadmap refers to something that is not there.

What it does: looks up targets, phases, goals, roles, pilots and categories of the budget that it names.
Why: money in an unknown category is in no sum, and a goal of an unknown target has no figure.
Bad: ``category: trainings``
Good: ``category: training``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

    Path = list[str | int]

CODE = "KIF711"
NAME = "unknown-roadmap-reference"


def check(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown name."""
    for kind, word, path, known in _named(roadmap, context):
        if word is not None and word not in known:
            at_key = path[-1] == word
            place = source.key(path) if at_key else source.value(path)
            yield unknown_word(CODE, f"Unknown {kind} '{word}'.", place, word=word, known=known)


def _named(roadmap: Roadmap, context: RoadmapContext) -> Iterator[tuple[str, str | None, Path, Collection[str]]]:
    phases = [one.id for one in context.method.phases]
    categories = context.method.budget.categories
    targets = [one.id for one in context.framework.targets]
    for name, goal in roadmap.goals.items():
        yield "target", goal.preset, ["goals", name, "preset"], targets
    for name, phase in roadmap.phases.items():
        yield "phase", name, ["phases", name], phases
        for key, known in (("beside", phases), ("after", phases), ("goals", list(roadmap.goals))):
            for number, word in enumerate(getattr(phase, key) or ()):
                kind = "goal" if key == "goals" else "phase"
                yield kind, word, ["phases", name, key, number], known
    for number, turn in enumerate(roadmap.rotation):
        yield "role", turn.role, ["rotation", number, "role"], context.framework.roles
    for number, use in enumerate(roadmap.uses):
        yield "pilot", use.pilot, ["uses", number, "pilot"], context.pilots
    for name in roadmap.budget.split:
        yield "category", name, ["budget", "split", name], categories
    for number, item in enumerate(roadmap.budget.items):
        yield "category", item.category, ["budget", "items", number, "category"], categories
        yield "phase", item.phase, ["budget", "items", number, "phase"], phases
