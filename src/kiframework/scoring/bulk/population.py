"""What may be said about a population, from what was counted (scoring rule 18)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.assessment import FrameworkStamp
from kiframework.model.population import Bin, CodeCount, FigureSummary, Population, RolePopulation
from kiframework.scoring.bulk.tally import BINS, TENTHS, counted_figures
from kiframework.scoring.groups import share_step
from kiframework.scoring.suppression import hidden_counts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from kiframework.model.framework import GroupPolicy
    from kiframework.model.team import ShareStep
    from kiframework.scoring.bulk.compile import CompiledRoles
    from kiframework.scoring.bulk.tally import Tally


def describe(compiled: CompiledRoles, counted: Tally, day: dt.date, shape: str, skipped_rows: int) -> Population:
    """Return everything that may be said about the people counted."""
    framework = compiled.framework
    smallest = framework.scoring.groups.smallest
    enough = counted.people >= smallest
    roles = range(len(compiled.roles)) if enough else ()
    return Population(
        FrameworkStamp(framework.id, framework.version, framework.sha256),
        day,
        shape,
        smallest,
        counted.people if enough else None,
        skipped_rows,
        tuple(_role(compiled, counted, role) for role in roles),
    )


def _role(compiled: CompiledRoles, counted: Tally, role: int) -> RolePopulation:
    policy, people = compiled.framework.scoring.groups, counted.people
    figures = {name: _figure(policy, counted, role, number) for number, name in enumerate(counted_figures(compiled))}
    asked = compiled.profiles[role].pillar_weights
    return RolePopulation(
        compiled.roles[role],
        _partition(policy, compiled.readiness, counted.readiness[role].tolist(), people),
        _count(policy, "provisional", int(counted.provisional[role]), people),
        figures["point"],
        figures["coverage"],
        tuple((pillar, figures[f"{pillar}_point"]) for pillar in compiled.pillars if pillar in asked),
        _gaps(policy, compiled.competencies, counted.gaps[role].tolist(), people),
    )


def _partition(policy: GroupPolicy, ids: Sequence[str], counts: Sequence[int], people: int) -> tuple[CodeCount, ...]:
    """Return counts that add up to everybody."""
    hidden = hidden_counts(counts, policy.smallest)
    return tuple(
        CodeCount(id_, None if number in hidden else count, _step(policy, count, people))
        for number, (id_, count) in enumerate(zip(ids, counts, strict=True))
    )


def _count(policy: GroupPolicy, id_: str, count: int, people: int) -> CodeCount:
    shown = count if min(count, people - count) >= policy.smallest else None
    return CodeCount(id_, shown, _step(policy, count, people))


def _gaps(policy: GroupPolicy, ids: Sequence[str], counts: Sequence[int], people: int) -> tuple[CodeCount, ...]:
    common = sorted(range(len(ids)), key=lambda number: -counts[number])
    return tuple(
        _count(policy, ids[number], counts[number], people) for number in common if counts[number] >= policy.smallest
    )


def _figure(policy: GroupPolicy, counted: Tally, role: int, number: int) -> FigureSummary:
    bins = counted.bins[role, number].tolist()
    known = sum(bins)
    if known < policy.smallest:
        return FigureSummary(None, None, ())
    mean = Fraction(int(counted.sums[role, number]), TENTHS * known)
    uniform = known - max(counted.extremes[role, number].tolist()) < policy.smallest
    unknown = counted.people - known
    return FigureSummary(
        None if uniform else mean,
        share_step(mean, policy.share_step),
        _bins(bins, policy.smallest, gives_away=0 < unknown < policy.smallest),
    )


def _bins(counts: Sequence[int], smallest: int, *, gives_away: bool) -> tuple[Bin, ...]:
    """Join bins of too few people with the smaller neighbour, until none is left.

    ``gives_away`` says that few people have no figure: their number would follow from the sum of all bins, so the
    smallest one stays hidden.
    """
    joined = [(low * 100 // BINS, (low + 1) * 100 // BINS, count) for low, count in enumerate(counts)]
    while len(joined) > 1 and min(count for *_, count in joined) < smallest:
        at = min(range(len(joined)), key=lambda number: joined[number][2])
        beside = [number for number in (at - 1, at + 1) if 0 <= number < len(joined)]
        first, second = sorted((at, min(beside, key=lambda number: joined[number][2])))
        (low, _, some), (_, high, others) = joined[first], joined[second]
        joined[first : second + 1] = [(low, high, some + others)]
    hidden = min(range(len(joined)), key=lambda number: joined[number][2]) if gives_away else None
    return tuple(
        Bin(low, high, None if number == hidden else count) for number, (low, high, count) in enumerate(joined)
    )


def _step(policy: GroupPolicy, count: int, people: int) -> ShareStep:
    return share_step(Fraction(count, people), policy.share_step)
