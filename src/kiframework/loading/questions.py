"""Reads the questions of the quick check, which lie in a folder beside the competencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import LatePlaces, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import is_folder, read_bytes, shown_below
from kiframework.loading.framework import QUESTIONS, Reading, beside
from kiframework.loading.overlay import Overlay
from kiframework.loading.yaml import read_data, read_yaml
from kiframework.model.questions import Questions

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.loading.files import ReadBytes
    from kiframework.loading.framework import Beside


@dataclass(frozen=True, slots=True)
class LoadedQuestions:
    """Questions as read. With diagnostics, ``questions`` is what is right in them."""

    questions: Questions | None
    """None if there are none, or nothing is left of them."""
    source: Places
    diagnostics: tuple[Diagnostic, ...]


def load_questions(path: Path, shown: str, read: ReadBytes = read_bytes) -> LoadedQuestions:
    """Read and bind the questions of the framework in a folder; a framework in a single file has none.

    A framework that extends another has its questions too, as far as they are about competencies that it has.
    """
    around = beside(path, shown)
    if not any(is_folder(layer.path / QUESTIONS) for layer in around.layers):
        return LoadedQuestions(None, SourceMap(shown), ())
    loaded = _load(around, Reading(read, read_data))
    if loaded.diagnostics:
        return _load(around, Reading(read, read_yaml))
    return replace(loaded, source=LatePlaces(lambda: joined_questions(around, Reading(read, read_yaml))))


def _load(around: Beside, reading: Reading) -> LoadedQuestions:
    bound = bind(Questions, joined_questions(around, reading))
    return LoadedQuestions(bound.model, bound.source, (*reading.diagnostics, *bound.diagnostics))


def joined_questions(around: Beside, reading: Reading) -> SourceMap:
    """Return the questions of all layers as one document, with the place of every value."""
    source, read = reading.source, reading.read
    whole: dict[Any, Any] = {}
    for layer in around.layers:
        own: dict[Any, Any] = {}
        folder = shown_below(layer.shown, QUESTIONS)
        source.path = folder
        inherited = layer is not around.layers[-1]
        reading.read = read_bytes if inherited else read
        reading.section(layer.path / QUESTIONS, folder, own)
        given = own.get(QUESTIONS)
        if inherited and isinstance(given, dict):
            own = source.copy_without(own, [(QUESTIONS, one) for one in given if not around.knows("competencies", one)])
            own = around.in_its_languages(source, own)
        overlay = Overlay(source, reading.diagnostics)
        whole = overlay.merged(whole, own, ()) if whole else own
    source.root = whole
    return source
