"""Rules for pilots. One rule per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.pilots import (
    begun_with_open_gates,
    contradicted_gate,
    gate_closed_by_nobody,
    pilot_names_somebody,
    pilot_out_of_order,
    second_first_pilot,
    unknown_pilot_reference,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.pilot import Pilot
    from kiframework.rules.base import PilotContext

SINGLE_RULES = (
    unknown_pilot_reference,
    gate_closed_by_nobody,
    contradicted_gate,
    pilot_out_of_order,
    pilot_names_somebody,
    begun_with_open_gates,
)
"""Rules that look at one pilot."""
PILOT_RULES = (*SINGLE_RULES[:-1], second_first_pilot, begun_with_open_gates)
"""All of them, sorted by code."""


def check_pilot(pilot: Pilot, source: Places, context: PilotContext) -> Iterator[Diagnostic]:
    """Yield what is wrong with one pilot."""
    for rule in SINGLE_RULES:
        yield from rule.check(pilot, source, context)


def check_pilots(pilots: Sequence[tuple[Pilot, Places]]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pilots of one workspace beside each other."""
    yield from second_first_pilot.check(pilots)
