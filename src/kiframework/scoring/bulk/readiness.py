"""Readiness from places on the grid (scoring rule 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kiframework.scoring.bulk.figures import HIGH, LOW, POINT

if TYPE_CHECKING:
    from kiframework.model.framework import ScoringPolicy
    from kiframework.scoring.bulk.figures import Places
    from kiframework.scoring.bulk.grid import Grid

WORST_BAND = 2
"""Place of the worst band among the readiness codes, behind *must-have-open* and *not-assessable*."""


class BandLimits(NamedTuple):
    """Where the limits of a band lie on the grid."""

    score: int
    pillar: int


@dataclass(frozen=True)
class Limits:
    """All limits of readiness, as places on the grid."""

    coverage: int
    pillar_coverage: int
    bands: tuple[BandLimits, ...]
    """From the second worst band to the best one."""


class Readiness(NamedTuple):
    """What is said of some people, as places among the readiness codes."""

    code: Any
    low: Any
    high: Any
    provisional: Any
    """Whether low and high leave it open."""


def make_limits(policy: ScoringPolicy, grid: Grid) -> Limits:
    """Return the limits of a policy."""
    bands = [BandLimits(grid.place(band.score), grid.place(band.pillar)) for band in reversed(policy.bands[:-1])]
    return Limits(grid.place(policy.coverage.overall), grid.place(policy.coverage.pillar), tuple(bands))


def read_readiness(limits: Limits, places: Places, must_open: Any, unconfirmed: Any) -> Readiness:
    """Return the readiness. ``must_open`` and ``unconfirmed`` tell of must-haves; None where there are none."""
    known = places.coverage >= limits.coverage
    known &= places.rated.all(axis=0)
    if limits.pillar_coverage:
        known &= places.coverages.min(axis=0) >= limits.pillar_coverage
    if must_open is not None:
        known &= ~(must_open | unconfirmed)
    bands = find_bands(limits, places.score, places.pillars.min(axis=1))
    low, high, point = bands[LOW], bands[HIGH], bands[POINT]
    code = (point + np.uint8(1)) * known.view(np.uint8) + np.uint8(1)
    if must_open is not None:
        code *= (~must_open).view(np.uint8)
    provisional = ((low != point) | (point != high)) & known
    return Readiness(code, low + np.uint8(WORST_BAND), high + np.uint8(WORST_BAND), provisional)


def find_bands(limits: Limits, score: Any, lowest: Any) -> Any:
    """Return the best band, counted from the worst, whose limits a score and the lowest pillar reach."""
    best = np.zeros(score.shape, np.uint8)
    for rank, band in enumerate(limits.bands, 1):
        reached = score >= band.score
        if band.pillar:
            reached &= lowest >= band.pillar
        np.maximum(best, reached.view(np.uint8) * np.uint8(rank), out=best)
    return best
