"""``kiframework roadmap``: the four phases of the method, goals, and money, as the workspace has them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.api.assess import AssessRequest
from kiframework.api.company_files import open_method, open_pilots, open_roadmap, open_workspace
from kiframework.api.curriculum import CurriculumRequest, plan_curriculum
from kiframework.loading.holidays import public_holidays
from kiframework.model.curriculum import Limits
from kiframework.planning.standing import Company, stand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from kiframework.api.assess import AssessRun
    from kiframework.api.company_files import PilotFile
    from kiframework.api.curriculum import CurriculumRun
    from kiframework.api.pilots import PilotsRequest
    from kiframework.api.setting import Setting
    from kiframework.diagnostics import Diagnostic
    from kiframework.model.assessment import LeftOut
    from kiframework.model.roadmap import Roadmap
    from kiframework.model.standing import Standing
    from kiframework.model.team import TeamResult


_NO_FILES = "KIF001"


@dataclass(frozen=True, slots=True)
class RoadmapRun:
    """Where a company stands on a day."""

    setting: Setting
    standing: Standing
    files: tuple[PilotFile, ...]
    team: TeamResult
    """What may be said about its people as a group."""
    left_out: tuple[LeftOut, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Of pilots and the roadmap, where they can be used all the same, and of skill files."""


def run_roadmap(request: PilotsRequest) -> RoadmapRun:
    """Read roadmap, pilots and skill files of a workspace, and say where it stands.

    Raises :class:`~kiframework.errors.KiframeworkError` where there is no roadmap, or something cannot be used.
    """
    paths = () if request.workspace is None else (request.workspace,)
    setting = open_workspace(request.workspace, request.framework)
    method = open_method(setting, request.framework, request.today)
    files, of_pilots = open_pilots(setting, method, request.today)
    roadmap, findings = open_roadmap(setting, method, files, request.today)
    planned = _planned(request, paths, roadmap)
    council = setting.workspace.settings.works_council
    assessed, smallest = planned.assessed, setting.framework.scoring.groups.smallest
    left_out, diagnostics = assessed.document.left_out, assessed.diagnostics
    if _is_nobody_there_yet(assessed):
        left_out, diagnostics = (), ()
    company = Company(
        framework=setting.framework,
        method=method,
        roadmap=roadmap,
        pilots=[one.pilot for one in files],
        assessments=assessed.document.assessments,
        council=None if council is None else council.state,
        holidays=frozenset() if roadmap.holidays is None else public_holidays(roadmap.holidays, roadmap.start),
        taught_until=_taught_until(planned),
        # Hours of few people would tell what these have to learn.
        learning_hours=planned.plan.demand.learning_hours if assessed.people >= smallest else None,
    )
    return RoadmapRun(
        setting,
        stand(company, request.day),
        files,
        assessed.team(),
        left_out,
        (*of_pilots, *findings, *diagnostics),
    )


def _is_nobody_there_yet(assessed: AssessRun) -> bool:
    """Tell whether there are no skill files so far, which is no mistake on the first days of a roadmap."""
    return not assessed.people and {one.code for one in assessed.diagnostics} == {_NO_FILES}


def _planned(request: PilotsRequest, paths: Sequence[str], roadmap: Roadmap) -> CurriculumRun:
    """Plan the must-haves of everybody, from the day of the report on: what is still to be taught, and until when.

    The report of a day says the same whenever it is made, so the plan knows no other day.
    """
    wish = CurriculumRequest(
        AssessRequest(tuple(paths), request.day, request.today, request.framework),
        Limits(),
        start=max(roadmap.start, request.day),
        state=roadmap.holidays,
        must_haves_only=True,
        earliest=request.day,
    )
    return plan_curriculum(wish)


def _taught_until(planned: CurriculumRun) -> dt.date | None:
    """Return the last day of the bundle for all staff; of all groups where nobody needs the bundle."""
    bundle, ends = planned.catalogue.baseline, planned.plan.schedule.ends
    groups = [one for one in planned.plan.groups if one.id in ends]
    of_bundle = [one for one in groups if bundle is not None and one.module == bundle.module]
    return max((ends[one.id] for one in of_bundle or groups), default=None)
