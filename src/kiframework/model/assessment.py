"""Results of scoring: one person against one role, every figure exact and with its terms.

These types are the JSON document as well: :class:`AssessmentDocument` is what ``--format json`` prints and what
``kiframework schema assessment`` describes.

Nobody changes a result once it is made. What is made for every person is not declared frozen all the same: a frozen
dataclass takes several times as long to make.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from fractions import Fraction
from operator import attrgetter
from typing import Annotated, Literal

from pydantic import PlainSerializer

from kiframework.model.evidence import Evidence, Flag, NotCounted, SourceTerm
from kiframework.model.exact import Amount, Exact, MaybeAmount, MaybeShare, Result, Share

Status = Literal["met", "near", "gap", "missing", "not-applicable"]
"""How a level compares with the required one (scoring rule 6)."""

MUST_HAVE_OPEN = "must-have-open"
"""Readiness: a must-have lies below its required level. The worst code."""
NOT_ASSESSABLE = "not-assessable"
"""Readiness: too little is known. The second worst code; the others are the framework's bands."""

SCHEMA_VERSION: Literal[1] = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What a role asks for in one competency."""

    competency: str
    pillar: str
    required: int
    """R, the required level, 1 or more."""
    weight: int
    """w, the weight of the competency."""
    must_have: bool


@dataclass(slots=True, eq=False)
class Verdict:
    """A proficiency beside a required level: the same for everybody, and every competency, of which it is true."""

    level: Fraction | None
    """L; None if nothing counts."""
    fulfilment: Fraction | None
    """q = min(L, R) / R (scoring rule 6)."""
    status: Status
    flags: tuple[Flag, ...]
    priority: Fraction | None
    """PI = max(0, R - L) w k (scoring rule 11)."""


@dataclass(slots=True, eq=False)
class Line:
    """One required competency of one person."""

    asked: Asked
    verdict: Verdict
    evidence: Evidence
    """What the verdict rests on."""
    reason: str | None = None
    """Why it is not applicable."""

    def __eq__(self, other: object) -> bool:
        """Two lines are equal that are written alike."""
        return isinstance(other, Line) and _written(self) == _written(other)

    __hash__ = None  # type: ignore[assignment] # equal lines need not be the same

    @property
    def competency(self) -> str:
        """The competency."""
        return self.asked.competency

    @property
    def pillar(self) -> str:
        """Its pillar."""
        return self.asked.pillar

    @property
    def required(self) -> int:
        """R, the required level, 1 or more."""
        return self.asked.required

    @property
    def weight(self) -> int:
        """Return w, the weight of the competency."""
        return self.asked.weight

    @property
    def must_have(self) -> bool:
        """Whether the role cannot do without it."""
        return self.asked.must_have

    @property
    def level(self) -> Fraction | None:
        """L; None if nothing counts."""
        return self.verdict.level

    @property
    def fulfilment(self) -> Fraction | None:
        """Return q = min(L, R) / R (scoring rule 6)."""
        return self.verdict.fulfilment

    @property
    def status(self) -> Status:
        """How the level compares with the required one."""
        return self.verdict.status

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is known about the evidence."""
        return self.verdict.flags

    @property
    def priority(self) -> Fraction | None:
        """PI = max(0, R - L) w k (scoring rule 11)."""
        return self.verdict.priority

    @property
    def sources(self) -> tuple[SourceTerm, ...]:
        """What counts, in the order of the framework."""
        return self.evidence.sources

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """What was given and does not count."""
        return self.evidence.not_counted


@dataclass(slots=True)
class WrittenLine(Result):
    """One required competency, as the document writes it."""

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
    not_counted: tuple[NotCounted, ...]
    reason: str | None
    """Why it is not applicable."""


_written_fields = attrgetter(*(one.name for one in fields(WrittenLine)))


def _written(line: Line) -> WrittenLine:
    return WrittenLine(*_written_fields(line))


@dataclass(slots=True)
class Interval(Result):
    """A figure from the case that everything missing is 0 (low) to the case that it is met (high)."""

    low: Share
    point: MaybeShare
    high: Share


@dataclass(slots=True)
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


@dataclass(slots=True)
class Coverage(Result):
    """How much of what the role requires is rated (scoring rule 9)."""

    overall: Share
    confirmed: Share


@dataclass(slots=True)
class OpenMustHave(Result):
    """A must-have below its required level."""

    competency: str
    lacks: Amount
    """Levels it lacks."""


@dataclass(slots=True)
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


@dataclass(slots=True)
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


@dataclass(slots=True)
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
    competencies: tuple[Annotated[Line, PlainSerializer(_written, return_type=WrittenLine)], ...]
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
