"""Figures of small pillars, looked up: everything that follows from two sums is worked out once for each pair of them.

A record has 32 bytes, the widest row that numpy moves fast: the products of low, high and point, to be added up over
the pillars, then four numbers of 16 bits, the rated weight and the places of low, high and point. Its number is
n + (whole + 1) r, so that a packed sum is the number itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kiframework.scoring.bulk.figures import Places, divided_score, numerators_of, read_products, read_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.scoring.bulk.parts import Part, Reading

MOST_RECORDS = 1 << 15
"""Records of a pillar: one megabyte, of which a few thousand are ever used."""
ENDS = 3
_SHORT = 4
"""Numbers of 16 bits in one of 64."""
_RATED = ENDS * _SHORT


def is_small(reading: Reading) -> bool:
    """Tell whether all pillars of a role are small enough to be looked up."""
    few = all(records_of(part) <= MOST_RECORDS for part in reading.parts)
    return not reading.parts or (few and reading.plain and reading.grid.dtype is np.uint16)


def records_of(part: Part) -> int:
    """Return how many pairs of sums there are."""
    return (part.weight + 1) * (part.whole + 1)


def make_records(reading: Reading) -> tuple[Any, ...]:
    """Return for each part its records, as rows of four numbers of 64 bits."""
    found = []
    for number, part in enumerate(reading.parts):
        pairs = np.arange(records_of(part))
        rated = np.zeros((len(reading.parts), len(pairs)), np.int64)
        totals = np.zeros_like(rated)
        rated[number] = pairs // (part.whole + 1)
        # Nobody fulfils more than what is rated: other pairs never come up, and must not overflow.
        totals[number] = np.minimum(pairs % (part.whole + 1), rated[number] * part.unit)
        products, places = read_products(reading, numerators_of(reading, totals, rated), rated)
        records = np.zeros((len(pairs), ENDS + 1), np.int64)
        records[:, :ENDS] = products[:, number].T * part.share
        short = records.view(np.uint16)
        short[:, _RATED] = rated[number]
        short[:, _RATED + 1 :] = places[:, number].T
        found.append(records)
    return tuple(found)


def look_up_places(reading: Reading, records: Sequence[Any], numbers: Any) -> Places:
    """Return all figures of one role. ``numbers`` are parts by people: which record it is."""
    parts, people = numbers.shape
    short = np.empty((_SHORT, parts, people), np.uint16)
    sums, record = np.empty((people, ENDS + 1), np.int64), np.empty((people, ENDS + 1), np.int64)
    for part, table in enumerate(records):
        target = record if part else sums
        table.take(numbers[part], 0, target, "wrap")
        for place in range(_SHORT):
            short[place, part] = target.view(np.uint16)[:, _RATED + place]
        if part:
            sums += record

    def divide(rows: Any) -> Any:
        wholes = reading.column("whole") + 1
        rated = numbers[:, rows] // wholes
        return divided_score(reading, numerators_of(reading, numbers[:, rows] - rated * wholes, rated), rated)

    score = read_score(reading, np.ascontiguousarray(sums.T[:ENDS]), divide)
    # The rated weight is the lowest of its four numbers, so nothing is carried into its sum.
    coverage = reading.coverage.take(sums.view(np.uint16)[:, _RATED], mode="wrap")
    coverages = reading.coverages.take(short[0] + reading.offsets, mode="wrap")
    return Places(score, coverage, short[1:], coverages, short[0] > 0)
