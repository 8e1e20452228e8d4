"""A goal has no title, no figure, or no day.

What it does: looks for the title, the metric, the target and the day of a goal, its own or those of the framework's
target behind it.
Why: a goal without them cannot be reached or missed.
Bad: ``goals: {faster: {title: Schneller antworten}}``
Good: ``goals: {faster: {title: …, metric: Stunden bis zur Antwort, target: 4, due: 2027-06-30, direction: down}}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Target
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

CODE = "KIF717"
NAME = "goal-without-figure"


def check(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per goal and what it lacks."""
    presets = {one.id: one for one in context.framework.targets}
    for name, goal in roadmap.goals.items():
        preset = presets.get(goal.preset or "")
        if goal.preset is not None and preset is None:
            continue  # a finding of its own
        missing = [] if preset else [key for key in ("title", "metric") if getattr(goal, key) is None]
        missing += [] if goal.target is not None or (preset and _figure(preset)) else ["target"]
        missing += [] if goal.due is not None or (preset and _period(preset)) else ["due"]
        if missing:
            place = source.key(["goals", name])
            yield Diagnostic(CODE, f"The goal '{name}' lacks {', '.join(missing)}.", place, help="add what is missing")


def _figure(preset: Target) -> bool:
    return preset.value is not None or preset.kind in ("time-frame", "target-date")


def _period(preset: Target) -> bool:
    return any((preset.months, preset.until_month, preset.kind in ("budget-share", "target-date")))
