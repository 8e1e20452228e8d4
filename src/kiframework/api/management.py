"""``kiframework report management --explain``: where the inputs of the page for the management stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.api.setting import framework_place
from kiframework.diagnostics import Location
from kiframework.loading.company import load_roadmap
from kiframework.loading.files import Input, from_here
from kiframework.loading.framework import load_framework
from kiframework.loading.method import load_method
from kiframework.resources import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiframework.api.roadmap import RoadmapRun
    from kiframework.diagnostics import Path, Places


@dataclass(frozen=True, slots=True)
class _Folder:
    """Inputs that are told apart nowhere: all files in a folder."""

    shown: str

    def key(self, path: Path) -> Location:  # noqa: ARG002 - all paths lead to the folder
        return Location(self.shown)

    value = key


@dataclass(frozen=True, slots=True)
class _WithTemplate:
    """A pilot, with the template behind it that holds wherever its file says nothing."""

    own: Places
    method: Places
    template: str | None

    def key(self, path: Path) -> Location:
        """Return the place of a key."""
        return self._found(path, self.own.key(path), self.method.key(("templates", self.template, *path)))

    def value(self, path: Path) -> Location:
        """Return the place of a value."""
        return self._found(path, self.own.value(path), self.method.value(("templates", self.template, *path)))

    def _found(self, path: Path, own: Location, inherited: Location) -> Location:
        is_inherited = self.template is not None and not _leads_to(own, path) and inherited.entry.count("/") > len(path)
        return inherited if is_inherited else own


def _leads_to(place: Location, path: Path) -> bool:
    """Tell whether a place is that of a path, and not of something above it."""
    return len(path) == (place.entry.count("/") + 1 if place.entry else 0)


def input_places(run: RoadmapRun, framework: str | None) -> Mapping[str, Places]:
    """Return where inputs stand, by the name of their document: framework, method, roadmap, pilots, skills.

    Documents are read once more with their places: only an explanation asks for these.
    """
    workspace = run.setting.workspace
    path, shown = framework_place(workspace, framework)
    place = path, shown if shown == BUILT_IN else from_here(path)
    method = load_method(*place).source
    roadmap = workspace.path(workspace.settings.roadmap)
    skills = workspace.path(workspace.settings.skills)
    return {
        "framework": load_framework(*place).source,
        "method": method,
        "roadmap": load_roadmap(Input(roadmap, from_here(roadmap), roadmap.name)).source,
        "skills": _Folder(from_here(skills)),
        **{f"pilot/{one.pilot.pilot}": _WithTemplate(one.source, method, one.pilot.template) for one in run.files},
    }
