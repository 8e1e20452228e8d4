"""The pillar weights of a role leave a pillar out, name an unknown one, or are zero.

What it does: compares ``pillar_weights`` with the pillars in which the role requires something.
Why: the score is a mean over pillars; without a weight a pillar cannot take part.
Bad: ``pillar_weights: {grundlagen: 2}`` for a role with four pillars
Good: a weight above 0 for every pillar
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework, Role

CODE = "KIF208"
NAME = "pillar-weights-incomplete"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per pillar without a usable weight."""
    for name, role in framework.roles.items():
        if role.pillar_weights is None:
            continue
        path = ["roles", name, "pillar_weights"]
        for pillar, weight in role.pillar_weights.items():
            if pillar not in framework.pillar_order:
                place = source.key([*path, pillar])
                yield unknown_word(
                    CODE, f"Unknown pillar '{pillar}'.", place, word=pillar, known=framework.pillar_order
                )
            elif weight == 0:
                message = f"The weight of '{pillar}' is 0."
                yield Diagnostic(CODE, message, source.value([*path, pillar]), help="write a weight above 0")
        for pillar in sorted(_asked(framework, role) - role.pillar_weights.keys()):
            yield Diagnostic(CODE, f"The weight of '{pillar}' is missing.", source.key(path))


def _asked(framework: Framework, role: Role) -> set[str]:
    known = framework.competencies
    return {known[name].pillar for name, asked in role.requirements.items() if asked.level and name in known}
