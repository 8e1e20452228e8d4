"""Which content of a framework somebody has looked at, and found right as it stands."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import StringConstraints

from kiframework.model.base import Day, Key, Model, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiframework.model.framework import Framework

Section = Literal["competencies", "roles"]
FINGERPRINT = r"^[0-9a-f]{12}$"


class Review(Model):
    """One review."""

    fingerprint: Annotated[str, StringConstraints(pattern=FINGERPRINT)]
    """Twelve hexadecimal digits over the content that was looked at."""
    by: Words
    """Who has looked at it, as a pseudonym."""
    date: Day
    """The day."""


class Reviews(Model):
    """All reviews of a framework."""

    competencies: dict[Key, Review] = {}
    """Competency -> its last review."""
    roles: dict[Key, Review] = {}
    """Role -> its last review."""


def fingerprints(framework: Framework) -> dict[Section, dict[str, str]]:
    """Return the fingerprint of every competency and role, whatever layer its values come from."""
    return {"competencies": _of(framework.competencies), "roles": _of(framework.roles)}


def _of(things: Mapping[str, Model]) -> dict[str, str]:
    return {name: _fingerprint(one) for name, one in things.items()}


def _fingerprint(one: Model) -> str:
    data = one.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
