"""What skill files hold: ratings of one person, grouped by the occasion on which they were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kiframework.model.base import REFERENCE, SHA256, Day, Key, Model, Ratio, Whole, Words

NoValue = Literal["not_observable", "dont_know"]
"""An answer that carries no value: the rater could not observe it, or does not know."""


class RatedLevel(Model):
    """A level with what stands behind it."""

    level: Whole | NoValue
    """The level, or why there is none."""
    evidence: Words | None = None
    """What was looked at: a document, a piece of work, a certificate number."""
    comment: Words | None = None
    """A remark of the rater."""
    objection: Words | None = None
    """What the person objects to in the rating."""


class Round(Model):
    """One occasion: one rater, of one kind, on one day."""

    source: Words
    """The kind of evidence; one of the framework's sources."""
    rater: Words | None = None
    """A pseudonym; left out, it is one unnamed rater of the source."""
    date: Day
    """The day the rating was made."""
    valid_until: Day | None = None
    """The last day a certificate or test holds."""
    note: Words | None = None
    """What the occasion was."""
    levels: dict[Key, Whole | NoValue | RatedLevel] = Field(default_factory=dict)
    """Competency -> level."""
    shares: dict[Key, Annotated[Ratio, Field(le=1)]] = Field(default_factory=dict)
    """Competency -> share of right answers, which the framework turns into a level."""


class RoleAssignment(Model):
    """A role somebody has or aims at, and from when to when."""

    role: Words
    """One of the framework's roles."""
    since: Day | None = None
    """First day; open if left out."""
    until: Day | None = None
    """Last day; open if left out."""


class NotApplicable(Model):
    """A competency that plays no part for this person."""

    competency: Words
    """One of the framework's competencies."""
    reason: Words
    """Why it plays no part."""


class FormerRating(Model):
    """A rating of a competency that is no longer in the framework, kept with its origin; it counts for nothing."""

    framework: Annotated[str, StringConstraints(pattern=REFERENCE)] | None = None
    """Framework and version it was made against."""
    source: Words
    """The kind of evidence."""
    rater: Words | None = None
    """The pseudonym of the rater."""
    date: Day
    """The day the rating was made."""
    competency: Words
    """The competency as it was called."""
    level: Whole | NoValue | RatedLevel | None = None
    """The level that was given."""
    share: Annotated[Ratio, Field(le=1)] | None = None
    """The share of right answers that was given."""
    became: list[Words] = []
    """What became of the competency."""


class SkillFile(Model):
    """One file of one person. Several files of one person are joined."""

    framework: Annotated[str, StringConstraints(pattern=REFERENCE)] | None = None
    """Framework and version the ratings were made against: id@1.0.0."""
    sha256: Annotated[str, StringConstraints(pattern=SHA256)] | None = None
    """Hash of that framework; other content of the same version is noticed by it."""
    person: Words
    """A pseudonym that matches the framework's pattern; names live in a separate file."""
    role: Words | None = None
    """The role aimed at."""
    roles: list[RoleAssignment] = Field(default_factory=list)
    """Several roles, each with its dates."""
    ratings: list[Round] = Field(default_factory=list)
    """What was rated, occasion by occasion."""
    not_applicable: list[NotApplicable] = Field(default_factory=list)
    """Competencies that play no part for this person."""
    former: list[FormerRating] = Field(default_factory=list)
    """Ratings of competencies that are gone; ``kiframework migrate`` writes them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Everything known about one person, joined from all files and checked against the framework."""

    id: str
    """The pseudonym."""
    assignments: tuple[RoleAssignment, ...]
    """Roles, in order of the files."""
    rounds: tuple[Round, ...]
    """Occasions of all files."""
    not_applicable: dict[str, str]
    """Competency -> reason."""
