"""The summary of a population as a JSON document: nothing in it can be traced to a single person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kiframework.model.exact import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.population import CodeCount, FigureSummary, Population, RolePopulation
    from kiframework.model.team import ShareStep

SCHEMA_VERSION = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""


def render_population_json(population: Population) -> bytes:
    """Return a summary as UTF-8 JSON."""
    stamp = population.framework
    document = {
        "schema_version": SCHEMA_VERSION,
        "framework": {"id": stamp.id, "version": stamp.version, "sha256": stamp.sha256},
        "date": str(population.date),
        "shape": population.shape,
        "smallest": population.smallest,
        "people": population.people,
        "skipped_rows": population.skipped_rows,
        "roles": [_role(role) for role in population.roles],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _role(role: RolePopulation) -> dict[str, Any]:
    return {
        "role": role.role,
        "readiness": _counts("code", role.readiness),
        "provisional": {"people": role.provisional.people, "share_percent": _step(role.provisional.share)},
        "score": _figure(role.score),
        "coverage": _figure(role.coverage),
        "pillars": [{"pillar": pillar, **_figure(figure)} for pillar, figure in role.pillars],
        "gaps": _counts("competency", role.gaps),
    }


def _counts(key: str, counts: Sequence[CodeCount]) -> list[dict[str, Any]]:
    return [{key: one.id, "people": one.people, "share_percent": _step(one.share)} for one in counts]


def _figure(figure: FigureSummary) -> dict[str, Any]:
    return {
        "mean_percent": None if figure.mean is None else float(rounded(figure.mean * 100, 1)),
        "step_percent": None if figure.step is None else _step(figure.step),
        "bins": [{"from": one.low, "to": one.high, "people": one.people} for one in figure.bins],
    }


def _step(step: ShareStep) -> list[float]:
    return [float(rounded(edge * 100, 1)) for edge in (step.low, step.high)]
