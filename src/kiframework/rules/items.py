"""The items of all ladders, each with its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.questions import ChoiceItem, Questions, WorkSample


def items(questions: Questions) -> Iterator[tuple[list[str | int], ChoiceItem | WorkSample]]:
    """Yield path and item of every step of every ladder."""
    for name, own in questions.questions.items():
        for number, item in enumerate(own.ladder):
            yield ["questions", name, "ladder", number], item
