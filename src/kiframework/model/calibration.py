"""Results of a calibration: own ratings beside those of others, and how well the two agree over everybody.

These types are the JSON document as well: :class:`CalibrationDocument` is what ``calibration --format json`` prints.
There is no figure about a single person in here beyond what was rated: no kappa, no mean, no rank (scoring rule 14).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import PlainSerializer

from kiframework.model.assessment import FrameworkStamp, LeftOut
from kiframework.model.evidence import SourceTerm
from kiframework.model.exact import Amount, MaybeAmount, Result
from kiframework.model.team import Agreement

SCHEMA_VERSION: Literal[1] = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""


@dataclass(frozen=True, slots=True)
class AgreementFigures(Result):
    """An agreement as the JSON document writes it."""

    pairs: int
    people: int
    kappa: MaybeAmount
    mean_difference: Amount
    alarm: bool


def _figures(agreement: Agreement | None) -> AgreementFigures | None:
    if agreement is None:
        return None
    return AgreementFigures(
        agreement.pairs, agreement.people, agreement.kappa, agreement.mean_difference, agreement.alarm
    )


MaybeAgreement = Annotated[Agreement | None, PlainSerializer(_figures, return_type=AgreementFigures | None)]
"""An agreement; None where there are too few pairs or people, or where they could be found by subtraction."""


@dataclass(frozen=True, slots=True)
class CompetencyAgreement(Result):
    """How well own and other ratings of one competency agree."""

    competency: str
    agreement: MaybeAgreement


@dataclass(frozen=True, slots=True)
class PillarAgreement(Result):
    """How well own and other ratings of the competencies of one pillar agree."""

    pillar: str
    agreement: MaybeAgreement
    competencies: tuple[CompetencyAgreement, ...]
    """Those that somebody assessed needs, as the framework lists them."""


@dataclass(frozen=True, slots=True)
class GroupCalibration(Result):
    """How well the framework's anchors are understood alike. Nothing in here can be traced to a single person."""

    overall: MaybeAgreement
    pillars: tuple[PillarAgreement, ...]
    """In the order of the framework."""


@dataclass(frozen=True, slots=True)
class OtherView(Result):
    """What the person's page may show of a view of others: no single peer can be read from it (scoring rule 15)."""

    source: str | None
    """The source; None for the others merged into one."""
    value: MaybeAmount
    """Its value as rated, in levels; None where there are too few raters to show one."""
    difference: MaybeAmount
    """The own rating minus the value, in levels."""
    to_talk: bool
    """Whether the two lie so far apart that the framework asks to settle it (``clarify_from``)."""

    @property
    def apart(self) -> Fraction | None:
        """How far the two lie apart, in levels, whichever is higher."""
        return None if self.difference is None else abs(self.difference)


@dataclass(frozen=True, slots=True)
class Comparison(Result):
    """One competency that a person has rated and others have rated too."""

    competency: str
    pillar: str
    own: int
    """The person's own rating."""
    others: tuple[OtherView, ...]
    """The views of others, as far as the person's page may show them, in the order of the framework."""
    farthest: OtherView | None
    """The one of them that lies farthest from the own rating; None where no value may be shown."""
    sources: tuple[SourceTerm, ...]
    """All values behind it: for the assessor alone."""

    @property
    def apart(self) -> Fraction | None:
        """How far the own rating and the farthest view of others lie apart, in levels; None where none may be shown."""
        return None if self.farthest is None else self.farthest.apart

    @property
    def to_talk(self) -> bool:
        """Whether the own rating and a view of others lie so far apart that it is worth talking about."""
        return self.farthest is not None and self.farthest.to_talk


@dataclass(frozen=True, slots=True)
class PersonCalibration(Result):
    """One person's own ratings beside those of others: a basis for a conversation, never a result."""

    person: str
    comparisons: tuple[Comparison, ...]
    """At least one: pillars in order, then as the framework lists the competencies."""
    own_only: tuple[str, ...]
    """Competencies that the person alone has rated."""
    others_only: tuple[str, ...]
    """Competencies that others alone have rated."""

    @property
    def to_talk(self) -> tuple[Comparison, ...]:
        """The comparisons that are worth talking about, the farthest apart first."""
        found = [one for one in self.comparisons if one.to_talk]
        return tuple(sorted(found, key=lambda one: -one.apart if one.apart else 0))


@dataclass(frozen=True, slots=True)
class CalibrationDocument(Result):
    """The calibration of one run: the assessor's working paper."""

    schema_version: Literal[1]
    framework: FrameworkStamp
    date: dt.date
    """T, the assessment date."""
    left_out: tuple[LeftOut, ...]
    """Files left out, by path."""
    group: GroupCalibration
    people: tuple[PersonCalibration, ...]
    """Everybody with an own rating and a rating of others for the same competency, in order of their ids."""
