"""A role calls a competency a must-have but requires nothing of it.

What it does: looks for ``must_have: true`` together with ``level: 0``.
Why: a must-have at level 0 can never be open; one of the two is a mistake.
Bad: ``eu-ai-act: {level: 0, must_have: true}``
Good: ``eu-ai-act: {level: 1, must_have: true}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework

CODE = "KIF206"
NAME = "must-have-at-zero"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per such requirement."""
    for name, role in framework.roles.items():
        for competency, asked in role.requirements.items():
            if asked.must_have and asked.level == 0:
                place = source.value(["roles", name, "requirements", competency, "must_have"])
                yield Diagnostic(CODE, f"The must-have '{competency}' requires level 0.", place)
