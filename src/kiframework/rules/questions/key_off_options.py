"""A key points at an option that is not there, or more right parts are asked for than there are.

What it does: compares ``key`` with the number of ``options`` or ``choices``, and ``right_from`` with that of ``parts``.
Places count from 1.
Why: nobody could ever answer right, and everybody would be rated too low.
Bad: ``key: 5`` with four options
Good: ``key: 4``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.questions import ChoiceItem
from kiframework.rules.items import items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Location, Places
    from kiframework.model.questions import Questions
    from kiframework.rules.base import QuestionContext

CODE = "KIF231"
NAME = "key-off-options"


def check(questions: Questions, source: Places, context: QuestionContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per number that is too high."""
    for path, item in items(questions):
        if isinstance(item, ChoiceItem):
            found = [("key", item.key, len(item.options), "options")]
        else:
            found = [("right_from", item.right_from, len(item.parts), "parts")]
            choices = len(item.choices)
            for number, part in enumerate(item.parts):
                if part.key > choices:
                    yield _too_high(source.value([*path, "parts", number, "key"]), part.key, choices, "choices")
        for field, value, count, what in found:
            if value > count:
                yield _too_high(source.value([*path, field]), value, count, what)


def _too_high(place: Location, value: int, count: int, what: str) -> Diagnostic:
    message = f"There is no number {value} among {count} {what}."
    return Diagnostic(CODE, message, place, help=f"write a number from 1 to {count}")
