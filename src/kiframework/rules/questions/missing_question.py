"""A competency has no questions, or none with a key although roles depend on it.

What it does: in frameworks with questions, looks for those of every competency; and for a ladder where a role has it as
a must-have or requires it at level 3 or higher.
Why: the quick check would leave it out, and what decides about readiness would rest on what people say of themselves.
Bad: ``eu-ai-act: {level: 3, must_have: true}`` in a role, and nothing about ``eu-ai-act`` in ``questions``
Good: ``eu-ai-act:`` with ``anchor`` and ``ladder`` in ``questions``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.model.questions import Questions
    from kiframework.rules.base import QuestionContext

CODE = "KIF236"
NAME = "missing-question"
SEVERITY = Severity.WARNING
LADDER_FROM = 3
"""The required level from which people's own word is too little."""


def check(questions: Questions, source: Places, context: QuestionContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per competency, where its questions stand, or else where it stands itself."""
    if not questions.questions:
        return
    deciding = _deciding(context.framework)
    for name in context.framework.competencies:
        own = questions.questions.get(name)
        if own is None:
            place = context.places.key(["competencies", name])
            help_ = "write at least its 'anchor' item"
            yield Diagnostic(CODE, f"There are no questions about '{name}'.", place, SEVERITY, help=help_)
        elif not own.ladder and name in deciding:
            message = f"'{name}' has no ladder, but much depends on it in the role '{deciding[name]}'."
            help_ = f"must-haves, and what is required at level {LADDER_FROM} or higher, need questions with a key"
            yield Diagnostic(CODE, message, source.key(["questions", name]), SEVERITY, help=help_)


def _deciding(framework: Framework) -> dict[str, str]:
    """Return the competencies that need a ladder, each with a role that makes it so."""
    return {
        competency: name
        for name, role in framework.roles.items()
        for competency, asked in role.requirements.items()
        if asked.must_have or asked.level >= LADDER_FROM
    }
