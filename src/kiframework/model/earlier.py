"""A plan that was handed out, and is replaced by a new one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiframework.model.curriculum import Group, Meeting

_FIRST_DAY = dt.date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """What calendars have to know of it."""

    groups: tuple[Group, ...]
    meetings: tuple[Meeting, ...]
    revision: int


def revision_of(day: dt.date, earlier: EarlierPlan | None) -> int:
    """Return the number of a plan made on a day: higher than those of the plan it replaces and of days before.

    Calendar programs take the entry with the higher number for the newer one.
    """
    return max(0, (day - _FIRST_DAY).days, 0 if earlier is None else earlier.revision + 1)
