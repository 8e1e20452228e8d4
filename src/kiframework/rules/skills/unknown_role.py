"""A skill file names a role that the framework does not have.

What it does: compares ``role`` and ``roles`` with the framework.
Why: without the profile there is nothing to compare the ratings with.
Bad: ``role: leadgenerator``
Good: ``role: lead-generator``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF102"
NAME = "unknown-role"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown role."""
    known = context.framework.roles
    if skills.role is not None and skills.role not in known:
        place = source.value(["role"])
        yield Diagnostic(CODE, f"Unknown role '{skills.role}'.", place, help=did_you_mean(skills.role, known))
    for number, assignment in enumerate(skills.roles):
        if assignment.role not in known:
            place = source.value(["roles", number, "role"])
            help_ = did_you_mean(assignment.role, known)
            yield Diagnostic(CODE, f"Unknown role '{assignment.role}'.", place, help=help_)
