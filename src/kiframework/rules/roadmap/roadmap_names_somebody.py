"""A roadmap names somebody by something other than a pseudonym.

What it does: compares people in rotations with the framework's pattern, and looks for names at those who answer.
Why: a roadmap lies in version control and is shown to many; names stand in a list of their own.
Bad: ``sponsor: Erika Muster``
Good: ``sponsor: R-01``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.rules.base import is_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.roadmap import Roadmap
    from kiframework.rules.base import RoadmapContext

CODE = "KIF718"
NAME = "roadmap-names-somebody"


def check(roadmap: Roadmap, source: Places, context: RoadmapContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per entry that may be a name; it is not repeated."""
    for number, turn in enumerate(roadmap.rotation):
        if context.pseudonym.fullmatch(turn.person) is None:
            help_ = f"pseudonyms have the form {context.pseudonym.pattern}; names are kept elsewhere"
            place = source.value(["rotation", number, "person"])._replace(entry="")
            yield Diagnostic(CODE, "This is no pseudonym of a person.", place, help=help_)
    for path, words in _answering(roadmap):
        if words is not None and not is_office(words):
            place = source.value(path)._replace(entry="")
            yield Diagnostic(CODE, "This is no pseudonym of who answers.", place, help="use an id such as R-01")


def _answering(roadmap: Roadmap) -> Iterator[tuple[list[str | int], str | None]]:
    yield ["sponsor"], roadmap.sponsor
    if roadmap.curriculum_agreed is not None:
        yield ["curriculum_agreed", "person"], roadmap.curriculum_agreed.person
    for name, phase in roadmap.phases.items():
        yield ["phases", name, "owner"], phase.owner
