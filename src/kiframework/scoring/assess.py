"""One person against one role: lines, pillars, score, coverage, readiness (scoring rules 6 to 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.model.assessment import (
    MUST_HAVE_OPEN,
    NOT_ASSESSABLE,
    Assessment,
    Coverage,
    Interval,
    Line,
    PillarResult,
)
from kiframework.scoring.evidence import NOTHING, Evidence
from kiframework.scoring.exact import ONE, ZERO, ratio, total, weighted_sum
from kiframework.scoring.outlook import look_ahead
from kiframework.scoring.priorities import order_gaps, order_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from kiframework.model.assessment import Status
    from kiframework.model.framework import Band, Framework
    from kiframework.model.skills import Person
    from kiframework.scoring.profile import Profile, RequiredCompetency


def assess(framework: Framework, person: Person, profile: Profile, evidence: Mapping[str, Evidence]) -> Assessment:
    """Compare what is known about a person with what a role requires."""
    lines = tuple(
        [
            _line(one, evidence.get(one.competency, NOTHING), person.not_applicable.get(one.competency))
            for one in profile.required
        ]
    )
    applicable = [line for line in lines if line.status != "not-applicable"]
    pillars = _pillars(applicable, profile.pillar_weights)
    score = _score(pillars)
    coverage = _coverage(applicable)
    readiness, provisional = _readiness(framework, applicable, pillars, score, coverage)
    excluded = frozenset(person.not_applicable)
    priorities = order_gaps(applicable, profile, excluded)
    assess_first = order_missing(applicable, profile, excluded)
    return Assessment(
        person=person.id,
        role=profile.role,
        readiness=readiness,
        provisional=provisional,
        score=score,
        coverage=coverage,
        pillars=pillars,
        competencies=lines,
        priorities=tuple(line.competency for line in priorities),
        assess_first=tuple(line.competency for line in assess_first),
        outlook=look_ahead(framework, readiness, applicable, pillars, score, priorities, assess_first),
    )


def _line(one: RequiredCompetency, evidence: Evidence, reason: str | None) -> Line:
    """Compare one level with the required one (rules 6 and 11), unless it is missing or does not apply."""
    level = evidence.level
    if evidence is NOTHING and reason is None:
        return one.missing
    status: Status
    if level is None or reason is not None:
        status, fulfilment, priority = "missing" if reason is None else "not-applicable", None, None
    else:
        status, fulfilment, priority = one.compare(level)
    return Line(
        one.competency,
        one.pillar,
        one.required,
        one.weight,
        one.must_have,
        level,
        fulfilment,
        status,
        evidence.flags,
        priority,
        evidence.sources,
        evidence.not_counted,
        reason,
    )


def _pillars(lines: Sequence[Line], weights: Mapping[str, Fraction]) -> tuple[PillarResult, ...]:
    """Return the pillars in which something is required (rule 8) with their coverage (rule 9)."""
    by_pillar: dict[str, list[Line]] = {pillar: [] for pillar in weights}
    for line in lines:
        by_pillar[line.pillar].append(line)
    present = {pillar: weights[pillar] for pillar, of_pillar in by_pillar.items() if of_pillar}
    whole, parts = total([weight.as_integer_ratio() for weight in present.values()])
    return tuple(
        [
            _pillar(pillar, ratio(weight.numerator * parts, weight.denominator * whole), by_pillar[pillar])
            for pillar, weight in present.items()
        ]
    )


def _pillar(pillar: str, share: Fraction, lines: Iterable[Line]) -> PillarResult:
    """Return P = sum w q / sum w: over rated lines, and with what is missing as 0 and as 1."""
    weight = rated_weight = 0
    fulfilled = []
    for line in lines:
        weight += line.weight
        if line.fulfilment is not None:
            rated_weight += line.weight
            n, d = line.fulfilment.as_integer_ratio()
            fulfilled.append((line.weight * n, d))
    numerator, denominator = total(fulfilled)
    return PillarResult(
        pillar,
        share,
        low=ratio(numerator, denominator * weight),
        point=ratio(numerator, denominator * rated_weight) if fulfilled else None,
        high=ratio(numerator + (weight - rated_weight) * denominator, denominator * weight),
        coverage=ratio(rated_weight, weight),
    )


def _score(pillars: Sequence[PillarResult]) -> Interval:
    """Return the mean of the pillars that take part (rule 8). Where nothing is required, everything is open."""
    if not pillars:
        return Interval(ZERO, None, ONE)
    weights = [pillar.weight for pillar in pillars]
    points = [pillar.point for pillar in pillars if pillar.point is not None]
    return Interval(
        low=weighted_sum(weights, [pillar.low for pillar in pillars]),
        point=weighted_sum(weights, points) if len(points) == len(pillars) else None,
        high=weighted_sum(weights, [pillar.high for pillar in pillars]),
    )


def _coverage(lines: Sequence[Line]) -> Coverage:
    """Return the rated and the confirmed share of all weights (rule 9)."""
    weight = rated = confirmed = 0
    for line in lines:
        weight += line.weight
        if line.level is not None:
            rated += line.weight
            confirmed += line.weight if "confirmed" in line.flags else 0
    return Coverage(ratio(rated, weight), ratio(confirmed, weight)) if weight else Coverage(ZERO, ZERO)


def _readiness(
    framework: Framework,
    lines: Iterable[Line],
    pillars: Sequence[PillarResult],
    score: Interval,
    coverage: Coverage,
) -> tuple[str, tuple[str, str] | None]:
    """Return the readiness, and the bands of low and high where they leave it open (rule 10)."""
    limits = framework.scoring.coverage
    must_haves = [line for line in lines if line.must_have]
    if any(line.status in ("near", "gap") for line in must_haves):
        return MUST_HAVE_OPEN, None
    unsure = any(line.level is None or "confirmed" not in line.flags for line in must_haves)
    thin = coverage.overall < limits.overall or any(pillar.coverage < limits.pillar for pillar in pillars)
    if unsure or thin or score.point is None:
        return NOT_ASSESSABLE, None
    bands = framework.scoring.bands
    low = find_band(bands, score.low, [pillar.low for pillar in pillars])
    point = find_band(bands, score.point, [pillar.point for pillar in pillars if pillar.point is not None])
    high = find_band(bands, score.high, [pillar.high for pillar in pillars])
    return point.id, None if low is point is high else (low.id, high.id)


def find_band(bands: Sequence[Band], score: Fraction, pillars: Sequence[Fraction]) -> Band:
    """Return the best band whose limits a score and its pillars reach (rule 10c-f)."""
    lowest = min(pillars)
    for band in bands:
        if (band.score is None or score >= band.score) and (band.pillar is None or lowest >= band.pillar):
            return band
    return bands[-1]
