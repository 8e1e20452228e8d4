"""A pilot names somebody by something other than a pseudonym.

What it does: compares the team with the framework's pattern for people, and looks for names at those who answer.
Why: pilots lie in version control and are shown to many; names stand in a list of their own.
Bad: ``approver: Erika Muster``
Good: ``approver: R-03``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.rules.base import is_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.pilot import Pilot
    from kiframework.rules.base import PilotContext

CODE = "KIF705"
NAME = "pilot-names-somebody"


def check(pilot: Pilot, source: Places, context: PilotContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per entry that may be a name; it is not repeated."""
    for number, person in enumerate(pilot.team.people):
        if context.pseudonym.fullmatch(person) is None:
            help_ = f"pseudonyms have the form {context.pseudonym.pattern}; names are kept elsewhere"
            place = source.value(["team", "people", number])._replace(entry="")
            yield Diagnostic(CODE, "This is no pseudonym of a person.", place, help=help_)
    for path, words in _answering(pilot):
        if words is not None and not is_office(words):
            place = source.value(path)._replace(entry="")
            yield Diagnostic(CODE, "This is no pseudonym of who answers.", place, help="use an id such as R-03")


def _answering(pilot: Pilot) -> Iterator[tuple[list[str | int], str | None]]:
    yield ["owner"], pilot.owner
    yield ["approver"], pilot.approver
    if pilot.chosen is not None:
        yield ["chosen", "person"], pilot.chosen.person
    for name, gate in pilot.gates.items():
        yield ["gates", name, "person"], gate.person
    for number, verdict in enumerate(pilot.verdicts):
        yield ["verdicts", number, "person"], verdict.person
