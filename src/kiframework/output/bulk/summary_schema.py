"""The JSON Schema of the summary of a population."""

from __future__ import annotations

import json
from typing import Any

from kiframework.output.bulk.summary_json import SCHEMA_VERSION

_TEXT = {"type": "string"}
_PEOPLE = {
    "type": ["integer", "null"],
    "minimum": 0,
    "description": "People; null in place of a number that would tell of few.",
}
_STEP = {
    "type": "array",
    "items": {"type": "number", "minimum": 0, "maximum": 100},
    "minItems": 2,
    "maxItems": 2,
    "description": "The step that a share lies in, from and to, in percent.",
}


def _object(properties: dict[str, Any], description: str | None = None) -> dict[str, Any]:
    whole = {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }
    return whole if description is None else {**whole, "description": description}


def _list(properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties), "description": description}


_BINS = _list(
    {"from": {"type": "integer"}, "to": {"type": "integer"}, "people": _PEOPLE},
    "People by ten percent, joined with their neighbours where too few are in one step; the last includes 100.",
)
_FIGURE = {
    "mean_percent": {
        "type": ["number", "null"],
        "description": "Mean of the displayed figures; null where (nearly) all are 0 or 100.",
    },
    "step_percent": {**_STEP, "type": ["array", "null"], "description": "The step of the mean; null if few have one."},
    "bins": _BINS,
}
_ROLE = _object(
    {
        "role": _TEXT,
        "readiness": _list({"code": _TEXT, "people": _PEOPLE, "share_percent": _STEP}, "From worst to best."),
        "provisional": _object(
            {"people": _PEOPLE, "share_percent": _STEP}, "Readiness that may change once everything is rated."
        ),
        "score": _object(_FIGURE),
        "coverage": _object(_FIGURE),
        "pillars": _list({"pillar": _TEXT, **_FIGURE}, "Pillars in which the role asks for something."),
        "gaps": _list(
            {"competency": _TEXT, "people": _PEOPLE, "share_percent": _STEP},
            "Competencies among the three largest gaps of enough people, the most common one first.",
        ),
    }
)


def render_population_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of ``summary.json`` in a result of bulk scoring."""
    properties = {
        "schema_version": {"const": SCHEMA_VERSION},
        "framework": _object(dict.fromkeys(("id", "version", "sha256"), _TEXT)),
        "date": {"type": "string", "format": "date", "description": "The assessment date."},
        "shape": {"enum": ["levels", "evidence"]},
        "smallest": {"type": "integer", "description": "People it takes before a number is shown."},
        "people": _PEOPLE,
        "skipped_rows": {"type": "integer", "minimum": 0},
        "roles": {"type": "array", "items": _ROLE, "description": "Empty where the people are too few."},
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kiframework population",
        **_object(properties),
    }
    return json.dumps(schema, indent=1) + "\n"
