"""Figures about groups, and the suppression that keeps single people out of them (scoring rule 18)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from kiframework.model.team import BaselineResult, Cell, CompetencyRow, GroupResult, ShareStep, TeamResult
from kiframework.scoring.agreement import agreement
from kiframework.scoring.suppression import hidden_groups

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from kiframework.model.assessment import Assessment, Line
    from kiframework.model.framework import Framework, GroupPolicy


def share_step(share: Fraction, width: Fraction) -> ShareStep:
    """Return the step a share (0 to 1) falls into.

    Limits belong to the outer step on both sides, so that with five people or more neither "none" nor "all" stands
    alone in its step.
    """
    last = int(1 / width) - 1
    number = max(0, ceil(share / width) - 1) if 2 * share < 1 else min(last, int(share / width))
    return ShareStep(number * width, (number + 1) * width)


@dataclass(frozen=True, slots=True)
class _Group:
    """Assessments of one role, or of the firm."""

    role: str | None
    assessments: tuple[Assessment, ...]

    @property
    def people(self) -> frozenset[str]:
        return frozenset(one.person for one in self.assessments)

    def lines(self, competency: str) -> list[tuple[str, Line]]:
        """Return (person, line) wherever the competency is required and applicable."""
        return [
            (one.person, line)
            for one in self.assessments
            for line in one.competencies
            if line.competency == competency and line.status != "not-applicable"
        ]


def summarise(framework: Framework, day: dt.date, assessments: Sequence[Assessment]) -> TeamResult:
    """Return everything that may be said about the people assessed as a group."""
    policy = framework.scoring.groups
    roles = [
        _Group(role, tuple(one for one in assessments if one.role == role))
        for role in framework.role_ids
        if role != framework.baseline
    ]
    roles = [group for group in roles if group.assessments]
    measured = tuple(one for one in assessments if one.role == framework.baseline)
    firm = _Group(None, tuple(one for group in roles for one in group.assessments) or measured)
    roles = roles or [_Group(framework.baseline, measured)]
    competencies = tuple(_rows(framework, firm, roles))
    gaps = [(row.competency, row.firm.gap) for row in competencies if row.firm.gap]
    gaps.sort(key=lambda gap: -gap[1])
    hidden = hidden_groups([group.people for group in roles], policy.smallest)
    return TeamResult(
        day,
        policy.smallest,
        _group_result(framework, firm, firm, hide=len(firm.people) < policy.smallest),
        tuple(_group_result(framework, group, firm, hide=number in hidden) for number, group in enumerate(roles)),
        _baseline(framework, _Group(framework.baseline, measured)) if measured else None,
        competencies,
        tuple(gaps),
        agreement(framework, assessments),
    )


def _group_result(framework: Framework, group: _Group, firm: _Group, *, hide: bool) -> GroupResult:
    policy = framework.scoring.groups
    people = _shown_count(len(group.people), len(firm.people), policy.smallest)
    if hide:
        return GroupResult(group.role, people, None, None, None)
    lines = [line for one in group.assessments for line in one.competencies if line.status != "not-applicable"]
    return GroupResult(
        group.role,
        people,
        _ready(framework, group),
        _step(policy, sum(line.status == "met" for line in lines), len(lines)),
        _step(policy, sum(line.level is not None for line in lines), len(lines)),
    )


def _shown_count(count: int, total: int, smallest: int) -> int | None:
    """Return a number of people if both it and the rest are large enough, or there is no rest."""
    rest = total - count
    return count if count >= smallest and (rest == 0 or rest >= smallest) else None


def _ready(framework: Framework, group: _Group) -> ShareStep:
    best = framework.scoring.bands[0].id
    ready = sum(one.readiness == best for one in group.assessments)
    return _step(framework.scoring.groups, ready, len(group.assessments))


def _step(policy: GroupPolicy, count: int, total: int) -> ShareStep:
    return share_step(Fraction(count, total) if total else Fraction(0), policy.share_step)


def _baseline(framework: Framework, group: _Group) -> BaselineResult:
    target = next((one for one in framework.targets if one.kind == "share-ready" and one.role == group.role), None)
    people = len(group.people)
    enough = people >= framework.scoring.groups.smallest
    return BaselineResult(
        str(group.role),
        people if enough else None,
        target.value if target else None,
        _ready(framework, group) if enough else None,
    )


def _rows(framework: Framework, firm: _Group, roles: Sequence[_Group]) -> Iterable[CompetencyRow]:
    required = {line.competency for one in firm.assessments for line in one.competencies}
    ordered = sorted(
        (competency for competency in framework.competencies if competency in required),
        key=lambda competency: framework.pillar_order[framework.competencies[competency].pillar],
    )
    for competency in ordered:
        yield _row(framework, competency, firm, roles)


def _row(framework: Framework, competency: str, firm: _Group, roles: Sequence[_Group]) -> CompetencyRow:
    policy = framework.scoring.groups
    of_roles = [group.lines(competency) for group in roles]
    of_firm = firm.lines(competency)
    hide_met = hidden_groups([_people(lines) for lines in of_roles], policy.smallest)
    hide_gap = hidden_groups([_people(_rated(lines)) for lines in of_roles], policy.smallest)
    cells = tuple(
        _cell(policy, group, competency, lines, hide_met=number in hide_met, hide_gap=number in hide_gap)
        for number, (group, lines) in enumerate(zip(roles, of_roles, strict=True))
    )
    holders = _people([(person, line) for person, line in of_firm if line.status == "met"])
    # With hardly more people than the smallest group the mark would tell "all hold it" from "all but one" within the
    # highest step of the share: there it is always set.
    few = len(_people(of_firm)) * (1 - policy.share_step) <= policy.smallest - 1
    return CompetencyRow(
        competency,
        framework.competencies[competency].pillar,
        cells,
        _cell(policy, firm, competency, of_firm, hide_met=False, hide_gap=False),
        at_risk=few or len(holders) < policy.smallest,
    )


def _cell(
    policy: GroupPolicy,
    group: _Group,
    competency: str,
    lines: Sequence[tuple[str, Line]],
    *,
    hide_met: bool,
    hide_gap: bool,
) -> Cell:
    required = any(line.competency == competency for one in group.assessments for line in one.competencies)
    rated = _rated(lines)
    base = len(_people(lines))
    met = None
    if not hide_met and base >= policy.smallest:
        met = _step(policy, sum(line.status == "met" for _, line in lines), len(lines))
    gap = None
    if not hide_gap and len(_people(rated)) >= policy.smallest:
        gap = sum((line.priority or Fraction(0) for _, line in rated), Fraction(0)) / len(rated)
    return Cell(required, met, gap)


def _rated(lines: Iterable[tuple[str, Line]]) -> list[tuple[str, Line]]:
    return [(person, line) for person, line in lines if line.level is not None]


def _people(lines: Iterable[tuple[str, Line]]) -> frozenset[str]:
    return frozenset(person for person, _ in lines)
