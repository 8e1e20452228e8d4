"""The order in which gaps matter, and in which missing ratings are worth having (scoring rule 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.scoring.exact import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.scoring.profile import Applicable, Judged


def order_gaps(role: Applicable, judged: Sequence[Judged]) -> list[int]:
    """Return the places of what has a gap, the most pressing first.

    Order: priority falling, must-have first, gap falling, more dependents first, pillar order, id.
    """
    gaps = [(place, one.pressing) for place, one in enumerate(judged) if one.pressing is not None]
    most = scaled([(numerator, denominator) for _, (numerator, denominator, _, _) in gaps])
    next_most = scaled([(numerator, denominator) for _, (_, _, numerator, denominator) in gaps])
    keys = [
        (-first, role.optional[place], -second, role.rank[place], place)
        for (place, _), first, second in zip(gaps, most, next_most, strict=True)
    ]
    return [key[-1] for key in sorted(keys)]


def order_missing(role: Applicable, judged: Sequence[Judged]) -> list[int]:
    """Return the places of what has no level, the most pressing first.

    Order: R w k falling, must-have first, R falling, more dependents first, pillar order, id.
    """
    return [place for place in role.asked_first if judged[place].verdict.level is None]
