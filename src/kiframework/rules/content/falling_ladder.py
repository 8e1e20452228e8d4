"""A higher step of a ladder requires less than the step below it.

What it does: compares the levels that neighbouring steps of each ladder require; what is not required counts as 0.
Why: a promotion would lower the bar, and people who have just reached it would fall behind by standing still. Users
read lower steps as included in higher ones (engineering-progression #140).
Bad: ``steps: [junior, senior]`` where ``junior`` requires ``git: {level: 3}`` and ``senior`` ``git: {level: 2}``
Good: ``git: {level: 3}`` in both
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF225"
NAME = "falling-ladder"
SEVERITY = Severity.WARNING
HELP = "require at least as much as the step below"


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per competency and step."""
    for name, ladder in framework.ladders.items():
        for lower, higher in pairwise(step for step in ladder.steps if step in framework.roles):
            below, above = framework.roles[lower].requirements, framework.roles[higher].requirements
            for competency, asked in below.items():
                level = above[competency].level if competency in above else 0
                if level < asked.level:
                    message = f"'{competency}' falls from level {asked.level} to {level} on the ladder '{name}'."
                    path = ["roles", higher, "requirements", competency, "level"]
                    place = source.value(path) if competency in above else source.key(path[:-2])
                    related = (("the step below", source.value(["roles", lower, "requirements", competency, "level"])),)
                    yield Diagnostic(CODE, message, place, SEVERITY, help=HELP, related=related)
