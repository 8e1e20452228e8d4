"""A rating, or a not-applicable entry, names a competency that the framework does not have.

What it does: compares every competency named in a skill file with the framework.
Why: a misspelt name would silently drop a rating, and the score would be wrong without a trace.
Bad: ``levels: {data-protecton: 3}``
Good: ``levels: {data-protection: 3}``
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_id
from kiframework.rules.base import gone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Location, Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF101"
NAME = "unknown-competency"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown competency."""
    for name, place in _unknown(skills, source, context):
        known, entry = context.framework.competencies, context.framework.retired.competencies.get(name)
        if entry is not None:
            yield gone(CODE, name, entry, place)
            continue
        finding = unknown_id(CODE, "competency", place, word=name, known=known)
        # A word that no role asks for may be the misspelt one: a machine must not spread it.
        meant = finding.fix.edits[0].text if finding.fix else None
        yield finding if meant in context.required else replace(finding, fix=None)


def _unknown(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[tuple[str, Location]]:
    known = context.framework.competencies.keys()
    for number, occasion in enumerate(skills.ratings):
        levels, shares = occasion.levels.keys(), occasion.shares.keys()
        if levels <= known and shares <= known:
            continue
        for part, names in (("levels", levels), ("shares", shares)):
            for name in names - known:
                yield name, source.key(["ratings", number, part, name])
    for number, entry in enumerate(skills.not_applicable):
        if entry.competency not in known:
            yield entry.competency, source.value(["not_applicable", number, "competency"])
