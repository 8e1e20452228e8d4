"""What is known about a person in a competency: a level, and every value behind it.

There are dozens of these for every person, and few kinds of them: what people share who were rated alike (a
:class:`Proficiency`, a :class:`Weighing`) is made once, and terms are written out only for those who ask.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from kiframework.model.exact import Amount, Result
from kiframework.model.skills import RatedLevel

Flag = Literal["confirmed", "clarify", "self-only", "refresh-due"]
"""What is known about the evidence behind a level (scoring rule 5)."""

Reason = Literal["later-than-date", "too-old", "expired", "superseded"]
"""Why a value does not count: dated after the assessment, aged, past its validity, or followed by a later one."""


@dataclass(slots=True)
class RaterTerm(Result):
    """One rater's value as it enters the value of its source."""

    rater: str | None
    """Pseudonym; None is one unnamed rater of the source."""
    date: dt.date
    """The day of the rating."""
    valid_until: dt.date | None
    """The last day the evidence holds, where it says so."""
    value: int
    """The level given."""
    age_factor: Amount
    """What age leaves of it, 0 to 1 (scoring rule 2)."""
    evidence: str | None = None
    """What was looked at."""
    comment: str | None = None
    """A remark of the rater."""
    objection: str | None = None
    """What the person objects to."""
    note: str | None = None
    """What the occasion was."""


@dataclass(slots=True)
class SourceTerm(Result):
    """One source's value as it enters the level of a competency (scoring rules 3 and 4)."""

    source: str
    """The kind of evidence."""
    value: Amount
    """V, the mean of its raters weighted by age, as rated."""
    counted_as: Amount
    """V as it counts: raised where it stands at the ceiling of the source."""
    weight: int
    """W, the weight of the source."""
    age_factor: Amount
    """F, the largest age factor among its raters."""
    raters: tuple[RaterTerm, ...]
    """The values behind V."""


@dataclass(slots=True)
class NotCounted(Result):
    """A value that was given but does not count, and why."""

    source: str
    rater: str | None
    date: dt.date
    value: int
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Proficiency:
    """A level and what is known about the evidence behind it; made by :func:`proficiency`, once for all who have it."""

    level: Fraction | None
    """L; None if nothing counts."""
    flags: tuple[Flag, ...]


def proficiency(level: Fraction | None, flags: tuple[Flag, ...]) -> Proficiency:
    """Return the one object for a level and its flags."""
    return _proficiency(None if level is None else level.as_integer_ratio(), flags)


@lru_cache(maxsize=65536)
def _proficiency(level: tuple[int, int] | None, flags: tuple[Flag, ...]) -> Proficiency:
    return Proficiency(None if level is None else Fraction(*level), flags)


class Worth(NamedTuple):
    """What the values of one source amount to."""

    source: str
    value: Fraction
    counted_as: Fraction
    weight: int
    age_factor: Fraction
    raters: tuple[int, ...]
    """Places of the values behind it."""


class Left(NamedTuple):
    """A value that does not count, and why."""

    source: str
    place: int
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """What values of some kinds amount to, whoever gave them and when (scoring rules 1 to 5)."""

    proficiency: Proficiency
    sources: tuple[Worth, ...] = ()
    """In the order of the framework."""
    not_counted: tuple[Left, ...] = ()
    """The values that do not count."""


@dataclass(slots=True, eq=False)
class Occasion:
    """One rating round, as it stands on the assessment date."""

    source: str
    rater: str | None
    """Pseudonym; None is one unnamed rater of the source."""
    date: dt.date
    valid_until: dt.date | None
    note: str | None
    age_factor: Fraction
    """What age leaves of its values; 0 is nothing."""


@dataclass(slots=True, eq=False)
class Value:
    """A level that was given on an occasion, for one competency or for several."""

    occasion: Occasion
    level: int
    detail: RatedLevel | None
    """What was written beside it."""
    kind: int
    """Values of the same number weigh alike (:class:`~kiframework.scoring.evidence.EvidenceScale`)."""

    def term(self) -> RaterTerm:
        """Return the value as it enters the value of its source."""
        by, detail = self.occasion, self.detail
        said = (None, None, None) if detail is None else (detail.evidence, detail.comment, detail.objection)
        return RaterTerm(by.rater, by.date, by.valid_until, self.level, by.age_factor, *said, by.note)

    def left(self, reason: Reason) -> NotCounted:
        """Return the value as one that does not count."""
        by = self.occasion
        return NotCounted(by.source, by.rater, by.date, self.level, reason)


@dataclass(eq=False)
class Evidence:
    """What is known about one person in one competency, or in several that were rated together."""

    weighing: Weighing
    values: Sequence[Value] = ()

    @property
    def level(self) -> Fraction | None:
        """L; None if nothing counts."""
        return self.weighing.proficiency.level

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is known about the evidence behind the level."""
        return self.weighing.proficiency.flags

    @cached_property
    def sources(self) -> tuple[SourceTerm, ...]:
        """What counts, in the order of the framework."""
        return tuple(
            [
                SourceTerm(*worth[:-1], tuple([self.values[place].term() for place in worth.raters]))
                for worth in self.weighing.sources
            ]
        )

    @cached_property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """What does not count, in the order of the framework, each rater's latest first."""
        return tuple([self.values[one.place].left(one.reason) for one in self.weighing.not_counted])


def assumed(level: Fraction | None, flags: tuple[Flag, ...]) -> Evidence:
    """Return evidence that is taken for granted: nobody gave a value."""
    return Evidence(Weighing(proficiency(level, flags)))


NOTHING = assumed(None, ())
"""No value was ever given."""
