"""Reads a framework: one folder (or one file) to the model, with the place of every value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from kiframework.diagnostics import Diagnostic, Location, SourceMap, location
from kiframework.loading.binding import bind
from kiframework.loading.files import Input, is_folder, read_text, shown_below, yaml_files
from kiframework.loading.yaml import read_yaml
from kiframework.model.framework import Framework

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.diagnostics import Place
    from kiframework.loading.yaml import Document

SECTIONS = ("competencies", "roles", "ladders")
"""Mappings of id -> definition that may be spread over the files of a folder of the same name."""
REFERRED_LISTS = ("pillars", "scale", "scoring")
"""Parts of the top file that competencies, roles and skill files refer to."""
TOP_FILE = "framework.yaml"
"""The file that makes a folder a framework."""


@dataclass(frozen=True, slots=True)
class LoadedFramework:
    """A framework as read. With diagnostics, ``framework`` is what is right in it, and good for further checks only."""

    framework: Framework | None
    """None if too little is left to check."""
    source: SourceMap
    diagnostics: tuple[Diagnostic, ...]


def load_framework(path: Path, shown: str) -> LoadedFramework:
    """Read and bind a framework; everything wrong with it is reported.

    ``path`` is the folder that holds ``framework.yaml``, or a single file with everything in it.
    """
    source = SourceMap(path=shown)
    diagnostics: list[Diagnostic] = []
    whole = _read_top(path, shown, source, diagnostics)
    if whole is not None and is_folder(path):
        for section in SECTIONS:
            _read_section(path / section, shown_below(shown, section), whole, source, diagnostics)
    if whole is None:
        return LoadedFramework(None, source, tuple(diagnostics))
    bound = bind(Framework, source)
    known = not any(map(_is_definition, bound.removed)) and not diagnostics
    return LoadedFramework(bound.model if known else None, bound.source, (*diagnostics, *bound.diagnostics))


def _is_definition(path: tuple[Any, ...]) -> bool:
    """Tell whether something others refer to stood at ``path``: without it, the references would look wrong."""
    return path[0] in REFERRED_LISTS or (path[0] in SECTIONS and len(path) <= len(("section", "id")))


def _read_top(path: Path, shown: str, source: SourceMap, diagnostics: list[Diagnostic]) -> dict[Any, Any] | None:
    in_folder = is_folder(path)
    file = path / TOP_FILE if in_folder else path
    document = _read(Input(file, shown_below(shown, TOP_FILE) if in_folder else shown, ""), diagnostics)
    if document is None:
        return None
    source.path = document.source.path
    source.include(document.source)
    # A copy, because sections from other files join it; its places stay those of the top file.
    whole = dict(document.data)
    source.root = whole
    source.record(whole, source.places_of(document.data))
    return whole


def _read(file: Input, diagnostics: list[Diagnostic]) -> Document | None:
    text = read_text(file.path, file.shown)
    if isinstance(text, Diagnostic):
        diagnostics.append(text)
        return None
    document = read_yaml(text, file.shown)
    diagnostics.extend(document.diagnostics)
    if document.data is None:
        return None
    if not isinstance(document.data, dict):
        message = "A framework file holds a mapping (key: value) at its top."
        diagnostics.append(Diagnostic("KIF012", message, Location(file.shown, 1, 1)))
        return None
    return document


def _read_section(
    folder: Path, shown: str, whole: dict[Any, Any], source: SourceMap, diagnostics: list[Diagnostic]
) -> None:
    """Join the files of one folder into one mapping, together with what the top file holds of it."""
    if not is_folder(folder):
        return
    inline = whole.get(folder.name, {})
    if not isinstance(inline, dict):
        return  # binding reports it
    joined = dict(inline)
    places = dict(source.places_of(inline))
    for file in yaml_files(folder, shown):
        if isinstance(file, Diagnostic):
            diagnostics.append(file)
            continue
        document = _read(file, diagnostics)
        if document is None:
            continue
        source.include(document.source)
        own = document.source.places_of(document.data)
        diagnostics.extend(_defined_twice(key, own[key], places[key]) for key in document.data if key in joined)
        joined.update(document.data)
        places.update(own)
    whole[folder.name] = joined
    source.record(joined, places)
    top = yaml.Mark(shown, 0, 0, 0, "", 0)
    source.record(whole, {folder.name: (shown, top, top), **source.places_of(whole)})


def _defined_twice(key: object, second: Place, first: Place) -> Diagnostic:
    message = f"'{key}' is defined twice."
    related = (("first defined here", location(*first[:2])),)
    help_ = "remove or rename one of the two"
    return Diagnostic("KIF005", message, location(*second[:2]), help=help_, related=related)
