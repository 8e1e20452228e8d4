"""A competency belongs to a pillar that the framework does not have.

What it does: compares ``pillar`` of every competency with ``pillars``.
Why: a competency outside all pillars would be in no score.
Bad: ``pillar: grundlage``
Good: ``pillar: grundlagen``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.framework import Framework

CODE = "KIF201"
NAME = "unknown-pillar"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per competency with an unknown pillar."""
    known = framework.pillar_order
    for name, competency in framework.competencies.items():
        if competency.pillar not in known:
            place = source.value(["competencies", name, "pillar"])
            message, otherwise = f"Unknown pillar '{competency.pillar}'.", f"the framework has: {', '.join(known)}"
            yield unknown_word(CODE, message, place, word=competency.pillar, known=known, otherwise=otherwise)
