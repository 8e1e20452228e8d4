"""Finds what ``kiframework validate`` is to check: frameworks, skill files, records, pilots, roadmaps, settings."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location, Severity
from kiframework.loading.company import ROADMAP_FILE
from kiframework.loading.files import (
    STANDARD_INPUT,
    YAML_ENDINGS,
    Input,
    decode,
    files_below,
    from_here,
    is_folder,
    shown_below,
)
from kiframework.loading.kinds import Kind, framework_around, kind_of
from kiframework.loading.workspace import PROJECT_FILE, SETTINGS_FILE, load_workspace, settings_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiframework.loading.files import TextStore


@dataclass(slots=True)
class Targets:
    """What was found. Keys are real paths, so that nothing is checked twice under two names."""

    frameworks: dict[str, Input] = field(default_factory=dict)
    """Folders of frameworks, and files that hold a whole one."""
    skills: dict[str, Input] = field(default_factory=dict)
    records: dict[str, Input] = field(default_factory=dict)
    pilots: dict[str, Input] = field(default_factory=dict)
    roadmaps: dict[str, Input] = field(default_factory=dict)
    settings: dict[str, Input] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take_stray(self, others: Iterable[Input]) -> None:
        """Look at the files that seemed to be none of ours once more, now that their neighbours are known.

        Beside skill files, and in the folder that settings name for them, one that lacks everything that makes a skill
        file is a broken one; inside of a framework, one in a folder that nothing reads is misplaced.
        """
        folders = {os.path.dirname(path) for path in self.skills}  # noqa: PTH120 - these are names of folders only
        whole: list[str] = []
        for settings in self.settings.values():
            workspace = load_workspace(settings.path.parent)
            if not isinstance(workspace, list):
                whole.append(os.path.realpath(workspace.path(workspace.settings.skills)) + os.sep)
        for file in others:
            inside = os.path.dirname(os.path.realpath(file.path))  # noqa: PTH120
            if inside in folders or f"{inside}{os.sep}".startswith(tuple(whole)):
                _add(self.skills, file)
            elif any(inside.startswith(f"{framework}{os.sep}") for framework in self.frameworks):
                message = "Nothing in the framework reads this file."
                help_ = "its parts lie in competencies/, roles/, ladders/, questions/, training/ and pilots/"
                place = Location(file.shown, 1, 1)
                self.diagnostics.append(Diagnostic("KIF015", message, place, Severity.WARNING, help=help_))

    def take(self, file: Input, store: TextStore) -> bool:
        """Sort a file in, by its place and what it holds; return whether it is one of ours."""
        if file.path.name == SETTINGS_FILE or (
            file.path.name == PROJECT_FILE and settings_file(file.path.parent) == file.path
        ):
            _add(self.settings, file)
            return True
        framework = _framework_of(file)
        if framework is not None:
            _add(self.frameworks, framework)
            return True
        data = store.read(file.path, file.shown)
        text = data if isinstance(data, Diagnostic) else decode(data, file.shown)
        # What cannot be read cannot be known to be none of ours.
        kind = Kind.SKILLS if isinstance(text, Diagnostic) else kind_of(text, file.shown)
        if kind is Kind.OTHER and file.path.name == ROADMAP_FILE:
            kind = Kind.ROADMAP  # which may hold nothing but its start
        if kind is Kind.OTHER:
            store.forget(file.shown)
            return False
        found = {
            Kind.FRAMEWORK: self.frameworks,
            Kind.SKILLS: self.skills,
            Kind.RECORD: self.records,
            Kind.PILOT: self.pilots,
            Kind.ROADMAP: self.roadmaps,
        }
        _add(found[kind], file)
        return True


def find_targets(paths: Iterable[str], store: TextStore) -> Targets:
    """Find what stands behind paths: files, folders, ``-``.

    A file that is part of a framework stands for the whole framework: its parts refer to each other.
    """
    targets = Targets()
    for named in paths:
        path, given = Path(named), named.replace(os.sep, "/")
        if given != STANDARD_INPUT and is_folder(path):
            files = list(_below(path, given, targets))
            others = [file for file in files if not targets.take(file, store)]
            targets.take_stray(others)
            if len(others) == len(files):
                message = "There is no framework, no skill file and no settings file here."
                targets.diagnostics.append(Diagnostic("KIF001", message, Location(given)))
        elif not targets.take(Input(path, given, path.name), store):
            message = "This is neither a framework nor a skill file."
            help_ = "a skill file is YAML with the keys 'person' and 'ratings'"
            targets.diagnostics.append(Diagnostic("KIF015", message, Location(given, 1, 1), help=help_))
    return targets


def _below(folder: Path, shown: str, targets: Targets) -> Iterator[Input]:
    if settings_file(folder) == folder / PROJECT_FILE:
        yield Input(folder / PROJECT_FILE, shown_below(shown, PROJECT_FILE), PROJECT_FILE)
    for file in files_below(folder, shown, (SETTINGS_FILE, *YAML_ENDINGS)):
        if isinstance(file, Diagnostic):
            targets.diagnostics.append(file)
        else:
            yield file


def _framework_of(file: Input) -> Input | None:
    """Return the folder of the framework that a file is part of, named as the file is."""
    whole = Path(os.path.abspath(file.path))  # noqa: PTH100 - links stay: names in messages lead there
    folder = framework_around(whole)
    if folder is None or file.shown == STANDARD_INPUT:
        return None
    below = whole.relative_to(folder).as_posix()
    shown = file.shown.removesuffix(below).rstrip("/") if file.shown.endswith(below) else from_here(folder)
    return Input(folder, shown or ".", folder.name)


def real_path(path: Path) -> str:
    """Return the one name of a file that has several; a name no file can have stays as it is."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return str(path)


def _add(found: dict[str, Input], file: Input) -> None:
    found.setdefault(file.shown if file.shown == STANDARD_INPUT else real_path(file.path), file)
