"""What has changed between two states of a framework, and what that means for people already assessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from kiframework.model.assessment import FrameworkStamp

Step = Literal["major", "minor", "patch"]
"""The part of a version that a change raises: somebody may come out worse, nobody does, or only words differ."""

STEPS: Final[tuple[Step, ...]] = ("major", "minor", "patch")
"""Most consequential first."""
ORDER: Final = "#order"
"""Last step of the path of a change that puts the items of a list in another order."""

Path = tuple[str, ...]
"""Keys that lead to a value; items of lists by their ids."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    path: Path
    before: Any
    """What stood there, as JSON; None for something new."""
    after: Any
    """What stands there now, as JSON; None for something that is gone."""
    step: Step


@dataclass(frozen=True, slots=True)
class FrameworkDiff:
    """All differences between two states of a framework."""

    old: FrameworkStamp
    new: FrameworkStamp
    changes: tuple[Change, ...]
    """Most consequential first."""
    required: Step | None
    """The step that the version has to take at least; None if nothing has changed."""
    least: str | None
    """The lowest version that takes that step; None if nothing has changed, or the two have ids of their own."""
    raised: bool
    """Whether the version took that step."""

    @property
    def breaking(self) -> bool:
        """Whether somebody may come out worse, or earlier ratings no longer fit."""
        return self.required == "major"


@dataclass(frozen=True, slots=True)
class Shift:
    """The readiness of one person in one role, before and after."""

    person: str
    role: str
    before: str
    after: str | None
    """None if the person cannot be assessed in the role any more."""
    direction: Literal["better", "same", "worse", "lost"]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does to people who were assessed against the earlier state."""

    people: int | None
    """People assessed; None if there are fewer than the smallest group."""
    better: int | None
    """Assessments with a better readiness; None in place of a number that would tell of single people."""
    same: int | None
    worse: int | None
    lost: int | None
    shifts: tuple[Shift, ...]
    """Behind the numbers, for whoever asks for them."""
