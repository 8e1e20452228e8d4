"""A role requires a competency but not what comes before it.

What it does: looks up the ``prerequisites`` of everything a role requires at level 1 or more among its requirements.
Why: people would be measured on something they were never asked to build up to, and no learning plan could begin. Users
of other frameworks plan courses by what a role needs first (direct-webapp #603).
Bad: a role that requires ``ci-cd: {level: 2}``, whose prerequisite is ``git``, and nothing of ``git``
Good: the same role with ``git: {level: 1}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF212"
NAME = "required-without-prerequisite"
SEVERITY = Severity.WARNING


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per requirement whose prerequisites are not all required."""
    before = {name: own.prerequisites for name, own in framework.competencies.items() if own.prerequisites}
    for role, profile in framework.roles.items():
        if not profile.requirements.keys() <= framework.competencies.keys():
            continue  # what looks forgotten may be misspelt, and is reported as such
        required = {name for name, asked in profile.requirements.items() if asked.level}
        for name in profile.requirements:
            if name not in required or name not in before:
                continue
            missing = [one for one in before[name] if one not in required and one in framework.competencies]
            if missing:
                place = source.key(["roles", role, "requirements", name])
                named = " and ".join(f"'{one}'" for one in missing)
                message = f"'{name}' comes after {named}, which the role '{role}' does not require."
                yield Diagnostic(CODE, message, place, SEVERITY, help=f"require {named} at level 1 or more")
