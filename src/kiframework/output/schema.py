"""The JSON Schema of what the tool prints."""

from __future__ import annotations

import json

from kiframework.model import assessment
from kiframework.model.changes import STEPS
from kiframework.output.descriptions import field_descriptions

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_COUNTED = ("people", "better", "same", "worse", "lost")
_SHIFT = ("person", "role", "before", "after")
STAMP = {
    "type": "object",
    "required": ["id", "version", "sha256"],
    "properties": {key: {"type": "string"} for key in ("id", "version", "sha256")},
}
_CHANGE = {
    "type": "object",
    "required": ["path", "step", "before", "after"],
    "properties": {
        "path": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "step": {
            "enum": list(STEPS),
            "description": "What it asks of the version; major: somebody may come out worse.",
        },
        "before": {"description": "What stood there; null for something new."},
        "after": {"description": "What stands there now; null for something that is gone."},
    },
}
_PEOPLE = {
    "type": ["object", "null"],
    "description": "Results of people, counted; null in place of a number that would tell of few.",
    "required": list(_COUNTED),
    "properties": {key: {"type": ["integer", "null"], "minimum": 0} for key in _COUNTED},
}
_SHIFTS = {
    "type": "array",
    "description": "Single people, where they were asked for.",
    "items": {
        "type": "object",
        "required": list(_SHIFT),
        "properties": {key: {"type": ["string", "null"]} for key in _SHIFT},
    },
}


def render_diff_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of the document that ``diff --format json`` prints."""
    properties = {
        "schema_version": {"const": 1},
        "old": STAMP,
        "new": STAMP,
        "breaking": {"type": "boolean"},
        "required": {"enum": [*STEPS, None]},
        "least_version": {
            "type": ["string", "null"],
            "description": "The lowest version that takes this step; null where there is nothing to raise.",
        },
        "raised": {"type": "boolean", "description": "Whether the version took the step that the changes ask for."},
        "changes": {"type": "array", "items": _CHANGE},
        "people": _PEOPLE,
        "shifts": _SHIFTS,
    }
    schema = {
        "$schema": DRAFT,
        "title": "kiframework diff",
        "type": "object",
        "required": [key for key in properties if key != "shifts"],
        "properties": properties,
        "additionalProperties": False,
    }
    return json.dumps(schema, indent=1) + "\n"


def render_assessment_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of the document that ``assess --format json`` prints."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(assessment.AssessmentDocument).json_schema(mode="serialization")
    descriptions = field_descriptions(assessment)
    for name, part in {"AssessmentDocument": schema, **schema["$defs"]}.items():
        for field, definition in part.get("properties", {}).items():
            text = descriptions.get((name, field))
            if text:
                definition["description"] = text
    whole = {
        "$schema": DRAFT,
        "title": "kiframework assessment",
        **{key: value for key, value in schema.items() if key != "title"},
    }
    return json.dumps(whole, indent=1) + "\n"
