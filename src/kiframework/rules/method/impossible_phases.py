"""Phases cannot follow each other as they are written.

What it does: looks for phases of the same id, that end before they begin, or that wait for each other in a circle.
Why: no dates can be given to them.
Bad: ``pilot`` comes after ``scale``, and ``scale`` after ``pilot``
Good: ``scale`` comes after ``pilot``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.rules.cycles import cycles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.method import Method
    from kiframework.rules.base import MethodContext

CODE = "KIF271"
NAME = "impossible-phases"


def check(method: Method, source: Places, _context: MethodContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per phase that cannot be placed, and one per circle."""
    ids = [one.id for one in method.phases]
    for number, phase in enumerate(method.phases):
        if phase.id in ids[:number]:
            place = source.value(["phases", number, "id"])
            yield Diagnostic(CODE, f"There are two phases '{phase.id}'.", place, help="rename one of the two")
        if phase.last_month is not None and phase.last_month < phase.first_month:
            place = source.value(["phases", number, "last_month"])
            message = f"The phase ends in month {phase.last_month} and begins in month {phase.first_month}."
            yield Diagnostic(CODE, message, place, help="months count from the start of the project")
    for cycle in cycles({one.id: [*one.beside, *one.after] for one in method.phases}):
        place = source.value(["phases", ids.index(cycle[-2]), "id"])
        message = f"Phases wait for each other: {' -> '.join(cycle)}."
        yield Diagnostic(CODE, message, place, help="remove one of 'beside' or 'after'")
