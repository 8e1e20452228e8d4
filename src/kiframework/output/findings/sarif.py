"""Findings as SARIF 2.1.0, for code scanning and for editors."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from kiframework import __version__
from kiframework.diagnostics import Severity
from kiframework.model.validation import fingerprints
from kiframework.output.findings.json_text import json_text
from kiframework.output.findings.signs import repository_path, shown

if TYPE_CHECKING:
    from kiframework.diagnostics import Diagnostic, Fix, Location
    from kiframework.model.validation import RuleText, Validation

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""GitHub refuses a run with more results; what goes beyond is left out, and the run says so."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_BRACKETS = str.maketrans("[]", "()")
_DRIVE = re.compile(r"[A-Za-z]:[/\\]").match


def render_sarif(validation: Validation) -> str:
    """Return a log with one run: the rules that found something, and a result per finding."""
    codes = sorted({one.code for one in validation.findings})
    driver = {
        "name": "kiframework",
        "semanticVersion": __version__,
        "rules": [_rule(code, validation.rules.get(code)) for code in codes],
    }
    pairs = zip(validation.findings, fingerprints(validation.findings), strict=True)
    results = [_result(one, mark, codes.index(one.code)) for one, mark in islice(pairs, MOST_RESULTS)]
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(len(validation.findings) - len(results))],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that paths start from."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029"],
        "results": results,
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(left_out: int) -> dict[str, Any]:
    if not left_out:
        return {"executionSuccessful": True}
    some = "1 finding is" if left_out == 1 else f"{left_out} findings are"
    message = f"{some} left out: a run may have {MOST_RESULTS:,} results."
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": message}}],
    }


def _rule(code: str, rule: RuleText | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} Why: {rule.why}"},
        "help": _help(rule),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["kiframework"]},
    }


def _help(rule: RuleText) -> dict[str, str]:
    parts = {"What it does": rule.what, "Why": rule.why, "Bad": rule.bad, "Good": rule.good}
    return {
        "text": "\n".join(f"{head}: {text}" for head, text in parts.items()),
        "markdown": "\n\n".join(f"**{head}:** {text}" for head, text in parts.items()),
    }


def _result(finding: Diagnostic, fingerprint: str, rule: int) -> dict[str, Any]:
    related = [
        {"id": number, "message": {"text": _text(word)}, "physicalLocation": _physical(place)}
        for number, (word, place) in enumerate(finding.related, 1)
    ]
    fixes = [_fix(finding.fix)] if finding.fix and finding.fix.edits else []
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": _physical(finding.location)}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"kiframework/v1": fingerprint},
        **({"fixes": fixes} if fixes else {}),
    }


def _message(finding: Diagnostic) -> str:
    """Return message and help, with links to the related places: others than linked ones are not shown."""
    lines = [_text(finding.message)]
    if finding.help:
        lines.append(f"help: {_text(finding.help)}")
    for number, (word, _) in enumerate(finding.related, 1):
        lines.append(f"note: [{_text(word).translate(_BRACKETS)}]({number})")
    return "\n".join(lines)


def _text(words: str) -> str:
    """Return words that hold no link: a closing bracket before a parenthesis would make one."""
    return shown(words).replace("](", "] (")


def _physical(place: Location) -> dict[str, Any]:
    return {"artifactLocation": _artifact(place.path), "region": _region(place)}


def _artifact(path: str) -> dict[str, str]:
    from urllib.parse import quote

    if _DRIVE(path):
        return {"uri": "file:///" + quote(repository_path(path.replace("\\", "/")), safe="/:")}
    uri = quote(repository_path(path))
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}


def _region(place: Location) -> dict[str, int]:
    """Return a region; GitHub wants a line even where only the file is known."""
    region = {"startLine": max(1, place.line), "startColumn": max(1, place.column)}
    if place.end_line:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return region


def _fix(fix: Fix) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        inserted = {"insertedContent": {"text": edit.text}} if edit.text else {}
        changes.setdefault(edit.where.path, []).append({"deletedRegion": _region(edit.where), **inserted})
    return {
        "description": {"text": _text(fix.title if fix.safe else f"{fix.title} (unsafe: look at it afterwards)")},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }
