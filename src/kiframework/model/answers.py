"""Answers to a quick check as they come back: a skill file of one rating round, and what was chosen in the ladders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import Field

from kiframework.diagnostics import Places
from kiframework.model.base import Key, Model, Text, Words, Yes
from kiframework.model.framework import Framework
from kiframework.model.questions import Item, Position
from kiframework.model.skills import Round, SkillFile

SCHEMA_VERSION: Final = 1
"""Version of the form that answers have."""

Choice = Position | Literal["dont_know"]
"""The number of the option that was chosen, or that the person did not know."""


Answer = Choice | list[Choice | None]
"""The answer to an item; of a work sample one choice for each part, None where there is none yet."""


class Answers(SkillFile):
    """One person's answers to one questionnaire. Written by forms, and by quick checks that are not finished."""

    kiframework: Literal["answers"]
    """What this document is."""
    schema_version: Literal[1]
    """The version of its form."""
    asked: dict[Key, Words] = {}
    """Item of a ladder -> fingerprint of the wording that was shown."""
    finished: Yes
    """Whether the person has come to the end; a pause file is not finished."""
    ratings: Annotated[list[Round], Field(min_length=1, max_length=1)]
    """The rating round: what was said about each competency."""
    items: dict[Key, Answer] = {}
    """Item of a ladder -> the answer."""


class Start(Model):
    """What a form begins with: what is known before anybody has answered."""

    framework: str
    """Framework and version: id@1.0.0."""
    sha256: str
    """Hash of the framework."""
    person: str | None
    """The pseudonym, or None if the person enters it."""
    role: str
    """The role the questionnaire is about."""
    source: str
    """Who rates: one of the framework's sources."""
    rater: str | None
    """The rater's pseudonym; None for one unnamed rater, and for people who rate themselves."""
    date: date | None
    """The day of the rating; None for the day on which the form is finished."""
    asked: dict[str, str]
    """Item of a ladder -> fingerprint of its wording; it tells nothing about the key."""
    round: Round | None
    """The rating round to go on with, as it stands in the skill file; None for a new one."""

    def document(self) -> dict[str, Any]:
        """Return the unfinished :class:`Answers` as JSON; person and date may still be None."""
        given = {} if self.round is None else self.round.model_dump(mode="json", exclude_defaults=True)
        rating = {"source": self.source, "rater": self.rater, "date": self.date and self.date.isoformat(), **given}
        return {
            "kiframework": "answers",
            "schema_version": SCHEMA_VERSION,
            "framework": self.framework,
            "sha256": self.sha256,
            "asked": self.asked,
            "finished": False,
            "person": self.person,
            "role": self.role,
            "ratings": [{"levels": {}, **rating}],
            "items": {},
        }


@dataclass(frozen=True, slots=True)
class Returned:
    """Answers that came back, and where each of them stands: in a text, or in a cell of a sheet."""

    answers: Answers
    places: Places


class ItemResult(NamedTuple):
    """One answered item of a ladder, scored."""

    item: Item
    answer: Answer
    right: bool
    right_parts: int | None
    """Of a work sample, how many of its parts are right."""


class LadderResult(NamedTuple):
    """What became of one ladder."""

    items: tuple[ItemResult, ...]
    """Items that were answered, in the order of the ladder."""
    level: int | None
    """The level shown; None for a ladder that breaks off before a wrong answer, because more may be known."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked of one person about one role. Holds the keys of the ladders: forms must not pass them on."""

    framework: Framework
    role: str
    """One of the framework's roles."""
    source: str
    """Who answers: one of the framework's sources."""
    competencies: tuple[str, ...]
    """Competencies to be rated, in the order of the pillars."""
    stems: Mapping[str, Text]
    """Competency -> what stands above its anchors: a question to people who rate themselves, else what it means."""
    ladders: Mapping[str, tuple[Item, ...]]
    """Competency -> items asked after its anchors; empty for all who rate others."""
