"""Rules for what frameworks say, run by ``kiframework validate`` only: warnings, and remarks. One rule per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.content import (
    bad_retirement,
    falling_ladder,
    long_anchor,
    missing_anchor,
    missing_language,
    pillar_without_requirement,
    placeholder_text,
    required_without_prerequisite,
    review_overdue,
    similar_anchors,
    similar_competencies,
    unchanged_anchor,
    unsorted_ids,
    untranslated_anchor,
    unused_competency,
    unversioned_change,
    vague_adjective,
    vague_verb,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CONTENT_RULES = (
    required_without_prerequisite,
    unused_competency,
    pillar_without_requirement,
    bad_retirement,
    missing_language,
    missing_anchor,
    long_anchor,
    vague_verb,
    vague_adjective,
    similar_anchors,
    unchanged_anchor,
    similar_competencies,
    placeholder_text,
    falling_ladder,
    review_overdue,
    unversioned_change,
    unsorted_ids,
    untranslated_anchor,
)
"""Rules a framework should keep so that people can be rated alike and read it with profit."""


REFERENCE_RULES = frozenset(
    [
        required_without_prerequisite,
        unused_competency,
        pillar_without_requirement,
        missing_anchor,
        falling_ladder,
        unversioned_change,
    ]
)
"""Rules that compare one part with another: pointless where some parts could not be read."""


def check_content(
    framework: Framework, source: Places, context: ContentContext, *, complete: bool = True
) -> Iterator[Diagnostic]:
    """Yield what should be better in a framework; of an incomplete one, what stands by itself."""
    for rule in CONTENT_RULES:
        if complete or rule not in REFERENCE_RULES:
            yield from rule.check(framework, source, context)
