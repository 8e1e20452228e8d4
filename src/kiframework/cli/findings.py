"""Where the findings of ``validate`` go, and what they mean for the exit code."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.publish import publish, refuse_existing
from kiframework.api.validate import validate
from kiframework.cli.messages import say
from kiframework.diagnostics import Severity
from kiframework.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, KiframeworkError
from kiframework.loading.baseline import baseline_text
from kiframework.output.findings import RENDERERS
from kiframework.output.findings.summary import number, summary

if TYPE_CHECKING:
    from typing import TextIO

    from kiframework.api.validate import ValidateRequest, ValidateRun
    from kiframework.model.validation import Validation

UNREADABLE = "KIF001"
"""The code of what could not be read at all."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Which findings make a run fail. Options come before settings."""

    max_warnings: int | None
    exit_zero: bool

    def exit_code(self, run: ValidateRun) -> int:
        """Return the exit code: what cannot be read beats findings."""
        found, checks = run.validation, run.checks
        if any(one.code == UNREADABLE for one in found.findings):
            return EXIT_USAGE
        if self.exit_zero:
            return EXIT_CLEAN
        failing = any(map(found.fails, found.findings))
        most = checks.max_warnings if self.max_warnings is None else self.max_warnings
        too_many = most is not None and found.count(Severity.WARNING) > most
        return EXIT_FINDINGS if failing or too_many else EXIT_CLEAN


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the findings are wanted."""

    format: str | None
    """Form on standard output; None for the one that the place of the run calls for."""
    files: tuple[str, ...]
    """Further forms, each as ``FORMAT=FILE``."""
    force: bool

    def __post_init__(self) -> None:
        """Refuse files that cannot be written before anything is done."""
        for _, path in map(_split, self.files):
            refuse_existing(path, force=self.force)

    def deliver(self, validation: Validation, stdout: TextIO) -> None:
        """Write the findings: data to standard output and files, the summary to standard error."""
        for form, path in [_split(one) for one in self.files]:
            publish(path.parent, [(path.name, RENDERERS[form](validation).encode())], force=self.force)
        chosen = self.format or _form_here()
        if chosen == "full":
            stdout.write(_coloured(RENDERERS[chosen](validation), stdout))
            return
        stdout.write(RENDERERS[chosen](validation))
        if self.format is None and chosen == "gitlab":
            sys.stderr.write(RENDERERS["concise"](validation))  # its report is for the platform; the log is for people
        say(summary(validation))


def _form_here() -> str:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if os.environ.get("GITLAB_CI") == "true" else "full"


def _split(given: str) -> tuple[str, Path]:
    form, _, name = given.partition("=")
    if form not in RENDERERS or not name:
        help_ = f"write -o FORMAT=FILE with one of {', '.join(RENDERERS)}, such as -o sarif=findings.sarif"
        raise KiframeworkError(f"'{given}' does not say which form goes to which file.", help_)
    return form, Path(name)


def _coloured(text: str, stdout: TextIO) -> str:
    if not stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    from kiframework.cli.colour import colour_findings

    return colour_findings(text)


def show(request: ValidateRequest, delivery: Delivery, stdout: TextIO) -> ValidateRun:
    """Check, and write the findings where they are wanted."""
    run = validate(request)
    delivery.deliver(run.validation, stdout)
    return run


def write_baseline(request: ValidateRequest) -> None:
    """Write all findings there are to the baseline; it is made anew."""
    run = validate(request)
    if run.baseline is None:
        way_out = 'add --baseline FILE, or to kiframework.toml: checks = {baseline = "baseline.json"}'
        raise KiframeworkError("No baseline is named.", way_out)
    publish(run.baseline.parent, [(run.baseline.name, baseline_text(run.known).encode())], force=True)
    say(f"{run.baseline} holds {number(sum(run.known.values()), 'finding')}.")
