"""Reads a framework: one folder (or one file), and all it is laid over, to the model, with the place of every value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from kiframework.diagnostics import Diagnostic, LatePlaces, Location, Place, SourceMap, location
from kiframework.loading.binding import Bound, bind
from kiframework.loading.converting import SCALE_MAP, in_languages
from kiframework.loading.extending import EXTENDS, base_of, misfit
from kiframework.loading.files import Input, decode, is_folder, read_bytes, shown_below, yaml_files
from kiframework.loading.overlay import Overlay
from kiframework.loading.yaml import read_data, read_yaml
from kiframework.model.framework import Framework

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kiframework.diagnostics import Places
    from kiframework.loading.files import ReadBytes
    from kiframework.loading.yaml import Document

SECTIONS = ("competencies", "roles", "ladders")
"""Mappings of id -> definition that may be spread over the files of a folder of the same name."""
REFERRED_LISTS = ("pillars", "scale", "scoring")
"""Parts of the top file that competencies, roles and skill files refer to."""
STAND_INS: dict[str, Any] = {
    "id": "unknown",
    "version": "0.0.0",
    "title": {},
    "description": {},
    "purpose": {},
    "license": "unknown",
    "weights": {"lowest": 1, "highest": 1_000_000},
    "competencies": {},
    "roles": {},
}
"""Required parts of the top file that the rest can be checked without."""
QUESTIONS = "questions"
"""Folder with the questions of the quick check, which lie beside the framework and are no part of its model."""
TRAINING = "training"
"""Folder with the catalogue of training, which lies beside the framework and is no part of its model."""
PILOTS = "pilots"
"""Folder with the method of pilots and roadmaps, which lies beside the framework and is no part of its model."""
REVIEWS = "reviews.yaml"
"""File with the reviews of the content, which lies beside the top file and is no part of the model."""
TOP_FILE = "framework.yaml"
"""The file that makes a folder a framework."""


_EXTENDS_LINE = re.compile(rb"^[\"']?extends[\"']?[ \t]*:", re.MULTILINE).search


@dataclass(frozen=True, slots=True)
class LoadedFramework:
    """A framework as read. With diagnostics, ``framework`` is what is right in it, and good for further checks only."""

    framework: Framework | None
    """None if too little is left to check."""
    source: Places
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = False
    """Whether everything others may refer to is there: where something is left out, references to it look wrong."""


def load_framework(path: Path, shown: str, read: ReadBytes = read_bytes) -> LoadedFramework:
    """Read and bind a framework; everything wrong with it is reported.

    ``path`` is the folder that holds ``framework.yaml``, or a single file with everything in it.
    """
    loaded = _load(path, shown, Reading(read, read_data))
    if loaded.diagnostics:
        return _load(path, shown, Reading(read, read_yaml))
    return replace(loaded, source=LatePlaces(lambda: _places(path, shown, read)))


def _load(path: Path, shown: str, reading: Reading) -> LoadedFramework:
    whole = reading.whole(path, shown)
    if whole is None:
        return LoadedFramework(None, reading.source, tuple(reading.diagnostics))
    bound = bind(Framework, reading.source)
    left = bound if bound.model is not None else _bind_rest(bound.source)
    unread = any(one.code != "KIF005" for one in reading.diagnostics)
    given = "competencies" in whole and "roles" in whole
    complete = given and not unread and not any(map(_is_definition, bound.removed))
    return LoadedFramework(left.model, left.source, (*reading.diagnostics, *bound.diagnostics), complete)


def _bind_rest(source: SourceMap) -> Bound[Framework]:
    """Bind what is left where required parts of the top file are missing or wrong."""
    rest = {**STAND_INS, **source.root}
    source.record(rest, source.places_of(source.root))
    source.root = rest
    return bind(Framework, source)


def _places(path: Path, shown: str, read: ReadBytes) -> SourceMap:
    reading = Reading(read, read_yaml)
    reading.whole(path, shown)
    return reading.source


def _is_definition(path: tuple[Any, ...]) -> bool:
    """Tell whether something others refer to stood at ``path``."""
    return path[0] in REFERRED_LISTS or (path[0] in SECTIONS and len(path) <= len(("section", "id")))


class Layer(NamedTuple):
    """A framework that others are laid over, or that is laid over others."""

    path: Path
    shown: str
    rescaled: bool = False
    """Whether it has another scale than the one below it."""
    id: str | None = None
    languages: frozenset[str] = frozenset()
    """The languages it names; none where it has those of the one below it."""


class Beside(NamedTuple):
    """Where questions and training of a framework lie: beside every layer down to a change of the scale."""

    layers: tuple[Layer, ...]
    """Lowest first."""
    whole: Mapping[str, Any] | None
    """The framework, against which inherited ones are held; None for one that extends nothing."""

    def knows(self, section: str, name: object) -> bool:
        """Tell whether the framework has something: what belongs to it is inherited, everything else is not."""
        return self.whole is None or name in (self.whole.get(section) or {})

    def in_its_languages(self, source: SourceMap, document: Any) -> Any:
        """Return something inherited without texts in languages that the framework does not have."""
        named = frozenset[str]().union(*(layer.languages for layer in self.layers))
        gone = named - _languages(self.whole or {})
        return in_languages(source, document, named, gone) if gone and self.whole else document


def beside(path: Path, shown: str) -> Beside:
    """Return where to look for what lies beside a framework."""
    top = read_bytes(path / TOP_FILE, shown)
    if isinstance(top, Diagnostic) or not _EXTENDS_LINE(top):
        return Beside((Layer(path, shown),), None)
    reading = Reading(read_bytes, read_data)
    return _around(reading, reading.whole(path, shown))


def _around(reading: Reading, whole: Mapping[str, Any] | None) -> Beside:
    depth = next((number for number, layer in enumerate(reading.layers, 1) if layer.rescaled), None)
    return Beside(tuple(reversed(reading.layers[:depth])), whole or {})


def layer_ids(path: Path, shown: str) -> frozenset[str]:
    """Return the ids of a framework and of everything it is laid over."""
    reading = Reading(read_bytes, read_data)
    reading.whole(path, shown)
    return frozenset(layer.id for layer in reading.layers if layer.id is not None)


def load_with_document(path: Path, shown: str) -> tuple[LoadedFramework, Beside]:
    """Read and bind a framework, and return it with the document that all its layers make."""
    reading = Reading(read_bytes, read_data)
    loaded = _load(path, shown, reading)
    return loaded, _around(reading, reading.source.root)


def resolved_document(path: Path, shown: str) -> SourceMap:
    """Return everything that stands in a framework and its layers as one document, with the place of every value."""
    return _places(path, shown, read_bytes)


@dataclass(slots=True)
class Reading:
    """Joins the files of one framework to one document."""

    read: ReadBytes
    parse: Callable[[str, str], Document]
    source: SourceMap = field(default_factory=lambda: SourceMap(""))
    diagnostics: list[Diagnostic] = field(default_factory=list)
    layers: tuple[Layer, ...] = ()
    """What was read, uppermost layer first."""

    def whole(self, path: Path, shown: str) -> dict[Any, Any] | None:
        """Return everything that stands in a framework and in what it extends, or None if that cannot be used."""
        own = self._own(path, shown)
        given = own or {}
        layer = Layer(path, shown, SCALE_MAP in given, str(given.get("id")), _languages(given))
        self.layers = (*self.layers, layer)
        return own if own is None or EXTENDS not in own else self._over(own, path)

    def _over(self, own: dict[Any, Any], path: Path) -> dict[Any, Any] | None:
        """Lay a framework over the one it extends, which is read as it is: its files are none of this run."""
        place = self.source.value([EXTENDS])
        folder = path if is_folder(path) else path.parent
        base = base_of(own[EXTENDS], folder, self._shown_folder(path), place)
        if isinstance(base, Diagnostic):
            self.diagnostics.append(base)
            return None
        if any(_same(base.path, layer.path) for layer in self.layers):
            help_ = "let it extend another framework"
            self.diagnostics.append(Diagnostic("KIF250", "This framework extends itself.", place, help=help_))
            return None
        below = Reading(read_bytes, self.parse, layers=self.layers)
        document = below.whole(base.path, base.shown)
        self.diagnostics += below.diagnostics
        if document is None:
            self.diagnostics += () if below.diagnostics else (Diagnostic("KIF250", "This cannot be read.", place),)
            return None
        wrong = misfit(base, document, own, place)
        if wrong is not None:
            self.diagnostics.append(wrong)
            return None
        self.layers = below.layers
        self.source.include(below.source)
        overlay = Overlay(self.source)
        self.source.root = overlay.lay(document, own)
        self.diagnostics += overlay.diagnostics
        return self.source.root  # type: ignore[no-any-return]

    def _shown_folder(self, path: Path) -> str:
        """Name the folder of the layer that was read last, as messages do."""
        shown = self.layers[-1].shown
        return shown if is_folder(path) else shown.rpartition("/")[0] or "."

    def _own(self, path: Path, shown: str) -> dict[Any, Any] | None:
        """Return everything that stands in one framework, or None if its top file cannot be used."""
        in_folder = is_folder(path)
        self.source.path = shown_below(shown, TOP_FILE) if in_folder else shown
        document = self.document(Input(path / TOP_FILE if in_folder else path, self.source.path, ""))
        if document is None:
            return None
        # A copy, because sections from other files join it; its places stay those of the top file.
        whole = dict(document.data)
        self.source.root = whole
        self.source.record(whole, self.source.places_of(document.data))
        if in_folder:
            for section in SECTIONS:
                self.section(path / section, shown_below(shown, section), whole)
        return whole

    def document(self, file: Input) -> Document | None:
        """Return what stands in one file, or None if it cannot be used."""
        data = self.read(file.path, file.shown)
        text = data if isinstance(data, Diagnostic) else decode(data, file.shown)
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            return None
        document = self.parse(text, file.shown)
        self.diagnostics.extend(document.diagnostics)
        if document.data is None:
            return None
        if not isinstance(document.data, dict):
            message = "A framework file holds a mapping (key: value) at its top."
            self.diagnostics.append(Diagnostic("KIF012", message, Location(file.shown, 1, 1)))
            return None
        self.source.include(document.source)
        return document

    def section(self, folder: Path, shown: str, whole: dict[Any, Any]) -> None:
        """Join the files of one folder into one mapping, together with what the top file holds of it."""
        inline = whole.get(folder.name, {})
        if not is_folder(folder) or not isinstance(inline, dict):
            return  # binding reports what is no mapping
        joined = dict(inline)
        places = dict(self.source.places_of(inline))
        for file in yaml_files(folder, shown):
            if isinstance(file, Diagnostic):
                self.diagnostics.append(file)
                continue
            document = self.document(file)
            if document is None:
                continue
            own = self.source.places_of(document.data)
            for key in document.data.keys() & joined.keys():
                self.diagnostics.append(_defined_twice(key, file.shown, own.get(key), places.get(key)))
            joined.update(document.data)
            places.update(own)
        whole[folder.name] = joined
        self.source.record(joined, places)
        top = yaml.Mark(shown, 0, 0, 0, "", 0)
        self.source.record(whole, {folder.name: Place(shown, top, top, top, top), **self.source.places_of(whole)})


def _languages(document: Mapping[str, Any]) -> frozenset[str]:
    given = document.get("languages")
    return frozenset(one for one in given if isinstance(one, str)) if isinstance(given, list) else frozenset()


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve()
    except (OSError, RuntimeError, ValueError):
        return one == other


def _defined_twice(key: object, shown: str, second: Place | None, first: Place | None) -> Diagnostic:
    message = f"'{key}' is defined twice."
    if first is None or second is None:
        return Diagnostic("KIF005", message, Location(shown))
    related = (("first defined here", location(first.file, first.key, first.key_end)),)
    place = location(second.file, second.key, second.key_end, str(key))
    return Diagnostic("KIF005", message, place, help="remove or rename one of the two", related=related)
