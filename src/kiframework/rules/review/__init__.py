"""Rules for the reviews of a framework. One rule per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.review import idle_review, unreviewed_content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.reviews import Reviews
    from kiframework.rules.base import TrainingContext

REVIEW_RULES = (unreviewed_content, idle_review)
"""Sorted by code."""


def check_reviews(reviews: Reviews, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:
    """Yield what is unreviewed in a framework that has reviews."""
    for rule in REVIEW_RULES:
        yield from rule.check(reviews, source, context)
