"""Agreement between self-assessment and others: a measure of the framework's anchors (scoring rule 14)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.team import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kiframework.model.assessment import Assessment, Line
    from kiframework.model.framework import Framework


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
    policy = framework.scoring.agreement
    people: dict[str, dict[str, Line]] = {}
    for assessment in assessments:
        people.setdefault(assessment.person, {}).update((line.competency, line) for line in assessment.competencies)
    by_person = [found for found in (list(_pairs(framework, lines.values())) for lines in people.values()) if found]
    pairs = [pair for found in by_person for pair in found]
    if len(pairs) < policy.smallest_pairs or len(by_person) < policy.smallest_people:
        return None
    kappa = weighted_kappa(pairs)
    difference = Fraction(sum(first - second for first, second in pairs), len(pairs))
    return Agreement(len(pairs), len(by_person), kappa, difference, kappa is not None and kappa < policy.alarm_below)


def _pairs(framework: Framework, lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Yield one pair (self, other) per competency: of several others the one who rated last."""
    for line in lines:
        own = [term for term in line.sources if term.source == framework.scoring.agreement.own_source]
        raters = [
            rater for term in line.sources if not framework.sources[term.source].by_person for rater in term.raters
        ]
        if own and raters:
            # max() keeps the first of several on one day: sources stand in the order of the framework.
            yield own[0].raters[0].value, max(raters, key=lambda rater: rater.date).value
