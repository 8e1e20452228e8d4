"""A pilot refers to something that the method does not have.

What it does: looks up its template, its role, and the terms and gates it has marks and records for.
Why: a mark for an unknown term counts nowhere, and a record for an unknown gate settles nothing.
Bad: ``gates: {data-protecton: {state: met}}``
Good: ``gates: {data-protection: {state: met}}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word
from kiframework.model.method import SKILLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.pilot import Pilot
    from kiframework.rules.base import PilotContext

CODE = "KIF701"
NAME = "unknown-pilot-reference"


def check(pilot: Pilot, source: Places, context: PilotContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per unknown name."""
    method = context.method
    for key, word, known in (
        ("template", pilot.template, method.templates),
        ("role", pilot.role, context.framework.roles),
    ):
        if word is not None and word not in known:
            yield unknown_word(CODE, f"Unknown {key} '{word}'.", source.value([key]), word=word, known=known)
    for kind, part, named, names in (
        ("term", "marks", pilot.marks, {one for one in method.utility if one != SKILLS}),
        ("gate", "gates", pilot.gates, set(method.gates)),
    ):
        for word in named.keys() - names:
            yield unknown_word(CODE, f"Unknown {kind} '{word}'.", source.key([part, word]), word=word, known=names)
