"""What rules are given besides the file they check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    import datetime as dt

    from kiframework.diagnostics import Location, Places
    from kiframework.model.checks import Checks
    from kiframework.model.framework import Framework
    from kiframework.model.method import Method
    from kiframework.model.retired import Retired
    from kiframework.model.skills import SkillFile
    from kiframework.model.training import Catalogue


@dataclass(frozen=True)
class SkillContext:
    """What skill files are checked against."""

    framework: Framework
    today: dt.date
    roles: tuple[str, ...] = ()
    """Roles that everybody is assessed against; empty where each file names its own."""

    @cached_property
    def pseudonym(self) -> re.Pattern[str]:
        """The pattern that pseudonyms match as a whole."""
        return re.compile(self.framework.scoring.person_pattern)

    @cached_property
    def required(self) -> frozenset[str]:
        """Competencies that some role asks for."""
        return frozenset(name for role in self.framework.roles.values() for name in role.requirements)

    @cached_property
    def ceilings(self) -> dict[str, int]:
        """Source -> highest level it can show."""
        top = self.framework.highest_level
        sources = self.framework.scoring.sources
        return {source.id: top if source.ceiling is None else source.ceiling for source in sources}


@dataclass(slots=True)
class PersonFile:
    """One of a person's files, and where things stand in it."""

    skills: SkillFile
    source: Places


@dataclass(frozen=True, slots=True)
class PersonFiles:
    """Everything one person has handed in, in order of the files."""

    id: str
    files: tuple[PersonFile, ...]


class Release(NamedTuple):
    """A state of the framework that others may have used already."""

    version: str
    sha256: str
    where: str
    """Where it is known from, in words that end a sentence: "the recorded hash", "the revision v1.2"."""


@dataclass(frozen=True, slots=True)
class ContentContext:
    """What the content of a framework is checked against."""

    today: dt.date
    checks: Checks
    released: tuple[Release, ...] = ()
    """States of the framework that its version must differ from where its content does."""


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """What questions are checked against."""

    framework: Framework
    places: Places
    """Where things stand in the framework."""
    today: dt.date


@dataclass(frozen=True, slots=True)
class MethodContext:
    """What the method of pilots and roadmaps is checked against."""

    framework: Framework
    today: dt.date


@dataclass(frozen=True, slots=True)
class TrainingContext:
    """What a catalogue of training is checked against."""

    framework: Framework
    places: Places
    """Where things stand in the framework."""


@dataclass(frozen=True)
class RecordContext:
    """What records of training are checked against."""

    framework: Framework
    catalogue: Catalogue
    today: dt.date

    @cached_property
    def pseudonym(self) -> re.Pattern[str]:
        """The pattern that pseudonyms match as a whole."""
        return re.compile(self.framework.scoring.person_pattern)


def gone(code: str, name: str, entry: Retired, place: Location) -> Diagnostic:
    """Return the diagnostic of an id in a skill file that the framework says to have gone."""
    help_ = "kiframework migrate takes over what can be, and says what people decide"
    return Diagnostic(code, f"'{name}' has gone with version {entry.since}.", place, help=help_)


@dataclass(frozen=True)
class PilotContext:
    """What pilots are checked against."""

    framework: Framework
    method: Method
    today: dt.date

    @cached_property
    def pseudonym(self) -> re.Pattern[str]:
        """The pattern that pseudonyms match as a whole."""
        return re.compile(self.framework.scoring.person_pattern)


@dataclass(frozen=True)
class RoadmapContext(PilotContext):
    """What a roadmap is checked against."""

    pilots: frozenset[str] = frozenset()
    """Ids of the pilots of the workspace."""


FAR_YEARS = 10
"""Years from today beyond which nothing is planned."""


def is_far(day: dt.date, today: dt.date) -> bool:
    """Tell whether a day is so far away that it must be a slip of the pen."""
    return abs(day.year - today.year) > FAR_YEARS


def is_office(words: str) -> bool:
    """Tell whether somebody who answers for something is named without a name: an id such as R-04 or HR."""
    return "@" not in words and len(words.split()) == 1
