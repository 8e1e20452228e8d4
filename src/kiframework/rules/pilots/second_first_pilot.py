"""Two pilots are the first one, or bear the same id.

What it does: looks for pilots that were chosen and have neither been scaled nor stopped, and for repeated ids.
Why: the method begins with one use case, so that a firm learns from it before it goes on.
Bad: ``chosen`` in ``pilots/leads.yaml`` and in ``pilots/requests.yaml``
Good: ``chosen`` in one of them, until its verdict is scale or stop
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.diagnostics import Places
    from kiframework.model.pilot import Pilot

CODE = "KIF706"
NAME = "second-first-pilot"


def check(pilots: Sequence[tuple[Pilot, Places]]) -> Iterator[Diagnostic]:
    """Yield one diagnostic per pilot of a workspace that is one too many."""
    seen: dict[str, Places] = {}
    active: Places | None = None
    for pilot, source in pilots:
        if pilot.pilot in seen:
            related = (("the other one", seen[pilot.pilot].value(["pilot"])),)
            message = f"There are two pilots '{pilot.pilot}'."
            yield Diagnostic(CODE, message, source.value(["pilot"]), help="rename one of the two", related=related)
        seen.setdefault(pilot.pilot, source)
        if pilot.active and active is not None:
            related = (("chosen here", active.key(["chosen"])),)
            help_ = "give one a verdict of scale or stop, or take back its choice"
            message = "Another pilot is the first one already."
            yield Diagnostic(CODE, message, source.key(["chosen"]), help=help_, related=related)
        active = active or (source if pilot.active else None)
