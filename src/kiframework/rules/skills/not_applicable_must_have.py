"""A must-have of a role that is assessed is called not applicable.

What it does: compares ``not_applicable`` with the must-haves of the person's roles.
Why: nothing can make up for a must-have, so it cannot be taken out for one person.
Bad: ``not_applicable: [{competency: data-protection, reason: works offline}]`` for a Lead-Generator
Good: rate it, or change the role profile for everybody
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.rules.base import PersonFiles, SkillContext

CODE = "KIF108"
NAME = "not-applicable-must-have"


def check(person: PersonFiles, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per must-have that was taken out."""
    entries = [
        (file, number, entry) for file in person.files for number, entry in enumerate(file.skills.not_applicable)
    ]
    if not entries:
        return
    roles = context.roles or _own_roles(person)
    for file, number, entry in entries:
        for role in roles:
            profile = context.framework.roles.get(role)
            asked = profile.requirements.get(entry.competency) if profile else None
            if asked and asked.must_have and asked.level:
                place = file.source.value(["not_applicable", number, "competency"])
                yield Diagnostic(CODE, f"'{entry.competency}' is a must-have of the role '{role}'.", place)


def _own_roles(person: PersonFiles) -> list[str]:
    named = [file.skills.role for file in person.files if file.skills.role]
    named += [assignment.role for file in person.files for assignment in file.skills.roles]
    return list(dict.fromkeys(named))
