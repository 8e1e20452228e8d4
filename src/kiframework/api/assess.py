"""``kiframework assess``: people against roles."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.people import People, read_people
from kiframework.api.setting import Setting, collector_paused, find_inputs, open_setting
from kiframework.diagnostics import Diagnostic, Location, did_you_mean, in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.workspace import SETTINGS_FILE, find_workspace
from kiframework.model.assessment import (
    MUST_HAVE_OPEN,
    NOT_ASSESSABLE,
    SCHEMA_VERSION,
    Assessment,
    AssessmentDocument,
    FrameworkStamp,
    LeftOut,
    ShownSource,
)
from kiframework.rules.base import SkillContext
from kiframework.scoring.assess import assess as assess_person
from kiframework.scoring.evidence import EvidenceScale
from kiframework.scoring.profile import compile_profile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from kiframework.loading.files import Input
    from kiframework.model.framework import Framework
    from kiframework.model.skills import Person
    from kiframework.model.team import TeamResult
    from kiframework.model.workspace import WorksCouncil

    Watch = Callable[[Sequence[Input | Diagnostic]], Iterable[Input | Diagnostic]]


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
class AssessRun:
    """What came out of a run."""

    setting: Setting
    document: AssessmentDocument
    diagnostics: tuple[Diagnostic, ...]
    today: dt.date
    """The day of the run, which need not be that of the assessment."""

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
    paths = named_or_workspace(request.paths)
    setting = open_setting(paths, request.framework)
    framework = setting.framework
    roles = _chosen_roles(framework, request)
    context = SkillContext(framework, request.today, roles)
    with collector_paused():
        found, assessments = assess_people(context, watch(list(find_inputs(paths))), request.day)
    document = AssessmentDocument(
        SCHEMA_VERSION,
        FrameworkStamp(framework.id, framework.version, framework.sha256),
        request.day,
        tuple(sorted(found.left_out, key=lambda one: one.path)),
        tuple(assessments),
    )
    return AssessRun(setting, document, in_order(found.diagnostics), request.today)


def assess_people(
    context: SkillContext, inputs: Iterable[Input | Diagnostic], day: dt.date
) -> tuple[People, list[Assessment]]:
    """Read people and assess them against the framework and the roles of a context."""
    found = read_people(inputs, context)
    return found, _assess_all(context.framework, found, context.roles, day)


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


def find_role(framework: Framework, role: str) -> str:
    """Return the role if the framework has it; else raise with close matches."""
    if role not in framework.roles:
        help_ = did_you_mean(role, framework.roles) or "kiframework show lists all roles"
        raise KiframeworkError(f"The framework has no role '{role}'.", help_)
    return role


def _chosen_roles(framework: Framework, request: AssessRequest) -> tuple[str, ...]:
    if request.all_roles:
        return framework.role_ids
    return tuple(dict.fromkeys(find_role(framework, role) for role in request.roles))


def _assess_all(framework: Framework, found: People, roles: Sequence[str], day: dt.date) -> list[Assessment]:
    scale = EvidenceScale(framework, day)
    profiles = {role: compile_profile(framework, role) for role in framework.roles}
    assessments = []
    for person in found.people:
        own = roles or _current_roles(framework, person, day)
        if not own:
            _without_role(person, found)
            continue
        evidence = scale.weigh(person, frozenset().union(*(profiles[role].competencies for role in own)))
        assessments += [assess_person(framework, person, profiles[role], evidence) for role in own]
    return assessments


def _current_roles(framework: Framework, person: Person, day: dt.date) -> list[str]:
    """Return the roles a person has on the day, in the order of the framework."""
    current = {
        one.role
        for one in person.assignments
        if (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
    }
    return [role for role in framework.role_ids if role in current]


def _without_role(person: Person, found: People) -> None:
    message = f"{person.id} has no role on the assessment date."
    help_ = "add 'role:' to the file, or choose one with --role"
    for file in found.files[person.id]:
        found.diagnostics.append(Diagnostic("KIF111", message, Location(file.shown, 1, 1), help=help_))
        found.left_out.append(LeftOut(file.relative, person.id, ("KIF111",)))


def worse_or_equal(framework: Framework, code: str) -> frozenset[str]:
    """Return a readiness code and all worse ones."""
    order = readiness_order(framework)
    if code not in order:
        raise KiframeworkError(f"'{code}' is no readiness code.", f"from worst to best: {', '.join(order)}")
    return frozenset(order[: order.index(code) + 1])


def require_settled_council(run: AssessRun, audience: str) -> str | None:
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
