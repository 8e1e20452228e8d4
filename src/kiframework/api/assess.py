"""``kiframework assess``: people against roles."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from kiframework.api.crew import Crew, processes_for
from kiframework.api.people import as_written
from kiframework.api.roles import find_role
from kiframework.api.setting import Setting, collector_paused, find_inputs, open_setting
from kiframework.api.share import Result, Share, Task
from kiframework.diagnostics import in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.workspace import SETTINGS_FILE, find_workspace
from kiframework.model.assessment import (
    MUST_HAVE_OPEN,
    NOT_ASSESSABLE,
    SCHEMA_VERSION,
    Assessment,
    AssessmentDocument,
    FrameworkStamp,
    ShownSource,
)
from kiframework.planning.migration import in_todays_terms
from kiframework.rules.base import SkillContext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from kiframework.api.crew import Watch
    from kiframework.api.people import Understand
    from kiframework.api.share import Reading
    from kiframework.diagnostics import Diagnostic
    from kiframework.loading.files import Input
    from kiframework.model.framework import Framework
    from kiframework.model.skills import RoleAssignment
    from kiframework.model.team import TeamResult
    from kiframework.model.workspace import WorksCouncil

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AssessRequest:
    """What to assess."""

    paths: tuple[str, ...]
    """Skill files, folders, workspaces, or ``-`` for standard input; none for the workspace the user stands in."""
    day: dt.date
    """T, the assessment date."""
    today: dt.date
    """Ratings dated later are errors."""
    framework: str | None = None
    """Folder or file of the framework; None for that of the workspace, else the built-in one."""
    roles: tuple[str, ...] = ()
    """Roles to assess everybody against; empty for the roles named in the files."""
    all_roles: bool = False
    """Whether to assess everybody against every role."""


@dataclass(frozen=True, slots=True)
class BulkRun(Generic[T]):
    """A run whose assessments are worked out one by one, when they are asked for; nobody keeps them."""

    setting: Setting
    document: AssessmentDocument
    """The document without its assessments."""
    diagnostics: tuple[Diagnostic, ...]
    today: dt.date
    """The day of the run, which need not be that of the assessment."""
    assignments: tuple[RoleAssignment, ...]
    """Which roles those who are assessed have, and since when."""
    people: int
    """How many people are assessed."""
    results: Iterator[Result[T]]
    """In order of person, then of role. Raises :class:`~kiframework.errors.KiframeworkError` if a process dies."""


@dataclass(frozen=True, slots=True)
class AssessRun:
    """What came out of a run."""

    setting: Setting
    document: AssessmentDocument
    diagnostics: tuple[Diagnostic, ...]
    today: dt.date
    """The day of the run, which need not be that of the assessment."""
    assignments: tuple[RoleAssignment, ...] = ()
    """Roles of everybody whose file could be used, past and future ones too."""

    @property
    def people(self) -> int:
        """How many people were assessed."""
        return len({one.person for one in self.document.assessments})

    def team(self) -> TeamResult:
        """Return what may be said about the people as a group."""
        from kiframework.scoring.groups import summarise

        return summarise(self.setting.framework, self.document.date, self.document.assessments)

    def shown_sources(self, assessment: Assessment) -> dict[str, tuple[ShownSource, ...]]:
        """Return what a report may show of the evidence behind an assessment."""
        from kiframework.scoring.disclosure import shown_sources

        return shown_sources(self.setting.framework, assessment)


def assess(request: AssessRequest, watch: Watch = iter) -> AssessRun:
    """Assess people against roles.

    ``watch`` is handed the list of files and gives them back one by one; a progress bar can be put there. Raises
    :class:`~kiframework.errors.KiframeworkError` if there is nothing to assess with.
    """
    run = _start(request, _as_it_is, watch, lambda _: 1)
    assessments = tuple(result.wanted for result in run.results)
    document = replace(run.document, assessments=assessments)
    return AssessRun(run.setting, document, run.diagnostics, run.today, run.assignments)


def assess_in_bulk(request: AssessRequest, finish: Callable[[Assessment], T], watch: Watch = iter) -> BulkRun[T]:
    """Assess as :func:`assess` does, in several processes where that pays, and keep only what is wanted.

    ``finish`` makes that of an assessment: something small, that can be handed from process to process, as can
    ``finish`` itself.
    """
    return _start(request, finish, watch, processes_for)


def _start(
    request: AssessRequest,
    finish: Callable[[Assessment], T],
    watch: Watch,
    processes: Callable[[Sequence[Input | Diagnostic]], int],
) -> BulkRun[T]:
    """Read all files; working out results is left for later."""
    paths = named_or_workspace(request.paths)
    setting = open_setting(paths, request.framework)
    framework = setting.framework
    context = SkillContext(framework, request.today, _chosen_roles(framework, request))
    inputs = list(find_inputs(paths))
    with collector_paused():
        crew = Crew(Task(context, request.day, finish), inputs, processes(inputs))
        found = crew.read(watch)
    stamp = FrameworkStamp(framework.id, framework.version, framework.sha256)
    left_out = tuple(sorted(found.left_out, key=lambda one: one.path))
    document = AssessmentDocument(SCHEMA_VERSION, stamp, request.day, left_out, ())
    problems, people = in_order(found.diagnostics), len(found.people)
    return BulkRun(setting, document, problems, request.today, found.assignments, people, crew.results())


def assess_people(
    context: SkillContext, inputs: Iterable[Input | Diagnostic], day: dt.date, understand: Understand = as_written
) -> tuple[Reading, list[Assessment]]:
    """Read people and assess them against the framework and the roles of a context."""
    share = Share(Task(context, day, _as_it_is, understand))
    found = share.read(inputs)
    return found, [result.wanted for results in share.results() for result in results]


def _as_it_is(assessment: Assessment) -> Assessment:
    return assessment


def assess_in_todays_terms(
    context: SkillContext, inputs: Iterable[Input | Diagnostic], day: dt.date, ids: Collection[str]
) -> tuple[Reading, list[Assessment]]:
    """Assess people whose files may be older than the framework; ``ids`` are those whose ratings may be taken over.

    What the framework says to have become of something is done as ``kiframework migrate`` would, and nothing written.
    """
    return assess_people(context, inputs, day, lambda skills: in_todays_terms(skills, context.framework, ids))


def named_or_workspace(paths: Sequence[str]) -> Sequence[str]:
    """Return the paths that were named; if there are none, the workspace the user stands in.

    Raises :class:`~kiframework.errors.KiframeworkError` outside of a workspace, where any YAML file would be taken for
    a skill file, and for an empty path, which would pass for the current folder.
    """
    if "" in paths:
        raise KiframeworkError("An empty path names no file.", "name a file or folder, such as . for this one")
    if paths:
        return paths
    workspace = find_workspace(Path())
    if workspace is None:
        message = f"No path is given, and there is no {SETTINGS_FILE} here or above."
        help_ = f"name skill files or folders, such as . for this one, or go to a folder with {SETTINGS_FILE}"
        raise KiframeworkError(message, help_)
    return (os.path.relpath(workspace),)


def readiness_order(framework: Framework) -> list[str]:
    """Return the readiness codes from worst to best."""
    return [MUST_HAVE_OPEN, NOT_ASSESSABLE, *(band.id for band in reversed(framework.scoring.bands))]


def _chosen_roles(framework: Framework, request: AssessRequest) -> tuple[str, ...]:
    if request.all_roles:
        return framework.role_ids
    return tuple(dict.fromkeys(find_role(framework, role) for role in request.roles))


def worse_or_equal(framework: Framework, code: str) -> frozenset[str]:
    """Return a readiness code and all worse ones."""
    order = readiness_order(framework)
    if code not in order:
        raise KiframeworkError(f"'{code}' is no readiness code.", f"from worst to best: {', '.join(order)}")
    return frozenset(order[: order.index(code) + 1])


def require_settled_council(run: AssessRun | BulkRun[T], audience: str) -> str | None:
    """Hold back figures about single people until the works council question is settled (rule 18).

    Returns a warning for a run over several people in an unsettled workspace; raises if the audience would see a
    matrix of people.
    """
    council = run.setting.workspace.settings.works_council
    open_point = _open_point(council, run.today)
    way_out = 'in kiframework.toml: works_council = {state = "none"}, or {state = "agreed", date = 2026-10-01}'
    if audience == "manager" and open_point:
        message = f"What shows managers single people waits until the works council question is settled: {open_point}."
        raise KiframeworkError(message, way_out)
    if run.people > 1 and council is None:
        return f"note: several people were assessed and nothing is said about the works council; {way_out}"
    return None


def _open_point(council: WorksCouncil | None, today: dt.date) -> str | None:
    """Say what keeps the works council question open; None if it is settled."""
    if council is None:
        return "nothing is said about it"
    if council.state == "informed":
        return "the works council was informed and has not agreed"
    if council.state == "agreed" and council.date is None:
        return "the date of the agreement is missing"
    if council.state == "agreed" and council.date is not None and council.date > today:
        return f"the date of the agreement, {council.date}, is still ahead (today is {today})"
    return None
