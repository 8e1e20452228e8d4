"""What is said about something retired does not fit.

What it does: asks of every retired competency and role that its id is used no more from the named version on, that it
has one kind of successor, and that the successor is there or retired itself.
Why: ids are never used again, because old ratings refer to them; a rating can only move to something that is there.
Bad: ``retired: {competencies: {mlops: {since: 2.0.0, replaced_by: ml-ops}}}`` without a competency ``ml-ops``
Good: ``retired: {competencies: {mlops: {since: 2.0.0, replaced_by: ml-operations}}}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.model.retired import Retired
    from kiframework.rules.base import ContentContext

CODE = "KIF215"
NAME = "bad-retirement"
SEVERITY = Severity.ERROR


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per entry that does not fit."""
    parts: tuple[tuple[str, Mapping[str, Retired], Mapping[str, object]], ...] = (
        ("competencies", framework.retired.competencies, framework.competencies),
        ("roles", framework.retired.roles, framework.roles),
    )
    for section, retired, known in parts:
        for name, one in retired.items():
            path = ["retired", section, name]
            if name in known and _numbers(one.since) <= _numbers(framework.version):
                help_ = "give what is new an id of its own; ids are never used again"
                yield Diagnostic(
                    CODE, f"'{name}' is retired since {one.since}, and still there.", source.key(path), help=help_
                )
            kinds = [one.replaced_by is not None, one.merged_into is not None, bool(one.split_into)]
            if sum(kinds) > 1:
                message = f"'{name}' has more than one kind of successor."
                yield Diagnostic(CODE, message, source.key(path), help="one of replaced_by, merged_into and split_into")
            for place, successor in _successors(one):
                if successor == name or (successor not in known and successor not in retired):
                    message = f"Unknown successor '{successor}'."
                    yield unknown_word(CODE, message, source.value([*path, *place]), word=successor, known=known)


def _successors(one: Retired) -> Iterator[tuple[list[str | int], str]]:
    if one.replaced_by is not None:
        yield ["replaced_by"], one.replaced_by
    if one.merged_into is not None:
        yield ["merged_into"], one.merged_into
    for number, name in enumerate(one.split_into):
        yield ["split_into", number], name


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.partition("-")[0].split(".")))
