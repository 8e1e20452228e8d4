"""A rating round names a kind of evidence that the framework does not have.

What it does: compares ``source`` with the sources in the scoring policy.
Why: the weight of a rating depends on its source.
Bad: ``source: boss``
Good: ``source: manager``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF103"
NAME = "unknown-source"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per round with an unknown source."""
    known = context.framework.sources
    for number, occasion in enumerate(skills.ratings):
        if occasion.source not in known:
            place = source.value(["ratings", number, "source"])
            otherwise = f"the framework has: {', '.join(known)}"
            yield unknown_id(CODE, "source", place, word=occasion.source, known=known, otherwise=otherwise)
