"""A role requires a level that no module leads to.

What it does: looks for a module for every step up to the highest level that some role requires. Modules for certain
roles count for these roles.
Why: whoever lacks the step gets a plan with a hole in it.
Bad: ``digging: {level: 3}`` in a role, and modules up to level 2
Good: one more module ``{competency: digging, from_level: 2, to_level: 3}``
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

CODE = "KIF242"
NAME = "untrained-step"
SEVERITY = Severity.WARNING


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per competency, with the first role that cannot be served and the steps that are missing."""
    framework = context.framework
    said: set[str] = set()
    for role_name, role in framework.roles.items():
        taught = {
            step
            for module in catalogue.modules.values()
            if not module.roles or role_name in module.roles
            for step in module.closes
        }
        for competency, asked in role.requirements.items():
            missing = [level for level in range(1, asked.level + 1) if Step(competency, level) not in taught]
            if missing and competency not in said:
                said.add(competency)
                place = context.places.value(["roles", role_name, "requirements", competency])
                levels = ", ".join(map(str, missing))
                message = f"No module leads to level {levels} of '{competency}', which the role '{role_name}' requires."
                yield Diagnostic(CODE, message, place, SEVERITY, help="add one in training/modules/")
