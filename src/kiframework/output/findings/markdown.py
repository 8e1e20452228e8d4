"""Findings as Markdown, for summaries of CI jobs and comments on merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.findings.signs import shown
from kiframework.output.findings.summary import counted, is_fixable, summary
from kiframework.output.markdown import escaped

if TYPE_CHECKING:
    from kiframework.diagnostics import Diagnostic
    from kiframework.model.validation import Validation

_HEAD = "| severity | rule | place | message and help |\n| --- | --- | --- | --- |\n"


def render_markdown(validation: Validation) -> str:
    """Return a heading with counts, and a table with a row per finding."""
    heading = counted(validation) or "all checks passed"
    table = "".join(_row(one, validation) for one in validation.findings)
    parts = [f"## kiframework: {heading}\n", *([_HEAD + table] if table else []), f"{escaped(summary(validation))}\n"]
    return "\n".join(parts)


def _row(finding: Diagnostic, validation: Validation) -> str:
    rule = validation.rules.get(finding.code)
    cells = [
        finding.severity.value,
        f"{finding.code} {rule.name}" if rule else finding.code,
        _plain(str(finding.location)),
        "<br>".join(_words(finding)),
    ]
    return f"| {' | '.join(cells)} |\n"


def _words(finding: Diagnostic) -> list[str]:
    words = [_plain(finding.message)]
    if finding.help:
        words.append(f"help: {_plain(finding.help)}")
    words += [f"note: {_plain(f'{word}: {place}')}" for word, place in finding.related]
    if is_fixable(finding):
        words.append("fixable with --fix")
    return words


def _plain(text: str) -> str:
    return escaped(shown(text))
