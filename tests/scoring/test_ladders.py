"""Ladders: the level of the last item that is right before the first wrong one."""

from __future__ import annotations

from typing import Any

import pytest

from kiframework.model.questions import ChoiceItem, Part, WorkSample
from kiframework.scoring.ladders import score_item, score_ladder

WORDS = {"de": "x", "en": "x"}


def choice(level: int, key: int) -> ChoiceItem:
    return ChoiceItem(
        id=f"digging-{level}",
        level=level,
        stem=WORDS,
        rationale=WORDS,
        source="S01",
        type="knowledge",
        options=[WORDS] * 4,
        key=key,
    )


def sample(level: int) -> WorkSample:
    return WorkSample(
        id=f"digging-{level}",
        level=level,
        stem=WORDS,
        rationale=WORDS,
        source="S01",
        type="work-sample",
        choices=[WORDS] * 3,
        parts=[Part(text=WORDS, key=key) for key in (1, 2, 3)],
        right_from=2,
    )


LADDER = (choice(1, 2), choice(2, 4), sample(3))


@pytest.mark.parametrize(
    ("choices", "level", "marks"),
    [
        ([2, 4, [1, 2, 3]], 3, [True, True, True]),
        ([2, 4, [1, 2, 1]], 3, [True, True, True]),
        ([2, 4, [1, 1, 1]], 2, [True, True, False]),
        ([2, 4, [1, "dont_know", "dont_know"]], 2, [True, True, False]),
        ([2, 1, [1, 2, 3]], 1, [True, False, True]),
        (["dont_know", 4, [1, 2, 3]], 0, [False, True, True]),
        ([1, None, None], 0, [False]),
        ([2, 1, None], 1, [True, False]),
        ([2, 4, None], None, [True, True]),
        ([2, None, [1, 2, 3]], None, [True, True]),
        ([2, 4, [1, None, 3]], None, [True, True]),
        ([None, 4, [1, 2, 3]], None, [True, True]),
    ],
)
def test_a_ladder_ends_at_the_first_wrong_answer(choices: list[Any], level: int | None, marks: list[bool]) -> None:
    given = {item.id: one for item, one in zip(LADDER, choices, strict=True) if one is not None}
    result = score_ladder(LADDER, given)
    assert result.level == level
    assert [one.right for one in result.items] == marks


def test_levels_are_those_of_the_items_and_not_their_number() -> None:
    assert score_ladder((choice(2, 1), choice(4, 1)), {"digging-2": 1, "digging-4": 2}).level == 2


def test_a_list_is_no_answer_to_a_single_question() -> None:
    assert not score_item(choice(1, 1), [1]).right
    assert not score_item(sample(3), 1).right


def test_parts_of_a_work_sample_are_counted() -> None:
    assert score_item(sample(3), [1, 2, 1])[2:] == (True, 2)
    assert score_item(sample(3), ["dont_know", 2, 1])[2:] == (False, 1)
