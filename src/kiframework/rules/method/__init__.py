"""Rules for the method of pilots and roadmaps. One rule per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.content import missing_language, review_overdue
from kiframework.rules.method import budget_not_whole, impossible_phases, mark_off_scale, unknown_method_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.method import Method
    from kiframework.rules.base import MethodContext

METHOD_RULES = (unknown_method_reference, impossible_phases, mark_off_scale, budget_not_whole)
"""Sorted by code."""


def check_method(
    method: Method, source: Places, context: MethodContext, *, complete: bool = True
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a method; where not everything could be read, what stands by itself."""
    for rule in METHOD_RULES:
        if complete or rule is not unknown_method_reference:
            yield from rule.check(method, source, context)
    yield from missing_language.check_texts(method, context.framework, source)
    yield from review_overdue.check_references(method, source, context.today)
