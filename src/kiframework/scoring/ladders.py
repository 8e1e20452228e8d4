"""Ladders of questions: from the choices that came back to a level.

A ladder ends at the first wrong answer; "don't know" is one. Its level is that of the last item that was right before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.model.answers import ItemResult, LadderResult
from kiframework.model.questions import ChoiceItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiframework.model.answers import Answer
    from kiframework.model.questions import Item


def score_ladder(ladder: Sequence[Item], choices: Mapping[str, Answer]) -> LadderResult:
    """Score a ladder whose items stand from the lowest level to the highest. Its first item wrong is level 0."""
    results = {item.id: score_item(item, choices[item.id]) for item in ladder if is_answered(choices.get(item.id))}
    return LadderResult(tuple(results.values()), _level(ladder, results))


def _level(ladder: Sequence[Item], results: Mapping[str, ItemResult]) -> int | None:
    level = 0
    for item in ladder:
        result = results.get(item.id)
        if result is None:
            return None
        if not result.right:
            break
        level = item.level
    return level


def is_answered(choice: Answer | None) -> bool:
    """Tell whether an item is answered; of a work sample, whether all of its parts are."""
    return choice is not None and not (isinstance(choice, list) and None in choice)


def score_item(item: Item, choice: Answer) -> ItemResult:
    """Score one answer; a work sample is right if enough of its parts are."""
    if isinstance(item, ChoiceItem):
        return ItemResult(item, choice, choice == item.key, None)
    given = choice if isinstance(choice, list) else []
    parts = sum(part.key == one for part, one in zip(item.parts, given, strict=False))
    return ItemResult(item, choice, parts >= item.right_from, parts)
