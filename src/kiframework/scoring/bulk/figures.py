"""From the sums of one role to the places of its figures on the grid (scoring rules 8 and 9).

Arrays here are ends (low, high, point) by parts of the role by people: a handful of operations on large arrays instead
of many on small ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

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
    numerators = numerators_of(reading, totals, rated)
    if reading.plain:
        products, pillars = read_products(reading, numerators, rated)
        if reading.shares_differ:
            products *= reading.column("share")
        score = read_score(
            reading, products.sum(axis=1), lambda near: divided_score(reading, numerators[:, :, near], rated[:, near])
        )
        coverages = reading.coverages.take(rated + reading.offsets, mode="wrap")
        coverage = reading.coverage.take(rated.sum(axis=0), mode="wrap")
    else:
        pillars, score = _divided(reading, numerators, rated), divided_score(reading, numerators, rated)
        weights = reading.column("weight").astype(object)
        coverages = rated.astype(object) * reading.grid.steps // weights
        coverage = rated.sum(axis=0).astype(object) * reading.grid.steps // weights.sum()
    return Places(score, coverage, pillars, coverages, rated > 0)


def numerators_of(reading: Reading, totals: Any, rated: Any) -> Any:
    """Return ends by parts by people: n, with everything missing as 0, as fulfilled, and left out."""
    numerators = np.empty((3, *totals.shape), totals.dtype)
    numerators[LOW] = numerators[POINT] = totals
    np.multiply(reading.column("weight") - rated, reading.column("unit"), out=numerators[HIGH])
    numerators[HIGH] += totals
    return numerators


def read_products(reading: Reading, numerators: Any, rated: Any) -> tuple[Any, Any]:
    """Return products with reciprocals, and the places of pillars; what products leave open is divided."""
    products = np.empty_like(numerators)
    factors = (numerators >> reading.dropped) + (reading.dropped > 0) if reading.dropped.any() else numerators
    np.multiply(factors[:POINT], reading.whole_reciprocals, out=products[:POINT])
    np.multiply(factors[POINT], reading.reciprocals.take(rated + reading.offsets, mode="wrap"), out=products[POINT])
    pillars = (products >> reading.bits).astype(reading.grid.dtype)
    if not reading.sure:
        near = np.nonzero((products & ((1 << reading.bits) - 1)) < reading.doubtful)
        end, part, person = near
        weights = np.where(end == POINT, rated[part, person], reading.column("weight")[part, 0])
        units = reading.column("unit")[part, 0]
        pillars[near] = _quotients(numerators[near], weights, units, reading.grid.steps)
    return products, pillars


def read_score(reading: Reading, sums: Any, divide: Callable[[Any], Any]) -> Any:
    """Return places of scores, ends by people, from products times shares, added up over the parts.

    ``divide`` gives the scores of some people exactly; it is asked for those whom the sums leave in doubt.
    """
    one = reading.shares << reading.bits
    places = sums >> (one.bit_length() - 1) if one.bit_count() == 1 else sums // one
    score = places.astype(reading.grid.dtype)
    for ends, sure in ((slice(LOW, POINT), reading.sure_ends), (slice(POINT, None), reading.sure_point)):
        if not sure:
            near = np.flatnonzero(np.any(sums[ends] - places[ends] * one < reading.error, axis=0))
            score[ends, near] = divide(near)[ends]
    return score


def _divided(reading: Reading, numerators: Any, rated: Any) -> Any:
    """Return places of pillars, divided in whole numbers of any size."""
    return _quotients(numerators, _weights(reading, rated), reading.column("unit"), reading.grid.steps)


def _quotients(numerators: Any, weights: Any, units: Any, steps: int) -> Any:
    return numerators.astype(object) * steps // (np.maximum(weights, 1).astype(object) * units)


def divided_score(reading: Reading, numerators: Any, rated: Any) -> Any:
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
