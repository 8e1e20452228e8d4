"""The parts of a framework, or of its questions, that rules about wording look at, each with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from kiframework.model.base import Text
from kiframework.model.checks import STUB

if TYPE_CHECKING:
    from kiframework.diagnostics import Path
    from kiframework.model.framework import Framework

_Path = tuple[Any, ...]
_Finder = Callable[[Any, _Path], Iterator[tuple[_Path, Any]]]
"""Yields path and value of every part of the wanted type within a value that stands at a path."""


def parts(model: BaseModel, kind: Any) -> Iterator[tuple[_Path, Any]]:
    """Yield path and value of everything in a model whose type is written as ``kind``."""
    return _model_finder(type(model), kind)(model, ())


def texts(model: BaseModel) -> Iterator[tuple[_Path, dict[str, str]]]:
    """Yield path and languages of every text."""
    return parts(model, Text)


def anchors(framework: Framework) -> Iterator[tuple[str, int, str, str]]:
    """Yield competency, level, language and words of every anchor; stubs are left out."""
    for name, competency in framework.competencies.items():
        for level, languages in competency.anchors.items():
            for language, words in languages.items():
                if not words.startswith(STUB):
                    yield name, level, language, words


def anchor_path(competency: str, level: int, language: str) -> Path:
    """Return where the words of an anchor stand."""
    return ("competencies", competency, "anchors", level, language)


@cache
def _model_finder(model: type[BaseModel], kind: Any) -> _Finder:
    """Follow the types once, so that branches without such parts are never walked: requirements are many."""
    return _finder(model, kind) or (lambda _value, _path: iter(()))


def _finder(annotation: Any, kind: Any) -> _Finder | None:
    if annotation == kind:
        return _itself
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {name: _finder(field.annotation, kind) for name, field in annotation.model_fields.items()}
        return _in_fields({name: finder for name, finder in fields.items() if finder is not None})
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        members = {_plain(argument): _finder(argument, kind) for argument in arguments}
        return _in_member({type_: finder for type_, finder in members.items() if finder is not None})
    if origin is Annotated:
        return _finder(arguments[0], kind)
    # The values of a mapping stand behind the type of its keys.
    around = {list: _in_items, dict: _in_values}.get(origin)
    return around(_finder(arguments[-1], kind)) if around is not None else None


def _itself(value: Any, path: _Path) -> Iterator[tuple[_Path, Any]]:
    yield path, value


def _in_fields(fields: dict[str, _Finder]) -> _Finder | None:
    def find(value: Any, path: _Path) -> Iterator[tuple[_Path, Any]]:
        content = value.__dict__
        for name, finder in fields.items():
            yield from finder(content[name], (*path, name))

    return find if fields else None


def _in_items(finder: _Finder | None) -> _Finder | None:
    if finder is None:
        return None

    def find(value: Any, path: _Path) -> Iterator[tuple[_Path, Any]]:
        for number, item in enumerate(value):
            yield from finder(item, (*path, number))

    return find


def _in_values(finder: _Finder | None) -> _Finder | None:
    if finder is None:
        return None

    def find(value: Any, path: _Path) -> Iterator[tuple[_Path, Any]]:
        for key, item in value.items():
            yield from finder(item, (*path, key))

    return find


def _plain(annotation: Any) -> Any:
    """Return the type that values of an annotation have."""
    origin = get_origin(annotation)
    return _plain(get_args(annotation)[0]) if origin is Annotated else origin or annotation


def _in_member(finders: Mapping[Any, _Finder]) -> _Finder | None:
    """Of the members of a union, look into the one that a value is of; None holds no parts."""
    if not finders:
        return None

    def find(value: Any, path: _Path) -> Iterator[tuple[_Path, Any]]:
        finder = finders.get(type(value))
        if finder is not None:
            yield from finder(value, path)

    return find
