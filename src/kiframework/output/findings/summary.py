"""How a run went, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Severity

if TYPE_CHECKING:
    from kiframework.diagnostics import Diagnostic
    from kiframework.model.validation import Validation

FIXABLE = "[*]"
"""Marks what ``--fix`` repairs."""


def summary(validation: Validation) -> str:
    """Say what was found, or that nothing was, and how much is left out."""
    sentences = [_found(validation)]
    fixable = sum(map(is_fixable, validation.findings))
    if fixable:
        sentences.append(f"{FIXABLE} {fixable} fixable with --fix.")
    if validation.suppressed:
        sentences.append(f"{validation.suppressed} hidden by suppressions.")
    return " ".join(sentences)


def _found(validation: Validation) -> str:
    if validation.findings:
        return f"Found {counted(validation)}."
    return f"All checks passed ({number(validation.files, 'file')})."


def counted(validation: Validation) -> str:
    """Count the findings, worst first: ``3 errors, 1 warning``."""
    counts = [(validation.count(severity), severity.value) for severity in Severity]
    return ", ".join(number(count, word) for count, word in counts if count)


def number(count: int, word: str) -> str:
    """Write a number of things."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def is_fixable(finding: Diagnostic) -> bool:
    """Tell whether ``--fix`` repairs a finding."""
    return finding.fix is not None and finding.fix.safe


def marked_code(finding: Diagnostic) -> str:
    """Return the code of a finding, marked if ``--fix`` repairs it."""
    return f"{finding.code} {FIXABLE}" if is_fixable(finding) else finding.code
