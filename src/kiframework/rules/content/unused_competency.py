"""No role requires a competency.

What it does: looks for competencies that no role requires at level 1 or more.
Why: nobody is ever measured on it, and no report shows it. Most likely a requirement has been forgotten or the
competency is left over.
Bad: ``fax-machines`` among the competencies and in no role
Good: a role that requires it, or no such competency
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF213"
NAME = "unused-competency"
SEVERITY = Severity.WARNING


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per competency without a use; where there are no roles yet, nothing can be said."""
    if any(not role.requirements.keys() <= framework.competencies.keys() for role in framework.roles.values()):
        return  # what looks unused may be misspelt in a role, and is reported as such
    used = {name for profile in framework.roles.values() for name, asked in profile.requirements.items() if asked.level}
    for name in framework.competencies if framework.roles else ():
        if name not in used:
            place = source.key(["competencies", name])
            help_ = "require it in a role, or remove it"
            yield Diagnostic(CODE, f"No role requires '{name}'.", place, SEVERITY, help=help_)
