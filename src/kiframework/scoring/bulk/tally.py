"""Counts results of bulk scoring while they pass by. Tallies of parts add up to the tally of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kiframework.scoring.bulk.columns import bits_of
from kiframework.scoring.bulk.schema import GAPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from kiframework.scoring.bulk.compile import CompiledRoles

    Counts = npt.NDArray[np.int64]

BINS = 10
"""Steps of ten percent that figures are counted in."""
TENTHS = 1000
"""A whole, in tenths of a percent."""


@dataclass(slots=True)
class Tally:
    """People counted, in arrays with a row per role."""

    people: int
    readiness: Counts
    """Role x code, the worst first."""
    provisional: Counts
    """Role."""
    bins: Counts
    """Role x figure x step of ten percent; 100 % belongs to the last."""
    sums: Counts
    """Role x figure: displayed figures added up, in tenths of a percent."""
    extremes: Counts
    """Role x figure x (exactly 0 %, exactly 100 %)."""
    gaps: Counts
    """Role x competency: among the three largest gaps of so many."""

    @classmethod
    def empty(cls, compiled: CompiledRoles) -> Tally:
        """Return a tally of nobody."""
        roles, figures = len(compiled.roles), len(counted_figures(compiled))
        return cls(
            people=0,
            readiness=np.zeros((roles, len(compiled.readiness)), np.int64),
            provisional=np.zeros(roles, np.int64),
            bins=np.zeros((roles, figures, BINS), np.int64),
            sums=np.zeros((roles, figures), np.int64),
            extremes=np.zeros((roles, figures, 2), np.int64),
            gaps=np.zeros((roles, len(compiled.competencies)), np.int64),
        )

    def add(self, other: Tally) -> None:
        """Add what was counted elsewhere."""
        self.people += other.people
        for name in _ARRAYS:
            getattr(self, name).__iadd__(getattr(other, name))

    def plain(self) -> dict[str, Any]:
        """Return the tally as what JSON can hold."""
        return {"people": self.people, **{name: getattr(self, name).tolist() for name in _ARRAYS}}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Tally:
        """Return the tally that :meth:`plain` was made of."""
        return cls(plain["people"], *(np.array(plain[name], np.int64) for name in _ARRAYS))


_FEW = 16
_ARRAYS = ("readiness", "provisional", "bins", "sums", "extremes", "gaps")


def counted_figures(compiled: CompiledRoles) -> tuple[str, ...]:
    """Return the columns of a result whose figures are counted: score, coverage, and the score of each pillar."""
    return ("point", "coverage", *(f"{pillar}_point" for pillar in compiled.pillars))


def tally(compiled: CompiledRoles, batches: Sequence[pa.RecordBatch]) -> Tally:
    """Count the results of some people: a batch per role, in the order of ``compiled.roles``."""
    counted = Tally.empty(compiled)
    counted.people = batches[0].num_rows
    figures = counted_figures(compiled)
    for role, batch in enumerate(batches):
        counted.readiness[role] = _words(batch.column("readiness"), compiled.readiness)
        counted.provisional[role] = batch.num_rows - batch.column("provisional_from").null_count
        for number, name in enumerate(figures):
            tenths = np.bincount(_known(batch.column(name).indices, TENTHS + 1), minlength=TENTHS + 1)[: TENTHS + 1]
            counted.bins[role, number] = _in_bins(tenths)
            counted.sums[role, number] = tenths @ _WEIGHTS
            counted.extremes[role, number] = tenths[0], tenths[TENTHS]
        for name in GAPS:
            counted.gaps[role] += _words(batch.column(name), compiled.competencies)
    return counted


_WEIGHTS = np.arange(TENTHS + 1)


def _in_bins(tenths: Counts) -> Counts:
    counts: Counts = tenths[:TENTHS].reshape(BINS, -1).sum(axis=1)
    counts[-1] += tenths[TENTHS]
    return counts


def _words(column: pa.DictionaryArray, words: Sequence[str]) -> Counts:
    """Count how often each word stands in a column."""
    own = column.dictionary.to_pylist()
    place = {word: number for number, word in enumerate(words)}
    found = np.zeros(len(words), np.int64)
    for word, count in zip(own, _counts(_known(column.indices, len(own)), len(own)), strict=True):
        found[place[word]] += count
    return found


def _counts(numbers: npt.NDArray[np.int16], most: int) -> Sequence[int]:
    """Count each number below ``most``. Few numbers are compared one by one: one counter hit again and again waits."""
    if most <= _FEW:
        return [int(np.count_nonzero(numbers == number)) for number in range(most)]
    counts: list[int] = np.bincount(numbers, minlength=most)[:most].tolist()
    return counts


def _known(indices: pa.Array, beyond: int) -> npt.NDArray[np.int16]:
    """Return the numbers behind a column, and ``beyond`` where there is none."""
    kind = np.dtype(indices.type.to_pandas_dtype())
    known = np.frombuffer(indices.buffers()[1], kind, len(indices), indices.offset * kind.itemsize)
    return np.where(bits_of(indices), known, kind.type(beyond)) if indices.null_count else known
