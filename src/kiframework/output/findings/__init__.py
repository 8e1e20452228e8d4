"""Findings of ``kiframework validate``, one file per format. All are pure: a validation in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.findings.concise import render_concise
from kiframework.output.findings.full import render_full
from kiframework.output.findings.github import render_github
from kiframework.output.findings.gitlab import render_gitlab
from kiframework.output.findings.junit import render_junit
from kiframework.output.findings.machine import render_json
from kiframework.output.findings.markdown import render_markdown
from kiframework.output.findings.sarif import render_sarif

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiframework.model.validation import Validation

RENDERERS: dict[str, Callable[[Validation], str]] = {
    "full": render_full,
    "concise": render_concise,
    "json": render_json,
    "github": render_github,
    "gitlab": render_gitlab,
    "junit": render_junit,
    "sarif": render_sarif,
    "markdown": render_markdown,
}
"""Name of a format -> what renders it."""
