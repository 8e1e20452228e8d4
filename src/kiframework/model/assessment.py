"""Results of scoring: one person against one role, every figure exact and with its terms.

These types are the JSON document as well: :class:`AssessmentDocument` is what ``--format json`` prints and what
``kiframework schema assessment`` describes.

Nobody changes a result once it is made. The four types that are made by the dozen for every person are not declared
frozen all the same: a frozen dataclass takes several times as long to make.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import ConfigDict, PlainSerializer

Status = Literal["met", "near", "gap", "missing", "not-applicable"]
"""How a level compares with the required one (scoring rule 6)."""

Flag = Literal["confirmed", "clarify", "self-only", "refresh-due"]
"""What is known about the evidence behind a level (scoring rule 5)."""

Reason = Literal["later-than-date", "too-old", "expired", "superseded"]
"""Why a value does not count: dated after the assessment, aged, past its validity, or followed by a later one."""

MUST_HAVE_OPEN = "must-have-open"
"""Readiness: a must-have lies below its required level. The worst code."""
NOT_ASSESSABLE = "not-assessable"
"""Readiness: too little is known. The second worst code; the others are the framework's bands."""

SCHEMA_VERSION: Literal[1] = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""


class Result:
    """Base of all results: lets pydantic serialise exact fractions."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(arbitrary_types_allowed=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class ExactShare(Result):
    """A share: the exact fraction in lowest terms, and in percent to four decimals."""

    exact: str
    percent: float


@dataclass(frozen=True, slots=True)
class ExactAmount(Result):
    """A number: the exact fraction in lowest terms, and to four decimals."""

    exact: str
    value: float


def rounded(number: Fraction, decimals: int) -> Fraction:
    """Round half up, for display only (scoring rule 13)."""
    scale = 10**decimals
    return Fraction((number * scale * 2 + 1).__floor__() // 2, scale)


def _to_four_decimals(numerator: int, denominator: int) -> float:
    """Round half up as :func:`rounded` does, in whole numbers: there are dozens of figures for every person."""
    return (numerator * 20_000 + denominator) // (denominator * 2) / 10_000


def exact_share(numerator: int, denominator: int) -> ExactShare:
    """Return a share in lowest terms as documents show it."""
    return ExactShare(_exact(numerator, denominator), _to_four_decimals(numerator * 100, denominator))


def exact_amount(numerator: int, denominator: int) -> ExactAmount:
    """Return a number in lowest terms as documents show it."""
    return ExactAmount(_exact(numerator, denominator), _to_four_decimals(numerator, denominator))


def _exact(numerator: int, denominator: int) -> str:
    return f"{numerator}/{denominator}" if denominator > 1 else str(numerator)


def _share(number: Fraction | None) -> ExactShare | None:
    return None if number is None else exact_share(*number.as_integer_ratio())


def _amount(number: Fraction | None) -> ExactAmount | None:
    return None if number is None else exact_amount(*number.as_integer_ratio())


Share = Annotated[Fraction, PlainSerializer(_share, return_type=ExactShare)]
MaybeShare = Annotated[Fraction | None, PlainSerializer(_share, return_type=ExactShare | None)]
Amount = Annotated[Fraction, PlainSerializer(_amount, return_type=ExactAmount)]
MaybeAmount = Annotated[Fraction | None, PlainSerializer(_amount, return_type=ExactAmount | None)]
Exact = Annotated[Fraction, PlainSerializer(str, return_type=str)]


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


@dataclass(slots=True)
class Line(Result):
    """One required competency."""

    competency: str
    pillar: str
    required: int
    """R, the required level, 1 or more."""
    weight: int
    """w, the weight of the competency."""
    must_have: bool
    level: MaybeAmount
    """L; None if nothing counts."""
    fulfilment: MaybeShare
    """q = min(L, R) / R (scoring rule 6)."""
    status: Status
    flags: tuple[Flag, ...]
    priority: MaybeAmount
    """PI = max(0, R - L) w k (scoring rule 11)."""
    sources: tuple[SourceTerm, ...]
    not_counted: tuple[NotCounted, ...] = ()
    reason: str | None = None
    """Why it is not applicable."""


@dataclass(frozen=True, slots=True)
class Interval(Result):
    """A figure from the case that everything missing is 0 (low) to the case that it is met (high)."""

    low: Share
    point: MaybeShare
    high: Share


@dataclass(frozen=True, slots=True)
class PillarResult(Result):
    """One pillar that takes part in the score (scoring rule 8)."""

    pillar: str
    weight: Exact
    """Its share of the score; the weights of all pillars add up to 1."""
    low: Share
    point: MaybeShare
    high: Share
    coverage: Share
    """Share of its weights that is rated (scoring rule 9)."""


@dataclass(frozen=True, slots=True)
class Coverage(Result):
    """How much of what the role requires is rated (scoring rule 9)."""

    overall: Share
    confirmed: Share


@dataclass(frozen=True, slots=True)
class OpenMustHave(Result):
    """A must-have below its required level."""

    competency: str
    lacks: Amount
    """Levels it lacks."""


@dataclass(frozen=True, slots=True)
class UnmetLimit(Result):
    """The first limit of the next better band that is not met."""

    band: str
    """The next better band."""
    pillar: str | None
    """The pillar whose limit it is; None for the score as a whole."""
    limit: Share
    actual: Share
    priorities: int | None
    """How many of the priorities, closed in order, reach the band; None if closing all does not."""


@dataclass(frozen=True, slots=True)
class Outlook(Result):
    """What would change the status (scoring rule 12). Only the part that fits the readiness is filled."""

    must_haves: tuple[OpenMustHave, ...] = ()
    """For an open must-have: each, with the level it lacks."""
    confirm: tuple[str, ...] = ()
    """For not assessable: must-haves that are missing or not confirmed."""
    rate: tuple[str, ...] = ()
    """For not assessable: competencies whose rating lifts the coverage over its limits."""
    limit: UnmetLimit | None = None
    """For a band that is not the best one."""


@dataclass(frozen=True, slots=True)
class Assessment(Result):
    """One person against one role on one day."""

    person: str
    role: str
    readiness: str
    """``must-have-open``, ``not-assessable`` or the id of a band (scoring rule 10)."""
    provisional: tuple[str, str] | None
    """Bands of low and high, if the bands of low, point and high differ."""
    score: Interval
    coverage: Coverage
    pillars: tuple[PillarResult, ...]
    competencies: tuple[Line, ...]
    """Required competencies: pillars in order, then as the role lists them."""
    priorities: tuple[str, ...]
    """Competencies with a gap, the most pressing first (scoring rule 11)."""
    assess_first: tuple[str, ...]
    """Competencies without a level, the most pressing first."""
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class FrameworkStamp(Result):
    """Which framework a result was made with."""

    id: str
    version: str
    sha256: str
    """Hash of the resolved content, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class LeftOut(Result):
    """A skill file that was not assessed, and why."""

    path: str
    person: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssessmentDocument(Result):
    """All assessments of one run."""

    schema_version: Literal[1]
    framework: FrameworkStamp
    date: dt.date
    """T, the assessment date."""
    left_out: tuple[LeftOut, ...]
    """Files left out, by path."""
    assessments: tuple[Assessment, ...]
    """In order of person, then of role."""


@dataclass(frozen=True, slots=True)
class ShownSource:
    """What a report may show of a source: no single peer can be read from it (scoring rule 15)."""

    label: str | None
    """The source; None for the others merged into one."""
    value: Fraction | None
    """Its value as it counts; None where there are too few raters to show one."""
    weight: int | None
    """W of a source shown alone; None for merged ones."""
    age_factor: Fraction | None
    """F of a source shown alone; None for merged ones."""
