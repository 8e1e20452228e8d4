"""The answer to a question was known to be right until a day that has passed.

What it does: compares ``valid_until`` of every question with today.
Why: the law may have changed meanwhile, and people would be marked down for knowing it.
Bad: ``valid_until: 2020-01-31``
Good: the key checked, with a new ``valid_until``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.rules.items import items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.questions import Questions
    from kiframework.rules.base import QuestionContext

CODE = "KIF235"
NAME = "question-outdated"
SEVERITY = Severity.WARNING


def check(questions: Questions, source: Places, context: QuestionContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per question that has run out."""
    for path, item in items(questions):
        if item.valid_until is not None and item.valid_until < context.today:
            message = f"The key of this question was valid until {item.valid_until} (today is {context.today})."
            help_ = "check the key against the law, then set a new 'valid_until'"
            yield Diagnostic(CODE, message, source.value([*path, "valid_until"]), SEVERITY, help=help_)
