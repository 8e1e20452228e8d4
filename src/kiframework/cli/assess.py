"""``kiframework assess``: people against roles."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics
from kiframework.cli.options import (
    DateOption,
    FolderOption,
    ForceFilesOption,
    FrameworkOption,
    LangOption,
    NamesOption,
    SkillPathsArgument,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_FINDINGS, EXIT_USAGE, KiframeworkError

if TYPE_CHECKING:
    from kiframework.api.assess import AssessRun, BulkRun


class Format(StrEnum):
    """Forms of output."""

    HTML = "html"
    MD = "md"
    JSON = "json"
    CSV = "csv"


class Audience(StrEnum):
    """Readers of reports."""

    AGGREGATE = "aggregate"
    MANAGER = "manager"
    SELF = "self"


RoleOption = Annotated[
    list[str] | None, typer.Option("--role", metavar="ROLE", help="Assess everybody against this role (repeatable).")
]
AllRolesOption = Annotated[bool, typer.Option("--all-roles", help="Assess everybody against every role.")]
FormatOption = Annotated[
    list[Format] | None, typer.Option("--format", help="Write the result in this form (repeatable).")
]
AudienceOption = Annotated[
    Audience,
    typer.Option("--audience", help="Who reads the reports: the group as such, managers, or each person alone."),
]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Print every figure with its terms.")]
FailOnOption = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="CODE", help="Exit with 1 if anybody's readiness is this one or worse."),
]


def assess(
    paths: SkillPathsArgument = None,
    role: RoleOption = None,
    all_roles: AllRolesOption = False,
    framework: FrameworkOption = None,
    date: DateOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
    audience: AudienceOption = Audience.AGGREGATE,
    names: NamesOption = None,
    explain: ExplainOption = False,
    fail_on: FailOnOption = None,
) -> None:
    """Compare skill files with role profiles.

    \b
    kiframework assess examples/musterwerk
    kiframework assess examples/musterwerk --format html -o reports
    kiframework assess skills/P-001.yaml --role lead-generator --explain
    """
    from kiframework.api.assess import AssessRequest, worse_or_equal
    from kiframework.cli.delivery import Wish, begin, deliver

    request = AssessRequest(tuple(paths or ()), chosen_day(date), today(), framework, tuple(role or ()), all_roles)
    formats = tuple(dict.fromkeys(one.value for one in format_ or ()))
    run = begin(request, formats, explain=explain)
    gate = worse_or_equal(run.setting.framework, fail_on) if fail_on is not None else frozenset()
    say_diagnostics(run.diagnostics)
    if not run.people:
        raise KiframeworkError("Nobody could be assessed.", "the lines above say why")
    language = chosen_lang(lang, run.setting.framework)
    met = deliver(run, Wish(formats, output, force, audience.value, names, explain, language), sys.stdout)
    _leave(run, failed=bool(gate & met))


def _leave(run: AssessRun | BulkRun[bytes], *, failed: bool) -> None:
    """Say what was left out, and leave with the exit code: unusable input beats findings."""
    left_out = run.document.left_out
    if left_out:
        say(f"Left out: {len(left_out)} file(s) with errors; everybody else was assessed.")
    if left_out or has_errors(run.diagnostics):
        raise typer.Exit(EXIT_USAGE)
    if failed:
        raise typer.Exit(EXIT_FINDINGS)
