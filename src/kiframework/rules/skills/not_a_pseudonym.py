"""The person's id does not match the framework's pattern for pseudonyms.

What it does: compares ``person`` with ``person_pattern`` of the scoring policy.
Why: names and e-mail addresses do not belong into skill files; a list kept apart puts names to pseudonyms.
Bad: ``person: erika.beispiel@example.org``
Good: ``person: P-001``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF109"
NAME = "not-a-pseudonym"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the id is no pseudonym. The id itself is not repeated: it may be a name."""
    if context.pseudonym.fullmatch(skills.person) is None:
        pattern = context.framework.scoring.person_pattern
        help_ = f"use an id of the form {pattern}; names go into a list of their own (--names)"
        yield Diagnostic(CODE, "The person's id is no pseudonym.", source.value(["person"]), help=help_)
