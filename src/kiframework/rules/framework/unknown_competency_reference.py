"""A prerequisite or a requirement names a competency that the framework does not have.

What it does: compares ``prerequisites`` and ``requirements`` with ``competencies``.
Why: what does not exist can be neither rated nor learnt.
Bad: ``prerequisites: [promt-engineering]``
Good: ``prerequisites: [prompt-engineering]``
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kiframework.diagnostics import unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.framework import Framework

CODE = "KIF202"
NAME = "unknown-competency-reference"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per reference that leads nowhere."""
    unknown = list(_unknown(framework))
    times = Counter(name for name, _ in unknown)
    for name, path in unknown:
        place = source.key(path) if path[0] == "roles" else source.value(path)
        finding = unknown_word(CODE, f"Unknown competency '{name}'.", place, word=name, known=framework.competencies)
        # Where several references agree, the definition is more likely to be misspelt: a machine must not decide.
        yield finding if times[name] == 1 else replace(finding, fix=None)


def _unknown(framework: Framework) -> Iterator[tuple[str, list[str | int]]]:
    known = framework.competencies
    for name, competency in known.items():
        for number, before in enumerate(competency.prerequisites):
            if before not in known:
                yield before, ["competencies", name, "prerequisites", number]
    for name, role in framework.roles.items():
        for asked in role.requirements.keys() - known.keys():
            yield asked, ["roles", name, "requirements", asked]
