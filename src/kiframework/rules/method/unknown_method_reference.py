"""A template of a use case, or a phase, refers to something that is not there.

What it does: looks up the role of a template, the gates and terms it has notes and marks for, and linked phases.
Why: a template for an unknown role is offered to nobody, and a phase that waits for nothing known never begins.
Bad: ``role: lead-genrator``
Good: ``role: lead-generator``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.method import Method
    from kiframework.rules.base import MethodContext

CODE = "KIF270"
NAME = "unknown-method-reference"


def check(method: Method, source: Places, context: MethodContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown name."""
    for name, template in method.templates.items():
        path: list[str | int] = ["templates", name]
        if template.role not in context.framework.roles:
            message = f"Unknown role '{template.role}'."
            place = source.value([*path, "role"])
            yield unknown_word(CODE, message, place, word=template.role, known=context.framework.roles)
        for kind, named, known in (("gate", template.gates, method.gates), ("term", template.marks, method.utility)):
            for word in named.keys() - known.keys():
                place = source.key([*path, f"{'gates' if kind == 'gate' else 'marks'}", word])
                yield unknown_word(CODE, f"Unknown {kind} '{word}'.", place, word=word, known=known)
    phases = [one.id for one in method.phases]
    for number, phase in enumerate(method.phases):
        for key in ("beside", "after"):
            for position, word in enumerate(getattr(phase, key)):
                if word not in phases:
                    place = source.value(["phases", number, key, position])
                    yield unknown_word(CODE, f"Unknown phase '{word}'.", place, word=word, known=phases)
