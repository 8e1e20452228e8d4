"""Runs the rules over what is to be checked. Frameworks first: skill files are checked against one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.company_files import pilot_ids
from kiframework.api.targets import real_path
from kiframework.loading.company import load_pilot, load_roadmap
from kiframework.loading.files import STANDARD_INPUT, Input, from_here, read_bytes
from kiframework.loading.framework import load_framework
from kiframework.loading.method import load_method
from kiframework.loading.questions import load_questions
from kiframework.loading.records import load_record
from kiframework.loading.reviews import load_reviews
from kiframework.loading.revision import framework_at
from kiframework.loading.skills import load_skills
from kiframework.loading.training import load_catalogue
from kiframework.loading.workspace import LoadedWorkspace, find_workspace, load_workspace
from kiframework.model.workspace import Workspace
from kiframework.resources import BUILT_IN, data_folder
from kiframework.rules import check_framework, check_person, check_skills
from kiframework.rules.base import (
    ContentContext,
    MethodContext,
    PersonFile,
    PersonFiles,
    PilotContext,
    QuestionContext,
    RecordContext,
    Release,
    RoadmapContext,
    SkillContext,
    TrainingContext,
)
from kiframework.rules.content import check_content
from kiframework.rules.method import check_method
from kiframework.rules.pilots import check_pilot, check_pilots
from kiframework.rules.questions import check_questions
from kiframework.rules.records import check_record
from kiframework.rules.review import check_reviews
from kiframework.rules.roadmap import check_roadmap
from kiframework.rules.training import check_catalogue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from kiframework.api.targets import Targets
    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.loading.files import ReadBytes, TextStore
    from kiframework.loading.framework import LoadedFramework
    from kiframework.model.checks import Checks
    from kiframework.model.framework import Framework
    from kiframework.model.pilot import Pilot

_FRAMEWORK_LINE = re.compile(rb"^framework:[ ]+[\"']?([a-z0-9-]+)@", re.MULTILINE).search

NO_WORKSPACE = LoadedWorkspace(Path(), Workspace())
"""What holds where there are no settings."""


@dataclass(slots=True)
class Checking:
    """One run over all targets."""

    today: dt.date
    checks: Checks
    store: TextStore
    chosen: str | None
    """Framework for the skill files: folder or file."""
    base: str | None
    """Git revision to compare the content of frameworks with."""
    loaded: dict[str, LoadedFramework] = field(default_factory=dict)
    """Frameworks by their real path: each is read once."""
    workspaces: dict[Path, LoadedWorkspace] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """Skill files of which nobody could tell whether they name a person, as findings name them."""

    def run(self, targets: Targets) -> Iterator[Diagnostic]:
        """Yield everything that is wrong with the targets."""
        for settings in targets.settings.values():
            found = load_workspace(settings.path.parent)
            yield from found if isinstance(found, list) else ()
        for key, file in targets.frameworks.items():
            yield from self._framework(key, file)
        groups: dict[str, list[Input]] = defaultdict(list)
        frameworks: dict[str, Input] = {}
        for file in targets.skills.values():
            framework = self._framework_for(file, targets)
            key = real_path(framework.path)
            frameworks.setdefault(key, framework)
            groups[key].append(file)
        for key, files in groups.items():
            if key not in self.loaded:
                # Only used, not looked after here: it is no file of this run, and its content is not judged.
                yield from self._load(key, frameworks[key], read_bytes)
            loaded = self.loaded[key]
            # Beside a framework with gaps, everything in a skill file would look unknown.
            yield from self._skills(files, None if loaded.diagnostics else loaded.framework)
        for file in targets.records.values():
            yield from self._record(file, self._framework_for(file, targets))
        yield from self._company(targets)

    def _load(self, key: str, file: Input, read: ReadBytes) -> Iterator[Diagnostic]:
        """Read a framework, and yield why people could not be scored with it."""
        loaded = self.loaded[key] = load_framework(file.path, file.shown, read)
        yield from loaded.diagnostics
        if loaded.framework is not None:
            yield from check_framework(loaded.framework, loaded.source, complete=loaded.complete)

    def _framework(self, key: str, file: Input) -> Iterator[Diagnostic]:
        yield from self._load(key, file, self.store.read)
        loaded = self.loaded[key]
        if loaded.framework is not None:
            context = ContentContext(self.today, self.checks, tuple(self._released(file, loaded.framework)))
            yield from check_content(loaded.framework, loaded.source, context, complete=loaded.complete)
        yield from self._questions(file, loaded)
        yield from self._training(file, loaded)
        yield from self._pilots(file, loaded)
        yield from self._reviews(file, loaded)

    def _pilots(self, file: Input, loaded: LoadedFramework) -> Iterator[Diagnostic]:
        found = load_method(file.path, file.shown, self.store.read)
        yield from found.diagnostics
        if found.method is not None and loaded.framework is not None:
            context = MethodContext(loaded.framework, self.today)
            complete = loaded.complete and not found.diagnostics
            yield from check_method(found.method, found.source, context, complete=complete)

    def _reviews(self, file: Input, loaded: LoadedFramework) -> Iterator[Diagnostic]:
        found = load_reviews(file.path, file.shown, self.store.read)
        yield from found.diagnostics
        if found.reviews is not None and loaded.framework is not None and loaded.complete:
            yield from check_reviews(found.reviews, found.source, TrainingContext(loaded.framework, loaded.source))

    def _questions(self, file: Input, loaded: LoadedFramework) -> Iterator[Diagnostic]:
        asked = load_questions(file.path, file.shown, self.store.read)
        yield from asked.diagnostics
        if asked.questions is not None and loaded.framework is not None:
            context = QuestionContext(loaded.framework, loaded.source, self.today)
            complete = loaded.complete and not asked.diagnostics
            yield from check_questions(asked.questions, asked.source, context, complete=complete)

    def _training(self, file: Input, loaded: LoadedFramework) -> Iterator[Diagnostic]:
        training = load_catalogue(file.path, file.shown, self.store.read)
        yield from training.diagnostics
        if training.catalogue is not None and loaded.framework is not None:
            context = TrainingContext(loaded.framework, loaded.source)
            complete = loaded.complete and not training.diagnostics
            yield from check_catalogue(training.catalogue, training.source, context, complete=complete)

    def _released(self, file: Input, framework: Framework) -> Iterator[Release]:
        if framework.recorded is not None:
            yield Release(framework.recorded.version, framework.recorded.sha256, "the recorded hash")
        if self.base is not None:
            then = framework_at(file.path, self.base)
            if then is not None:
                yield Release(then.version, then.sha256, f"the revision {self.base}")

    def _framework_for(self, file: Input, targets: Targets) -> Input:
        """Return the framework of a skill file: the chosen one, the workspace's, the only one here, the built-in."""
        if self.chosen is not None:
            return Input(Path(self.chosen), self.chosen, "")
        workspace = self._workspace_of(file)
        if workspace.settings.framework is not None:
            path = workspace.path(workspace.settings.framework)
            return Input(path, from_here(path), "")
        wanted = _FRAMEWORK_LINE(self.store.contents.get(file.shown, b""))
        for key, one in targets.frameworks.items():
            framework = self.loaded[key].framework
            if wanted and framework is not None and framework.id.encode() == wanted[1]:
                return one
        if len(targets.frameworks) == 1:
            return next(iter(targets.frameworks.values()))
        return Input(data_folder("framework"), BUILT_IN, "")

    def _workspace_of(self, file: Input) -> LoadedWorkspace:
        folder = Path() if file.shown == STANDARD_INPUT else file.path.parent
        if folder not in self.workspaces:
            around = find_workspace(folder)
            found = NO_WORKSPACE if around is None else load_workspace(around)
            self.workspaces[folder] = NO_WORKSPACE if isinstance(found, list) else found
        return self.workspaces[folder]

    def _skills(self, files: Iterable[Input], framework: Framework | None) -> Iterator[Diagnostic]:
        people: dict[str, list[PersonFile]] = defaultdict(list)
        context = None if framework is None else _context(framework, self.today)
        for file in files:
            loaded = load_skills(file, self.store.read)
            yield from loaded.diagnostics
            if loaded.skills is not None and context is not None:
                yield from check_skills(loaded.skills, loaded.source, context)
                people[loaded.skills.person].append(PersonFile(loaded.skills, loaded.source))
            else:
                self.unknown.add(file.shown)
        if context is not None:
            for person, own in people.items():
                yield from check_person(PersonFiles(person, tuple(own)), context)

    def _record(self, file: Input, place: Input) -> Iterator[Diagnostic]:
        """Check the record of one group against the catalogue of its framework."""
        loaded = load_record(file, self.store.read)
        yield from loaded.diagnostics
        key = real_path(place.path)
        if key not in self.loaded:
            yield from self._load(key, place, read_bytes)
        framework = self.loaded[key].framework
        catalogue = load_catalogue(place.path, place.shown).catalogue
        context = None if framework is None else _context(framework, self.today)
        if loaded.content is None or context is None or catalogue is None:
            self.unknown.add(file.shown)
        else:
            yield from check_record(
                loaded.content, loaded.source, RecordContext(context.framework, catalogue, self.today)
            )

    def _company(self, targets: Targets) -> Iterator[Diagnostic]:
        """Check pilots, each and beside the others of its folder, and roadmaps."""
        folders: dict[Path, list[tuple[Pilot, Places]]] = defaultdict(list)
        for file in targets.pilots.values():
            pilot, context = load_pilot(file, self.store.read), self._method(self._framework_for(file, targets))
            yield from pilot.diagnostics
            if pilot.content is None or context is None:
                self.unknown.add(file.shown)
                continue
            yield from check_pilot(pilot.content, pilot.source, context)
            folders[file.path.parent].append((pilot.content, pilot.source))
        for pilots in folders.values():
            yield from check_pilots(pilots)
        for file in targets.roadmaps.values():
            roadmap, context = load_roadmap(file, self.store.read), self._method(self._framework_for(file, targets))
            yield from roadmap.diagnostics
            if roadmap.content is None or context is None:
                self.unknown.add(file.shown)
                continue
            known = pilot_ids(self._workspace_of(file))
            whole = RoadmapContext(context.framework, context.method, self.today, known)
            yield from check_roadmap(roadmap.content, roadmap.source, whole)

    def _method(self, place: Input) -> PilotContext | None:
        """Return what pilots are checked against; None where the framework or its method cannot be used."""
        key = real_path(place.path)
        framework = (
            self.loaded[key].framework if key in self.loaded else load_framework(place.path, place.shown).framework
        )
        method = load_method(place.path, place.shown).method
        if framework is None or method is None or _context(framework, self.today) is None:
            return None
        return PilotContext(framework, method, self.today)


def _context(framework: Framework, today: dt.date) -> SkillContext | None:
    """Return what skill files are checked against; None if the framework cannot tell pseudonyms from names."""
    context = SkillContext(framework, today)
    try:
        re.compile(framework.scoring.person_pattern)
    except (re.error, RecursionError, OverflowError):
        return None  # a finding of its own
    return context
