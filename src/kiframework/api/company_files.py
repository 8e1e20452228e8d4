"""The files in which a company writes about its way: pilots and the roadmap of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.setting import UnusableInputError, framework_place, open_setting
from kiframework.diagnostics import Diagnostic, Severity
from kiframework.errors import KiframeworkError
from kiframework.loading.company import load_pilot, load_roadmap
from kiframework.loading.files import Input, from_here, is_file, is_folder, yaml_files
from kiframework.loading.method import load_method
from kiframework.rules.base import MethodContext, PilotContext, RoadmapContext
from kiframework.rules.method import check_method
from kiframework.rules.pilots import check_pilot, check_pilots
from kiframework.rules.roadmap import check_roadmap

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from kiframework.api.setting import Setting
    from kiframework.diagnostics import Places
    from kiframework.loading.workspace import LoadedWorkspace
    from kiframework.model.method import Method
    from kiframework.model.pilot import Pilot
    from kiframework.model.roadmap import Roadmap


@dataclass(frozen=True, slots=True)
class PilotFile:
    """One pilot, and where it stands."""

    path: Path
    shown: str
    pilot: Pilot
    source: Places


def open_workspace(workspace: str | None, framework: str | None) -> Setting:
    """Open the workspace in a folder, or the one the user stands in.

    Raises :class:`~kiframework.errors.KiframeworkError` where there is no such folder: the workspace around it would
    pass for it.
    """
    if workspace is None:
        return open_setting((), framework)
    if not is_folder(Path(workspace)):
        raise KiframeworkError(f"There is no folder {workspace}.", "name the folder of a workspace")
    return open_setting((workspace,), framework)


def open_method(setting: Setting, chosen: str | None, today: dt.date) -> Method:
    """Read the method beside the framework, and check it.

    Raises :class:`~kiframework.errors.KiframeworkError` where there is none, or it cannot be used.
    """
    path, shown = framework_place(setting.workspace, chosen)
    loaded = load_method(path, shown)
    diagnostics = list(loaded.diagnostics)
    if loaded.method is not None:
        context = MethodContext(setting.framework, today)
        diagnostics += check_method(loaded.method, loaded.source, context, complete=not diagnostics)
    _require(diagnostics, "The method of pilots and roadmaps cannot be used.")
    if loaded.method is None:
        help_ = "put pilots/method.yaml beside its competencies; docs/pilots.md says how"
        raise KiframeworkError(f"The framework {shown} has no method of pilots.", help_)
    return loaded.method


def pilot_folder(workspace: LoadedWorkspace) -> Path:
    """Return the folder of the pilots of a workspace."""
    return workspace.path(workspace.settings.pilots)


def open_pilots(
    setting: Setting, method: Method, today: dt.date
) -> tuple[tuple[PilotFile, ...], tuple[Diagnostic, ...]]:
    """Read the pilots of a workspace, in order of their files; return them with what should be better in them.

    There may be none.

    Raises :class:`~kiframework.api.setting.UnusableInputError` if one of them cannot be used: without it, ranks and the
    first pilot would be wrong.
    """
    folder = pilot_folder(setting.workspace)
    context = PilotContext(setting.framework, method, today)
    found: list[PilotFile] = []
    problems: list[Diagnostic] = []
    for file in yaml_files(folder, from_here(folder)) if is_folder(folder) else ():
        if isinstance(file, Diagnostic):
            problems.append(file)
            continue
        loaded = load_pilot(file)
        problems += loaded.diagnostics
        if loaded.content is not None:
            problems += check_pilot(loaded.content, loaded.source, context)
            found.append(PilotFile(file.path, file.shown, loaded.content, loaded.source))
    problems += check_pilots([(one.pilot, one.source) for one in found])
    _require(problems, "The pilots cannot be used.")
    return tuple(found), tuple(problems)


def pilot_ids(workspace: LoadedWorkspace) -> frozenset[str]:
    """Return the ids of the pilots of a workspace that can be read."""
    folder = pilot_folder(workspace)
    files = yaml_files(folder, "") if is_folder(folder) else ()
    loaded = (load_pilot(file).content for file in files if isinstance(file, Input))
    return frozenset(one.pilot for one in loaded if one is not None)


def open_roadmap(
    setting: Setting, method: Method, pilots: Iterable[PilotFile], today: dt.date
) -> tuple[Roadmap, tuple[Diagnostic, ...]]:
    """Read the roadmap of a workspace; return it with what should be better in it.

    Raises :class:`~kiframework.errors.KiframeworkError` where there is none, or it cannot be used.
    """
    path = setting.workspace.path(setting.workspace.settings.roadmap)
    if not is_file(path):
        help_ = "one line is enough to begin with: start: 2027-01-04; docs/roadmap.md shows the rest"
        raise KiframeworkError(f"There is no roadmap: {from_here(path)} does not exist.", help_)
    loaded = load_roadmap(Input(path, from_here(path), path.name))
    if loaded.content is None:
        raise UnusableInputError("The roadmap cannot be used.", loaded.diagnostics)
    context = RoadmapContext(setting.framework, method, today, frozenset(one.pilot.pilot for one in pilots))
    problems = (*loaded.diagnostics, *check_roadmap(loaded.content, loaded.source, context))
    _require(problems, "The roadmap cannot be used.")
    return loaded.content, problems


def _require(problems: Iterable[Diagnostic], message: str) -> None:
    """Raise everything that is wrong if one of it is an error; warnings are what ``validate`` is for."""
    found = list(problems)
    if any(one.severity is Severity.ERROR for one in found):
        raise UnusableInputError(message, found)
