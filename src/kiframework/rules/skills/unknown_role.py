"""A skill file names a role that the framework does not have.

What it does: compares ``role`` and ``roles`` with the framework.
Why: without the profile there is nothing to compare the ratings with.
Bad: ``role: leadgenerator``
Good: ``role: lead-generator``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF102"
NAME = "unknown-role"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown role."""
    known = context.framework.roles
    if skills.role is not None and skills.role not in known:
        place = source.value(["role"])
        yield unknown_id(CODE, "role", place, word=skills.role, known=known)
    for number, assignment in enumerate(skills.roles):
        if assignment.role not in known:
            place = source.value(["roles", number, "role"])
            yield unknown_id(CODE, "role", place, word=assignment.role, known=known)
