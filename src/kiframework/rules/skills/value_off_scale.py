"""A level lies off the scale of the framework, or above what its source can show.

What it does: compares every level with the top of the scale and with the ceiling of the source.
Why: a 7 on a scale that ends at 4 is a typing error or belongs to another scale; both would lift the score.
Bad: ``levels: {data-protection: 7}``
Good: ``levels: {data-protection: 4}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.skills import RatedLevel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF104"
NAME = "value-off-scale"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per level off the scale."""
    top = context.framework.highest_level
    for number, occasion in enumerate(skills.ratings):
        ceiling = context.ceilings.get(occasion.source, top)
        for name, given in occasion.levels.items():
            if given.__class__ is int and given <= ceiling:
                continue
            level = given.level if given.__class__ is RatedLevel else given
            if level.__class__ is int and level > ceiling:
                place = source.value(["ratings", number, "levels", name])
                if level > top:
                    message = f"Level {level} lies off the scale, which ends at {top}."
                else:
                    message = f"Level {level} is more than the source '{occasion.source}' can show, which is {ceiling}."
                yield Diagnostic(CODE, message, place)
