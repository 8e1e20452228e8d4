"""A skill file names a role that the framework does not have.

What it does: compares ``role`` and ``roles`` with the framework.
Why: without the profile there is nothing to compare the ratings with.
Bad: ``role: leadgenerator``
Good: ``role: lead-generator``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_id
from kiframework.rules.base import gone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Path, Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF102"
NAME = "unknown-role"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown role."""
    if skills.role is not None:
        yield from _unknown(skills.role, source, ["role"], context)
    for number, assignment in enumerate(skills.roles):
        yield from _unknown(assignment.role, source, ["roles", number, "role"], context)


def _unknown(role: str, source: Places, path: Path, context: SkillContext) -> Iterator[Diagnostic]:
    known, entry = context.framework.roles, context.framework.retired.roles.get(role)
    if role in known:
        return
    if entry is None:
        yield unknown_id(CODE, "role", source.value(path), word=role, known=known)
    else:
        yield gone(CODE, role, entry, source.value(path))
