"""The days of a pilot do not follow each other, or lie ahead.

What it does: compares the days of choice, beginning, figures and verdicts with each other and with today.
Why: a verdict on something that has not begun is none, and a pilot that begins with open gates was allowed by nobody.
Bad: ``begun: 2027-02-01`` and a verdict of 2027-01-15
Good: ``begun: 2027-02-01`` and a verdict of 2027-05-03
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.rules.base import FAR_YEARS, is_far

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.pilot import Pilot
    from kiframework.rules.base import PilotContext

CODE = "KIF704"
NAME = "pilot-out-of-order"


def check(pilot: Pilot, source: Places, context: PilotContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per day that cannot be right."""
    for path, day in _days(pilot):
        if day > context.today:
            message = f"{day} is still ahead (today is {context.today})."
            yield Diagnostic(CODE, message, source.value(path), help="record what has happened, with its day")
    if pilot.begun is not None and (pilot.chosen is None or pilot.chosen.date > pilot.begun):
        help_ = "record the choice: kiframework pilot choose"
        yield Diagnostic(CODE, "The pilot began before it was chosen.", source.value(["begun"]), help=help_)
    for number, verdict in enumerate(pilot.verdicts):
        if pilot.begun is None or verdict.date < pilot.begun:
            place = source.value(["verdicts", number, "date"])
            help_ = "add begun: YYYY-MM-DD" if pilot.begun is None else f"the pilot began on {pilot.begun}; correct one"
            yield Diagnostic(CODE, "This verdict comes before the pilot began.", place, help=help_)
        if verdict.overridden > verdict.proposals:
            place = source.value(["verdicts", number, "overridden"])
            message = f"{verdict.overridden} proposals were overridden, of {verdict.proposals}."
            yield Diagnostic(CODE, message, place, help="count what people looked at in 'proposals'")
    if pilot.aim is not None and pilot.aim.due < pilot.aim.taken:
        help_ = "take the baseline before the target is due"
        yield Diagnostic(CODE, "The target is due before its baseline.", source.value(["aim", "due"]), help=help_)
    if pilot.aim is not None and is_far(pilot.aim.due, context.today):
        message = f"{pilot.aim.due} is more than {FAR_YEARS} years away."
        yield Diagnostic(CODE, message, source.value(["aim", "due"]), help="look at its year")


def _days(pilot: Pilot) -> Iterator[tuple[list[str | int], dt.date]]:
    if pilot.team.consent is not None:
        yield ["team", "consent"], pilot.team.consent
    if pilot.chosen is not None:
        yield ["chosen", "date"], pilot.chosen.date
    if pilot.begun is not None:
        yield ["begun"], pilot.begun
    if pilot.aim is not None:
        yield ["aim", "taken"], pilot.aim.taken
    for name, gate in pilot.gates.items():
        if gate.date is not None:
            yield ["gates", name, "date"], gate.date
    for key in ("values", "verdicts"):
        for number, one in enumerate(getattr(pilot, key)):
            yield [key, number, "date"], one.date
