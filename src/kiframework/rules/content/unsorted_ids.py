"""A list of ids whose order means nothing is not sorted.

What it does: looks at ``prerequisites`` of competencies and at every list of ``statements``. Numbers are sorted as
such: S07 before S101.
Why: two people who add to the same list get a conflict, and a reviewer cannot see what was added.
Bad: ``prerequisites: [prompt-engineering, cybersecurity]``
Good: ``prerequisites: [cybersecurity, prompt-engineering]``
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Edit, Fix, Severity
from kiframework.model.base import Statement
from kiframework.rules.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF228"
NAME = "unsorted-ids"
SEVERITY = Severity.INFO


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per list."""
    for name, competency in framework.competencies.items():
        path = ("competencies", name, "prerequisites")
        yield from _unsorted(source, path, competency.prerequisites, sorted(competency.prerequisites))
    for path, ids in parts(framework, list[Statement]):
        # All begin with the same letter, so the longer number is the higher one.
        yield from _unsorted(source, path, ids, sorted(ids, key=lambda one: (len(one), one)))


def _unsorted(source: Places, path: tuple[Any, ...], ids: list[str], ordered: list[str]) -> Iterator[Diagnostic]:
    if ids != ordered:
        fix = _sorting(source, path, ids, ordered)
        yield Diagnostic(CODE, "These ids are not sorted.", source.key(path), SEVERITY, fix=fix)


def _sorting(source: Places, path: tuple[Any, ...], ids: list[str], ordered: list[str]) -> Fix | None:
    """Return the fix that puts each id where it belongs. On several lines, comments would stay behind: not safe."""
    places = [source.value([*path, number]) for number in range(len(ids))]
    changed = [(place, new) for place, old, new in zip(places, ids, ordered, strict=True) if old != new]
    if not all(place.end_line for place, _ in changed):
        return None
    one_line = len({place.line for place in places}) == 1
    return Fix("sort them", tuple(Edit(place, new) for place, new in changed), safe=one_line)
