"""One person against one role: lines, pillars, score, coverage, readiness (scoring rules 6 to 11)."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from kiframework.model.assessment import (
    MUST_HAVE_OPEN,
    NOT_ASSESSABLE,
    Assessment,
    Coverage,
    Interval,
    Line,
    PillarResult,
    Verdict,
)
from kiframework.model.evidence import NOTHING
from kiframework.scoring.exact import ONE, ZERO, mean, total
from kiframework.scoring.outlook import Figures, is_sure, look_ahead
from kiframework.scoring.priorities import order_gaps, order_missing
from kiframework.scoring.profile import applicable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiframework.model.evidence import Evidence, Proficiency
    from kiframework.model.framework import Band, Framework
    from kiframework.model.skills import Person
    from kiframework.scoring.profile import Applicable, Judged, PillarPart, Profile


def assess(framework: Framework, person: Person, profile: Profile, evidence: Mapping[str, Evidence]) -> Assessment:
    """Compare what is known about a person with what a role requires."""
    role = applicable(profile, frozenset(person.not_applicable))
    known = [evidence.get(competency, NOTHING) for competency in role.competencies]
    judged = [measure[one.weighing.proficiency] for measure, one in zip(role.measures, known, strict=True)]
    lines = [Line(asked, one.verdict, behind) for asked, one, behind in zip(role.asked, judged, known, strict=True)]
    found = _figures(role, judged)
    readiness, provisional = _readiness(framework, found)
    return Assessment(
        person=person.id,
        role=profile.role,
        readiness=readiness,
        provisional=provisional,
        score=found.score,
        coverage=found.coverage,
        pillars=found.pillars,
        competencies=tuple(_with_excused(profile, lines, person, evidence) if person.not_applicable else lines),
        priorities=found.names(found.priorities),
        assess_first=found.names(found.missing),
        outlook=look_ahead(framework, readiness, found),
    )


def _figures(role: Applicable, judged: Sequence[Judged]) -> Figures:
    pillars = tuple([_pillar(part, judged[part.begin : part.end]) for part in role.pillars])
    priorities, missing = order_gaps(role, judged), order_missing(role, judged)
    return Figures(role, judged, pillars, _score(role, pillars), _coverage(role, judged), priorities, missing)


def _with_excused(
    profile: Profile, lines: Iterable[Line], person: Person, evidence: Mapping[str, Evidence]
) -> Iterable[Line]:
    """Yield a line for everything that is required, in order, whether or not it applies to the person."""
    others = iter(lines)
    for one in profile.required:
        reason = person.not_applicable.get(one.competency)
        if reason is None:
            yield next(others)
        else:
            found = evidence.get(one.competency, NOTHING)
            yield Line(one, _excused(found.weighing.proficiency), found, reason)


@lru_cache(maxsize=4096)
def _excused(known: Proficiency) -> Verdict:
    """Return what a proficiency amounts to where the competency does not apply."""
    return Verdict(known.level, None, "not-applicable", known.flags, None)


def _pillar(part: PillarPart, judged: Sequence[Judged]) -> PillarResult:
    """Return P = sum w q / sum w: over what is rated, and with what is missing as 0 and as 1 (rules 8 and 9)."""
    weight, rated = part.weight, sum([one.rated for one in judged])
    numerator, denominator = total([one.fulfilled for one in judged])
    return PillarResult(
        part.pillar,
        part.share,
        low=Fraction(numerator, denominator * weight),
        point=Fraction(numerator, denominator * rated) if rated else None,
        high=Fraction(numerator + (weight - rated) * denominator, denominator * weight),
        coverage=Fraction(rated, weight),
    )


def _score(role: Applicable, pillars: Sequence[PillarResult]) -> Interval:
    """Return the mean of the pillars that take part (rule 8). Where nothing is required, everything is open."""
    if not pillars:
        return Interval(ZERO, None, ONE)
    points = [pillar.point for pillar in pillars if pillar.point is not None]
    return Interval(
        low=mean(role.shares, [pillar.low for pillar in pillars]),
        point=mean(role.shares, points) if len(points) == len(pillars) else None,
        high=mean(role.shares, [pillar.high for pillar in pillars]),
    )


def _coverage(role: Applicable, judged: Iterable[Judged]) -> Coverage:
    """Return the rated and the confirmed share of all weights (rule 9)."""
    if not role.weight:
        return Coverage(ZERO, ZERO)
    rated, confirmed = sum([one.rated for one in judged]), sum([one.confirmed for one in judged])
    return Coverage(Fraction(rated, role.weight), Fraction(confirmed, role.weight))


def _readiness(framework: Framework, found: Figures) -> tuple[str, tuple[str, str] | None]:
    """Return the readiness, and the bands of low and high where they leave it open (rule 10)."""
    limits, score, pillars, must_haves = framework.scoring.coverage, found.score, found.pillars, found.must_haves
    if any(one.status in ("near", "gap") for one in must_haves):
        return MUST_HAVE_OPEN, None
    thin = found.coverage.overall < limits.overall or any(pillar.coverage < limits.pillar for pillar in pillars)
    if thin or score.point is None or not all(map(is_sure, must_haves)):
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
