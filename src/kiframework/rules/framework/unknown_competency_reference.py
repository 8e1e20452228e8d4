"""A prerequisite or a requirement names a competency that the framework does not have.

What it does: compares ``prerequisites`` and ``requirements`` with ``competencies``.
Why: what does not exist can be neither rated nor learnt.
Bad: ``prerequisites: [promt-engineering]``
Good: ``prerequisites: [prompt-engineering]``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.framework import Framework

CODE = "KIF202"
NAME = "unknown-competency-reference"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per reference that leads nowhere."""
    known = framework.competencies
    for name, competency in known.items():
        for number, before in enumerate(competency.prerequisites):
            if before not in known:
                place = source.value(["competencies", name, "prerequisites", number])
                yield unknown_word(CODE, f"Unknown competency '{before}'.", place, word=before, known=known)
    for name, role in framework.roles.items():
        for asked in role.requirements:
            if asked not in known:
                place = source.key(["roles", name, "requirements", asked])
                yield unknown_word(CODE, f"Unknown competency '{asked}'.", place, word=asked, known=known)
