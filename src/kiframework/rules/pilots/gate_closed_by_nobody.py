"""A gate is settled, and nobody says by whom, when, or why.

What it does: looks for a person, a day and a reason at every gate that is not open.
Why: a gate is what a firm shows when it is asked who allowed the pilot.
Bad: ``data-protection: {state: met}``
Good: ``data-protection: {state: met, person: R-05, date: 2026-11-20, reason: "Vertrag nach Art. 28 liegt vor"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.pilot import Pilot
    from kiframework.rules.base import PilotContext

CODE = "KIF702"
NAME = "gate-closed-by-nobody"


_WORDS = {"person": "by whom", "date": "when", "reason": "why"}


def check(pilot: Pilot, source: Places, _context: PilotContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per gate that is settled without all three."""
    for name, gate in pilot.gates.items():
        missing = [key for key in _WORDS if getattr(gate, key) is None]
        if gate.state != "open" and missing:
            words = " and ".join(_WORDS[key] for key in missing)
            message = f"The gate '{name}' is settled, and nothing says {words}."
            help_ = f"add {', '.join(missing)}, or leave it open"
            yield Diagnostic(CODE, message, source.value(["gates", name, "state"]), help=help_)
