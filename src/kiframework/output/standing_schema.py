"""The JSON Schemas of what ``pilot`` and ``roadmap`` print."""

from __future__ import annotations

import json
from typing import Any, Final, get_args

from kiframework.model import pilot, standing
from kiframework.model.method import Criterion
from kiframework.output.schema import DRAFT, STAMP

Json = dict[str, Any]

_TEXT: Final[Json] = {"type": "string"}
_TEXT_OR_NOT: Final[Json] = {"type": ["string", "null"]}
_WORDS: Final[Json] = {
    "type": "object",
    "description": "Language -> words; an empty key for words of a company in one language.",
    "additionalProperties": _TEXT,
}
_DAY: Final[Json] = {"type": "string", "format": "date"}
_DAY_OR_NOT: Final[Json] = {"type": ["string", "null"], "format": "date"}
_WHOLE: Final[Json] = {"type": "integer", "minimum": 0}
_YES: Final[Json] = {"type": "boolean"}


def _object(**properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _one_of(kind: object) -> Json:
    return {"enum": list(get_args(kind))}


_FIGURE: Final[Json] = {
    **_object(exact={"type": "string", "pattern": "^-?[0-9]+(/[0-9]+)?$"}, value={"type": "number"}),
    "description": "A number as an exact fraction, and to four decimals.",
}
_FIGURE_OR_NOT: Final[Json] = {"anyOf": [_FIGURE, {"type": "null"}]}
_SHARE: Final[Json] = {
    **_object(percent={"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
    "description": "A share of people, as the step in which it lies.",
}
_SHOWN: Final[Json] = {"anyOf": [_FIGURE, _SHARE, {"type": "null"}]}
_VERDICT: Final = _object(
    date=_DAY, person=_TEXT, decision=_one_of(pilot.Decision), value=_FIGURE, incidents=_WHOLE, proposals=_WHOLE,
    overridden=_WHOLE, cost=_FIGURE, feedback=_WORDS, behaviour=_WORDS, reason=_WORDS,
)  # fmt: skip
_GATE: Final = _object(
    gate=_TEXT,
    state={**_one_of(pilot.GateState), "description": "What holds."},
    recorded={**_one_of(pilot.GateState), "description": "What was recorded."},
    against={**_TEXT_OR_NOT, "description": "Why what was recorded does not hold."},
    person=_TEXT_OR_NOT,
    date=_DAY_OR_NOT,
)
_PILOT: Final = _object(
    pilot=_TEXT,
    state=_one_of(standing.PilotState),
    rank={"type": ["integer", "null"], "minimum": 1},
    first={**_YES, "description": "Whether it is the first pilot at present."},
    utility=_FIGURE_OR_NOT,
    terms=_list(_object(term=_TEXT, weight=_WHOLE, mark=_FIGURE_OR_NOT)),
    skills=_object(
        score=_FIGURE_OR_NOT,
        origin={"enum": ["assessed", "entered", "unknown"]},
        people={"type": ["integer", "null"], "minimum": 1},
    ),
    gates=_list(_GATE),
    cost=_FIGURE_OR_NOT,
    verdicts=_list(_VERDICT),
)
_CRITERION: Final = _object(
    criterion=_one_of(Criterion), met={"type": ["boolean", "null"]}, figure=_SHOWN, needed=_FIGURE_OR_NOT
)
_PHASE: Final = _object(
    phase=_TEXT,
    begin=_DAY,
    end=_DAY,
    state=_one_of(standing.PhaseState),
    moved={"enum": ["phases", "curriculum", None]},
    entry=_list(_CRITERION),
    exit=_list(_CRITERION),
)
_GOAL: Final = _object(
    goal=_TEXT, statement=_TEXT_OR_NOT, preset=_TEXT_OR_NOT, baseline=_FIGURE, target=_FIGURE_OR_NOT, start=_DAY,
    due=_DAY_OR_NOT, direction={"enum": ["up", "down"]}, actual=_SHOWN, measured=_DAY_OR_NOT, computed=_YES,
    expected=_FIGURE_OR_NOT, state=_one_of(standing.GoalState),
)  # fmt: skip
_SUM: Final = _object(id=_TEXT, limit=_FIGURE_OR_NOT, planned=_FIGURE, actual=_FIGURE)
_BUDGET: Final = _object(
    revenue=_FIGURE_OR_NOT, share=_FIGURE_OR_NOT, ceiling=_FIGURE_OR_NOT, planned=_FIGURE, actual=_FIGURE, over=_FIGURE,
    categories=_list(_SUM), phases=_list(_SUM), learning_hours=_FIGURE_OR_NOT, learning_cost=_FIGURE_OR_NOT,
)  # fmt: skip
_MILESTONE: Final = _object(id=_TEXT, date=_DAY, kind=_TEXT, about=_TEXT)
_STEP: Final = _object(kind=_TEXT, about=_TEXT, by=_DAY, who=_TEXT_OR_NOT)


def render_pilots_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of what ``pilot list`` and ``pilot check`` print as JSON."""
    return _render("kiframework pilots", _object(**_head(), pilots=_list(_PILOT)))


def render_standing_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of what ``roadmap`` prints as JSON."""
    whole = _object(
        **_head(), start=_DAY, phases=_list(_PHASE), goals=_list(_GOAL), pilots=_list(_PILOT), budget=_BUDGET,
        milestones=_list(_MILESTONE), next_steps=_list(_STEP),
    )  # fmt: skip
    return _render("kiframework roadmap", whole)


def _head() -> Json:
    return {"schema_version": {"const": 1}, "framework": STAMP, "date": _DAY}


def _render(title: str, schema: Json) -> str:
    return json.dumps({"$schema": DRAFT, "title": title, **schema}, indent=1) + "\n"
