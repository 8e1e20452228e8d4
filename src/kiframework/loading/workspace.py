"""Reads a workspace: settings, names, logo. All paths in settings count from the folder of the settings file."""

from __future__ import annotations

import base64
import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pydantic import TypeAdapter, ValidationError

from kiframework.diagnostics import Diagnostic, Location, Place, SourceMap
from kiframework.errors import KiframeworkError
from kiframework.loading.binding import bind
from kiframework.loading.files import is_file, read_bytes, read_text
from kiframework.loading.yaml import read_yaml
from kiframework.model.base import Key, Words
from kiframework.model.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS_FILE = "kiframework.toml"
"""The file that makes a folder a workspace."""
PROJECT_FILE = "pyproject.toml"
"""The file that makes a folder a workspace if it has a table ``[tool.kiframework]``."""
TEXTS_FILE = "texts.yaml"
"""The file in a template folder that changes single texts."""
MAX_LOGO_BYTES = 500_000
"""Largest logo that is put into reports."""

_TABLE = re.compile(r"\s*\[(?:tool\.kiframework\.?)?([A-Za-z0-9_-]*)\]").match
_SETTING = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=\s*").match

_PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class LoadedWorkspace:
    """Settings and the folder they belong to."""

    folder: Path
    settings: Workspace
    source: SourceMap = field(default_factory=lambda: SourceMap(""))
    """Where each setting stands; what stands nowhere has its default."""

    def path(self, setting: str) -> Path:
        """Return a path from the settings, seen from the workspace."""
        return self.folder / setting


def settings_file(folder: Path) -> Path | None:
    """Return the file with the settings of a folder, if it has one."""
    if is_file(folder / SETTINGS_FILE):
        return folder / SETTINGS_FILE
    project = folder / PROJECT_FILE
    if not is_file(project):
        return None
    text = read_text(project, PROJECT_FILE)
    return project if isinstance(text, str) and "[tool.kiframework" in text else None


def find_workspace(start: Path) -> Path | None:
    """Return the nearest folder with settings, from ``start`` upwards."""
    try:
        start = start.resolve()
        return next((folder for folder in (start, *start.parents) if settings_file(folder) is not None), None)
    except (OSError, RuntimeError, ValueError):
        return None  # whatever is wrong with the path is reported when it is read


def load_workspace(folder: Path) -> LoadedWorkspace | list[Diagnostic]:
    """Read the settings of a workspace."""
    file = settings_file(folder) or folder / SETTINGS_FILE
    shown = _shown(file)
    text = read_text(file, shown)
    if isinstance(text, Diagnostic):
        return [text]
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return [_toml_problem(error, shown)]
    if file.name == PROJECT_FILE:
        data = data.get("tool", {}).get("kiframework", {})
    source = SourceMap(shown, data)
    source.record(data, dict(_places(text, shown, "")))
    for table, content in data.items():
        if isinstance(content, dict):
            source.record(content, dict(_places(text, shown, table)))
    bound = bind(Workspace, source)
    if bound.model is None or bound.diagnostics:
        return list(bound.diagnostics)
    return LoadedWorkspace(folder, bound.model, bound.source)


def _shown(file: Path) -> str:
    """Name a file from where the user stands, if it lies below."""
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def _places(text: str, shown: str, table: str) -> Iterator[tuple[str, Place]]:
    """Yield where the settings of a table stand, or those outside of tables: the TOML reader does not say."""
    within = ""
    for number, line in enumerate(text.splitlines()):
        head = _TABLE(line)
        found = head or _SETTING(line)
        if head:
            within = head[1]
        if found and (not table if head else within == table):
            key, end, value = (yaml.Mark(shown, 0, number, at, "", 0) for at in (*found.span(1), found.end()))
            yield found[1], Place(shown, key, end, value, value)


def _toml_problem(error: Exception, shown: str) -> Diagnostic:
    found = re.search(r"(.*) \(at line (\d+), column (\d+)\)", str(error))
    if found is None:
        return Diagnostic("KIF003", f"This is not valid TOML: {error}.", Location(shown))
    return Diagnostic("KIF003", f"This is not valid TOML: {found[1]}.", Location(shown, int(found[2]), int(found[3])))


def load_names(path: Path) -> dict[str, str] | list[Diagnostic]:
    """Read a list of names: a YAML mapping of pseudonym to name."""
    shown = str(path)
    text = read_text(path, shown)
    if isinstance(text, Diagnostic):
        return [text]
    document = read_yaml(text, shown)
    if document.diagnostics:
        # Messages about keys repeat the key, which in a list written the wrong way round is a name.
        return [replace(one, message="This line cannot be used.") for one in document.diagnostics]
    try:
        return TypeAdapter(dict[Words, Words]).validate_python(document.data)
    except ValidationError as error:
        path_of_first = error.errors()[0]["loc"][:1]
        message = "A list of names holds one line 'pseudonym: name' for each person."
        return [Diagnostic("KIF012", message, document.source.value(path_of_first))]


def load_texts(templates: Path) -> dict[str, dict[str, str]] | list[Diagnostic]:
    """Read the texts that a company's template folder changes; there may be none."""
    path = templates / TEXTS_FILE
    if not path.exists():
        return {}
    text = read_text(path, str(path))
    if isinstance(text, Diagnostic):
        return [text]
    document = read_yaml(text, str(path))
    if document.diagnostics:
        return document.diagnostics
    try:
        return TypeAdapter(dict[Key, dict[Key, Words]]).validate_python(document.data)
    except ValidationError as error:
        message = "A list of texts holds one line 'key: {language: text}' for each changed text."
        return [Diagnostic("KIF012", message, document.source.value(error.errors()[0]["loc"]))]


def load_logo(path: Path) -> str:
    """Read a picture as a data URI. Raises :class:`KiframeworkError` if it cannot be used."""
    kind = _PICTURES.get(path.suffix.lower())
    if kind is None:
        raise KiframeworkError(f"The logo {path} is no SVG, PNG or JPEG file.")
    data = read_bytes(path, str(path))
    if isinstance(data, Diagnostic):
        raise KiframeworkError(f"The logo {str(path)!r} cannot be read: {data.message}")
    if len(data) > MAX_LOGO_BYTES:
        raise KiframeworkError(f"The logo {path} is larger than {MAX_LOGO_BYTES // 1000} kB.")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
