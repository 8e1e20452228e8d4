"""The ratings were made against another framework, or another version of it.

What it does: compares ``framework: id@version`` with the framework in use.
Why: levels only mean something together with the anchors they were rated by. Another framework is an error; another
version of the same one is a warning.
Bad: ``framework: ki-handel@1.0.0`` while assessing with ``ki-mittelstand``
Good: ``framework: ki-mittelstand@1.0.0``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF114"
NAME = "foreign-framework"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the file names another framework or version."""
    if skills.framework is None:
        return
    used = context.framework
    name, version = skills.framework.split("@")
    if (name, version) == (used.id, used.version):
        if skills.sha256 not in (None, used.sha256):
            message = f"The content of version {version} has changed since these ratings were made."
            help_ = "check the ratings, then remove this line, or raise the version of the framework"
            yield Diagnostic(CODE, message, source.value(["sha256"]), Severity.WARNING, help=help_)
        return
    place = source.value(["framework"])
    if name != used.id:
        message = f"These ratings were made against '{name}', not against '{used.id}'."
        help_ = "choose the framework with --framework, or bring them over with kiframework migrate"
        yield Diagnostic(CODE, message, place, help=help_)
    else:
        message = f"These ratings were made against version {version}; the framework is {used.version}."
        yield Diagnostic(CODE, message, place, Severity.WARNING, help="kiframework migrate brings them to it")
