"""Reads the method of steps three and four, which lies in a folder beside the competencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import LatePlaces, SourceMap
from kiframework.loading.beside import Spot, joined, lies_beside
from kiframework.loading.binding import bind
from kiframework.loading.files import read_bytes
from kiframework.loading.framework import PILOTS, Reading, beside
from kiframework.loading.yaml import read_data, read_yaml
from kiframework.model.method import Method

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.loading.files import ReadBytes
    from kiframework.loading.framework import Beside

TEMPLATES = "templates"
"""Folder of the templates of use cases, each file a mapping of id -> template."""
SPOT = Spot(PILOTS, "method.yaml", TEMPLATES)
"""Where the method lies."""


@dataclass(frozen=True, slots=True)
class LoadedMethod:
    """A method as read. With diagnostics, ``method`` is what is right in it."""

    method: Method | None
    """None if there is none, or nothing is left of it."""
    source: Places
    diagnostics: tuple[Diagnostic, ...]


def load_method(path: Path, shown: str, read: ReadBytes = read_bytes) -> LoadedMethod:
    """Read and bind the method of the framework in a folder; a framework in a single file has none.

    A framework that extends another has its templates too, as far as they are for roles that it has.
    """
    around = beside(path, shown)
    if not lies_beside(around, SPOT):
        return LoadedMethod(None, SourceMap(shown), ())
    loaded = _load(around, Reading(read, read_data))
    if loaded.diagnostics:
        return _load(around, Reading(read, read_yaml))
    return replace(loaded, source=LatePlaces(lambda: _places(around, read)))


def joined_method(around: Beside, reading: Reading) -> bool:
    """Join the methods of all layers; tell whether there is one that can be used. It becomes the reading's root."""
    return joined(around, SPOT, reading, _not_inherited)


def _load(around: Beside, reading: Reading) -> LoadedMethod:
    if not joined_method(around, reading):
        return LoadedMethod(None, reading.source, tuple(reading.diagnostics))
    bound = bind(Method, reading.source)
    return LoadedMethod(bound.model, bound.source, (*reading.diagnostics, *bound.diagnostics))


def _places(around: Beside, read: ReadBytes) -> SourceMap:
    reading = Reading(read, read_yaml)
    joined_method(around, reading)
    return reading.source


def _not_inherited(own: dict[Any, Any], around: Beside) -> list[tuple[Any, ...]]:
    """Return the paths of templates for roles that the framework above does not have."""
    given = own.get(TEMPLATES)
    templates = given if isinstance(given, dict) else {}
    return [
        (TEMPLATES, name)
        for name, template in templates.items()
        if isinstance(template, dict) and not around.knows("roles", template.get("role"))
    ]
