"""Shares as places on a grid of whole numbers: what is compared and shown is decided there, and nowhere else.

Every limit that a share can meet (bands, coverage, the halves at which a displayed tenth of a percent turns) is a
multiple of one step of the grid. So ``floor(share * steps)`` decides all of them, and is a small whole number.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from fractions import Fraction

    from kiframework.model.framework import ScoringPolicy

DISPLAY = 2000
"""Halves of a tenth of a percent in the whole: rounding half up turns at each odd one (scoring rule 13)."""
WORD_BITS = 62
"""Bits of a signed 64-bit number that are used, one being left for a carry."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid on which all limits of a framework lie."""

    steps: int
    """Steps from 0 to 100 %."""

    @property
    def dtype(self) -> Any:
        """The smallest type that holds every place."""
        bits = self.steps.bit_length()
        return np.uint16 if bits <= 16 else np.uint32 if bits <= 32 else object  # noqa: PLR2004

    def place(self, limit: Fraction | None) -> int:
        """Return where a limit lies; no limit lies at 0."""
        return 0 if limit is None else int(limit * self.steps)

    def write_tenths(self, places: Any, target: Any) -> None:
        """Write tenths of a percent, rounded half up, into an array of 16 bits."""
        per_half = self.steps // DISPLAY
        halves = places if per_half == 1 else places // per_half
        np.right_shift((halves + 1).astype(target.dtype, copy=False), 1, out=target)


def make_grid(policy: ScoringPolicy) -> Grid:
    """Return the coarsest grid that carries all limits of a policy."""
    limits = [policy.coverage.overall, policy.coverage.pillar]
    limits += [limit for band in policy.bands for limit in (band.score, band.pillar) if limit is not None]
    return Grid(lcm(DISPLAY, *[limit.denominator for limit in limits]))
