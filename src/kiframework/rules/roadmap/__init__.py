"""Rules for roadmaps. One rule per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.roadmap import (
    circular_phases,
    goal_without_figure,
    missing_revenue,
    over_budget,
    roadmap_names_somebody,
    roadmap_out_of_time,
    unknown_roadmap_reference,
    unplaced_budget_item,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

ROADMAP_RULES = (
    unknown_roadmap_reference,
    circular_phases,
    unplaced_budget_item,
    missing_revenue,
    roadmap_out_of_time,
    over_budget,
    goal_without_figure,
    roadmap_names_somebody,
)
"""Sorted by code."""


def check_roadmap(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield what is wrong with a roadmap."""
    for rule in ROADMAP_RULES:
        yield from rule.check(roadmap, source, context)
