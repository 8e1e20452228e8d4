"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Severity
from kiframework.output.findings.signs import repository_path, shown, shown_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Location
    from kiframework.model.validation import Validation

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_github(validation: Validation) -> str:
    """Return a workflow command per finding."""
    return "".join(f"{_command(one, validation)}\n" for one in validation.findings)


def _command(finding: Diagnostic, validation: Validation) -> str:
    rule = validation.rules.get(finding.code)
    title = f"{finding.code} ({rule.name})" if rule else finding.code
    properties = [*_place(finding.location), ("title", title)]
    written = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties)
    # GitHub shows ten annotations per kind and step; the rest is read in the log, where only this text stands.
    text = f"{shown_place(finding.location)}: {finding.code} {shown(finding.message)}"
    if finding.help:
        text += f"\nhelp: {shown(finding.help)}"
    return f"::{_COMMANDS[finding.severity]} {written}::{text.translate(_DATA)}"


def _place(place: Location) -> Iterator[tuple[str, str]]:
    """Yield where to show a finding. GitHub takes columns only for what ends on the line it begins on."""
    yield "file", shown(repository_path(place.path))
    if not place.line:
        return
    yield "line", str(place.line)
    if place.end_line:
        yield "endLine", str(place.end_line)
    if place.end_line in (0, place.line):
        yield "col", str(place.column)
        if place.end_line:
            yield "endColumn", str(place.end_column)
