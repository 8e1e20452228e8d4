"""From the sums of one role to the places of its figures on the grid (scoring rules 8 and 9).

Arrays here are ends (low, high, point) by parts of the role by people: a handful of operations on large arrays instead
of many on small ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from kiframework.scoring.bulk.parts import Reading

LOW, HIGH, POINT = range(3)


class Places(NamedTuple):
    """Where the figures of some people lie on the grid."""

    score: Any
    """Ends by people; the point means nothing where there is none."""
    coverage: Any
    """By people."""
    pillars: Any
    """Ends by parts by people."""
    coverages: Any
    """Parts by people."""
    rated: Any
    """Parts by people: whether anything is rated."""


def read_places(reading: Reading, totals: Any, rated: Any) -> Places:
    """Return all figures of one role from its sums, parts by people: n of fulfilments and r of rated weights."""
    numerators = np.empty((3, *totals.shape), totals.dtype)
    numerators[LOW] = numerators[POINT] = totals
    np.multiply(reading.column("weight") - rated, reading.column("unit"), out=numerators[HIGH])
    numerators[HIGH] += totals
    if reading.plain:
        pillars, score = _multiplied(reading, numerators, rated)
        coverages = reading.coverages.take(rated + reading.offsets, mode="wrap")
        coverage = reading.coverage.take(rated.sum(axis=0), mode="wrap")
    else:
        pillars, score = _divided(reading, numerators, rated), _divided_score(reading, numerators, rated)
        weights = reading.column("weight").astype(object)
        coverages = rated.astype(object) * reading.grid.steps // weights
        coverage = rated.sum(axis=0).astype(object) * reading.grid.steps // weights.sum()
    return Places(score, coverage, pillars, coverages, rated > 0)


def _multiplied(reading: Reading, numerators: Any, rated: Any) -> tuple[Any, Any]:
    """Return places of pillars and scores by way of reciprocals; what these leave open is divided."""
    products = np.empty_like(numerators)
    factors = (numerators >> reading.dropped) + (reading.dropped > 0) if reading.dropped.any() else numerators
    np.multiply(factors[:POINT], reading.whole_reciprocals, out=products[:POINT])
    np.multiply(factors[POINT], reading.reciprocals.take(rated + reading.offsets, mode="wrap"), out=products[POINT])
    pillars = (products >> reading.bits).astype(reading.grid.dtype)
    if not reading.sure:
        end, part, person = np.nonzero((products & ((1 << reading.bits) - 1)) < reading.doubtful)
        near = (end, part, person)
        weights = np.where(end == POINT, rated[part, person], reading.column("weight")[part, 0])
        units = reading.column("unit")[part, 0]
        pillars[near] = _quotients(numerators[near], weights, units, reading.grid.steps)
    if reading.shares_differ:
        products *= reading.column("share")
    return pillars, _summed(reading, products.sum(axis=1), numerators, rated)


def _summed(reading: Reading, sums: Any, numerators: Any, rated: Any) -> Any:
    """Return places of scores from products that are added up over the parts."""
    one = reading.shares << reading.bits
    places = sums >> (one.bit_length() - 1) if one.bit_count() == 1 else sums // one
    score = places.astype(reading.grid.dtype)
    for ends, sure in ((slice(LOW, POINT), reading.sure_ends), (slice(POINT, None), reading.sure_point)):
        if not sure:
            near = np.flatnonzero(np.any(sums[ends] - places[ends] * one < reading.error, axis=0))
            score[ends, near] = _divided_score(reading, numerators[:, :, near], rated[:, near])[ends]
    return score


def _divided(reading: Reading, numerators: Any, rated: Any) -> Any:
    """Return places of pillars, divided in whole numbers of any size."""
    return _quotients(numerators, _weights(reading, rated), reading.column("unit"), reading.grid.steps)


def _quotients(numerators: Any, weights: Any, units: Any, steps: int) -> Any:
    return numerators.astype(object) * steps // (np.maximum(weights, 1).astype(object) * units)


def _divided_score(reading: Reading, numerators: Any, rated: Any) -> Any:
    """Return places of scores, divided in whole numbers of any size."""
    denominators = _weights(reading, rated) * reading.column("unit").astype(object)
    top: Any = 0
    bottom: Any = 1
    for number, part in enumerate(reading.parts):
        own = denominators[:, number]
        top = top * own + numerators[:, number].astype(object) * part.share * bottom
        bottom = bottom * own
    return top * reading.grid.steps // (bottom * reading.shares)


def _weights(reading: Reading, rated: Any) -> Any:
    """Return what to divide by. Where nothing is rated there is no share, and any weight will do."""
    whole = np.broadcast_to(reading.column("weight"), rated.shape)
    return np.stack([whole, whole, np.maximum(rated, 1)]).astype(object)
