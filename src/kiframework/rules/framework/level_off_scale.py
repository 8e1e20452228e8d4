"""A requirement, an anchor, a ceiling or a share step names a level off the scale.

What it does: compares every level in the framework with ``scale``.
Why: nobody could ever reach it, or it stands for nothing.
Bad: ``eu-ai-act: {level: 5}`` on a scale that ends at 4
Good: ``eu-ai-act: {level: 4}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework

    _Found = tuple[int, list[str | int], bool]
    """A level, its path, and whether it is a key there."""

CODE = "KIF205"
NAME = "level-off-scale"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per level off the scale."""
    top = framework.highest_level
    for level, path, of_key in (*_required(framework, top), *_described(framework, top), *_counted(framework, top)):
        place = source.key(path) if of_key else source.value(path)
        yield Diagnostic(CODE, f"Level {level} lies off the scale, which ends at {top}.", place)


def _required(framework: Framework, top: int) -> Iterator[_Found]:
    for name, role in framework.roles.items():
        for competency, asked in role.requirements.items():
            if asked.level > top:
                yield asked.level, ["roles", name, "requirements", competency, "level"], False


def _described(framework: Framework, top: int) -> Iterator[_Found]:
    for name, defined in framework.competencies.items():
        for level in defined.anchors:
            if level > top:
                yield level, ["competencies", name, "anchors", level], True


def _counted(framework: Framework, top: int) -> Iterator[_Found]:
    for number, kind in enumerate(framework.scoring.sources):
        if kind.ceiling is not None and kind.ceiling > top:
            yield kind.ceiling, ["scoring", "sources", number, "ceiling"], False
    for number, step in enumerate(framework.scoring.shares):
        if step.level > top:
            yield step.level, ["scoring", "shares", number, "level"], False
