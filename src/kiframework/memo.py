"""Remembering what was worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V]):
    """Looks up what a function returns, and calls it the first time.

    For what is asked for dozens of times for every person, where calling a function that caches takes too long.
    """

    def __init__(self, work: Callable[[K], V]) -> None:
        """``work`` has to return the same for the same key."""
        super().__init__()
        self._work = work

    def __missing__(self, key: K) -> V:
        """Work it out."""
        found = self[key] = self._work(key)
        return found
