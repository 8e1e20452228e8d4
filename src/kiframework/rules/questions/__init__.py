"""Rules for the questions of the quick check. One rule per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.content import missing_language
from kiframework.rules.questions import (
    dangling_question,
    key_off_options,
    ladder_out_of_order,
    missing_question,
    question_outdated,
    repeated_option,
    uniform_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.questions import Questions
    from kiframework.rules.base import QuestionContext

QUESTION_RULES = (
    dangling_question,
    key_off_options,
    repeated_option,
    uniform_key,
    ladder_out_of_order,
    question_outdated,
    missing_question,
)
"""Rules that questions should keep so that their answers say something about people."""


REFERENCE_RULES = frozenset([dangling_question, uniform_key, ladder_out_of_order, missing_question])
"""Rules that compare one part with another: pointless where some parts could not be read."""


def check_questions(
    questions: Questions, source: Places, context: QuestionContext, *, complete: bool = True
) -> Iterator[Diagnostic]:
    """Yield what is wrong with questions; where not everything could be read, what stands by itself."""
    for rule in QUESTION_RULES:
        if complete or rule not in REFERENCE_RULES:
            yield from rule.check(questions, source, context)
    yield from missing_language.check_texts(questions, context.framework, source)
