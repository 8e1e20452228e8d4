"""Records of training: who was there, and what the four checks of Kirkpatrick found. One file for each group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, StringConstraints

from kiframework.model.base import REFERENCE, VERSION, Day, Id, Key, Model, Ratio, Whole, Words
from kiframework.model.training import Positive

Outcome = Literal["met", "partly", "not_met"]
"""What a check of one person found."""

BEST_ANSWER: Final = 5
"""Statements about a training are answered from 1 (does not apply) to this (applies fully)."""

HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "group": {"de": "Gruppe", "en": "Group"},
    "module": {"de": "Modul", "en": "Module"},
    "trainer": {"de": "Leitung", "en": "Trainer"},
    "systems": {"de": "KI-Systeme", "en": "AI systems"},
    "session": {"de": "Termin", "en": "Session"},
    "date": {"de": "Datum", "en": "Date"},
    "person": {"de": "Person", "en": "Person"},
    "attended": {"de": "Teilgenommen", "en": "Attended"},
    "learning": {"de": "Lernerfolg", "en": "Learning"},
    "behaviour": {"de": "Verhalten", "en": "Behaviour"},
    "statement": {"de": "Aussage", "en": "Statement"},
    "measure": {"de": "Messgröße", "en": "Measure"},
    "before": {"de": "Vorher", "en": "Before"},
    "after": {"de": "Nachher", "en": "After"},
}
"""Column of a table that is filled in -> language -> heading. They are no texts to be changed: what comes back has to
be understood in every language."""

ATTENDED: Final[Mapping[bool, Mapping[str, str]]] = {True: {"de": "ja", "en": "yes"}, False: {"de": "nein", "en": "no"}}
"""Whether somebody was there -> language -> the word for it in drop-down lists."""

OUTCOMES: Final[Mapping[Outcome, Mapping[str, str]]] = {
    "met": {"de": "erreicht", "en": "met"},
    "partly": {"de": "teilweise", "en": "partly"},
    "not_met": {"de": "nicht erreicht", "en": "not met"},
}
"""What a check found -> language -> the word for it in drop-down lists."""

PARTS: Final = ("sessions", "reaction", "learning", "behaviour", "results")
"""Lists of a record, each entry with its day."""

Path = tuple[str | int, ...]
"""Keys and list positions that lead to a value of a record."""


class Fact(NamedTuple):
    """One thing that a record says: what it is about, what is said, and where it stands."""

    about: tuple[Hashable, ...]
    """Two facts about the same must not differ."""
    value: Hashable
    path: Path


class HeldSession(Model):
    """Who was there in one session, or in a part of its group."""

    session: Positive
    """1 for the first session of the module."""
    date: Day
    """The day it was held."""
    present: list[Words] = []
    """Pseudonyms of those who were there."""
    absent: list[Words] = []
    """Pseudonyms of those who were expected and did not come."""


class Reaction(Model):
    """What people said on the day (Kirkpatrick's first level), without saying who."""

    date: Day
    """The day they were asked."""
    slips: list[list[Annotated[Whole, Field(ge=1, le=BEST_ANSWER)]]]
    """For each slip an answer to every statement of the catalogue: 1 does not apply, 5 applies fully."""


class CheckRound(Model):
    """What one check found, person by person."""

    date: Day
    """The day it was made."""
    outcomes: dict[Key, Outcome]
    """Pseudonym -> whether what was to be seen was seen."""


class KeyFigure(Model):
    """What the training brings (Kirkpatrick's fourth level): a figure of the work before and after."""

    date: Day
    """The day of the second figure."""
    measure: Words
    """What is counted, and in which unit."""
    before: Ratio
    """The figure before the training."""
    after: Ratio
    """The figure afterwards."""


class TrainingRecord(Model):
    """Everything recorded of one group."""

    group: Id
    """The group, named as in the plan."""
    module: Id
    """The module it was taught."""
    catalogue: Annotated[str, StringConstraints(pattern=VERSION)]
    """Version of the content at that time."""
    framework: Annotated[str, StringConstraints(pattern=REFERENCE)] | None = None
    """Framework and version: id@1.0.0."""
    owner: Words | None = None
    """Who answers for the training: the pseudonym of the trainer, or an office."""
    audience: list[Id] = []
    """Roles of those who took part, at that time."""
    systems: list[Words] = []
    """AI systems that were used or talked about."""
    sessions: list[HeldSession] = []
    """Attendance, session by session."""
    reaction: list[Reaction] = []
    """Level 1: what people said, one entry for each day."""
    learning: list[CheckRound] = []
    """Level 2: whether it was learned."""
    behaviour: list[CheckRound] = []
    """Level 3: whether it is done at work, some weeks later."""
    results: list[KeyFigure] = []
    """Level 4: what it brings."""

    def facts(self) -> Iterator[Fact]:
        """Yield every single thing that is recorded, in the order in which it stands there."""
        if self.owner is not None:
            yield Fact(("owner",), self.owner, ("owner",))
        for number, held in enumerate(self.sessions):
            for key, there in (("present", True), ("absent", False)):
                for place, person in enumerate(getattr(held, key)):
                    path = ("sessions", number, key, place)
                    yield Fact(("attendance", held.session, person, held.date), there, path)
                    if there:
                        # Who has missed a session may catch up on another day; nobody sits in it twice.
                        yield Fact(("session", held.session, person), held.date, path)
        for number, reaction in enumerate(self.reaction):
            slips = tuple(sorted(map(tuple, reaction.slips)))
            yield Fact(("reaction", reaction.date), slips, ("reaction", number, "slips"))
        for check in ("learning", "behaviour"):
            rounds: list[CheckRound] = getattr(self, check)
            for number, one in enumerate(rounds):
                for person, outcome in one.outcomes.items():
                    yield Fact((check, person, one.date), outcome, (check, number, "outcomes", person))
        for number, result in enumerate(self.results):
            figures = (result.before, result.after)
            yield Fact(("result", result.date, result.measure), figures, ("results", number))

    @property
    def holds_anything(self) -> bool:
        """Whether a session, a check or a figure is recorded."""
        return any(getattr(self, part) for part in PARTS)

    def until(self, day: dt.date) -> TrainingRecord:
        """Return what was recorded up to a day."""
        kept = {part: [one for one in getattr(self, part) if one.date <= day] for part in PARTS}
        return self.model_copy(update=kept)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who was there at least once, in order of their ids."""
        return tuple(sorted({person for held in self.sessions for person in held.present}))

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days on which sessions were held, in order."""
        return tuple(sorted({held.date for held in self.sessions}))
