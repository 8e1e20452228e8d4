"""Checks of content: what the types cannot say. One rule per file; they read no files.

The registry is written out by hand, sorted by code. A rule is a module with ``CODE``, ``NAME``, a docstring in fixed
sections (what it does, why, bad, good) and a generator ``check``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.framework import (
    bad_policy,
    bad_scale,
    duplicate_id,
    level_off_scale,
    must_have_at_zero,
    pillar_weights_incomplete,
    prerequisite_cycle,
    unknown_competency_reference,
    unknown_pillar,
    unknown_role_reference,
    weight_out_of_range,
)
from kiframework.rules.skills import (
    date_in_future,
    duplicate_rating,
    foreign_framework,
    not_a_pseudonym,
    not_applicable_conflict,
    not_applicable_must_have,
    rater_not_a_pseudonym,
    round_without_values,
    self_rated_by_other,
    unknown_competency,
    unknown_role,
    unknown_source,
    validity_before_date,
    value_off_scale,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.framework import Framework
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import PersonFiles, SkillContext

FRAMEWORK_RULES = (
    unknown_pillar,
    unknown_competency_reference,
    unknown_role_reference,
    prerequisite_cycle,
    level_off_scale,
    must_have_at_zero,
    weight_out_of_range,
    pillar_weights_incomplete,
    duplicate_id,
    bad_scale,
    bad_policy,
)
"""Rules a framework must keep so that people can be scored with it."""

SKILL_RULES = (
    unknown_competency,
    unknown_role,
    unknown_source,
    value_off_scale,
    date_in_future,
    not_a_pseudonym,
    round_without_values,
    validity_before_date,
    foreign_framework,
    self_rated_by_other,
    rater_not_a_pseudonym,
)
"""Rules for one skill file."""

PERSON_RULES = (duplicate_rating, not_applicable_conflict, not_applicable_must_have)
"""Rules for everything known about one person, over all their files."""


REFERENCE_RULES = frozenset(
    [
        unknown_pillar,
        unknown_competency_reference,
        unknown_role_reference,
        level_off_scale,
        pillar_weights_incomplete,
        bad_policy,
    ]
)
"""Rules that compare one part with another: pointless where some parts could not be read."""


def check_framework(framework: Framework, source: Places, *, complete: bool = True) -> Iterator[Diagnostic]:
    """Yield what is wrong with a framework that its types allow; of an incomplete one, what stands by itself."""
    for rule in FRAMEWORK_RULES:
        if complete or rule not in REFERENCE_RULES:
            yield from rule.check(framework, source)


def check_skills(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield what is wrong with one skill file beside a framework."""
    for rule in SKILL_RULES:
        yield from rule.check(skills, source, context)


def check_person(person: PersonFiles, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield what is wrong between the files of one person."""
    for rule in PERSON_RULES:
        yield from rule.check(person, context)
