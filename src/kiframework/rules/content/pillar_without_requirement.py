"""A role requires nothing in one of the pillars.

What it does: compares the pillars of what a role requires at level 1 or more with all pillars.
Why: pillars are the fields every role is seen in; an empty one shows as a blank in every chart, and is more often
forgotten than meant.
Bad: a role with requirements in ``soil`` only, in a framework with the pillars ``soil`` and ``tools``
Good: a requirement at level 1 or more in each of the two
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF214"
NAME = "pillar-without-requirement"
SEVERITY = Severity.WARNING


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per role, which names all pillars left out."""
    pillar_of = {name: competency.pillar for name, competency in framework.competencies.items()}
    if not framework.pillar_order.keys() >= set(pillar_of.values()):
        return  # what looks empty may be misspelt in a competency, and is reported as such
    for role, profile in framework.roles.items():
        if not profile.requirements.keys() <= pillar_of.keys():
            continue  # or in the role
        asked = {pillar_of.get(name) for name, asked in profile.requirements.items() if asked.level}
        missing = [pillar for pillar in framework.pillar_order if pillar not in asked]
        if missing:
            place = source.key(["roles", role, "requirements"])
            named = " and ".join(f"'{pillar}'" for pillar in missing)
            message = f"The role '{role}' requires nothing in {named}."
            yield Diagnostic(CODE, message, place, SEVERITY, help="require a competency of each pillar")
