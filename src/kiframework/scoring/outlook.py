"""What would change the status (scoring rule 12)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE, OpenMustHave, Outlook, UnmetLimit
from kiframework.scoring.exact import ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiframework.model.assessment import Interval, Line, PillarResult
    from kiframework.model.framework import Band, Framework


def look_ahead(
    framework: Framework,
    readiness: str,
    lines: Sequence[Line],
    pillars: Sequence[PillarResult],
    score: Interval,
    priorities: Sequence[Line],
    missing: Sequence[Line],
) -> Outlook:
    """Return what stands between the person and a better status."""
    if readiness == MUST_HAVE_OPEN:
        return Outlook(must_haves=_open_must_haves(priorities))
    if readiness == NOT_ASSESSABLE:
        confirm = tuple(
            line.competency
            for line in lines
            if line.must_have and (line.level is None or "confirmed" not in line.flags)
        )
        return Outlook(confirm=confirm, rate=_lift_coverage(framework, lines, pillars, missing))
    bands = framework.scoring.bands
    current = next(number for number, band in enumerate(bands) if band.id == readiness)
    if current == 0 or score.point is None:
        return Outlook()
    return Outlook(limit=_unmet_limit(bands[current - 1], pillars, score.point, priorities, lines))


def _open_must_haves(priorities: Iterable[Line]) -> tuple[OpenMustHave, ...]:
    open_ = [(line, line.level.as_integer_ratio()) for line in priorities if line.must_have and line.level is not None]
    return tuple([OpenMustHave(line.competency, ratio(line.required * d - n, d)) for line, (n, d) in open_])


def _lift_coverage(
    framework: Framework, lines: Sequence[Line], pillars: Iterable[PillarResult], missing: Sequence[Line]
) -> tuple[str, ...]:
    """Choose missing competencies, the heaviest first, until every limit of coverage is reached."""
    limits = framework.scoring.coverage
    # sorted() is stable: equal weights stay in the order in which ratings are worth having.
    heaviest = sorted(missing, key=lambda line: -line.weight)
    chosen: list[Line] = []
    for pillar in pillars:
        of_pillar = [line for line in lines if line.pillar == pillar.pillar]
        _fill(of_pillar, [line for line in heaviest if line.pillar == pillar.pillar], limits.pillar, chosen)
    _fill(lines, heaviest, limits.overall, chosen)
    return tuple(line.competency for line in heaviest if line in chosen)


def _fill(lines: Sequence[Line], candidates: Iterable[Line], limit: Fraction, chosen: list[Line]) -> None:
    """Add candidates until the share of rated (or chosen) weights among ``lines`` reaches ``limit``."""
    total = sum(line.weight for line in lines)
    rated = sum(line.weight for line in lines if line.level is not None or line in chosen)
    for line in candidates:
        if rated >= limit * total:
            return
        if line not in chosen:
            chosen.append(line)
            rated += line.weight


def _unmet_limit(
    better: Band, pillars: Sequence[PillarResult], point: Fraction, priorities: Sequence[Line], lines: Iterable[Line]
) -> UnmetLimit:
    """Return the first limit of the better band that is not met: the score before the pillars."""
    needed = _closures_needed(better, pillars, priorities, lines)
    if better.score is not None and point < better.score:
        return UnmetLimit(better.id, None, better.score, point, needed)
    limit = better.pillar or Fraction(0)
    pillar, actual = next((one.pillar, one.point) for one in pillars if one.point is not None and one.point < limit)
    return UnmetLimit(better.id, pillar, limit, actual, needed)


def _closures_needed(
    better: Band, pillars: Sequence[PillarResult], priorities: Sequence[Line], lines: Iterable[Line]
) -> int | None:
    """Return how many priorities, closed in order, reach the better band; None if even all of them do not."""
    rated: dict[str, int] = {}
    for line in lines:
        if line.level is not None:
            rated[line.pillar] = rated.get(line.pillar, 0) + line.weight
    points = {pillar.pillar: pillar.point or Fraction(0) for pillar in pillars}
    for number, line in enumerate(priorities, 1):
        points[line.pillar] += line.weight * (1 - (line.fulfilment or 0)) / Fraction(rated[line.pillar])
        if _reaches(better, pillars, points):
            return number
    return None


def _reaches(band: Band, pillars: Iterable[PillarResult], points: Mapping[str, Fraction]) -> bool:
    score = sum((pillar.weight * points[pillar.pillar] for pillar in pillars), Fraction(0))
    pillars_reach = band.pillar is None or min(points.values()) >= band.pillar
    return (band.score is None or score >= band.score) and pillars_reach
