"""JSON Schemas (draft 2020-12) of what ``curriculum`` and ``training report`` print for programs."""

from __future__ import annotations

import json
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
DAY: Schema = {"type": "string", "format": "date"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
YES_OR_NO: Schema = {"type": "boolean"}
STAMP_KEYS = ("id", "version", "sha256")


def render_curriculum_schema() -> str:
    """Return the JSON Schema of the document that ``curriculum --format json`` prints."""
    return _whole("curriculum", _plan())


def render_training_schema() -> str:
    """Return the JSON Schema of the document that ``training report --format json`` prints."""
    return _whole("training report", _report())


def _whole(title: str, properties: Schema) -> str:
    head = {
        "schema_version": {"const": 1},
        "framework": _object(dict.fromkeys(STAMP_KEYS, TEXT)),
        "catalogue": _told(TEXT, "Version of the catalogue of training."),
        "date": _told(DAY, "The day of the assessment or of the report."),
    }
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"kiframework {title}"}
    return json.dumps({**named, **_object({**head, **properties})}, indent=1) + "\n"


def _object(properties: Schema) -> Schema:
    """Return an object all of whose properties are there, and no others."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _told(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


# --- A plan -----------------------------------------------------------------------------------------------------------


def _plan() -> Schema:
    group = {"id": _told(TEXT, "Stays in later plans, see --replaces."), "module": TEXT}
    return {
        "revision": _told(COUNT, "The sequence number of entries in calendars."),
        **_terms(),
        "choice": _object(
            {
                "method": _told({"enum": ["complete", "optimal", "greedy"]}, "complete: nothing is left out."),
                "value": _told(NUMBER, "Priority that the plan closes, in levels times weight times factor."),
                "must_haves": _told(NUMBER, "The part of it that belongs to must-haves."),
                "wanted": _told(NUMBER, "Priority that a plan without limits closes."),
                "wanted_must_haves": NUMBER,
                "gap_percent": _told(_or_null(NUMBER), "By how much the best plan is better at most; null if unknown."),
            }
        ),
        "demand": _told(_demand(), "What the plan takes."),
        "wanted": _told(_demand(), "What a plan without limits takes."),
        "people": _list(_person()),
        "groups": _list(_object({**group, "people": TEXTS})),
        "meetings": _list(_meeting()),
        "readiness": _list(_object(dict.fromkeys(("person", "role", "now", "planned", "all"), TEXT))),
        "baseline": _told(_or_null(_baseline()), "The goal for all staff; null where nobody is measured against it."),
        "nearest": _told(
            _or_null(
                _object(
                    {
                        **_terms(),
                        "value": NUMBER,
                        "demand": _demand(),
                        "groups": _list(_object({**group, "people": COUNT})),
                    }
                )
            ),
            "Where nothing takes place, the plan for the smallest limits in which something does.",
        ),
    }


def _terms() -> Schema:
    limits = {key: _or_null(NUMBER) for key in ("hours", "trainer_hours", "budget")}
    return {
        "period": _object({"start": DAY, "until": _or_null(DAY)}),
        "limits": _told(_object(limits), "null where nothing limits it; hours are those of each person."),
    }


def _demand() -> Schema:
    hours = {"trainer_hours": NUMBER, "learning_hours": NUMBER}
    cost = _told(_or_null(NUMBER), "In EUR; null where a price is missing.")
    return _object({"groups": COUNT, "sessions": COUNT, **hours, "cost": cost})


def _person() -> Schema:
    step = {
        "module": TEXT,
        "hours": NUMBER,
        "after": _told(TEXTS, "Modules of the path that come before it."),
        "takes_for_granted": _told(TEXTS, "Prerequisites that no role of the person asks for."),
        "closes": _list(_need()),
        "taken": YES_OR_NO,
        "obstacle": _told(
            {"enum": ["trainer", "time", None]},
            "Why it is left out: nobody holds it, or no day; null for other reasons.",
        ),
    }
    return _object(
        {
            "person": TEXT,
            "roles": TEXTS,
            "modules": _told(_list(_object(step)), "In the order in which they are taken."),
            "coaching": _told(TEXTS, "Competencies that need feedback on real work and no course."),
            "quick_check": _told(TEXTS, "Competencies without a rating."),
            "untaught": _told(_list(_need()), "Steps that no module closes, and those above them."),
        }
    )


def _need() -> Schema:
    levels = {"to_level": COUNT, "role": TEXT, "required": COUNT}
    return _object({"competency": TEXT, **levels, "must_have": YES_OR_NO, "priority": NUMBER})


def _meeting() -> Schema:
    start = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}
    when = {"session": {"type": "integer", "minimum": 1}, "date": DAY, "start": start, "minutes": COUNT}
    return _object({"group": TEXT, **when, "trainer": TEXT, "room": TEXT})


def _baseline() -> Schema:
    counts = ("need", "planned", "groups", "sessions", "sessions_a_week")
    return _object(
        {
            "people": COUNT,
            "fit": COUNT,
            "joiners": _told(COUNT, "People who join until the check; they are not among people."),
            "leavers": COUNT,
            "share_percent": NUMBER,
            "expected_pass_percent": NUMBER,
            **dict.fromkeys(counts, COUNT),
            "trainer_hours": NUMBER,
            "possible_groups": COUNT,
            "reachable": COUNT,
            "weeks": COUNT,
            "weeks_needed": _told(_or_null(COUNT), "null where the goal is out of reach."),
            "kept": YES_OR_NO,
        }
    )


# --- What came of it --------------------------------------------------------------------------------------------------


def _report() -> Schema:
    level = _told(_or_null(NUMBER), "Mean level; null where there are too few people.")
    gain = {"before": level, "after": level, "gain": _or_null(NUMBER)}
    return {
        "measures": _list(_measure()),
        "outcomes": _list(_outcome()),
        "gains": _list(_object({"competency": TEXT, "people": _or_null(COUNT), **gain})),
        "people": _told(
            _list(_object({"person": TEXT, "competency": TEXT, "before": NUMBER, "after": NUMBER})),
            "Levels of single people behind the gains: a working paper.",
        ),
        "due": _list(
            _object({"group": TEXT, "module": TEXT, "check": {"enum": ["learning", "behaviour"]}, "due": DAY})
        ),
    }


def _measure() -> Schema:
    return _object(
        {
            "group": TEXT,
            "module": TEXT,
            "content": _told(TEXT, "Version of the content at that time."),
            "days": _list(DAY),
            "audience": _told(TEXTS, "Roles of those who took part."),
            "closes": _list(_object({"competency": TEXT, "to_level": COUNT})),
            "systems": _told(TEXTS, "AI systems it was about."),
            "people": _told(COUNT, "How many took part."),
            "owner": _or_null(TEXT),
            "refresh": _told(_or_null(DAY), "The latest day for a refresher."),
            "outdated": _told(YES_OR_NO, "Whether the catalogue has newer content."),
        }
    )


def _outcome() -> Schema:
    figure = {"group": TEXT, "date": DAY, "measure": TEXT, "before": TEXT, "after": TEXT}
    return _object(
        {
            "module": TEXT,
            **dict.fromkeys(("reaction", "learning", "behaviour"), _found()),
            "results": _told(_list(_object(figure)), "Figures of the work, as they were written down."),
        }
    )


def _found() -> Schema:
    step = {"type": ["array", "null"], "items": NUMBER, "minItems": 2, "maxItems": 2}
    return _object(
        {
            "checked": _told(_or_null(COUNT), "People or slips; null where there are too few."),
            "share_percent": _told(step, "From and to: shares are shown in steps."),
            "mean": _told(_or_null(NUMBER), "Mean answer on slips, 1 to 5."),
        }
    )
