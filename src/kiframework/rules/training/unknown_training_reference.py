"""A module refers to something that is not there.

What it does: looks up the competencies, roles, prerequisites, formats and stages of Bloom's taxonomy that modules name.
Why: a module that closes nothing is planned for nobody, and a prerequisite that nobody teaches blocks what follows.
Bad: ``prerequisites: [promt-basics]``
Good: ``prerequisites: [prompt-basics]``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.training import Catalogue
    from kiframework.rules.base import TrainingContext

CODE = "KIF240"
NAME = "unknown-training-reference"


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown name."""
    framework = context.framework
    for name, module in catalogue.modules.items():
        path: list[str | int] = ["modules", name]
        named: list[tuple[str, str, list[str | int], Collection[str]]] = [
            ("format", module.format, [*path, "format"], catalogue.formats),
            *(
                ("competency", steps.competency, [*path, "steps", number, "competency"], framework.competencies)
                for number, steps in enumerate(module.steps)
            ),
            *(
                ("module", before, [*path, "prerequisites", number], catalogue.modules)
                for number, before in enumerate(module.prerequisites)
            ),
            *(("role", role, [*path, "roles", number], framework.roles) for number, role in enumerate(module.roles)),
            *(
                ("stage", objective.bloom, [*path, "objectives", number, "bloom"], catalogue.bloom)
                for number, objective in enumerate(module.objectives)
            ),
        ]
        for kind, word, place, known in named:
            if word not in known:
                message = f"Unknown {kind} '{word}'."
                yield unknown_word(CODE, message, source.value(place), word=word, known=known)
