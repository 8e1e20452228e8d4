"""The same people at several dates: of one person everything, of a group what tells of nobody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from kiframework.model.team import ShareStep


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One required competency of one person."""

    competency: str
    required: int
    must_have: bool
    levels: tuple[Fraction | None, ...]
    """L at each date; None where nothing counted."""


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """One person in one role, for the person's own view."""

    person: str
    role: str
    readiness: tuple[str | None, ...]
    """Readiness at each date; None where the person did not have the role yet, or any more."""
    lines: tuple[ProgressLine, ...]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One competency, over those who were rated at every date."""

    competency: str
    people: int | None
    """None if there are fewer than the smallest group."""
    means: tuple[Fraction | None, ...]
    """Mean level at each date; None where it, or its difference to the one before, would tell of few people."""


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """Everybody who was assessed at every date, as a group."""

    people: int | None
    """None if there are fewer than the smallest group."""
    ready: tuple[ShareStep | None, ...]
    """Share of results in the best readiness band, at each date."""
    lines: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Assessments of the same people at several dates."""

    dates: tuple[dt.date, ...]
    """From the earliest to the latest."""
    smallest: int
    people: tuple[PersonProgress, ...]
    group: GroupProgress
