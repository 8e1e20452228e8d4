"""A competency or role has not been reviewed, or has changed since.

What it does: compares the fingerprint of each competency and role with the one that its review was about. A framework
without ``reviews.yaml`` is left alone.
Why: an edited anchor may change what people are rated by; somebody has to have seen it.
Bad: an anchor edited after its competency was reviewed
Good: ``kiframework review prompt-engineering --by R-04`` after every change
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.reviews import fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.reviews import Reviews
    from kiframework.rules.base import TrainingContext

CODE = "KIF260"
NAME = "unreviewed-content"
SEVERITY = Severity.WARNING


def check(reviews: Reviews, _source: Places, context: TrainingContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per competency and role that nobody has seen as it stands."""
    for section, current in fingerprints(context.framework).items():
        known = getattr(reviews, section)
        for name, fingerprint in current.items():
            review = known.get(name)
            if review is not None and review.fingerprint == fingerprint:
                continue
            state = "has not been reviewed" if review is None else f"has changed since its review of {review.date}"
            place = context.places.key([section, name])
            help_ = f"look at it, then: kiframework review {name} --by R-01"
            yield Diagnostic(CODE, f"'{name}' {state}.", place, SEVERITY, help=help_)
