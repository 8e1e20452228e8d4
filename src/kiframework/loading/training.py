"""Reads the catalogue of training, which lies in a folder beside the competencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiframework.diagnostics import LatePlaces, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import Input, is_folder, read_bytes, shown_below
from kiframework.loading.framework import TRAINING, Reading
from kiframework.loading.yaml import read_data, read_yaml
from kiframework.model.training import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.loading.files import ReadBytes

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
    """Read and bind the catalogue of the framework in a folder; a framework in a single file has none."""
    if not is_folder(path) or not is_folder(path / TRAINING):
        return LoadedCatalogue(None, SourceMap(shown), ())
    loaded = _load(path, shown, Reading(read, read_data))
    if loaded.diagnostics:
        return _load(path, shown, Reading(read, read_yaml))
    return replace(loaded, source=LatePlaces(lambda: _places(path, shown, read)))


def _load(path: Path, shown: str, reading: Reading) -> LoadedCatalogue:
    if not _read(path, shown, reading):
        return LoadedCatalogue(None, reading.source, tuple(reading.diagnostics))
    bound = bind(Catalogue, reading.source)
    return LoadedCatalogue(bound.model, bound.source, (*reading.diagnostics, *bound.diagnostics))


def _places(path: Path, shown: str, read: ReadBytes) -> SourceMap:
    reading = Reading(read, read_yaml)
    _read(path, shown, reading)
    return reading.source


def _read(path: Path, shown: str, reading: Reading) -> bool:
    """Join the files of the catalogue; tell whether its top file can be used."""
    folder = shown_below(shown, TRAINING)
    reading.source.path = shown_below(folder, TOP_FILE)
    document = reading.document(Input(path / TRAINING / TOP_FILE, reading.source.path, ""))
    if document is None:
        return False
    whole = dict(document.data)
    reading.source.root = whole
    reading.source.record(whole, reading.source.places_of(document.data))
    reading.section(path / TRAINING / MODULES, shown_below(folder, MODULES), whole)
    return True
