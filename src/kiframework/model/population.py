"""What may be said about a whole population: nothing in here can be traced to a single person (scoring rule 18).

``None`` in place of a number means hidden: it stands for fewer people than the framework allows, leaves fewer over, or
would give such a number away by subtraction. Shares are always known by their step.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from kiframework.model.assessment import FrameworkStamp
from kiframework.model.team import ShareStep


@dataclass(frozen=True, slots=True)
class CodeCount:
    """People with a readiness code, or with a competency among their largest gaps."""

    id: str
    people: int | None
    share: ShareStep


@dataclass(frozen=True, slots=True)
class Bin:
    """People whose figure lies between two percentages."""

    low: int
    high: int
    """The next bin begins here; the last one includes it."""
    people: int | None


@dataclass(frozen=True, slots=True)
class FigureSummary:
    """One figure, such as the score, over everybody who has it."""

    mean: Fraction | None
    """Mean of the displayed figures (0 to 1); hidden where (nearly) all of them are 0 % or 100 %."""
    step: ShareStep | None
    """The step of the mean; None if too few have the figure."""
    bins: tuple[Bin, ...]
    """Steps of ten percent; joined with their neighbours where too few people are in one."""


@dataclass(frozen=True, slots=True)
class RolePopulation:
    """Everybody against one role."""

    role: str
    readiness: tuple[CodeCount, ...]
    """From worst to best."""
    provisional: CodeCount
    """People whose readiness may still change once everything is rated."""
    score: FigureSummary
    coverage: FigureSummary
    pillars: tuple[tuple[str, FigureSummary], ...]
    """Pillars in which the role asks for something."""
    gaps: tuple[CodeCount, ...]
    """Competencies that are among the three largest gaps of enough people, the most common one first."""


@dataclass(frozen=True, slots=True)
class Population:
    """Everything that may be said about a population."""

    framework: FrameworkStamp
    date: dt.date
    """T, the assessment date."""
    shape: str
    """``levels`` or ``evidence``."""
    smallest: int
    """People it takes before a number is shown."""
    people: int | None
    """People scored, each against every role; None if they are too few, and then no role is described."""
    skipped_rows: int
    """Rows that were left out because something was wrong with them or with their person."""
    roles: tuple[RolePopulation, ...]
