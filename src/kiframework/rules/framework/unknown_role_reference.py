"""The baseline, a target or a ladder names a role that the framework does not have.

What it does: compares ``baseline``, ``role`` of targets and ``steps`` of ladders with ``roles``.
Why: nobody could be measured against it.
Bad: ``baseline: belegschaft``
Good: ``baseline: belegschaft-basis``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.framework import Framework

CODE = "KIF203"
NAME = "unknown-role-reference"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per reference that leads nowhere."""
    for name, path in _references(framework):
        if name not in framework.roles:
            place = source.value(path)
            yield unknown_word(CODE, f"Unknown role '{name}'.", place, word=name, known=framework.roles)


def _references(framework: Framework) -> Iterator[tuple[str, list[str | int]]]:
    if framework.baseline is not None:
        yield framework.baseline, ["baseline"]
    for number, target in enumerate(framework.targets):
        if target.role is not None:
            yield target.role, ["targets", number, "role"]
    for ladder_id, ladder in framework.ladders.items():
        for step, role in enumerate(ladder.steps):
            yield role, ["ladders", ladder_id, "steps", step]
