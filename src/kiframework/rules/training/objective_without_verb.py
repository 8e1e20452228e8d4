"""An objective has no verb of the stage that it is marked with.

What it does: looks in each language for one of the verbs that ``bloom`` in ``catalogue.yaml`` lists for the stage.
Why: an objective without a verb that can be watched cannot be checked, and one with a verb of another stage promises
something else than it is marked with.
Bad: ``{bloom: apply, text: {en: Know all about prompts.}}``
Good: ``{bloom: apply, text: {en: Adapt a template to a task of one's own.}}``
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.training import Catalogue
    from kiframework.rules.base import TrainingContext

CODE = "KIF247"
NAME = "objective-without-verb"
SEVERITY = Severity.WARNING


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per objective and language."""
    for name, module in catalogue.modules.items():
        for number, objective in enumerate(module.objectives):
            stage = catalogue.bloom.get(objective.bloom)
            for language, text in objective.text.items():
                verbs = stage.verbs.get(language, []) if stage is not None else []
                if verbs and not any(_stands_in(text, verb) for verb in verbs):
                    place = source.value(["modules", name, "objectives", number, "text", language])
                    message = f"No verb of the stage '{objective.bloom}' stands here."
                    help_ = f"such as {', '.join(verbs[:4])}; the list is in catalogue.yaml"
                    yield Diagnostic(CODE, message, place, SEVERITY, help=help_)


def _stands_in(text: str, verb: str) -> bool:
    return re.search(rf"\b{re.escape(verb)}\b", text, re.IGNORECASE) is not None
