"""A module serves nothing: no role requires a level that it leads to.

What it does: compares the steps of each module with the levels that roles require.
Why: nobody is ever sent there, and it has to be kept up to date all the same.
Bad: a module to level 4 where no role requires more than 3
Good: no such module, or a role that requires it
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.training import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.training import Catalogue
    from kiframework.rules.base import TrainingContext

CODE = "KIF243"
NAME = "idle-module"
SEVERITY = Severity.WARNING


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per module."""
    needed = {
        (role_name, Step(competency, level))
        for role_name, role in context.framework.roles.items()
        for competency, asked in role.requirements.items()
        for level in range(1, asked.level + 1)
    }
    for name, module in catalogue.modules.items():
        roles = module.roles or list(context.framework.roles)
        if not any((role, step) in needed for role in roles for step in module.closes):
            message = f"No role needs what '{name}' teaches."
            yield Diagnostic(CODE, message, source.key(["modules", name]), SEVERITY, help="remove it, or require it")
