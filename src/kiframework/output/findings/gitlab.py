"""Findings as a Code Quality report of GitLab, which shows them in merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Severity
from kiframework.model.validation import fingerprints
from kiframework.output.findings.json_text import json_text
from kiframework.output.findings.signs import repository_path

if TYPE_CHECKING:
    from kiframework.diagnostics import Diagnostic
    from kiframework.model.validation import Validation

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_gitlab(validation: Validation) -> str:
    """Return a JSON array with an issue per finding."""
    pairs = zip(validation.findings, fingerprints(validation.findings), strict=True)
    return json_text([_issue(one, fingerprint) for one, fingerprint in pairs])


def _issue(finding: Diagnostic, fingerprint: str) -> dict[str, Any]:
    # The description is all that GitLab shows, so the way out stands in it.
    advice = f" Help: {finding.help}" if finding.help else ""
    return {
        "description": f"{finding.code}: {finding.message}{advice}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": repository_path(finding.location.path),
            "lines": {"begin": max(1, finding.location.line)},
        },
    }
