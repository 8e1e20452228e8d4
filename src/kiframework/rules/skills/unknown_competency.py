"""A rating, or a not-applicable entry, names a competency that the framework does not have.

What it does: compares every competency named in a skill file with the framework.
Why: a misspelt name would silently drop a rating, and the score would be wrong without a trace.
Bad: ``levels: {data-protecton: 3}``
Good: ``levels: {data-protection: 3}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF101"
NAME = "unknown-competency"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown competency."""
    known = context.framework.competencies
    for number, occasion in enumerate(skills.ratings):
        for part, values in (("levels", occasion.levels), ("shares", occasion.shares)):
            if not values.keys() <= known.keys():
                for name in values.keys() - known.keys():
                    place = source.key(["ratings", number, part, name])
                    yield unknown_word(CODE, f"Unknown competency '{name}'.", place, word=name, known=known)
    for number, entry in enumerate(skills.not_applicable):
        if entry.competency not in known:
            place = source.value(["not_applicable", number, "competency"])
            message = f"Unknown competency '{entry.competency}'."
            yield unknown_word(CODE, message, place, word=entry.competency, known=known)
