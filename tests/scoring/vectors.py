"""The worked cases of ``tests/scoring-vectors.json``: a small framework, ratings, and every expected figure."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.scoring.cases import TEXT, built_in

from kiframework.model.framework import Framework
from kiframework.model.skills import Person, Round

FILE = Path(__file__).resolve().parents[1] / "scoring-vectors.json"


@cache
def document() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return data


def names() -> list[str]:
    return list(document()["cases"])


def day() -> dt.date:
    return dt.date.fromisoformat(document()["date"])


def role(name: str) -> str:
    return str(document()["cases"][name]["person"]["role"])


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = document()["cases"][name]["expected"]
    return found


def framework(name: str) -> Framework:
    """Return the built-in framework with the competencies and roles of the case."""
    own = document()["cases"][name].get("framework", document()["framework"])
    data = built_in().model_dump(mode="json")
    competencies = {key: {"title": TEXT, "meaning": TEXT, **value} for key, value in own["competencies"].items()}
    roles = {key: {"title": TEXT, "purpose": TEXT, "requirements": value} for key, value in own["roles"].items()}
    for key, weights in own.get("pillar_weights", {}).items():
        roles[key]["pillar_weights"] = weights
    return Framework.model_validate({**data, "competencies": competencies, "roles": roles})


def person(name: str) -> Person:
    own = document()["cases"][name]["person"]
    return Person(
        own["person"],
        (),
        tuple(_round(occasion) for occasion in own["ratings"]),
        dict.fromkeys(own["not_applicable"], "no part of the work"),
    )


def _round(occasion: dict[str, Any]) -> Round:
    """Read one round; in the vectors null stands for "not observable"."""
    levels = {key: "not_observable" if level is None else level for key, level in occasion.get("levels", {}).items()}
    return Round.model_validate({**occasion, "levels": levels})
