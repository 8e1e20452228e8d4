"""Days of a roadmap do not follow each other, lie ahead, or are far away.

What it does: compares beginnings with ends, goals with their start, what has happened with today, and everything with
the ten years around today.
Why: a phase that ends before it begins has no dates, and a figure of tomorrow was not measured.
Bad: ``pilot: {begin: 2027-03-01, end: 2027-02-01}``
Good: ``pilot: {begin: 2027-02-01, end: 2027-03-01}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.rules.base import FAR_YEARS, is_far

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

    Path = list[str | int]

CODE = "KIF715"
NAME = "roadmap-out-of-time"


def check(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per day that cannot be right."""
    for path, first, last in _spans(roadmap):
        if first is not None and last is not None and last < first:
            message = f"{last} comes before {first}, when it begins."
            yield Diagnostic(CODE, message, source.value(path), help="exchange the two, or correct one")
    for path, day in _planned(roadmap):
        if day is not None and is_far(day, context.today):
            message = f"{day} is more than {FAR_YEARS} years away."
            yield Diagnostic(CODE, message, source.value(path), help="look at its year")
    for path, day in _past(roadmap):
        if day is not None and day > context.today:
            message = f"{day} is still ahead (today is {context.today})."
            yield Diagnostic(CODE, message, source.value(path), help="record what has happened, with its day")


def _spans(roadmap: Roadmap) -> Iterator[tuple[Path, dt.date | None, dt.date | None]]:
    yield ["target_date"], roadmap.start, roadmap.target_date
    for name, phase in roadmap.phases.items():
        yield ["phases", name, "end"], phase.begin or roadmap.start, phase.end
        yield ["phases", name, "begin"], roadmap.start, phase.begin
    for name, goal in roadmap.goals.items():
        yield ["goals", name, "due"], goal.start or roadmap.start, goal.due
    for number, turn in enumerate(roadmap.rotation):
        yield ["rotation", number, "end"], turn.begin, turn.end


def _planned(roadmap: Roadmap) -> Iterator[tuple[Path, dt.date | None]]:
    yield ["start"], roadmap.start
    yield ["target_date"], roadmap.target_date
    for name, phase in roadmap.phases.items():
        yield ["phases", name, "begin"], phase.begin
        yield ["phases", name, "end"], phase.end
    for name, goal in roadmap.goals.items():
        yield ["goals", name, "start"], goal.start
        yield ["goals", name, "due"], goal.due
    for number, turn in enumerate(roadmap.rotation):
        yield ["rotation", number, "begin"], turn.begin
        yield ["rotation", number, "end"], turn.end


def _past(roadmap: Roadmap) -> Iterator[tuple[Path, dt.date | None]]:
    if roadmap.curriculum_agreed is not None:
        yield ["curriculum_agreed", "date"], roadmap.curriculum_agreed.date
    for name, goal in roadmap.goals.items():
        for number, actual in enumerate(goal.actuals):
            yield ["goals", name, "actuals", number, "date"], actual.date
    for number, use in enumerate(roadmap.uses):
        yield ["uses", number, "live"], use.live
