"""Findings as a JSON document for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiframework import __version__
from kiframework.diagnostics import Severity
from kiframework.model.validation import fingerprints
from kiframework.output.findings.json_text import json_text

if TYPE_CHECKING:
    from kiframework.diagnostics import Diagnostic, Fix, Location
    from kiframework.model.validation import Validation

SCHEMA_VERSION = "1.0"
"""Version of the form of the document."""


def render_json(validation: Validation) -> str:
    """Return everything known about the findings, in the order of their places."""
    pairs = zip(validation.findings, fingerprints(validation.findings), strict=True)
    return json_text(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "kiframework", "version": __version__},
            "files": validation.files,
            "suppressed": validation.suppressed,
            "counts": {severity.value: validation.count(severity) for severity in Severity},
            "findings": [_finding(one, fingerprint, validation) for one, fingerprint in pairs],
        }
    )


def _finding(one: Diagnostic, fingerprint: str, validation: Validation) -> dict[str, Any]:
    rule = validation.rules.get(one.code)
    return {
        "code": one.code,
        "name": rule.name if rule else None,
        "severity": one.severity.value,
        "message": one.message,
        "help": one.help,
        **_place(one.location),
        "entry": one.location.entry,
        "fingerprint": fingerprint,
        "related": [{"message": word, **_place(place)} for word, place in one.related],
        "fix": _fix(one.fix) if one.fix else None,
    }


def _place(place: Location) -> dict[str, Any]:
    """Return a place; what is not known of it is null."""
    return {
        "path": place.path,
        "line": place.line or None,
        "column": place.column or None,
        "end_line": place.end_line or None,
        "end_column": place.end_column or None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{**_place(edit.where), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
