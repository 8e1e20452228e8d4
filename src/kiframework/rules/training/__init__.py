"""Rules for the catalogue of training. One rule per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.content import missing_language
from kiframework.rules.training import (
    agenda_off_session,
    hours_out_of_range,
    idle_module,
    impossible_group,
    impossible_step,
    module_cycle,
    objective_without_verb,
    unknown_training_reference,
    untrained_step,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.training import Catalogue
    from kiframework.rules.base import TrainingContext

TRAINING_RULES = (
    unknown_training_reference,
    impossible_step,
    untrained_step,
    idle_module,
    module_cycle,
    hours_out_of_range,
    agenda_off_session,
    objective_without_verb,
    impossible_group,
)
"""Rules that a catalogue keeps so that plans can be made of it."""

REFERENCE_RULES = frozenset([unknown_training_reference, untrained_step, idle_module])
"""Rules that compare one part with another: pointless where some parts could not be read."""


def check_catalogue(
    catalogue: Catalogue, source: Places, context: TrainingContext, *, complete: bool = True
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a catalogue; where not everything could be read, what stands by itself."""
    for rule in TRAINING_RULES:
        if complete or rule not in REFERENCE_RULES:
            yield from rule.check(catalogue, source, context)
    yield from missing_language.check_texts(catalogue, context.framework, source)
