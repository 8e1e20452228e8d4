"""Finds cycles among things that come before each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def cycles(before: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Yield each cycle as a path that ends where it begins. ``before`` holds what comes before each thing."""
    done: set[str] = set()
    for start in before:
        if start not in done:
            yield from _search(before, start, done)


def _search(before: Mapping[str, Iterable[str]], start: str, done: set[str]) -> Iterator[list[str]]:
    """Walk depth first without recursion: chains may be as long as everything there is."""
    trail = [start]
    waiting = [iter(before[start])]
    while trail:
        following = next(waiting[-1], None)
        if following is None:
            done.add(trail.pop())
            waiting.pop()
        elif following in trail:
            yield [*trail[trail.index(following) :], following]
        elif following not in done and following in before:
            trail.append(following)
            waiting.append(iter(before[following]))
