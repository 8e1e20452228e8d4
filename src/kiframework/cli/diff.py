"""``kiframework diff``: what has changed in a framework, and what that does to people."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics
from kiframework.cli.options import (
    DateOption,
    ForceFilesOption,
    FrameworkOption,
    LangOption,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from kiframework.api.diff import DiffRun


class Format(StrEnum):
    """Forms of the comparison."""

    HTML = "html"
    MD = "md"
    JSON = "json"


class FailOn(StrEnum):
    """What ends the run with 1."""

    BREAKING = "breaking"
    VERSION = "version"


class Wish(NamedTuple):
    """What to write, and where to."""

    formats: tuple[str, ...]
    lang: str
    output: Path | None
    by_person: bool
    force: bool


OldArgument = Annotated[
    str,
    typer.Argument(metavar="OLD", help="A folder, a file, or a git revision of the framework; main..HEAD for both."),
]
NewArgument = Annotated[
    str | None, typer.Argument(metavar="[NEW]", help="The same. [default: the framework as it lies there]")
]
PeopleOption = Annotated[
    list[str] | None, typer.Option("--people", metavar="PATH", help="Compare results of these people (repeatable).")
]
ByPersonOption = Annotated[bool, typer.Option("--by-person", help="Name the pseudonyms whose readiness changes.")]
FormatOption = Annotated[list[Format] | None, typer.Option("--format", help="Write it in this form (repeatable).")]
FailOption = Annotated[
    list[FailOn] | None,
    typer.Option("--fail-on", help="End with 1 on a breaking change, or if the version was not raised (repeatable)."),
]
FolderOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder to write to.")]


def diff(
    old: OldArgument,
    new: NewArgument = None,
    framework: FrameworkOption = None,
    people: PeopleOption = None,
    by_person: ByPersonOption = False,
    date: DateOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
    fail_on: FailOption = None,
) -> None:
    """Say what has changed in a framework, in its own words, and which step of the version that asks for.

    \b
    kiframework diff main..HEAD --framework framework --fail-on version
    kiframework diff framework acme --people firm
    kiframework diff v1.0.0 --format md
    """
    from kiframework.api.diff import DiffRequest
    from kiframework.api.diff import diff as run_diff

    request = DiffRequest(old, new, framework, tuple(people or ()), chosen_day(date), today())
    run = run_diff(request)
    _say_left_out(run, by_person=by_person)
    formats = tuple(dict.fromkeys(one.value for one in format_ or ()))
    _deliver(run, Wish(formats, chosen_lang(lang, run.new), output, by_person, force))
    wanted = set(fail_on or ())
    if FailOn.VERSION in wanted and not run.diff.raised:
        say(f"The version is {run.diff.new.version}; these changes ask for {run.diff.least} at least.")
        raise typer.Exit(EXIT_FINDINGS)
    if FailOn.BREAKING in wanted and run.diff.breaking:
        raise typer.Exit(EXIT_FINDINGS)


def _say_left_out(run: DiffRun, *, by_person: bool) -> None:
    """Say whose files have errors; without names, which may be read in the log of a CI."""
    if by_person:
        say_diagnostics(run.diagnostics)
    elif has_errors(run.diagnostics):
        files = {one.location.path for one in run.diagnostics if one.severity.value == "error"}
        say(f"note: {len(files)} file(s) of people have errors and are left out; kiframework validate says which")


def _deliver(run: DiffRun, wish: Wish) -> None:
    from kiframework.cli.diff_files import diff_files, print_diff
    from kiframework.cli.documents import print_document, write_documents

    if wish.output is None and not wish.formats:
        print_diff(run, wish.lang, sys.stdout, by_person=wish.by_person)
        return
    files = diff_files(run, wish.formats or (Format.HTML.value,), wish.lang, by_person=wish.by_person)
    if wish.output is None:
        print_document(files, sys.stdout)
    else:
        write_documents(wish.output, files, force=wish.force)
