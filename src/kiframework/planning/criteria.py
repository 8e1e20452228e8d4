"""What phases wait for and end with, held against what a workspace says on a day (roadmap, D3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kiframework.model.standing import CriterionResult
from kiframework.scoring.groups import share_step

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework
    from kiframework.model.method import Criterion
    from kiframework.model.pilot import Verdict
    from kiframework.model.roadmap import Roadmap
    from kiframework.model.standing import GoalResult, PilotResult
    from kiframework.model.team import ShareStep

COVERAGE: Final = Fraction(80, 100)
"""Share of required levels that is rated before goals are set (D3)."""
READY: Final = Fraction(80, 100)
"""Share of staff ready in the baseline where the framework sets no target of its own (T1)."""
ALL: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a company has: everything that criteria are held against."""

    framework: Framework
    roadmap: Roadmap
    assessments: Sequence[Assessment]
    council: str | None
    """``none``, ``informed`` or ``agreed``; None while it is not settled."""
    first_pilot: PilotResult | None
    day: dt.date

    @property
    def verdicts(self) -> list[Verdict]:
        """Verdicts on the first pilot, in order of days."""
        found = self.first_pilot.pilot.verdicts if self.first_pilot else []
        return sorted(found, key=lambda one: one.date)

    def shown(self, share: Fraction | None) -> ShareStep | None:
        """Return a share of people as it may be shown."""
        return None if share is None else share_step(share, self.framework.scoring.groups.share_step)

    def of_people(self, part: Iterable[str], whole: Iterable[str]) -> Fraction | None:
        """Return a share of people; None where there are fewer than the framework allows figures about."""
        everybody = set(whole)
        if len(everybody) < self.framework.scoring.groups.smallest:
            return None
        return Fraction(len(everybody & set(part)), len(everybody))


def ready_share(place: Workplace, role: str | None = None) -> Fraction | None:
    """Return the share of people in the best band of a role, that of all staff unless another one is named.

    None without one, or with too few people.
    """
    best = place.framework.scoring.bands[0].id
    measured = [one for one in place.assessments if one.role == (role or place.framework.baseline)]
    return place.of_people((one.person for one in measured if one.readiness == best), (one.person for one in measured))


def live_share(roadmap: Roadmap, day: dt.date) -> Fraction | None:
    """Return the share of planned uses that are live; None where none is planned."""
    live = sum(one.live is not None and one.live <= day for one in roadmap.uses)
    return Fraction(live, len(roadmap.uses)) if roadmap.uses else None


def criteria(place: Workplace, goals: Sequence[GoalResult]) -> dict[Criterion, CriterionResult]:
    """Return every criterion there is, met or not."""
    pilot, verdicts = place.first_pilot, place.verdicts
    council, agreed = place.council, place.roadmap.curriculum_agreed
    has_scaled = any(one.decision == "scale" for one in verdicts)
    found = (
        CriterionResult("sponsor", place.roadmap.sponsor is not None),
        CriterionResult("council-informed", council is not None),
        _of_people(place, "coverage", _coverage(place), COVERAGE),
        CriterionResult("goals-dated", bool(goals) and all(one.due is not None for one in goals)),
        CriterionResult("curriculum-agreed", council == "none" or (agreed is not None and agreed.date <= place.day)),
        _of_people(place, "baseline-ready", ready_share(place), _ready_target(place.framework)),
        CriterionResult("pilot-chosen", pilot is not None),
        CriterionResult("gates-passed", pilot is not None and not pilot.open_gates and not pilot.failed_gates),
        CriterionResult("verdict", bool(verdicts)),
        CriterionResult("verdict-scale", has_scaled),
        _uses(place),
        _reassessed(place),
    )
    return {one.criterion: one for one in found}


def _of_people(place: Workplace, name: Criterion, share: Fraction | None, needed: Fraction) -> CriterionResult:
    return CriterionResult(name, None if share is None else share >= needed, place.shown(share), needed)


def _coverage(place: Workplace) -> Fraction | None:
    """Return the share of required levels that are rated, over everybody."""
    lines = [
        (one.person, line) for one in place.assessments for line in one.competencies if line.status != "not-applicable"
    ]
    if len({person for person, _ in lines}) < place.framework.scoring.groups.smallest:
        return None
    return Fraction(sum(line.level is not None for _, line in lines), len(lines))


def _ready_target(framework: Framework) -> Fraction:
    goal = next((one for one in framework.targets if one.kind == "share-ready" and one.value is not None), None)
    return READY if goal is None or goal.value is None else goal.value


def _uses(place: Workplace) -> CriterionResult:
    share = live_share(place.roadmap, place.day)
    return CriterionResult("uses-live", share == ALL, share, ALL)


def _reassessed(place: Workplace) -> CriterionResult:
    """Everybody assessed has a rating since the verdict to scale."""
    scaled = [one.date for one in place.verdicts if one.decision == "scale"]
    if not scaled:
        return CriterionResult("reassessed", met=False, needed=COVERAGE)
    again = {
        one.person
        for one in place.assessments
        for line in one.competencies
        for source in line.sources
        for rater in source.raters
        if rater.date > scaled[-1]
    }
    share = place.of_people(again, (one.person for one in place.assessments))
    return _of_people(place, "reassessed", share, COVERAGE)
