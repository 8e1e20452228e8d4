"""A legal reference was to be checked again by a day that has passed.

What it does: compares ``review_by`` of every legal reference with today.
Why: the law may have changed meanwhile, and reports would repeat what no longer holds. Users of other skill systems
found things that had run out still counting (ReadyResponder #15).
Bad: ``review_by: 2020-01-31``
Good: the reference checked, with today as ``as_of`` and a new ``review_by``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.framework import LegalReference
from kiframework.rules.parts import parts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pydantic import BaseModel

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF226"
NAME = "review-overdue"
SEVERITY = Severity.WARNING


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per reference that is overdue."""
    return check_references(framework, source, context.today)


def check_references(model: BaseModel, source: Places, today: dt.date) -> Iterator[Diagnostic]:
    """Yield one diagnostic per overdue reference of a framework, or of something that belongs to it."""
    for path, legal in parts(model, LegalReference):
        if legal.review_by < today:
            message = f"This reference was to be checked by {legal.review_by} (today is {today})."
            help_ = "check the law, then set 'as_of' and a new 'review_by'"
            yield Diagnostic(CODE, message, source.value([*path, "review_by"]), SEVERITY, help=help_)
