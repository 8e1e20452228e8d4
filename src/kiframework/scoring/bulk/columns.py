"""The columns of a result while they are filled, and as Arrow arrays afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from kiframework.scoring.bulk.schema import FIGURE, SHARES

if TYPE_CHECKING:
    from collections.abc import Sequence


class Column:
    """Numbers of dictionary entries for a number of people, some of them null.

    Memory comes from Arrow's pool, which hands out again what was given back; fresh pages from the system would cost
    more than the figures that go into them.
    """

    def __init__(self, people: int, *, nullable: bool) -> None:
        """Reserve the memory."""
        self._people = people
        self._buffer = pa.allocate_buffer(2 * people)
        self.values = np.frombuffer(self._buffer, np.uint16)
        self._bits = pa.allocate_buffer(-(-people // 8)) if nullable else None
        self._known = None if self._bits is None else np.frombuffer(self._bits, np.uint8)

    def know(self, start: int, known: Any) -> None:
        """Say for a stretch of people, whose start is a multiple of eight, which values there are."""
        if self._known is not None:
            packed = np.packbits(known, bitorder="little")
            self._known[start // 8 : start // 8 + len(packed)] = packed

    def array(self, words: pa.Array) -> pa.Array:
        """Return the filled column."""
        numbers = pa.Array.from_buffers(pa.int16(), self._people, [self._bits, self._buffer])
        return pa.DictionaryArray.from_arrays(numbers, words, safe=False)


def figure_array(column: Column) -> pa.Array:
    """Return a column of percentages."""
    return column.array(SHARES)


def constant(people: int, words: Sequence[str], number: int) -> pa.Array:
    """Return a column that names the same word for everybody."""
    numbers = pa.array(np.full(people, number, np.int16))
    return pa.DictionaryArray.from_arrays(numbers, pa.array(words, pa.string()), safe=False)


def nothing(people: int) -> pa.Array:
    """Return a column of percentages that are all null."""
    return pa.DictionaryArray.from_arrays(pa.nulls(people, FIGURE.index_type), SHARES, safe=False)
