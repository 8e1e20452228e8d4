"""The levels of a ladder are not 1, 2, 3 and so on, lie above the scale, or the id of a question stands twice.

What it does: compares the levels of each ladder with its order and with ``scale``, and all ids with each other.
Why: a ladder ends at the first wrong answer, so each question must ask for one level more than the one before; and
answers refer to ids, so two questions with the same one would take each other's answers.
Bad: a ladder with ``level: 1`` and then ``level: 3``
Good: ``level: 1``, ``level: 2``, ``level: 3``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.questions import Questions
    from kiframework.rules.base import QuestionContext

CODE = "KIF234"
NAME = "ladder-out-of-order"
SEVERITY = Severity.WARNING


def check(questions: Questions, source: Places, context: QuestionContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per ladder for its first level out of order, and one per id and level too many."""
    top = context.framework.highest_level
    seen: dict[str, list[str | int]] = {}
    for name, own in questions.questions.items():
        in_order = True
        for number, item in enumerate(own.ladder):
            path: list[str | int] = ["questions", name, "ladder", number]
            if in_order and item.level != number + 1:
                in_order = False
                message = f"This step of the ladder is for level {item.level}; level {number + 1} is expected here."
                help_ = "levels rise 1, 2, 3 … without a gap"
                yield Diagnostic(CODE, message, source.value([*path, "level"]), SEVERITY, help=help_)
            elif item.level > top:
                message = f"Level {item.level} is off the scale, which ends at {top}."
                yield Diagnostic(CODE, message, source.value([*path, "level"]), SEVERITY)
            first = seen.setdefault(item.id, path)
            if first is not path:
                related = (("first used here", source.value([*first, "id"])),)
                place = source.value([*path, "id"])
                yield Diagnostic(CODE, f"The id '{item.id}' stands twice.", place, SEVERITY, related=related)
