"""Competencies are prerequisites of each other.

What it does: follows ``prerequisites`` until they end or come back to where they began.
Why: nobody could begin with any of them, and no learning order exists.
Bad: ``a`` needs ``b`` and ``b`` needs ``a``
Good: ``b`` needs ``a``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework

CODE = "KIF204"
NAME = "prerequisite-cycle"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per cycle, which shows its path."""
    done: set[str] = set()
    for start in framework.competencies:
        if start not in done:
            yield from _search(framework, source, start, done)


def _search(framework: Framework, source: Places, start: str, done: set[str]) -> Iterator[Diagnostic]:
    """Walk depth first without recursion: chains may be as long as the framework."""
    trail: list[str] = [start]
    waiting = [iter(framework.competencies[start].prerequisites)]
    while trail:
        before = next(waiting[-1], None)
        if before is None:
            done.add(trail.pop())
            waiting.pop()
        elif before in trail:
            cycle = " -> ".join([*trail[trail.index(before) :], before])
            place = source.key(["competencies", trail[-1], "prerequisites"])
            yield Diagnostic(CODE, f"Prerequisites form a cycle: {cycle}.", place, help="remove one of these steps")
        elif before not in done and before in framework.competencies:
            trail.append(before)
            waiting.append(iter(framework.competencies[before].prerequisites))
