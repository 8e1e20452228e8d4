"""The right option stands at the same position too often.

What it does: counts the positions of the keys: over each ladder with three or more questions with options, where not
all may be the same, and over all of them if there are ten or more, where no position may have over 60 %.
Why: people who always pick the same position would pass without knowing anything.
Bad: a ladder of three questions, each with ``key: 2``
Good: ``key: 2``, ``key: 4`` and ``key: 1``
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.questions import ChoiceItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.questions import Questions
    from kiframework.rules.base import QuestionContext

CODE = "KIF233"
NAME = "uniform-key"
SEVERITY = Severity.WARNING
HELP = "put the options of some questions into another order"
FEWEST_IN_LADDER, FEWEST_IN_ALL = 3, 10
"""From how many questions on chance does not explain it."""
MOST = 0.6
"""The largest share of all questions that may have their key at the same position."""


def check(questions: Questions, source: Places, context: QuestionContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per ladder, and one over all."""
    counts: Counter[int] = Counter()
    for name, own in questions.questions.items():
        keys = [item.key for item in own.ladder if isinstance(item, ChoiceItem)]
        counts.update(keys)
        if len(keys) >= FEWEST_IN_LADDER and len(set(keys)) == 1:
            message = f"The right option of every question of this ladder is number {keys[0]}."
            place = source.key(["questions", name, "ladder"])
            yield Diagnostic(CODE, message, place, SEVERITY, help=HELP)
    if counts.total() >= FEWEST_IN_ALL:
        ((position, count),) = counts.most_common(1)
        if count > MOST * counts.total():
            message = f"The right option of {count} of all {counts.total()} questions is number {position}."
            yield Diagnostic(
                CODE, message, source.key(["questions", next(iter(questions.questions))]), SEVERITY, help=HELP
            )
