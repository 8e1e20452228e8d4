"""A competency belongs to a pillar that the framework does not have.

What it does: compares ``pillar`` of every competency with ``pillars``.
Why: a competency outside all pillars would be in no score.
Bad: ``pillar: grundlage``
Good: ``pillar: grundlagen``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework

CODE = "KIF201"
NAME = "unknown-pillar"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per competency with an unknown pillar."""
    known = framework.pillar_order
    for name, competency in framework.competencies.items():
        if competency.pillar not in known:
            place = source.value(["competencies", name, "pillar"])
            help_ = did_you_mean(competency.pillar, known) or f"the framework has: {', '.join(known)}"
            yield Diagnostic(CODE, f"Unknown pillar '{competency.pillar}'.", place, help=help_)
