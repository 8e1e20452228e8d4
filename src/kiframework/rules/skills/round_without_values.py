"""A rating round holds no values, or rates a competency both by level and by share.

What it does: looks at ``levels`` and ``shares`` of every round.
Why: an empty round is most likely cut off, and of two values for one competency none can be preferred.
Bad: ``- {source: self, date: 2026-11-20}``
Good: ``- {source: self, date: 2026-11-20, levels: {data-protection: 2}}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF112"
NAME = "round-without-values"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per empty round and per competency with two values."""
    for number, occasion in enumerate(skills.ratings):
        if not (occasion.levels or occasion.shares or occasion.model_fields_set & {"levels", "shares"}):
            place = source.value(["ratings", number])
            yield Diagnostic(CODE, "This round holds no values.", place, help="add 'levels' or 'shares', or remove it")
        elif occasion.shares:
            for name in sorted(occasion.levels.keys() & occasion.shares.keys()):
                place = source.key(["ratings", number, "shares", name])
                yield Diagnostic(CODE, f"'{name}' has both a level and a share in this round.", place)
