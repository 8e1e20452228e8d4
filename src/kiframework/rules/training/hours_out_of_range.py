"""The hours of a module do not fit: its sessions take longer, or it is far from what such steps usually take.

What it does: adds up the sessions; and for modules with steps of a single competency, compares the hours with
``step_hours``: half to twice of that is usual. Modules that bundle several competencies are shorter on purpose.
Why: budgets, capacities and calendars are made of these hours; a slip would carry on into all of them.
Bad: ``hours: 60`` for a step that usually takes 6
Good: ``hours: 6``
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.training import Catalogue, Step
    from kiframework.rules.base import TrainingContext

CODE = "KIF245"
NAME = "hours-out-of-range"
SEVERITY = Severity.WARNING


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per module."""
    for name, module in catalogue.modules.items():
        place = source.value(["modules", name, "hours"])
        if module.minutes > module.hours * 60:
            message = f"The sessions take {module.minutes} minutes, which is more than the hours of the module."
            yield Diagnostic(CODE, message, place, SEVERITY, help="'hours' include the sessions")
        usual = sum((_usual(catalogue, step) for step in module.closes), start=Fraction(0))
        bundle = len(module.steps) > 1
        if usual and not bundle and not usual / 2 <= module.hours <= usual * 2:
            message = f"Such steps take {_shown(usual)} hours as a rule, and this module {_shown(module.hours)}."
            yield Diagnostic(CODE, message, place, SEVERITY, help="mend the hours, or 'step_hours' in catalogue.yaml")


def _usual(catalogue: Catalogue, step: Step) -> Fraction:
    return catalogue.step_hours[step.level - 1] if step.level <= len(catalogue.step_hours) else Fraction(0)


def _shown(hours: Fraction) -> str:
    return f"{float(hours):g}"
