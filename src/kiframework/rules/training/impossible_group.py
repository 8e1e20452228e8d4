"""No group can be formed: the smallest is larger than the largest.

What it does: compares ``group`` in ``catalogue.yaml``, and ``max_group`` of each module, with the smallest group.
Why: nobody could be put into any group.
Bad: ``group: {smallest: 12, largest: 6}``
Good: ``group: {smallest: 6, largest: 12}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.training import Catalogue
    from kiframework.rules.base import TrainingContext

CODE = "KIF248"
NAME = "impossible-group"


def check(catalogue: Catalogue, source: Places, context: TrainingContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic for the catalogue, and one per module."""
    if catalogue.group.smallest > catalogue.group.largest:
        yield Diagnostic(CODE, "The smallest group is larger than the largest.", source.value(["group", "smallest"]))
    for name, module in catalogue.modules.items():
        if module.max_group is not None and module.max_group < catalogue.group.smallest:
            message = f"Groups of this module are smaller than the smallest group, {catalogue.group.smallest}."
            yield Diagnostic(CODE, message, source.value(["modules", name, "max_group"]))
