"""A competency has no anchor for one of the levels.

What it does: looks for an anchor for every level above 0, up to the top of the scale.
Why: raters would have to guess what the level means, and reports could not say what comes next. Levels without a
description keep people from knowing what they work towards (engineering-progression #10).
Bad: ``anchors: {1: ..., 2: ..., 4: ...}`` on a scale from 0 to 4
Good: ``anchors: {1: ..., 2: ..., 3: ..., 4: ...}``; level 0 may have one too
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF217"
NAME = "missing-anchor"
SEVERITY = Severity.WARNING
MOST_NAMED = 10
"""Levels that a message lists one by one."""


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per competency, which names all levels left out."""
    levels = range(1, framework.highest_level + 1)
    for name, competency in framework.competencies.items():
        missing = [str(level) for level in levels if level not in competency.anchors]
        if missing:
            path = ["competencies", name, "anchors"]
            place = source.key(path if "anchors" in competency.model_fields_set else path[:-1])
            which = f"level {missing[0]}" if len(missing) == 1 else f"levels {', '.join(missing[:MOST_NAMED])}"
            more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
            help_ = "write down what people at this level are seen to do"
            yield Diagnostic(CODE, f"'{name}' has no anchor for {which}{more}.", place, SEVERITY, help=help_)
