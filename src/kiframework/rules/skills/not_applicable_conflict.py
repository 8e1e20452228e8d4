"""A competency is called not applicable and is rated, or is called not applicable twice.

What it does: compares ``not_applicable`` with all ratings of the person.
Why: what is rated is evidently applicable; the two statements contradict each other.
Bad: ``levels: {mlops: 1}`` together with ``not_applicable: [{competency: mlops, reason: ...}]``
Good: one of the two
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.rules.base import PersonFiles, SkillContext

CODE = "KIF107"
NAME = "not-applicable-conflict"


def check(person: PersonFiles, context: SkillContext) -> Iterator[Diagnostic]:  # noqa: ARG001 - the form of all rules
    """Yield one diagnostic per contradiction."""
    if not any(file.skills.not_applicable for file in person.files):
        return
    rated = {
        name
        for file in person.files
        for occasion in file.skills.ratings
        for name in (*occasion.levels, *occasion.shares)
    }
    seen: set[str] = set()
    for file in person.files:
        for number, entry in enumerate(file.skills.not_applicable):
            if entry.competency in rated or entry.competency in seen:
                place = file.source.value(["not_applicable", number, "competency"])
                what = "rated too" if entry.competency in rated else "listed twice"
                message = f"'{entry.competency}' is called not applicable and is {what}."
                yield Diagnostic(CODE, message, place, help="remove one of the two")
            seen.add(entry.competency)
