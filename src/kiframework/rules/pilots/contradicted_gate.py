"""A gate is said to be met, and the rest of the file speaks against it.

What it does: holds the gates for the AI Act and for approval against the class, its measure and the person named.
Why: the gate counts as open, or as not met, whatever its record says; the record has to be corrected.
Bad: ``ai-act: {state: met, …}`` with ``risk: high``
Good: ``ai-act: {state: not_met, …}`` with ``risk: high``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.method import AI_ACT, APPROVAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.method import Classification
    from kiframework.model.pilot import Pilot
    from kiframework.rules.base import PilotContext

CODE = "KIF703"
NAME = "contradicted-gate"


def check(pilot: Pilot, source: Places, context: PilotContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per gate that cannot be met."""
    template = context.method.templates.get(pilot.template or "")
    act = pilot.ai_act or (template.ai_act if template else None)
    for name, message, help_ in (*_of_act(act), *_of_approver(pilot)):
        if name in pilot.gates and pilot.gates[name].state in ("met", "not_applicable"):
            yield Diagnostic(CODE, message, source.value(["gates", name, "state"]), help=help_)


def _of_act(act: Classification | None) -> Iterator[tuple[str, str, str]]:
    if act is None:
        yield AI_ACT, "This gate is met, and the use has no class.", "write its class below ai_act"
    elif act.risk == "prohibited":
        yield AI_ACT, "A prohibited use cannot be settled.", "give it up: state: not_met"
    elif act.risk == "high":
        yield AI_ACT, "A use of high risk is no first pilot.", "choose another one first: state: not_met"
    elif act.risk == "transparency" and act.measure is None:
        yield AI_ACT, "Nothing says how people learn that it is AI.", "name it in ai_act: measure (Art. 50)"


def _of_approver(pilot: Pilot) -> Iterator[tuple[str, str, str]]:
    if pilot.approver is None:
        yield APPROVAL, "This gate is met, and nobody approves.", "name the person: approver: R-03"
