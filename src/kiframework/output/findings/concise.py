"""One line per finding, as editors and scripts read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.findings.signs import shown, shown_place
from kiframework.output.findings.summary import marked_code

if TYPE_CHECKING:
    from kiframework.diagnostics import Diagnostic
    from kiframework.model.validation import Validation


def render_concise(validation: Validation) -> str:
    """Return a line per finding: ``file:line:column: severity CODE message``; nothing if there is none."""
    return "".join(f"{concise_line(one)}\n" for one in validation.findings)


def concise_line(finding: Diagnostic) -> str:
    """Return a finding on one line."""
    place = shown_place(finding.location)
    return f"{place}: {finding.severity.value} {marked_code(finding)} {shown(finding.message)}"
