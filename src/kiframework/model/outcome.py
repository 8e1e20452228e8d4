"""What came of training: measures taken, what the checks found, and levels before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kiframework.model.record import KeyFigure
from kiframework.model.team import ShareStep
from kiframework.model.training import Step


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure to support AI literacy, as it was taken (AI Act, Art. 4): a group that was taught a module."""

    group: str
    module: str
    content: str
    """Version of the catalogue."""
    days: tuple[dt.date, ...]
    """Days of its sessions; none where nothing but a check is recorded."""
    audience: tuple[str, ...]
    """Roles of those who took part."""
    closes: tuple[Step, ...]
    """Levels of competencies that the module leads to."""
    systems: tuple[str, ...]
    people: int
    """How many took part; it says nothing about any of them."""
    owner: str | None
    refresh: dt.date | None
    """The latest day for a refresher."""
    outdated: bool
    """Whether the catalogue has newer content."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one kind of check found over all groups of a module."""

    checked: int | None
    """People, or slips; None if there are fewer than the smallest group."""
    share: ShareStep | None
    """Share of people of whom the latest check says ``met``; None if hidden, or for slips."""
    mean: Fraction | None = None
    """Mean answer on slips, 1 to 5."""


@dataclass(frozen=True, slots=True)
class ModuleOutcome:
    """What the four checks found about one module."""

    module: str
    reaction: Found
    learning: Found
    behaviour: Found
    results: tuple[tuple[str, KeyFigure], ...]
    """Group -> figures of the work."""


@dataclass(frozen=True, slots=True)
class PersonGain:
    """One person's level of a competency, before training and in a later assessment."""

    person: str
    competency: str
    before: Fraction
    """L on the day before the first session."""
    after: Fraction
    """L on the day of the report; something behind it was rated after the last session."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Levels of one competency before and after, over everybody who was trained in it and rated afterwards."""

    competency: str
    people: int | None
    """None if there are fewer than the smallest group."""
    before: Fraction | None
    after: Fraction | None

    @property
    def gain(self) -> Fraction | None:
        """Mean difference in levels."""
        return None if self.after is None or self.before is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check that is not recorded yet."""

    group: str
    module: str
    check: Literal["learning", "behaviour"]
    due: dt.date


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What can be said about training on one day."""

    date: dt.date
    smallest: int
    """Smallest group that figures are shown of."""
    measures: tuple[Measure, ...]
    """In the order of their first days."""
    outcomes: tuple[ModuleOutcome, ...]
    gains: tuple[Gain, ...]
    people: tuple[PersonGain, ...]
    """Behind the gains, for working papers only."""
    due: tuple[DueCheck, ...]
    """In the order of their days."""
