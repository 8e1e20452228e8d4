"""A rating is dated after today.

What it does: compares the date of every round with today.
Why: it cannot have happened yet; most likely the day or the year is mistyped.
Bad: ``date: 2206-11-20``
Good: ``date: 2026-11-20``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF105"
NAME = "date-in-future"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per round dated after today."""
    for number, occasion in enumerate(skills.ratings):
        if occasion.date > context.today:
            place = source.value(["ratings", number, "date"])
            yield Diagnostic(CODE, f"The date {occasion.date} lies in the future (today is {context.today}).", place)
