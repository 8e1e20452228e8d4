"""The columns of a result while they are filled, and as Arrow arrays afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from kiframework.scoring.bulk.schema import FIGURE, SHARES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


class Columns:
    """Columns of the same kind for a number of people: numbers of dictionary entries, some of them null.

    Memory comes from Arrow's pool, which hands out again what was given back; fresh pages from the system would cost
    more than the figures that go into them.
    """

    def __init__(self, columns: int, people: int, *, nullable: bool) -> None:
        """Reserve the memory."""
        self._people, self._bytes = people, -(-people // 8)
        self._buffer = pa.allocate_buffer(2 * columns * people)
        self.values = np.frombuffer(self._buffer, np.uint16).reshape(columns, people)
        self._bits = pa.allocate_buffer(columns * self._bytes) if nullable else None
        if self._bits is not None:
            self._known = np.frombuffer(self._bits, np.uint8).reshape(columns, self._bytes)

    def know(self, start: int, known: Any) -> None:
        """Say which values there are, columns by people, for a stretch whose start is a multiple of eight."""
        packed = np.packbits(known, axis=-1, bitorder="little")
        self._known[:, start // 8 : start // 8 + packed.shape[-1]] = packed

    def array(self, column: int, words: pa.Array) -> pa.Array:
        """Return a filled column."""
        values = self._buffer.slice(2 * column * self._people, 2 * self._people)
        bits = None if self._bits is None else self._bits.slice(column * self._bytes, self._bytes)
        numbers = pa.Array.from_buffers(pa.int16(), self._people, [bits, values])
        return pa.DictionaryArray.from_arrays(numbers, words, safe=False)


def bits_of(column: pa.Array) -> npt.NDArray[np.uint8]:
    """Return 1 for each value of a column that has nulls, and 0 for each null."""
    first, end = column.offset, column.offset + len(column)
    bits = np.frombuffer(column.buffers()[0], np.uint8, count=-(-end // 8))
    return np.unpackbits(bits, bitorder="little")[first:end]


def text_array(words: Sequence[str]) -> pa.Array:
    """Return words as an array. ``pa.array`` would load pandas, where it is installed, to see whether it gets any."""
    texts = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, texts)]).astype(np.int32)
    return pa.Array.from_buffers(pa.string(), len(texts), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(texts))])


def constant(people: int, words: Sequence[str], number: int) -> pa.Array:
    """Return a column that names the same word for everybody."""
    column = Columns(1, people, nullable=False)
    column.values[:] = number
    return column.array(0, text_array(words))


def nothing(people: int) -> pa.Array:
    """Return a column of percentages that are all null."""
    return pa.DictionaryArray.from_arrays(pa.nulls(people, FIGURE.index_type), SHARES, safe=False)
