"""Ladders of questions: from the choices that came back to a level.

A ladder ends at the first wrong answer; "don't know" is one. Its level is that of the last item that was right before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.questions import ChoiceItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiframework.model.answers import Answer, Choice
    from kiframework.model.questions import Item, WorkSample


class LadderResult(NamedTuple):
    """What became of one ladder."""

    marks: dict[str, bool]
    """Item -> whether it is right, in the order of the ladder; items without an answer are missing."""
    level: int | None
    """The level shown; None for a ladder that breaks off before a wrong answer, because more may be known."""


def score_ladder(ladder: Sequence[Item], choices: Mapping[str, Answer]) -> LadderResult:
    """Score a ladder whose items stand from the lowest level to the highest. Its first item wrong is level 0."""
    marks = {item.id: is_right(item, choices[item.id]) for item in ladder if is_answered(choices.get(item.id))}
    level = 0
    for item in ladder:
        right = marks.get(item.id)
        if right is None:
            return LadderResult(marks, None)
        if not right:
            break
        level = item.level
    return LadderResult(marks, level)


def is_answered(choice: Answer | None) -> bool:
    """Tell whether an item is answered; of a work sample, whether all of its parts are."""
    return choice is not None and not (isinstance(choice, list) and None in choice)


def is_right(item: Item, choice: Answer) -> bool:
    """Tell whether an answer is right; of a work sample, whether enough of its parts are."""
    if isinstance(item, ChoiceItem):
        return choice == item.key
    return isinstance(choice, list) and right_parts(item, choice) >= item.right_from


def right_parts(item: WorkSample, choices: Sequence[Choice | None]) -> int:
    """Count the parts of a work sample that are right; one choice belongs to each part, in order."""
    return sum(part.key == choice for part, choice in zip(item.parts, choices, strict=False))
