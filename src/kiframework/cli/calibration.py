"""``kiframework calibration``: own ratings beside those of others."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics, with_progress
from kiframework.cli.options import (
    DateOption,
    FolderOption,
    ForceFilesOption,
    FrameworkOption,
    LangOption,
    SkillPathsArgument,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_USAGE, KiframeworkError

if TYPE_CHECKING:
    from kiframework.api.calibration import CalibrationRun


class Format(StrEnum):
    """Forms of output."""

    HTML = "html"
    MD = "md"
    JSON = "json"


RoleOption = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE", help="Compare what this role requires, for everybody (repeatable)."),
]
FormatOption = Annotated[
    list[Format] | None, typer.Option("--format", help="Write the result in this form (repeatable).")
]


def calibration(
    paths: SkillPathsArgument = None,
    role: RoleOption = None,
    framework: FrameworkOption = None,
    date: DateOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Put people's own ratings beside those of others, and measure how well they agree.

    \b
    kiframework calibration examples/musterwerk
    kiframework calibration examples/musterwerk --format html -o calibration
    """
    from kiframework.api.assess import AssessRequest
    from kiframework.api.calibration import calibrate

    request = AssessRequest(tuple(paths or ()), chosen_day(date), today(), framework, tuple(role or ()))
    run = calibrate(request, with_progress)
    say_diagnostics(run.assessed.diagnostics)
    if not run.document.people:
        help_ = "skill files need an own rating, and one of somebody else such as a manager, of the same competency"
        raise KiframeworkError("Nobody has been rated both by themselves and by others.", help_)
    formats = tuple(dict.fromkeys(one.value for one in format_ or ()))
    _deliver(run, formats, chosen_lang(lang, run.assessed.setting.framework), output, force=force)
    _leave(run)


def _deliver(run: CalibrationRun, formats: tuple[str, ...], lang: str, output: Path | None, *, force: bool) -> None:
    """Write or print what was asked for. Pages of several people wait for the works council; nothing else does."""
    from kiframework.api.calibration import what_waits
    from kiframework.cli.calibration_files import calibration_files
    from kiframework.cli.calibration_screen import print_calibration
    from kiframework.cli.documents import print_document, write_documents

    waiting = None if formats == (Format.JSON.value,) else what_waits(run)
    if output is None and not formats:
        print_calibration(run, lang, sys.stdout, people=waiting is None)
    else:
        files = calibration_files(run, formats or (Format.HTML.value,), lang, people=waiting is None)
        if output is None:
            print_document(files, sys.stdout)
        else:
            write_documents(output, files, force=force)
    if waiting:
        say("Only the group is shown; single people are left out.")
        raise waiting


def _leave(run: CalibrationRun) -> None:
    """Say what was left out, and leave with the exit code."""
    left_out = run.document.left_out
    if left_out:
        say(f"Left out: {len(left_out)} file(s) with errors; everybody else was compared.")
    if left_out or has_errors(run.assessed.diagnostics):
        raise typer.Exit(EXIT_USAGE)
