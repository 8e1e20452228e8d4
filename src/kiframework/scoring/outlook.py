"""What would change the status (scoring rule 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE, OpenMustHave, Outlook, UnmetLimit
from kiframework.scoring.exact import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from kiframework.model.assessment import Coverage, Interval, PillarResult, Verdict
    from kiframework.model.framework import Band, Framework
    from kiframework.scoring.profile import Applicable, Judged


class Figures(NamedTuple):
    """What is known of one person beside one role, before anybody judges it."""

    role: Applicable
    judged: Sequence[Judged]
    """As long as the role's competencies."""
    pillars: tuple[PillarResult, ...]
    score: Interval
    coverage: Coverage
    priorities: Sequence[int]
    """Places of competencies with a gap, the most pressing first."""
    missing: Sequence[int]
    """Places of competencies without a level, the most pressing first."""

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """Return the competencies at some places."""
        names = self.role.competencies
        return tuple([names[place] for place in places])

    @property
    def must_haves(self) -> list[Verdict]:
        """What the role cannot do without."""
        return [self.judged[place].verdict for place in self.role.must_haves]


def is_sure(must_have: Verdict) -> bool:
    """Tell whether a must-have is rated and confirmed (rule 10b)."""
    return must_have.level is not None and "confirmed" in must_have.flags


def look_ahead(framework: Framework, readiness: str, found: Figures) -> Outlook:
    """Return what stands between the person and a better status."""
    role, judged = found.role, found.judged
    if readiness == MUST_HAVE_OPEN:
        open_ = [place for place in found.priorities if role.asked[place].must_have]
        return Outlook(must_haves=tuple([OpenMustHave(role.competencies[at], judged[at].short) for at in open_]))
    if readiness == NOT_ASSESSABLE:
        unsure = [place for place in role.must_haves if not is_sure(judged[place].verdict)]
        return Outlook(confirm=found.names(unsure), rate=_lift_coverage(framework, found))
    bands = framework.scoring.bands
    current = next(number for number, band in enumerate(bands) if band.id == readiness)
    if current == 0 or found.score.point is None:
        return Outlook()
    better = bands[current - 1]
    return Outlook(limit=_unmet_limit(better, found.pillars, found.score.point, _closures_needed(better, found)))


def _lift_coverage(framework: Framework, found: Figures) -> tuple[str, ...]:
    """Choose missing competencies, the heaviest first, until every limit of coverage is reached."""
    role, judged, limits = found.role, found.judged, framework.scoring.coverage
    # sorted() is stable: equal weights stay in the order in which ratings are worth having.
    heaviest = sorted(found.missing, key=lambda place: -role.asked[place].weight)
    chosen: set[int] = set()
    for part in role.pillars:
        own = [place for place in heaviest if part.begin <= place < part.end]
        chosen |= _fill(role, own, limits.pillar * part.weight - _rated(judged[part.begin : part.end]))
    left = [place for place in heaviest if place not in chosen]
    known = _rated(judged) + sum([role.asked[place].weight for place in chosen])
    chosen |= _fill(role, left, limits.overall * role.weight - known)
    return found.names(place for place in heaviest if place in chosen)


def _rated(judged: Iterable[Judged]) -> int:
    """Return the weights of what has a level, added up."""
    return sum([one.rated for one in judged])


def _fill(role: Applicable, candidates: Iterable[int], lacking: Fraction) -> set[int]:
    """Take candidates until their weights make up for what is lacking."""
    taken: set[int] = set()
    for place in candidates:
        if lacking <= 0:
            break
        taken.add(place)
        lacking -= role.asked[place].weight
    return taken


def _unmet_limit(better: Band, pillars: Iterable[PillarResult], point: Fraction, needed: int | None) -> UnmetLimit:
    """Return the first limit of the better band that is not met: the score before the pillars."""
    if better.score is not None and point < better.score:
        return UnmetLimit(better.id, None, better.score, point, needed)
    limit = better.pillar or ZERO
    pillar, actual = next((one.pillar, one.point) for one in pillars if one.point is not None and one.point < limit)
    return UnmetLimit(better.id, pillar, limit, actual, needed)


def _closures_needed(better: Band, found: Figures) -> int | None:
    """Return how many priorities, closed in order, reach the better band; None if even all of them do not."""
    role, judged = found.role, found.judged
    rated = {part.pillar: _rated(judged[part.begin : part.end]) for part in role.pillars}
    points = {pillar.pillar: pillar.point or ZERO for pillar in found.pillars}
    for number, place in enumerate(found.priorities, 1):
        asked, fulfilment = role.asked[place], judged[place].verdict.fulfilment or ZERO
        points[asked.pillar] += asked.weight * (1 - fulfilment) / rated[asked.pillar]
        if _reaches(better, found.pillars, points):
            return number
    return None


def _reaches(band: Band, pillars: Iterable[PillarResult], points: Mapping[str, Fraction]) -> bool:
    score = sum((pillar.weight * points[pillar.pillar] for pillar in pillars), ZERO)
    pillars_reach = band.pillar is None or min(points.values()) >= band.pillar
    return (band.score is None or score >= band.score) and pillars_reach
