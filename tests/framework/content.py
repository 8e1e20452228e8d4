"""The built-in framework as its readers see it: every text with the place it stands at."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kiframework.loading.framework import LoadedFramework, load_framework
from kiframework.loading.method import load_method
from kiframework.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.framework import Framework
    from kiframework.model.method import Method

HERE = Path(__file__).resolve().parent
LANGUAGES = ("de", "en")


class Words(NamedTuple):
    """One text in one language."""

    place: str
    language: str
    text: str


class Anchor(NamedTuple):
    """One level of one competency in one language."""

    competency: str
    level: int
    language: str
    text: str


@cache
def loaded() -> LoadedFramework:
    return load_framework(data_folder("framework"), "framework")


def framework() -> Framework:
    found = loaded().framework
    assert found is not None, loaded().diagnostics
    return found


@cache
def method() -> Method:
    found = load_method(data_folder("framework"), "framework")
    assert found.method is not None, found.diagnostics
    return found.method


@cache
def translations() -> tuple[tuple[str, dict[str, str]], ...]:
    """Return the place and the languages of every text for people, however deep it stands."""
    return (*_walk(framework().model_dump(mode="json"), ""), *_walk(method().model_dump(mode="json"), "pilots"))


def _walk(node: Any, place: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(node, list):
        for number, entry in enumerate(node):
            yield from _walk(entry, f"{place}[{number}]")
    elif isinstance(node, dict):
        if node and set(node) <= set(LANGUAGES):
            yield place, node
        else:
            for key, entry in node.items():
                yield from _walk(entry, f"{place}/{key}")


@cache
def texts() -> tuple[Words, ...]:
    return tuple(Words(place, language, text) for place, own in translations() for language, text in own.items())


@cache
def anchors() -> tuple[Anchor, ...]:
    return tuple(
        Anchor(name, level, language, text)
        for name, competency in framework().competencies.items()
        for level, own in competency.anchors.items()
        for language, text in own.items()
    )


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
