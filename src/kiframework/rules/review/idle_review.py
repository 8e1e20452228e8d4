"""A review is about something that is not in the framework.

What it does: looks up every competency and role that was reviewed.
Why: it is left over, or its id is misspelt and what was meant counts as unreviewed.
Bad: a review of ``fax-machines`` in a framework without it
Good: reviews of what is there
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Severity, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.reviews import Reviews
    from kiframework.rules.base import TrainingContext

CODE = "KIF261"
NAME = "idle-review"
SEVERITY = Severity.WARNING


def check(reviews: Reviews, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per review of nothing."""
    from dataclasses import replace

    for section in ("competencies", "roles"):
        known = getattr(context.framework, section)
        for name in getattr(reviews, section):
            if name not in known:
                place = source.key([section, name])
                found = unknown_word(CODE, f"There is no '{name}' to be reviewed.", place, word=name, known=known)
                yield replace(found, severity=SEVERITY)
