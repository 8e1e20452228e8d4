"""The parts of an agenda do not add up to the length of the session.

What it does: adds up the minutes of each agenda.
Why: the sheet of the trainer would run over, or leave people without anything to do.
Bad: ``minutes: 180`` with parts of 20, 60 and 40 minutes
Good: parts of 20, 60, 40 and 60 minutes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.training import Catalogue
    from kiframework.rules.base import TrainingContext

CODE = "KIF246"
NAME = "agenda-off-session"
SEVERITY = Severity.WARNING


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per session."""
    for name, module in catalogue.modules.items():
        for number, session in enumerate(module.sessions):
            total = sum(item.minutes for item in session.agenda)
            if total != session.minutes:
                place = source.value(["modules", name, "sessions", number, "minutes"])
                message = f"The agenda adds up to {total} minutes, and the session takes {session.minutes}."
                yield Diagnostic(CODE, message, place, SEVERITY)
