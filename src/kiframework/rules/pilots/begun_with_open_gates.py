"""A pilot began before all of its gates were settled.

What it does: compares the day on which a pilot began with the days of its gates. Must-haves of a team that is named may
follow from assessments instead.
Why: gates are there to be passed before anything happens to data or people; what was settled later was not yet allowed.
Bad: ``begun: 2027-02-01`` and ``security: {state: open}``
Good: ``begun: 2027-02-01`` and ``security: {state: met, date: 2027-01-25, …}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.method import MUST_HAVES
from kiframework.model.pilot import GateRecord

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.pilot import Pilot
    from kiframework.rules.base import PilotContext

CODE = "KIF707"
NAME = "begun-with-open-gates"
SEVERITY = Severity.WARNING


def check(pilot: Pilot, source: Places, context: PilotContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic if some gate was not settled on the first day."""
    if pilot.begun is None:
        return
    late = [name for name in context.method.gates if not _settled(pilot, name, pilot.begun)]
    if late:
        message = f"The pilot began before these gates were settled: {', '.join(late)}."
        help_ = "stop it until they are, or record who settled them before"
        yield Diagnostic(CODE, message, source.value(["begun"]), SEVERITY, help=help_)


def _settled(pilot: Pilot, name: str, day: dt.date) -> bool:
    record = pilot.gates.get(name, GateRecord())
    if record.state == "open":
        return name == MUST_HAVES and bool(pilot.team.people)
    return record.state != "not_met" and (record.date is None or record.date <= day)
