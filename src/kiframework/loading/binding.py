"""Binds data to a model, and pydantic's errors to the places in the file where they belong."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kiframework.diagnostics import Diagnostic, Edit, Fix, unknown_word
from kiframework.model.base import FORMS, ID, SOURCE_ID, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from kiframework.diagnostics import Location, SourceMap

M = TypeVar("M", bound=BaseModel)

Path = tuple[Any, ...]
"""Keys and list positions that lead to a value."""

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?").fullmatch
_DECIMAL = re.compile(r"(\d{1,9})[.,](\d{1,9})", re.ASCII).fullmatch
_FORGOTTEN_BLANK = re.compile(r"[A-Za-z_-]+:\S+").fullmatch
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+").sub
_NO_LETTER_FIRST = re.compile(r"^[^a-z]+").sub

_MESSAGES = {
    "invalid_key": "Write text as the key here.",
    "bool_type": "Write true or false here.",
    "dict_type": "Write a mapping (key: value) here.",
    "int_type": "Write a whole number here.",
    "list_type": "Write a list here.",
    "model_type": "Write a mapping (key: value) here.",
    "string_too_short": "Write some text here.",
    "string_type": "Write text here.",
}


@dataclass(slots=True)
class Bound(Generic[M]):
    """What became of some data: the model of everything in it that is right, and what is wrong with the rest."""

    model: M | None
    """None if what is left without the wrong parts is no model either."""
    diagnostics: tuple[Diagnostic, ...]
    source: SourceMap
    """Places of the data behind ``model``."""
    removed: tuple[Path, ...] = ()
    """What had to be left out of ``model``."""


def bind(model: type[M], source: SourceMap) -> Bound[M]:
    """Validate the data of ``source``; every problem is reported at its place.

    KIF010 unknown key, KIF011 missing key, KIF012 wrong value, KIF013 bad id, KIF014 version that is no text. What is
    right is bound all the same, so that its content can be checked in the same run.
    """
    try:
        return Bound(model.model_validate(source.root), (), source)
    except ValidationError as error:
        problems = _one_per_value(error.errors(include_url=False), source.root)
    diagnostics = tuple(_diagnostic(model, problem, source) for problem in problems)
    removed: list[Path] = []
    while problems:
        wrong = {_removable(problem, source.root) for problem in problems}
        if () in wrong:
            return Bound(None, diagnostics, source, tuple(removed))
        removed += sorted(wrong, key=str)
        source = source.without(wrong)
        try:
            return Bound(model.model_validate(source.root), diagnostics, source, tuple(removed))
        except ValidationError as error:
            problems = _one_per_value(error.errors(include_url=False), source.root)
    return Bound(None, diagnostics, source, tuple(removed))


def _removable(problem: ErrorDetails, root: Any) -> Path:
    """Return the path of what has to go so that a problem does: where a key is missing, all that it belongs to."""
    path = _path(problem, root)
    return path[:-1] if problem["type"] == "missing" else path


def _one_per_value(problems: Iterable[ErrorDetails], root: Any) -> list[ErrorDetails]:
    """Of the complaints of all members of a union keep one: what is said inside a mapping, or of the kind written."""
    at: dict[Path, ErrorDetails] = {}
    for problem in map(_with_whole_number, map(_at_tag, problems)):
        path = _path(problem, root)
        if path not in at or (problem["type"] == "literal_error" and at[path]["type"] == "int_type"):
            at[path] = problem
    parents = {path[:length] for path in at for length in range(len(path))}
    return [problem for path, problem in at.items() if path not in parents or not _of_member(problem, path)]


def _at_tag(problem: ErrorDetails) -> ErrorDetails:
    """Let a complaint about the key that tells the members of a union apart stand at that key."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "union_tag_not_found":
        return {**problem, "type": "missing", "loc": (*problem["loc"], context["discriminator"].strip("'"))}
    if kind == "union_tag_invalid":
        expected = " or ".join(context["expected_tags"].rsplit(", ", 1))
        place = (*problem["loc"], context["discriminator"].strip("'"))
        return {**problem, "type": "literal_error", "loc": place, "ctx": {"expected": expected}}
    return problem


def _with_whole_number(problem: ErrorDetails) -> ErrorDetails:
    """Let a complaint about a decimal where a whole number belongs say which one is meant."""
    found = _DECIMAL(problem["input"]) if problem["type"] == "int_type" and isinstance(problem["input"], str) else None
    if found is None:
        return problem
    low = int(found[1])
    choice = f"{low} or {low + 1}" if found[2].strip("0") else f"{low}"
    return {**problem, "type": "value_error", "ctx": {"error": f"write a whole number, here {choice}"}}


def _of_member(problem: ErrorDetails, path: Path) -> bool:
    """Tell whether a complaint comes from one member of a union: pydantic adds its name to the location."""
    return problem["type"] != "missing" and problem["loc"][-1:] != path[-1:]


def _path(problem: ErrorDetails, root: Any) -> Path:
    """Return the part of pydantic's location that stands in the data: names of union members are no keys."""
    path: list[Any] = []
    node = root
    for step in problem["loc"]:
        if isinstance(node, list):
            present = isinstance(step, int) and step < len(node)
        else:
            present = isinstance(node, dict) and step in node
        if present:
            path.append(step)
            node = node[step]
    if problem["type"] == "missing":
        path.append(problem["loc"][-1])
    return tuple(path)


def _diagnostic(model: type[BaseModel], problem: ErrorDetails, source: SourceMap) -> Diagnostic:
    path = _path(problem, source.root)
    kind = problem["type"]
    if kind == "extra_forbidden":
        key = str(path[-1])
        if _FORGOTTEN_BLANK(key):
            return _blank_missing(key, source.key(path))
        known = _fields(model, problem["loc"][:-1])
        finding = unknown_word("KIF010", f"Unknown key '{_short(key)}'.", source.key(path), word=key, known=known)
        taken = finding.fix is not None and finding.fix.edits[0].text in _container(path, source.root)
        return replace(finding, fix=None) if taken else finding
    if kind == "missing":
        return Diagnostic("KIF011", f"The key '{path[-1]}' is missing.", source.key(path[:-1]), help="add it here")
    if _is_cut_number(problem, path, source.root):
        message = "A comma ends the entry here, so the rest of the number stands alone."
        return Diagnostic("KIF012", message, source.key(path), help="write decimals with a point, such as 0.72")
    of_key = "[key]" in problem["loc"]
    place = source.key(path) if of_key else source.value(path)
    if kind == "string_pattern_mismatch":
        return _wrong_form(str(problem["input"]), problem["ctx"]["pattern"], place)
    message = _message(problem)
    if kind == "literal_error" and _of_member(problem, path):
        message = message.replace("Write ", "Write a whole number or ")
    return Diagnostic("KIF012", message, place)


def _blank_missing(key: str, place: Location) -> Diagnostic:
    name, _, value = key.partition(":")
    return Diagnostic("KIF010", f"Unknown key '{_short(key)}'.", place, help=f"a blank is missing: '{name}: {value}'")


def _container(path: Path, root: Any) -> Any:
    """Return the mapping or list that holds the entry at ``path``."""
    for step in path[:-1]:
        root = root[step]
    return root


def _is_cut_number(problem: ErrorDetails, path: Path, root: Any) -> bool:
    """Tell whether a comma has cut a number in two: ``{share: 0,72}`` reads as ``share: 0`` and an empty ``72``."""
    given = problem["input"]
    if not path or not str(path[-1]).isdecimal():
        return False
    is_key = given == path[-1] and given is not True
    return given is None or (is_key and reduce(getitem, path, root) is None)


def _message(problem: ErrorDetails) -> str:
    kind = problem["type"]
    context = problem.get("ctx", {})
    if kind == "value_error":
        reason = str(context["error"])
        return f"{reason[0].upper()}{reason[1:]}."
    if kind == "literal_error":
        return f"Write {context['expected']} here."
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return f"Write a number {'of at least' if kind.startswith('g') else 'up to'} {bound} here."
    return _MESSAGES.get(kind) or f"{problem['msg']}."


def _wrong_form(text: str, pattern: str, place: Location) -> Diagnostic:
    message = f"'{_short(text)}' is not {FORMS.get(pattern, pattern)}."
    if pattern in (ID, SOURCE_ID):
        proper = _proper_id(text, "_" if pattern == SOURCE_ID else "-")
        help_ = f"write '{_short(proper)}'" if proper else "put a blank behind the colon" if ":" in text else None
        return Diagnostic("KIF013", message, place, help=help_, fix=_replacing(place, proper))
    if pattern == VERSION and _NUMBER(text) and place.end_column - place.column == len(text):
        whole = ".".join([*text.split("."), "0", "0"][:3])
        message = f"The version {text} is a number, which other programs write differently."
        return Diagnostic("KIF014", message, place, help=f'write "{whole}"', fix=_replacing(place, f'"{whole}"'))
    return Diagnostic("KIF012", message, place)


def _proper_id(text: str, joint: str) -> str:
    """Return the id that was meant, or nothing where no letter is left of it, or a blank is missing behind a colon."""
    if ":" in text:
        return ""
    plain = text.lower().translate(_UMLAUTS)
    return _NO_LETTER_FIRST("", _NOT_IN_IDS(joint, plain)).rstrip(joint)


def _replacing(place: Location, text: str) -> Fix | None:
    return Fix(f"replace it with {text}", (Edit(place, text),)) if text and place.end_line else None


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _fields(model: type[BaseModel], path: Iterable[Any]) -> list[str]:
    """Return the keys a model knows at ``path``, following lists, mappings and unions."""
    models = [model]
    for step in path:
        fields = [one.model_fields[str(step)] for one in models if str(step) in one.model_fields]
        if fields:
            models = _models_within(fields[0].annotation)
        else:
            models = [one for one in models if _is_tag(one, step)] or models
    return list(models[0].model_fields) if models else []


def _is_tag(model: type[BaseModel], step: Any) -> bool:
    """Tell whether pydantic names a model so where it is a member of a union."""
    fields = model.model_fields.values()
    return any(get_origin(field.annotation) is Literal and step in get_args(field.annotation) for field in fields)


def _models_within(annotation: Any) -> list[type[BaseModel]]:
    """Return the models an annotation is about, through ``list``, ``dict``, ``Annotated`` and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models_within(part)]
