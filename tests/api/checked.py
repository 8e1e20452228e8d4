"""Runs of ``validate`` on the first of December 2026, and what they find in a few words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.loading.samples import GARDEN, edited

from kiframework.api.validate import ValidateRequest, validate

if TYPE_CHECKING:
    from kiframework.api.validate import ValidateRun

TODAY = dt.date(2026, 12, 1)

BROKEN = edited(GARDEN, ("prerequisites: [digging]", "prerequisites: [diging]"))
"""The small framework with a reference that leads nowhere, and can be mended."""


def request(*paths: str, **wishes: Any) -> ValidateRequest:
    return ValidateRequest(paths or (".",), TODAY, **wishes)


def run(*paths: str, **wishes: Any) -> ValidateRun:
    return validate(request(*paths, **wishes))


def found(*paths: str, **wishes: Any) -> list[str]:
    """Return the findings of a run, each as place and code."""
    return in_words(run(*paths, **wishes))


def in_words(done: ValidateRun) -> list[str]:
    return [f"{one.location} {one.code}" for one in done.validation.findings]


def codes(*paths: str, **wishes: Any) -> list[str]:
    return [one.code for one in run(*paths, **wishes).validation.findings]
