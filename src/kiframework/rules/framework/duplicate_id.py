"""Two pillars, principles, targets, sources, bands or ladder steps have the same id.

What it does: compares the ids within each list.
Why: references could mean either of them.
Bad: two pillars with ``id: sicherheit``
Good: one of them renamed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework

CODE = "KIF209"
NAME = "duplicate-id"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per id that stands there already."""
    lists: dict[tuple[str, ...], list[str]] = {
        ("pillars",): [one.id for one in framework.pillars],
        ("principles",): [one.id for one in framework.principles],
        ("targets",): [one.id for one in framework.targets],
        ("scoring", "sources"): [one.id for one in framework.scoring.sources],
        ("scoring", "bands"): [one.id for one in framework.scoring.bands],
    }
    for path, ids in lists.items():
        for number, name in enumerate(ids):
            if name in ids[:number]:
                yield Diagnostic(CODE, f"The id '{name}' stands twice.", source.value([*path, number, "id"]))
    for name, competency in framework.competencies.items():
        for number, before in enumerate(competency.prerequisites):
            if before in competency.prerequisites[:number]:
                place = source.value(["competencies", name, "prerequisites", number])
                yield Diagnostic(CODE, f"The prerequisite '{before}' stands twice.", place)
    for ladder_id, ladder in framework.ladders.items():
        for number, role in enumerate(ladder.steps):
            if role in ladder.steps[:number]:
                place = source.value(["ladders", ladder_id, "steps", number])
                yield Diagnostic(CODE, f"The role '{role}' stands twice in this ladder.", place)
