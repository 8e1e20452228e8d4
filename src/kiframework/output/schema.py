"""The JSON Schema of what the tool prints."""

from __future__ import annotations

import json

from kiframework.model import assessment
from kiframework.output.descriptions import field_descriptions


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
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kiframework assessment",
        **{key: value for key, value in schema.items() if key != "title"},
    }
    return json.dumps(whole, indent=1) + "\n"
