"""Reads the questions of the quick check, which lie in a folder beside the competencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import LatePlaces, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import is_folder, read_bytes, shown_below
from kiframework.loading.framework import QUESTIONS, Reading
from kiframework.loading.yaml import read_data, read_yaml
from kiframework.model.questions import Questions

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.loading.files import ReadBytes


@dataclass(frozen=True, slots=True)
class LoadedQuestions:
    """Questions as read. With diagnostics, ``questions`` is what is right in them."""

    questions: Questions | None
    """None if there are none, or nothing is left of them."""
    source: Places
    diagnostics: tuple[Diagnostic, ...]


def load_questions(path: Path, shown: str, read: ReadBytes = read_bytes) -> LoadedQuestions:
    """Read and bind the questions of the framework in a folder; a framework in a single file has none."""
    if not is_folder(path) or not is_folder(path / QUESTIONS):
        return LoadedQuestions(None, SourceMap(shown), ())
    loaded = _load(path, shown, Reading(read, read_data))
    if loaded.diagnostics:
        return _load(path, shown, Reading(read, read_yaml))
    return replace(loaded, source=LatePlaces(lambda: _joined(path, shown, Reading(read, read_yaml))))


def _load(path: Path, shown: str, reading: Reading) -> LoadedQuestions:
    bound = bind(Questions, _joined(path, shown, reading))
    return LoadedQuestions(bound.model, bound.source, (*reading.diagnostics, *bound.diagnostics))


def _joined(path: Path, shown: str, reading: Reading) -> SourceMap:
    whole: dict[Any, Any] = {}
    folder = shown_below(shown, QUESTIONS)
    reading.source.path = folder
    reading.source.root = whole
    reading.section(path / QUESTIONS, folder, whole)
    return reading.source
