"""Questions of the quick check: what people see of themselves, and ladders of items with a key."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from kiframework.model.base import Day, Id, Model, Text, Whole, Words

Position = Annotated[int, Field(strict=True, ge=1, le=100)]
"""A place in a list, counted from 1."""


class AnchorItem(Model):
    """Asks people which anchor fits their work. Its answers are the competency's own anchors."""

    stem: Text
    """The question."""


class _Item(Model):
    """What all items of a ladder have."""

    id: Id
    """A stable name; answers refer to it."""
    level: Whole
    """The level that a right answer shows."""
    stem: Text
    """The question, or the task with its material."""
    rationale: Text
    """Why the key is right; shown with the result, never handed out before."""
    source: Words
    """Statements of the source document, or the place in the law."""
    valid_until: Day | None = None
    """The last day on which the key is known to be right, for items that depend on the state of the law."""

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits over what the person sees: answers belong to this wording and to no other.

        The key is no part of it, for a form that carries the fingerprint would give the key away.
        """
        shown = self.model_dump(
            mode="json", include={"stem", "options", "choices", "parts"}, exclude={"parts": {"__all__": {"key"}}}
        )
        text = json.dumps(shown, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]


class ChoiceItem(_Item):
    """One question with one right option."""

    type: Literal["knowledge", "situation"]
    """Whether it asks what something is, or what to do first."""
    options: Annotated[list[Text], Field(min_length=2)]
    """What can be chosen, in the order in which it is shown."""
    key: Position
    """The right option."""


class Part(Model):
    """One part of a work sample."""

    text: Text
    """What is to be judged."""
    key: Position
    """The right choice."""


class WorkSample(_Item):
    """A small task that is scored by its parts."""

    type: Literal["work-sample"]
    """Tells it from the other items."""
    choices: Annotated[list[Text], Field(min_length=2)]
    """What can be chosen for every part."""
    parts: Annotated[list[Part], Field(min_length=2)]
    """What is to be judged, in the order in which it is shown."""
    right_from: Position
    """How many right parts make the item right."""


Item = Annotated[ChoiceItem | WorkSample, Field(discriminator="type")]
"""One rung of a ladder."""


class CompetencyQuestions(Model):
    """The questions about one competency."""

    anchor: AnchorItem
    """What people say about themselves."""
    ladder: list[Item] = []
    """Items with a key, lowest level first. A ladder ends at the first wrong answer."""


class Questions(Model):
    """All questions of a framework. They are no part of it: its hash stays when a question is reworded."""

    questions: dict[Id, CompetencyQuestions]
    """Competency -> its questions."""
