"""JSON Schemas of what the tool prints."""

from __future__ import annotations

import ast
import inspect
import json
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from kiframework.model import assessment

if TYPE_CHECKING:
    from collections.abc import Iterator


def render_assessment_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of the document that ``assess --format json`` prints."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(assessment.AssessmentDocument).json_schema(mode="serialization")
    descriptions = dict(_descriptions())
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
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _descriptions() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield (class, field) and the docstring under the field, for all results."""
    tree = ast.parse(inspect.getsource(assessment))
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and is_dataclass(getattr(assessment, node.name)):
            for field, text in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    yield from _docstring(node.name, field.target.id, text)


def _docstring(owner: str, field: str, node: Any) -> Iterator[tuple[tuple[str, str], str]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        yield (owner, field), " ".join(node.value.value.split())
