"""A self-assessment or self-test names another rater than the person.

What it does: compares ``rater`` of such rounds with ``person``.
Why: these sources are always the person; another name means that the source is wrong.
Bad: ``person: P-001`` with ``{source: self, rater: R-02, ...}``
Good: ``{source: manager, rater: R-02, ...}``, or no ``rater``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF115"
NAME = "self-rated-by-other"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per round of the person that another rater signs."""
    for number, occasion in enumerate(skills.ratings):
        known = context.framework.sources.get(occasion.source)
        if known is not None and known.by_person and occasion.rater not in (None, skills.person):
            place = source.value(["ratings", number, "rater"])
            # The rater is not repeated: it may be a name.
            message = f"'{occasion.source}' is always rated by the person, not by somebody else."
            yield Diagnostic(CODE, message, place, help="remove the rater, or correct the source")
