"""Reads the catalogue of training, which lies in a folder beside the competencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import LatePlaces, SourceMap
from kiframework.loading.beside import Spot, joined, lies_beside
from kiframework.loading.binding import bind
from kiframework.loading.files import read_bytes
from kiframework.loading.framework import TRAINING, Reading, beside
from kiframework.loading.yaml import read_data, read_yaml
from kiframework.model.training import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.loading.files import ReadBytes
    from kiframework.loading.framework import Beside

MODULES = "modules"
"""Folder of the modules, each file a mapping of id -> module."""
SPOT = Spot(TRAINING, "catalogue.yaml", MODULES)
"""Where the catalogue lies."""


@dataclass(frozen=True, slots=True)
class LoadedCatalogue:
    """A catalogue as read. With diagnostics, ``catalogue`` is what is right in it."""

    catalogue: Catalogue | None
    """None if there is none, or nothing is left of it."""
    source: Places
    diagnostics: tuple[Diagnostic, ...]


def load_catalogue(path: Path, shown: str, read: ReadBytes = read_bytes) -> LoadedCatalogue:
    """Read and bind the catalogue of the framework in a folder; a framework in a single file has none.

    A framework that extends another has its modules too, as far as they close steps of competencies that it has.
    """
    around = beside(path, shown)
    if not lies_beside(around, SPOT):
        return LoadedCatalogue(None, SourceMap(shown), ())
    loaded = _load(around, Reading(read, read_data))
    if loaded.diagnostics:
        return _load(around, Reading(read, read_yaml))
    return replace(loaded, source=LatePlaces(lambda: _places(around, read)))


def _load(around: Beside, reading: Reading) -> LoadedCatalogue:
    if not joined_catalogue(around, reading):
        return LoadedCatalogue(None, reading.source, tuple(reading.diagnostics))
    bound = bind(Catalogue, reading.source)
    return LoadedCatalogue(bound.model, bound.source, (*reading.diagnostics, *bound.diagnostics))


def _places(around: Beside, read: ReadBytes) -> SourceMap:
    reading = Reading(read, read_yaml)
    joined_catalogue(around, reading)
    return reading.source


def joined_catalogue(around: Beside, reading: Reading) -> bool:
    """Join the catalogues of all layers; tell whether there is one that can be used. It becomes the reading's root."""
    return joined(around, SPOT, reading, _not_inherited)


def _not_inherited(own: dict[Any, Any], around: Beside) -> list[tuple[Any, ...]]:
    """Return the paths of what refers to competencies and roles that the framework above does not have."""
    modules = own.get(MODULES)
    given = modules if isinstance(modules, dict) else {}
    gone = {name for name, module in given.items() if isinstance(module, dict) and not _has_use(module, around)}
    paths: list[tuple[Any, ...]] = [(MODULES, name) for name in gone]
    for name, module in given.items():
        if name not in gone and isinstance(module, dict):
            here = (MODULES, name)
            paths += [(*here, "steps", at) for at, one in _numbered(module, "steps") if not _known_step(one, around)]
            paths += [(*here, "prerequisites", at) for at, one in _numbered(module, "prerequisites") if one in gone]
            paths += [(*here, "roles", at) for at, one in _numbered(module, "roles") if not around.knows("roles", one)]
    baseline = own.get("baseline")
    if isinstance(baseline, dict) and baseline.get("module") in gone:
        paths.append(("baseline",))
    return paths


def _has_use(module: dict[Any, Any], around: Beside) -> bool:
    roles = [one for _, one in _numbered(module, "roles")]
    used = not roles or any(around.knows("roles", role) for role in roles)
    return used and any(_known_step(one, around) for _, one in _numbered(module, "steps"))


def _known_step(step: Any, around: Beside) -> bool:
    return isinstance(step, dict) and around.knows("competencies", step.get("competency"))


def _numbered(module: dict[Any, Any], key: str) -> list[tuple[int, Any]]:
    given = module.get(key)
    return list(enumerate(given)) if isinstance(given, list) else []
