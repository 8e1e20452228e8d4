"""``kiframework config`` and ``kiframework doctor``: what is set, and what is missing."""

from __future__ import annotations

import platform
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from kiframework import __version__
from kiframework.api.people import read_people
from kiframework.api.record_files import open_records
from kiframework.api.setting import Setting, UnusableInputError, find_inputs, open_framework, open_workspace
from kiframework.diagnostics import Severity
from kiframework.loading.files import is_folder
from kiframework.loading.workspace import SETTINGS_FILE, settings_file
from kiframework.rules.base import SkillContext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kiframework.loading.workspace import LoadedWorkspace

_EXTRAS = {"excel": ("xlsxwriter", "python-calamine"), "curriculum": ("highspy", "holidays", "icalendar")}
_PATIENCE = 20


class SettingOrigin(NamedTuple):
    """One setting, and where it comes from."""

    name: str
    value: str
    origin: str
    """A place in a file, or ``default``."""


class Check(NamedTuple):
    """What the doctor found."""

    state: Literal["ok", "missing", "problem"]
    topic: str
    text: str
    help: str | None = None


def settings_with_origin() -> list[SettingOrigin]:
    """Return every setting of the workspace around the user.

    Raises :class:`~kiframework.errors.KiframeworkError` if its settings cannot be used.
    """
    workspace = open_workspace(())
    data = workspace.settings.model_dump(mode="json")
    return [one for key, value in data.items() for one in _settings(workspace, (key,), value)]


def _settings(workspace: LoadedWorkspace, path: tuple[str, ...], value: Any) -> Iterator[SettingOrigin]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _settings(workspace, (*path, key), inner)
        return
    node: Any = workspace.source.root
    for step in path:
        node = node.get(step) if isinstance(node, dict) else None
    place = "default" if node is None else str(workspace.source.value(path))
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    yield SettingOrigin(".".join(path), "not set" if value in (None, [], {}) else text, place)


def examine(today: dt.date) -> Iterator[Check]:
    """Yield what is installed and found, what is missing, and how to mend it."""
    yield Check("ok", "kiframework", f"{__version__} on Python {platform.python_version()}")
    for extra, packages in _EXTRAS.items():
        yield _extra(extra, packages)
    git = shutil.which("git")
    help_ = "install git to compare states of a framework"
    yield Check("ok", "git", "found") if git else Check("missing", "git", "is not installed", help_)
    try:
        workspace = open_workspace(())
    except UnusableInputError as error:
        yield _unusable("settings", error)
        return
    yield from _workspace(workspace, today)


def _extra(extra: str, packages: tuple[str, ...]) -> Check:
    try:
        found = ", ".join(f"{name} {version(name)}" for name in packages)
    except PackageNotFoundError:
        return Check("missing", f"extra {extra}", "is not installed", f'pip install "kiframework[{extra}]"')
    return Check("ok", f"extra {extra}", found)


def _unusable(topic: str, error: UnusableInputError) -> Check:
    return Check("problem", topic, f"{error.message} {len(error.diagnostics)} finding(s).", "kiframework validate")


def _workspace(workspace: LoadedWorkspace, today: dt.date) -> Iterator[Check]:
    file = settings_file(workspace.folder)
    if file is None:
        yield Check("missing", "workspace", f"there is no {SETTINGS_FILE} here or above", "kiframework init DIR")
    else:
        yield Check("ok", "workspace", str(file))
    try:
        framework = open_framework(workspace, None)
    except UnusableInputError as error:
        yield _unusable("framework", error)
        return
    counts = f"{len(framework.roles)} roles, {len(framework.competencies)} competencies"
    yield Check("ok", "framework", f"{framework.id} {framework.version}: {counts}")
    if file is not None:
        setting = Setting(workspace, framework)
        yield _people(setting, today)
        yield _records(setting)
        yield _council(workspace)
        yield from _names(workspace.folder)


def _people(setting: Setting, today: dt.date) -> Check:
    folder = setting.workspace.path(setting.workspace.settings.skills)
    if not is_folder(folder):
        return Check("missing", "skill files", f"{folder} does not exist", "kiframework quickcheck ROLE --person P-001")
    found = read_people(find_inputs([str(folder)]), SkillContext(setting.framework, today))
    wrong = sum(one.severity is Severity.ERROR for one in found.diagnostics)
    count = len(found.people)
    text = "1 person" if count == 1 else f"{count} people"
    if wrong:
        return Check("problem", "skill files", f"{text}, and {wrong} error(s)", f"kiframework validate {folder}")
    old = sum(one.code == "KIF114" for one in found.diagnostics)
    if old:
        return Check("missing", "skill files", f"{text}, {old} file(s) of another version", "kiframework migrate")
    return Check("ok", "skill files", text)


def _records(setting: Setting) -> Check:
    files = open_records(setting, None)
    if files.diagnostics:
        return Check(
            "problem", "records", f"{len(files.diagnostics)} finding(s)", f"kiframework validate {files.shown}"
        )
    return Check("ok", "records", "1 group" if len(files.files) == 1 else f"{len(files.files)} groups")


def _council(workspace: LoadedWorkspace) -> Check:
    council = workspace.settings.works_council
    if council is None:
        help_ = 'in kiframework.toml: works_council = {state = "none"}, or informed, or agreed with a date'
        return Check("missing", "works council", "nothing is said about it", help_)
    return Check("ok", "works council", council.state)


def _names(folder: Path) -> Iterator[Check]:
    """Look for lists of names under version control."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607 - from the path, as everywhere
            cwd=folder,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    tracked = done.stdout.decode("utf-8", "replace").split("\0")
    lists = [name for name in tracked if Path(name).name.lower().startswith(("names", "namen"))]
    if lists:
        help_ = "keep it elsewhere; what was committed stays in the history"
        yield Check("problem", "names", f"{lists[0]} is under version control", help_)
