"""``kiframework show``: the framework, or one thing in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kiframework.api.setting import open_setting
from kiframework.diagnostics import did_you_mean
from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from kiframework.model.framework import Framework

Kind = Literal["framework", "pillar", "role", "competency"]


@dataclass(frozen=True, slots=True)
class ShowRun:
    """What to show."""

    framework: Framework
    kind: Kind
    id: str


def show(wanted: str | None, framework: str | None) -> ShowRun:
    """Find what an id stands for: a role, a competency or a pillar; without an id, the framework as a whole.

    Raises :class:`~kiframework.errors.KiframeworkError` with close matches if the framework has no such id.
    """
    found = open_setting((), framework).framework
    if wanted is None:
        return ShowRun(found, "framework", found.id)
    kinds: dict[Kind, list[str]] = {
        "role": list(found.role_ids),
        "competency": list(found.competencies),
        "pillar": list(found.pillar_order),
    }
    for kind, ids in kinds.items():
        if wanted in ids:
            return ShowRun(found, kind, wanted)
    known = [one for ids in kinds.values() for one in ids]
    help_ = did_you_mean(wanted, known) or "kiframework show lists pillars and roles"
    raise KiframeworkError(f"The framework has no role, competency or pillar '{wanted}'.", help_)
