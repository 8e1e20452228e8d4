"""Where a run takes place: workspace, framework, files. Shared by all commands."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location, in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.files import STANDARD_INPUT, Input, from_here, is_file, is_folder, shown_below, yaml_files
from kiframework.loading.framework import load_framework
from kiframework.loading.workspace import SETTINGS_FILE, LoadedWorkspace, find_workspace, load_workspace
from kiframework.model.workspace import Workspace
from kiframework.resources import BUILT_IN, data_folder
from kiframework.rules import check_framework

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kiframework.model.framework import Framework


class UnusableInputError(KiframeworkError):
    """Files that a run cannot do without have errors; all of them are in ``diagnostics``."""

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic]) -> None:
        """Say what cannot be used, and why."""
        super().__init__(message)
        self.diagnostics = in_order(diagnostics)


@dataclass(frozen=True, slots=True)
class Setting:
    """Workspace and framework of a run."""

    workspace: LoadedWorkspace
    framework: Framework


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector, and spare what was made meanwhile from it later on.

    What loading makes is kept and holds no cycles, so looking through it again and again would be wasted.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def open_setting(paths: Sequence[str], framework: str | None) -> Setting:
    """Read the workspace around the first path and the framework to use.

    ``framework`` is a folder or file; left out, it is the one of the workspace, else the built-in one. Raises
    :class:`UnusableInputError` with every problem found.
    """
    workspace = open_workspace(paths)
    return Setting(workspace, open_framework(workspace, framework))


def open_workspace(paths: Sequence[str]) -> LoadedWorkspace:
    """Read the workspace around the first path, or around the user; without any, nothing is set.

    Raises :class:`UnusableInputError` with every problem found.
    """
    start = Path(paths[0]) if paths and paths[0] != STANDARD_INPUT else Path()
    folder = find_workspace(start)
    workspace = LoadedWorkspace(Path(), Workspace()) if folder is None else load_workspace(folder)
    if isinstance(workspace, list):
        raise UnusableInputError("The settings of the workspace cannot be used.", workspace)
    return workspace


def open_framework(workspace: LoadedWorkspace, chosen: str | None) -> Framework:
    """Read the framework: the chosen one, else that of the workspace, else the built-in one."""
    path, shown = framework_place(workspace, chosen)
    with collector_paused():
        loaded = load_framework(path, shown)
        diagnostics = list(loaded.diagnostics)
        if loaded.framework is not None:
            diagnostics += check_framework(loaded.framework, loaded.source, complete=loaded.complete)
    if loaded.framework is None or diagnostics:
        raise UnusableInputError("The framework cannot be used.", diagnostics)
    return loaded.framework


def framework_place(workspace: LoadedWorkspace, chosen: str | None) -> tuple[Path, str]:
    """Return where the framework lies, and its name in messages."""
    if chosen is not None:
        return Path(chosen), chosen
    if workspace.settings.framework is not None:
        path = workspace.path(workspace.settings.framework)
        return path, from_here(path)
    return data_folder("framework"), BUILT_IN


def find_inputs(paths: Sequence[str]) -> Iterator[Input | Diagnostic]:
    """Yield the skill files behind paths: files, folders, workspaces, ``-``. Each file comes once."""
    if len(paths) == 1:
        yield from _find(paths[0])
        return
    seen: set[str] = set()
    for path in paths:
        for found in _find(path):
            if isinstance(found, Input):
                # The same file under another name would rate everybody twice.
                place = os.path.abspath(found.path) if found.shown != STANDARD_INPUT else found.shown  # noqa: PTH100
                if place in seen:
                    continue
                seen.add(place)
            yield found


def _find(given: str) -> Iterator[Input | Diagnostic]:
    path = Path(given)
    if given == STANDARD_INPUT:
        yield Input(path, given, given)
    elif not is_folder(path):
        yield Input(path, given, path.name)
    elif is_file(path / SETTINGS_FILE):
        workspace = load_workspace(path)
        if isinstance(workspace, list):
            yield from workspace
        else:
            skills = workspace.settings.skills
            yield from _below(path / skills, shown_below(given, skills), skills)
    else:
        yield from _below(path, given, "")


def _below(folder: Path, shown: str, relative: str) -> Iterator[Input | Diagnostic]:
    if not is_folder(folder):
        yield Diagnostic("KIF001", "This folder does not exist.", Location(shown))
        return
    found = False
    for file in yaml_files(folder, shown):
        found = True
        if relative and isinstance(file, Input):
            yield file._replace(relative=shown_below(relative, file.relative))
        else:
            yield file
    if not found:
        help_ = "skill files end in .yaml or .yml"
        yield Diagnostic("KIF001", "There is no skill file here.", Location(shown), help=help_)
