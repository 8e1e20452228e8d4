"""The order in which gaps matter, and in which missing ratings are worth having (scoring rule 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.scoring.exact import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kiframework.model.assessment import Line
    from kiframework.scoring.profile import Profile


def order_gaps(lines: Iterable[Line], profile: Profile, excluded: frozenset[str]) -> list[Line]:
    """Return the lines with a gap, the most pressing first.

    Order: priority falling, must-have first, gap falling, more dependents first, pillar order, id. ``excluded`` are
    the competencies that do not apply; they do not count as dependents.
    """
    gaps = [line for line in lines if line.priority]
    most = [line.priority.as_integer_ratio() for line in gaps if line.priority]
    next_most = [(line.required * d - n, d) for line in gaps for n, d in [(line.level or 0).as_integer_ratio()]]
    return _ordered(gaps, most, next_most, profile, excluded)


def order_missing(lines: Iterable[Line], profile: Profile, excluded: frozenset[str]) -> list[Line]:
    """Return the lines without a level, the most pressing first.

    Order: R w k falling, must-have first, R falling, more dependents first, pillar order, id.
    """
    missing = [line for line in lines if line.status == "missing"]
    if not missing:
        return []
    factors = {one.competency: one.factor for one in profile.required}
    most = [(line.required * factors[line.competency]).as_integer_ratio() for line in missing]
    return _ordered(missing, most, [(line.required, 1) for line in missing], profile, excluded)


def _ordered(
    lines: Sequence[Line],
    most: Sequence[tuple[int, int]],
    next_most: Sequence[tuple[int, int]],
    profile: Profile,
    excluded: frozenset[str],
) -> list[Line]:
    """Sort by two figures, both falling, with must-haves between them, and the terms both orders end with."""
    rank = _rank(profile, excluded)
    keys = [
        (-first, not line.must_have, -second, *rank(line), number)
        for number, (line, first, second) in enumerate(zip(lines, scaled(most), scaled(next_most), strict=True))
    ]
    return [lines[key[-1]] for key in sorted(keys)]


def _rank(profile: Profile, excluded: frozenset[str]) -> Callable[[Line], tuple[int, int, str]]:
    nobody: frozenset[str] = frozenset()

    def rank(line: Line) -> tuple[int, int, str]:
        dependents = profile.later.get(line.competency, nobody)
        if excluded:
            dependents -= excluded
        return (-len(dependents), profile.pillar_numbers[line.pillar], line.competency)

    return rank
