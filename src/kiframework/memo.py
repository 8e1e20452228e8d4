"""Remembering what was worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")

MOST: Final = 16384
"""Entries at most: some data hardly ever repeats itself, and memory must not grow with the number of people."""


class Memo(dict[K, V]):
    """Looks up what a function returns, and calls it the first time.

    For what is asked for dozens of times for every person, where calling a function that caches takes too long. When it
    is full, all is forgotten.
    """

    def __init__(self, work: Callable[[K], V]) -> None:
        """``work`` has to return the same for the same key."""
        super().__init__()
        self._work = work

    def __missing__(self, key: K) -> V:
        """Work it out."""
        if len(self) >= MOST:
            self.clear()
        found = self[key] = self._work(key)
        return found
