"""Questions are about a competency that the framework does not have.

What it does: compares the keys in ``questions`` with ``competencies``.
Why: nobody is ever asked them, while the competency that was meant has none.
Bad: ``promt-engineering:`` in ``questions/anwendung.yaml``
Good: ``prompt-engineering:``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.questions import Questions
    from kiframework.rules.base import QuestionContext

CODE = "KIF230"
NAME = "dangling-question"


def check(questions: Questions, source: Places, context: QuestionContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per competency that is not there."""
    known = context.framework.competencies
    for name in questions.questions:
        if name not in known:
            place = source.key(["questions", name])
            yield unknown_word(CODE, f"Unknown competency '{name}'.", place, word=name, known=known)
