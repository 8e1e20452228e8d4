"""JSON Schemas with which editors check and complete the files that people write.

Draft 7, because that is what every YAML editor understands, and without a single reference: draft 7 ignores whatever
stands beside ``$ref``, which would be the descriptions of the fields. Editors read plain scalars by the rules of
YAML 1.2, where ``0.85`` is a number; our reader takes it as text. What a schema says therefore covers both.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from kiframework.model.base import FORMS, Ratio
from kiframework.model.framework import Framework
from kiframework.model.method import Method
from kiframework.model.pilot import Pilot
from kiframework.model.questions import Questions
from kiframework.model.roadmap import Roadmap
from kiframework.model.skills import SkillFile
from kiframework.model.training import Catalogue
from kiframework.output.descriptions import field_descriptions

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import core_schema

Json = dict[str, Any]

SECTIONS = ("competencies", "roles", "ladders")
"""Parts of a framework that may stand in files of their own."""

_NULL = {"type": "null"}
_RATIO = TypeAdapter(Ratio).json_schema()["anyOf"]
_NUMBER = {
    "type": ["number", "string"],
    "minimum": 0,
    "pattern": r"^[0-9]{1,9}(\.[0-9]{1,9}|/0{0,8}[1-9][0-9]{0,8})? ?%?$",
    "patternErrorMessage": "Write a number such as 3, 0.85, 85 % or 1/2.",
}
_DAY = {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "patternErrorMessage": "Write a date as YYYY-MM-DD."}
_WHOLE_KEY = {"pattern": "^(0|[1-9][0-9]{0,6})$", "patternErrorMessage": "Write a whole number here."}


def render_framework_schema() -> str:
    """Return the schema of ``framework.yaml``."""
    whole = _schema(Framework)
    return _render({**whole, "required": [key for key in whole["required"] if key not in SECTIONS]})


def render_overlay_schema() -> str:
    """Return the schema of a framework that is laid over another one: of everything, only what differs."""
    whole = _partial(_schema(Framework))
    path = {"type": "string", "minLength": 1}
    own = {
        "extends": {
            **path,
            "description": "What it is laid over, and in which versions: ki-mittelstand@^1, ../sector@^2.",
        },
        "remove": {"type": "array", "items": path, "description": "Paths of what goes, such as competencies/mlops."},
        "scale_map": {
            "type": "object",
            "additionalProperties": {"type": "integer", "minimum": 0},
            "description": "Level below -> level here, where the scale is another one.",
        },
    }
    whole["properties"] = {**own, **whole["properties"]}
    return _render({**whole, "title": "Overlay", "required": ["extends", "id", "version"]})


def _partial(node: Any) -> Any:
    """Return a schema in which nothing is required, and no list needs any length."""
    if isinstance(node, list):
        return [_partial(one) for one in node]
    if not isinstance(node, dict):
        return node
    left = {key: value for key, value in node.items() if not (key == "required" and isinstance(value, list))}
    return {key: _partial(value) for key, value in left.items() if key != "minItems"}


def render_section_schema(section: str) -> str:
    """Return the schema of the files in a folder of the framework, one of :data:`SECTIONS`."""
    return _render(_schema(Framework)["properties"][section])


def render_questions_schema() -> str:
    """Return the schema of the files with the questions of the quick check."""
    return _render(_schema(Questions)["properties"]["questions"])


def render_modules_schema() -> str:
    """Return the schema of the files with modules of training."""
    return _render(_schema(Catalogue)["properties"]["modules"])


def render_catalogue_schema() -> str:
    """Return the schema of what holds for all modules of training."""
    return _render(_schema(Catalogue))


def render_method_schema() -> str:
    """Return the schema of what holds for all pilots and roadmaps."""
    return _render(_schema(Method))


def render_templates_schema() -> str:
    """Return the schema of the files with templates of use cases."""
    return _render(_schema(Method)["properties"]["templates"])


def render_pilot_schema() -> str:
    """Return the schema of a pilot of a company."""
    return _render(_schema(Pilot))


def render_roadmap_schema() -> str:
    """Return the schema of the roadmap of a company."""
    return _render(_schema(Roadmap))


def render_skills_schema() -> str:
    """Return the schema of a skill file."""
    return _render(_schema(SkillFile))


def _render(schema: Json) -> str:
    # Pure ASCII, so that the file is right whatever encoding a console writes it in.
    return json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", **schema}, indent=1) + "\n"


def _schema(model: type[BaseModel]) -> Json:
    made = model.model_json_schema(schema_generator=_Generator)
    return _resolved(made, made.pop("$defs"))


class _Generator(GenerateJsonSchema):
    """Adds what pydantic leaves out: descriptions, titles to read, and what keys look like."""

    def get_title_from_name(self, name: str) -> str:
        return name.replace("_", " ").capitalize()

    def model_schema(self, schema: core_schema.ModelSchema) -> Json:
        cls = schema["cls"]
        made = super().model_schema(schema)
        made["title"] = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).capitalize()
        for field, definition in made["properties"].items():
            definition["title"] = self.get_title_from_name(field)
            definition["description"] = _description(cls, field)
        return made

    def literal_schema(self, schema: core_schema.LiteralSchema) -> Json:
        made = super().literal_schema(schema)
        if "const" in made:
            made["enum"] = [made.pop("const")]
        return made

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> Json:
        made = super().tagged_union_schema(schema)
        return {"anyOf": made["oneOf"]}  # the tag tells the members apart in any case

    def dict_schema(self, schema: core_schema.DictSchema) -> Json:
        values = self.generate_inner(schema["values_schema"])
        keys = self.generate_inner(schema["keys_schema"])
        return {"type": "object", "additionalProperties": values, "propertyNames": _key(keys)}


def _description(cls: type, field: str) -> str:
    """Return what a field means, also one that comes from a base."""
    texts = (field_descriptions(sys.modules[base.__module__]).get((base.__name__, field)) for base in cls.__mro__)
    return next(text for text in texts if text is not None)


def _key(schema: Json) -> Json:
    """Return what a key looks like: to JSON Schema, every key is text."""
    return _WHOLE_KEY if schema["type"] == "integer" else {key: schema[key] for key in schema if key != "type"}


def _resolved(node: Json, parts: dict[str, Json]) -> Json:
    """Return a part of a schema with everything it refers to in its place, titles and descriptions first."""
    if "$ref" in node:
        node = {**parts[node["$ref"].rpartition("/")[2]], **{key: node[key] for key in node if key != "$ref"}}
    made: Json = {key: node[key] for key in ("title", "description") if key in node}
    for key, value in node.items():
        if key == "properties":
            made[key] = {name: _resolved(one, parts) for name, one in value.items()}
        elif key in ("items", "additionalProperties") and isinstance(value, dict):
            made[key] = _resolved(value, parts)
        elif key == "anyOf":
            kinds = _any_of([_resolved(one, parts) for one in value if one not in _RATIO], numeric=_RATIO[0] in value)
            made = {**kinds, **made}  # what a field means counts for more than what its kind is
        elif key == "ge":
            made["minimum"] = value  # pydantic does not see that this is the minimum of a whole number
        elif key == "le":
            made["maximum"] = value
        elif key != "default" or value is False:
            made.setdefault(key, value)
    return _as_editors_read(made)


def _any_of(kinds: list[Json], *, numeric: bool) -> Json:
    """Return one schema for several kinds of value; an empty value joins the type that it stands in for."""
    kinds = [part for kind in kinds for part in kind.get("anyOf", [kind])]
    if numeric:
        kinds = [_NUMBER, *kinds]
    if _NULL in kinds and len(kinds) == len(("a kind", "null")):
        (kind,) = (one for one in kinds if one != _NULL)
        types = [kind["type"]] if isinstance(kind["type"], str) else kind["type"]
        return {**kind, "type": [*types, "null"]}
    return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}


def _as_editors_read(schema: Json) -> Json:
    if "propertyNames" in schema:
        schema["propertyNames"] = _as_editors_read(schema["propertyNames"])
    if schema.get("format") == "date":
        schema |= _DAY
    elif schema.get("pattern") in FORMS:
        schema["patternErrorMessage"] = f"Write {FORMS[schema['pattern']]}."
    elif schema.get("type") == "string" and "enum" not in schema:
        schema["type"] = ["string", "number"]  # a number is text where text is meant
    return schema
