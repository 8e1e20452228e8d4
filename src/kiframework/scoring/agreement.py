"""Agreement between self-assessment and others: a measure of the framework's anchors (scoring rule 14)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.calibration import CompetencyAgreement, GroupCalibration, PillarAgreement
from kiframework.model.team import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiframework.model.assessment import Assessment, Line
    from kiframework.model.framework import AgreementPolicy, Framework


class Pair(NamedTuple):
    """One person's own rating of a competency and the rating of one other."""

    person: str
    competency: str
    own: int
    other: int


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """Return Cohen's kappa with quadratic weights, 1 - n sum (a_i - b_i)^2 / sum_i sum_j (a_i - b_j)^2.

    None if the denominator is 0, that is, if all values are the same.
    """
    count = len(pairs)
    observed = sum((first - second) ** 2 for first, second in pairs)
    # sum_i sum_j (a_i - b_j)^2 without the double loop.
    firsts, seconds = [first for first, _ in pairs], [second for _, second in pairs]
    squares = sum(value * value for value in firsts) + sum(value * value for value in seconds)
    expected = count * squares - 2 * sum(firsts) * sum(seconds)
    return 1 - Fraction(count * observed, expected) if expected else None


def agreement(framework: Framework, assessments: Iterable[Assessment]) -> Agreement | None:
    """Compare self-assessments with the other ratings of the same people; None while there are too few."""
    return _measured(framework.scoring.agreement, _pairs(framework, lines_of_people(assessments)))


def agreement_by_pillar(framework: Framework, assessments: Iterable[Assessment]) -> GroupCalibration:
    """Compare self-assessments with other ratings: over everything, and for every pillar and competency required.

    A pillar or competency with too few pairs has no figures, and neither has any other through which its figures could
    be found by subtraction.
    """
    policy, people = framework.scoring.agreement, lines_of_people(assessments)
    pairs: dict[str, list[Pair]] = {line.competency: [] for lines in people.values() for line in lines.values()}
    for pair in _pairs(framework, people):
        pairs[pair.competency].append(pair)
    # One competency after the other, as the framework lists them.
    parts = {
        pillar.id: {
            id_: pairs[id_] for id_, one in framework.competencies.items() if id_ in pairs and one.pillar == pillar.id
        }
        for pillar in framework.pillars
    }
    sums = {pillar: [pair for of_one in part.values() for pair in of_one] for pillar, part in parts.items() if part}
    overall = _measured(policy, [pair for of_pillar in sums.values() for pair in of_pillar])
    shown = _shown(policy, sums) if overall else frozenset()
    pillars = (_of_pillar(policy, pillar, parts[pillar], shown=pillar in shown) for pillar in sums)
    return GroupCalibration(overall, tuple(pillars))


def lines_of_people(assessments: Iterable[Assessment]) -> dict[str, dict[str, Line]]:
    """Return person -> competency -> line. Who is assessed against several roles has each competency once."""
    people: dict[str, dict[str, Line]] = {}
    for assessment in assessments:
        people.setdefault(assessment.person, {}).update((line.competency, line) for line in assessment.competencies)
    return people


def _of_pillar(
    policy: AgreementPolicy, pillar: str, parts: Mapping[str, list[Pair]], *, shown: bool
) -> PillarAgreement:
    # Where a pillar is hidden, so are its competencies: they would be all of it but little.
    visible = _shown(policy, parts) if shown else frozenset()
    competencies = (
        CompetencyAgreement(id_, _measured(policy, pairs) if id_ in visible else None) for id_, pairs in parts.items()
    )
    whole = [pair for of_one in parts.values() for pair in of_one]
    return PillarAgreement(pillar, _measured(policy, whole) if shown else None, tuple(competencies))


def _shown(policy: AgreementPolicy, parts: Mapping[str, list[Pair]]) -> frozenset[str]:
    """Return the parts whose figures may stand beside those of all parts together.

    Those with too few pairs are hidden, and then the smallest others, one after the other, until all that is hidden is
    either nothing or large enough to be shown itself: it can be found by subtraction.
    """
    hidden = [pair for pairs in parts.values() if not _enough(policy, pairs) for pair in pairs]
    shown = sorted((id_ for id_, pairs in parts.items() if _enough(policy, pairs)), key=lambda id_: len(parts[id_]))
    while shown and hidden and not _enough(policy, hidden):
        hidden += parts[shown.pop(0)]
    return frozenset(shown)


def _enough(policy: AgreementPolicy, pairs: Sequence[Pair]) -> bool:
    people = {pair.person for pair in pairs}
    return len(pairs) >= policy.smallest_pairs and len(people) >= policy.smallest_people


def _measured(policy: AgreementPolicy, pairs: Iterable[Pair]) -> Agreement | None:
    """Measure the agreement of pairs; None while there are too few of them."""
    pairs = list(pairs)
    if not pairs or not _enough(policy, pairs):
        return None
    kappa = weighted_kappa([(pair.own, pair.other) for pair in pairs])
    difference = Fraction(sum(pair.own - pair.other for pair in pairs), len(pairs))
    alarm = kappa is not None and kappa < policy.alarm_below
    return Agreement(len(pairs), len({pair.person for pair in pairs}), kappa, difference, alarm)


def _pairs(framework: Framework, people: Mapping[str, Mapping[str, Line]]) -> Iterator[Pair]:
    """Yield one pair per person and competency: of several others the one who rated last."""
    for person, lines in people.items():
        for line in lines.values():
            own = [term for term in line.sources if term.source == framework.scoring.agreement.own_source]
            raters = [
                rater for term in line.sources if not framework.sources[term.source].by_person for rater in term.raters
            ]
            if own and raters:
                # max() keeps the first of several on one day: sources stand in the order of the framework.
                other = max(raters, key=lambda rater: rater.date)
                yield Pair(person, line.competency, own[0].raters[0].value, other.value)
