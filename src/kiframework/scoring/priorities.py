"""The order in which gaps matter, and in which missing ratings are worth having (scoring rule 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.scoring.exact import ZERO, scaled
from kiframework.scoring.profile import first_asked, ranks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.model.assessment import Line
    from kiframework.scoring.profile import Profile


def order_gaps(lines: Iterable[Line], profile: Profile, excluded: frozenset[str]) -> list[Line]:
    """Return the lines with a gap, the most pressing first.

    Order: priority falling, must-have first, gap falling, more dependents first, pillar order, id. ``excluded`` are
    the competencies that do not apply; they do not count as dependents.
    """
    gaps = [line for line in lines if line.priority]
    levels = [(line.level or ZERO).as_integer_ratio() for line in gaps]
    most = scaled([(line.priority or ZERO).as_integer_ratio() for line in gaps])
    next_most = scaled([(line.required * d - n, d) for line, (n, d) in zip(gaps, levels, strict=True)])
    rank = ranks(profile, excluded)
    keys = [
        (-first, not line.must_have, -second, rank[line.competency], number)
        for number, (line, first, second) in enumerate(zip(gaps, most, next_most, strict=True))
    ]
    return [gaps[key[-1]] for key in sorted(keys)]


def order_missing(lines: Iterable[Line], profile: Profile, excluded: frozenset[str]) -> list[Line]:
    """Return the lines without a level, the most pressing first.

    Order: R w k falling, must-have first, R falling, more dependents first, pillar order, id.
    """
    places = first_asked(profile, excluded)
    return sorted([line for line in lines if line.status == "missing"], key=lambda line: places[line.competency])
