"""Small frameworks, people and ratings, written short enough to work out the expected figure by hand.

Competencies are noted as ``"anwendung 3 < data, ethics"`` (pillar, weight, prerequisites), requirements as ``"2"`` or,
for a must-have, ``"3!"``. The scoring policy is the built-in one unless a test changes it.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from kiframework.loading.framework import load_framework
from kiframework.model.evidence import NOTHING, Evidence
from kiframework.model.framework import Framework
from kiframework.model.skills import Person, Round
from kiframework.resources import data_folder
from kiframework.scoring.assess import assess
from kiframework.scoring.evidence import EvidenceScale
from kiframework.scoring.profile import compile_profile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from kiframework.model.assessment import Assessment, Interval, Line, PillarResult, Status
    from kiframework.model.evidence import Flag

DAY = dt.date(2026, 12, 1)
PILLARS = ("grundlagen", "anwendung", "sicherheit", "datenkompetenz")
ROLE = "worker"
TEXT = {"de": "x", "en": "x"}


@cache
def built_in() -> Framework:
    """The framework that travels with the package."""
    loaded = load_framework(data_folder("framework"), "framework")
    assert loaded.framework is not None, loaded.diagnostics
    return loaded.framework


@cache
def _built_in_data() -> dict[str, Any]:
    return built_in().model_dump(mode="json")


def make_framework(
    competencies: Mapping[str, str],
    roles: Mapping[str, Mapping[str, str]],
    *,
    pillar_weights: Mapping[str, str] | None = None,
    **policy: Any,
) -> Framework:
    """Return a framework with the built-in pillars and scale; ``policy`` replaces parts of the scoring policy."""
    data = _built_in_data()
    return Framework.model_validate(
        {
            **data,
            "targets": [],
            "baseline": None,
            "scoring": {**data["scoring"], **policy},
            "competencies": {name: _competency(note) for name, note in competencies.items()},
            "roles": {name: _role(requirements, pillar_weights) for name, requirements in roles.items()},
        }
    )


def _competency(note: str) -> dict[str, Any]:
    place, _, before = note.partition("<")
    pillar, weight = place.split()
    return {
        "pillar": pillar,
        "weight": int(weight),
        "prerequisites": [name.strip() for name in before.split(",") if name.strip()],
        "title": TEXT,
        "meaning": TEXT,
    }


def _role(requirements: Mapping[str, str], pillar_weights: Mapping[str, str] | None) -> dict[str, Any]:
    asked = {
        name: {"level": int(note.rstrip("!")), "must_have": note.endswith("!")} for name, note in requirements.items()
    }
    return {"title": TEXT, "purpose": TEXT, "requirements": asked, "pillar_weights": pillar_weights}


def rated(source: str, levels: Mapping[str, Any], age: int = 1, rater: str | None = None, **more: Any) -> Round:
    """Return a round made ``age`` days before the assessment."""
    date = DAY - dt.timedelta(days=age)
    return Round.model_validate({"source": source, "rater": rater, "date": date, "levels": dict(levels), **more})


def answered(shares: Mapping[str, Any], age: int = 1) -> Round:
    """Return a test with shares of right answers in place of levels."""
    return rated("test", {}, age, shares=dict(shares))


def person(*rounds: Round, not_applicable: Mapping[str, str] | None = None, name: str = "P-001") -> Person:
    return Person(name, (), rounds, dict(not_applicable or {}))


def assessed(framework: Framework, someone: Person, role: str = ROLE, day: dt.date = DAY) -> Assessment:
    return assess(framework, someone, compile_profile(framework, role), EvidenceScale(framework, day).weigh(someone))


def line(assessment: Assessment, competency: str) -> Line:
    return next(one for one in assessment.competencies if one.competency == competency)


def statuses(assessment: Assessment) -> dict[str, Status]:
    return {one.competency: one.status for one in assessment.competencies}


ONE = make_framework({"skill": "grundlagen 2"}, {ROLE: {"skill": "3"}})


def figures(*interval: Fraction | None) -> list[str | None]:
    """Return exact figures as they are written by hand."""
    return [None if figure is None else str(figure) for figure in interval]


def of_interval(found: Interval | PillarResult) -> list[str | None]:
    return figures(found.low, found.point, found.high)


def weighed(*rounds: Round, framework: Framework = ONE, day: dt.date = DAY) -> Evidence:
    """Return what is known about the competency ``skill``."""
    return EvidenceScale(framework, day).weigh(person(*rounds)).get("skill", NOTHING)


def level(*rounds: Round) -> Fraction | None:
    return weighed(*rounds).level


def flags(*rounds: Round) -> set[Flag]:
    return set(weighed(*rounds).flags)
