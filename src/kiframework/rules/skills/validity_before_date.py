"""Evidence ends before it begins.

What it does: compares ``valid_until`` with ``date``.
Why: one of the two days is mistyped.
Bad: ``date: 2026-02-01`` with ``valid_until: 2025-02-01``
Good: ``date: 2026-02-01`` with ``valid_until: 2028-02-01``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF113"
NAME = "validity-before-date"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per period that ends before it begins, of roles too."""
    for number, occasion in enumerate(skills.ratings):
        if occasion.valid_until is not None and occasion.valid_until < occasion.date:
            place = source.value(["ratings", number, "valid_until"])
            yield Diagnostic(CODE, f"This ends before the rating was made ({occasion.date}).", place)
    for number, assignment in enumerate(skills.roles):
        if assignment.since and assignment.until and assignment.until < assignment.since:
            place = source.value(["roles", number, "until"])
            yield Diagnostic(CODE, f"This ends before it begins ({assignment.since}).", place)
