"""Results about groups: nothing in here can be traced to a single person (scoring rule 18).

``None`` in place of a figure means hidden: the group is smaller than the framework allows, or the figure could be
used to find a hidden one by subtraction.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ShareStep:
    """A share known only by its step: 1/5 to 2/5 is shown as 20-40 %. A limit belongs to the step further outside."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class GroupResult:
    """All people of one role, or of the firm."""

    role: str | None
    """The role; None for the firm as a whole."""
    people: int | None
    """People in the group; None if there are fewer than the smallest group."""
    ready: ShareStep | None
    """Share of people in the best readiness band."""
    met: ShareStep | None
    """Share of all required levels that are reached; what is not rated counts as not reached."""
    rated: ShareStep | None
    """Share of all required competencies that are rated."""


@dataclass(frozen=True, slots=True)
class BaselineResult:
    """How far the firm is on its way to a shared baseline."""

    role: str
    """The baseline profile."""
    people: int | None
    """People measured against it."""
    target: Fraction | None
    """The share to reach, if the framework sets one."""
    ready: ShareStep | None
    """Share of people in the best readiness band."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One role, or the firm, in one competency."""

    required: bool
    """Whether the role asks for the competency at all."""
    met: ShareStep | None
    """Share of people at or above the required level; what is not rated counts as below."""
    gap: Fraction | None
    """Mean priority PI over the rated people."""


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One competency across roles."""

    competency: str
    pillar: str
    roles: tuple[Cell, ...]
    """In the order of :attr:`TeamResult.roles`."""
    firm: Cell
    at_risk: bool
    """Whether its cover rests on few: fewer people than the smallest group hold it at the level their role requires, or
    hardly more are asked for it at all."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well self-assessment and others agree: a measure of the framework's anchors, never of a person (rule 14)."""

    pairs: int
    people: int
    kappa: Fraction | None
    """Quadratic weighted kappa; None if it is undefined."""
    mean_difference: Fraction
    """Mean of self minus other, in levels."""
    alarm: bool
    """Whether kappa lies below the framework's limit."""


@dataclass(frozen=True, slots=True)
class TeamResult:
    """Everything a team report may say for the audience ``aggregate``."""

    date: dt.date
    smallest: int
    """People it takes before a figure is shown."""
    firm: GroupResult
    """Everybody assessed against a role other than the baseline (against the baseline, if there is no other)."""
    roles: tuple[GroupResult, ...]
    """Roles with people in them, in the order of the framework."""
    baseline: BaselineResult | None
    """None if nobody was assessed against the baseline, or the framework has none."""
    competencies: tuple[CompetencyRow, ...]
    """Competencies that some role present requires: pillars in order, then as the framework lists them."""
    gaps: tuple[tuple[str, Fraction], ...]
    """Competency and its mean priority across the firm, the largest first; hidden and zero ones left out."""
    agreement: Agreement | None
    """None while there are too few pairs or people."""
