"""From the sums of one role to the places of its figures on the grid (scoring rules 8 and 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.scoring.bulk.parts import Part, Reading

LOW, POINT, HIGH = range(3)


class PartSums(NamedTuple):
    """The sums of some people in one pillar."""

    total: Any
    """n of each person."""
    rated: Any
    """r of each person."""


class Term(NamedTuple):
    """The share of one pillar at one end: ``total / (rated * unit)``."""

    total: Any
    rated: Any
    """An array, or one number for everybody."""


@dataclass(frozen=True)
class Places:
    """Where the figures of some people lie on the grid."""

    score: tuple[Any, Any, Any]
    """Low, point, high; the point means nothing where there is none."""
    coverage: Any
    pillars: tuple[tuple[Any, Any, Any, Any], ...]
    """For each part: low, point, high, coverage."""
    rated: tuple[Any, ...]
    """For each part: whether anything is rated."""


def read_places(reading: Reading, sums: Sequence[PartSums]) -> Places:
    """Return all figures of one role."""
    ends = [
        _read_end(reading, [_term(*one, end) for one in zip(reading.parts, sums, strict=True)], end) for end in range(3)
    ]
    rated = sums[0].rated
    for one in sums[1:]:
        rated = rated + one.rated
    *covered, overall = [
        _covered(reading, number, one) for number, one in enumerate([*[one.rated for one in sums], rated])
    ]
    return Places(
        (ends[LOW][0], ends[POINT][0], ends[HIGH][0]),
        overall,
        tuple(zip(ends[LOW][1], ends[POINT][1], ends[HIGH][1], covered, strict=True)),
        tuple(one.rated > 0 for one in sums),
    )


def _term(part: Part, sums: PartSums, end: int) -> Term:
    if end == POINT:
        return Term(*sums)
    if end == LOW:
        return Term(sums.total, part.weight)
    return Term(sums.total + (part.weight - sums.rated) * part.unit, part.weight)


def _read_end(reading: Reading, terms: Sequence[Term], end: int) -> tuple[Any, list[Any]]:
    """Return the place of the score, and those of all pillars."""
    if not reading.plain:
        pillars = [_divided(reading, part, term, ...) for part, term in zip(reading.parts, terms, strict=True)]
        return _divided_score(reading, terms, ...), pillars
    pillars, whole = [], 0
    for number, (part, term) in enumerate(zip(reading.parts, terms, strict=True)):
        product = _product(reading, number, term)
        places = (product >> reading.bits).astype(reading.grid.dtype)
        if not reading.sure[number]:
            near = np.flatnonzero((product & ((1 << reading.bits) - 1)) < reading.errors[number])
            places[near] = _divided(reading, part, term, near)
        pillars.append(places)
        product = product if part.share == 1 else product * part.share
        whole = product if number == 0 else whole + product
    return _read_whole(reading, whole, terms, sure=reading.sure_point if end == POINT else reading.sure_ends), pillars


def _product(reading: Reading, number: int, term: Term) -> Any:
    """Return steps * 2^m * share of a pillar, too large by less than the error of the part."""
    dropped, table = reading.dropped(reading.parts[number]), reading.reciprocals[number]
    total = (term.total >> dropped) + 1 if dropped else term.total
    return total * (table[term.rated] if isinstance(term.rated, int) else table.take(term.rated, mode="wrap"))


def _read_whole(reading: Reading, whole: Any, terms: Sequence[Term], *, sure: bool) -> Any:
    one = reading.shares << reading.bits
    even = one.bit_count() == 1
    places = whole >> (one.bit_length() - 1) if even else whole // one
    if sure:
        return places.astype(reading.grid.dtype)
    near = np.flatnonzero(whole - places * one < reading.error)
    places = places.astype(reading.grid.dtype)
    places[near] = _divided_score(reading, terms, near)
    return places


def _divided(reading: Reading, part: Part, term: Term, rows: Any) -> Any:
    """Return the places of a pillar for some people, divided in whole numbers of any size."""
    return _large(term.total, rows) * reading.grid.steps // (_weight(term, rows) * part.unit)


def _divided_score(reading: Reading, terms: Sequence[Term], rows: Any) -> Any:
    """Return the places of the score for some people, divided in whole numbers of any size."""
    numerator: Any = 0
    denominator: Any = 1
    for part, term in zip(reading.parts, terms, strict=True):
        own = _weight(term, rows) * part.unit
        numerator = numerator * own + _large(term.total, rows) * part.share * denominator
        denominator = denominator * own
    return numerator * reading.grid.steps // (denominator * reading.shares)


def _weight(term: Term, rows: Any) -> Any:
    """Return the weight to divide by. Where nothing is rated there is no share, and any weight will do."""
    return term.rated if isinstance(term.rated, int) else np.maximum(_large(term.rated, rows), 1)


def _large(numbers: Any, rows: Any) -> Any:
    """Return the numbers of some people as whole numbers without a largest one."""
    return numbers[rows].astype(object)


def _covered(reading: Reading, number: int, rated: Any) -> Any:
    """Return the places of the coverage of a part; of the whole, if there is no such part."""
    if reading.plain:
        return reading.coverages[number].take(rated, mode="wrap")
    parts = reading.parts[number : number + 1] or reading.parts
    return rated.astype(object) * reading.grid.steps // sum(part.weight for part in parts)
