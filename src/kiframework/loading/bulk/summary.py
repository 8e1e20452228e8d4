"""Reads the summary of a population that bulk scoring has written."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.files import read_text
from kiframework.model.assessment import FrameworkStamp
from kiframework.model.population import Bin, CodeCount, FigureSummary, Population, RolePopulation
from kiframework.model.team import ShareStep

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_KNOWN_VERSION = 1


def load_summary(path: Path, shown: str) -> Population | Diagnostic:
    """Read a summary; ``shown`` is its name in messages."""
    text = read_text(path, shown)
    if isinstance(text, Diagnostic):
        return text
    try:
        plain = json.loads(text)
        if plain["schema_version"] != _KNOWN_VERSION:
            return _unusable(shown)
        return _population(plain)
    except (KeyError, TypeError, ValueError):
        return _unusable(shown)


def _unusable(shown: str) -> Diagnostic:
    message = "This is no summary that this version has written."
    return Diagnostic("KIF001", message, Location(shown), help="score the tables again with kiframework bulk score")


def _population(plain: Mapping[str, Any]) -> Population:
    return Population(
        FrameworkStamp(**plain["framework"]),
        dt.date.fromisoformat(plain["date"]),
        plain["shape"],
        plain["smallest"],
        plain["people"],
        plain["skipped_rows"],
        tuple(map(_role, plain["roles"])),
    )


def _role(plain: Mapping[str, Any]) -> RolePopulation:
    return RolePopulation(
        plain["role"],
        _counts("code", plain["readiness"]),
        _count("provisional", plain["provisional"]),
        _figure(plain["score"]),
        _figure(plain["coverage"]),
        tuple((one["pillar"], _figure(one)) for one in plain["pillars"]),
        _counts("competency", plain["gaps"]),
    )


def _counts(key: str, plain: Sequence[Mapping[str, Any]]) -> tuple[CodeCount, ...]:
    return tuple(_count(one[key], one) for one in plain)


def _count(id_: str, plain: Mapping[str, Any]) -> CodeCount:
    return CodeCount(id_, plain["people"], _step(plain["share_percent"]))


def _figure(plain: Mapping[str, Any]) -> FigureSummary:
    mean, step = plain["mean_percent"], plain["step_percent"]
    bins = tuple(Bin(one["from"], one["to"], one["people"]) for one in plain["bins"])
    return FigureSummary(None if mean is None else _share(mean), None if step is None else _step(step), bins)


def _step(plain: Sequence[float]) -> ShareStep:
    low, high = plain
    return ShareStep(_share(low), _share(high))


def _share(percent: float) -> Fraction:
    return Fraction(str(percent)) / 100
