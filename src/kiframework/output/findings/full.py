"""Findings for people: each with the lines it is about and the way out. Plain text; colour is the terminal's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.findings.frame import code_frame, split_lines
from kiframework.output.findings.signs import shown
from kiframework.output.findings.summary import marked_code, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.diagnostics import Diagnostic
    from kiframework.model.validation import Validation


def render_full(validation: Validation) -> str:
    """Return a block per finding, and how the run went."""
    paths = {one.location.path for one in validation.findings}
    lines = {path: split_lines(validation.texts[path]) for path in paths & validation.texts.keys()}
    blocks = ["\n".join(_block(one, lines.get(one.location.path, ()))) for one in validation.findings]
    return "\n\n".join([*blocks, summary(validation)]) + "\n"


def _block(finding: Diagnostic, lines: Sequence[str]) -> Iterator[str]:
    frame = code_frame(lines, finding.location)
    yield f"{marked_code(finding)} {finding.severity.value} {shown(finding.message)}"
    arrow = "-->".rjust(frame[0].index("|") + 2 if frame else 4)
    yield f"{arrow} {shown(str(finding.location))}"
    yield from frame
    if finding.help:
        yield f"help: {shown(finding.help)}"
    for word, place in finding.related:
        yield f"note: {shown(f'{word}: {place}')}"
    if finding.fix and not finding.fix.safe:
        yield f"fix: {shown(finding.fix.title)} (--unsafe-fixes)"
