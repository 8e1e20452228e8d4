"""Reads the catalogue of training, which lies in a folder beside the competencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import LatePlaces, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import Input, is_file, is_folder, read_bytes, shown_below
from kiframework.loading.framework import TRAINING, Reading, beside
from kiframework.loading.overlay import Overlay
from kiframework.loading.yaml import read_data, read_yaml
from kiframework.model.training import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.loading.files import ReadBytes
    from kiframework.loading.framework import Beside

TOP_FILE = "catalogue.yaml"
"""What holds for all modules."""
MODULES = "modules"
"""Folder of the modules, each file a mapping of id -> module."""


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
    if not any(is_folder(layer.path / TRAINING) for layer in around.layers):
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
    source, read, whole = reading.source, reading.read, None
    for layer in around.layers:
        # What is inherited is none of the run: it is read as it is.
        reading.read = read if layer is around.layers[-1] else read_bytes
        own = _own(layer.path, layer.shown, reading, needed=whole is None)
        if own is None:
            return False
        if layer is not around.layers[-1]:
            own = around.in_its_languages(source, source.copy_without(own, _not_inherited(own, around)))
        overlay = Overlay(source, reading.diagnostics)
        whole = own if whole is None else overlay.merged(whole, own, ())
    source.root = whole
    return whole is not None


def _own(path: Path, shown: str, reading: Reading, *, needed: bool) -> dict[Any, Any] | None:
    """Join the files of one catalogue; None if its top file is needed, or there, and cannot be used."""
    folder = shown_below(shown, TRAINING)
    reading.source.path = shown_below(folder, TOP_FILE)
    whole: dict[Any, Any] = {}
    if needed or is_file(path / TRAINING / TOP_FILE):
        document = reading.document(Input(path / TRAINING / TOP_FILE, reading.source.path, ""))
        if document is None:
            return None
        whole = dict(document.data)
        reading.source.record(whole, reading.source.places_of(document.data))
    reading.source.root = whole
    reading.section(path / TRAINING / MODULES, shown_below(folder, MODULES), whole)
    return whole


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
