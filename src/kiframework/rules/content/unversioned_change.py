"""The content has changed, but the version has not.

What it does: compares version and content with states of the framework that others may have used: the recorded hash, or
a git revision. Comments, order of files and spacing are no content.
Why: results name the version they were made with; two contents under one version make them incomparable without a
trace. Users were hit by it: direct-webapp #661, ciso-assistant-community #2735 (a new scale), SAMM #572 (model and tool
drifted apart).
Bad: another required level under the same ``version: "1.0.0"``
Good: ``version: "1.1.0"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF227"
NAME = "unversioned-change"
SEVERITY = Severity.WARNING


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per known state with this version and other content."""
    for release in context.released:
        if release.version == framework.version and release.sha256 != framework.sha256:
            message = f"The content differs from {release.where}, which has the version {release.version} too."
            help_ = "raise the version: results name it"
            yield Diagnostic(CODE, message, source.value(["version"]), SEVERITY, help=help_)
