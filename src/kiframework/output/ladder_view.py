"""What the page on the ladders of one person says: each answer, the right one, and why.

Made when answers have come back; before that, none of it is handed out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.questions import WorkSample
from kiframework.output.frame_view import Cover, Fact, Frame, cover

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiframework.model.answers import Answer, Answers, Choice, ItemResult, LadderResult
    from kiframework.model.base import Text
    from kiframework.model.questions import Item
    from kiframework.output.wording import Wording


class AnswerView(NamedTuple):
    """One thing that was asked: the answer given, and the right one where it is another."""

    question: str
    given: str
    right: str
    """Empty if the answer given is right."""


class ItemView(NamedTuple):
    """One item."""

    number: str
    stem: str
    is_right: bool
    word: str
    answers: tuple[AnswerView, ...]
    """One for a question, one for each part of a work sample."""
    reason: str


class LadderView(NamedTuple):
    """One ladder."""

    title: str
    level: str
    items: tuple[ItemView, ...]


class LaddersView(NamedTuple):
    """Everything on the page."""

    title: str
    headline: str
    lead: str
    cover: Cover
    frame: Frame
    ladders: tuple[LadderView, ...]


def ladders_view(wording: Wording, answers: Answers, ladders: Mapping[str, LadderResult], frame: Frame) -> LaddersView:
    """Say what became of the ladders of one person."""
    texts = wording.texts
    person = wording.person(answers.person)
    facts = [Fact(texts("cover.person"), person)]
    facts += [Fact(texts("cover.role"), wording.role(answers.role))] if answers.role else []
    items = [one for ladder in ladders.values() for one in ladder.items]
    headline = texts("ladders.headline", right=sum(one.right for one in items), count=len(items))
    return LaddersView(
        f"{texts('cover.kind.ladders')}: {person}",
        headline,
        texts("ladders.lead"),
        cover(wording, "ladders", person, facts),
        frame,
        tuple(_ladder(wording, competency, ladder) for competency, ladder in ladders.items()),
    )


def _ladder(wording: Wording, competency: str, ladder: LadderResult) -> LadderView:
    texts = wording.texts
    shown = texts("ladders.broken-off")
    if ladder.level is not None:
        shown = texts("ladders.level", level=wording.levels[ladder.level])
    items = tuple(_item(wording, number, one) for number, one in enumerate(ladder.items, 1))
    return LadderView(wording.titles[competency], shown, items)


def _item(wording: Wording, number: int, result: ItemResult) -> ItemView:
    texts, item = wording.texts, result.item
    word = texts("ladders.right") if result.right else texts("ladders.wrong")
    if isinstance(item, WorkSample):
        figures = {"right": result.right_parts, "count": len(item.parts), "needed": item.right_from}
        word = f"{word} ({texts('ladders.parts', **figures)})"
    return ItemView(
        str(number),
        wording.text(item.stem),
        result.right,
        word,
        tuple(_answers(wording, item, result.answer)),
        wording.text(item.rationale),
    )


def _answers(wording: Wording, item: Item, answer: Answer) -> Iterator[AnswerView]:
    if not isinstance(item, WorkSample):
        choice = None if isinstance(answer, list) else answer
        yield _answer(wording, "", item.options, choice, item.key)
        return
    given = answer if isinstance(answer, list) else [None] * len(item.parts)
    for part, choice in zip(item.parts, given, strict=True):
        yield _answer(wording, wording.text(part.text), item.choices, choice, part.key)


def _answer(wording: Wording, question: str, options: list[Text], choice: Choice | None, key: int) -> AnswerView:
    known = isinstance(choice, int)
    given = wording.text(options[choice - 1]) if isinstance(choice, int) else wording.texts("ladders.dont-know")
    return AnswerView(question, given, "" if known and choice == key else wording.text(options[key - 1]))
