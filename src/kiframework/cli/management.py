"""``kiframework report management``: one page for the management, and where every number on it comes from."""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics
from kiframework.cli.options import (
    FolderOption,
    ForceFilesOption,
    FrameworkOption,
    LangOption,
    WorkspaceArgument,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_USAGE, KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.api.roadmap import RoadmapRun
    from kiframework.output.documents import Documents
    from kiframework.output.management import ManagementWords

report = typer.Typer(no_args_is_help=True, help="Join what a workspace knows on one page.")


class Format(StrEnum):
    """Forms of output."""

    HTML = "html"
    MD = "md"


FormatOption = Annotated[list[Format] | None, typer.Option("--format", help="Write it in this form (repeatable).")]
DayOption = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day. [default: today]")]
ExplainOption = Annotated[
    bool,
    typer.Option(
        "--explain", help="Print every number of the page with its terms, and the file and line of its inputs."
    ),
]


@report.callback()
def reports() -> None:
    """Join what a workspace knows on one page."""


@report.command(short_help="Make the page for the management.")
def management(
    workspace: WorkspaceArgument = None,
    framework: FrameworkOption = None,
    date: DayOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
    explain: ExplainOption = False,
) -> None:
    """Make the page for the management: readiness, goals, pilot, roadmap, budget, and the next three decisions.

    \b
    kiframework report management examples/musterwerk
    kiframework report management --format html -o page
    kiframework report management --explain
    """
    from kiframework.api.pilots import PilotsRequest
    from kiframework.api.roadmap import run_roadmap
    from kiframework.cli.documents import print_document, write_documents

    formats = tuple(dict.fromkeys(one.value for one in format_ or ()))
    if explain and formats and output is None:
        raise KiframeworkError("--explain and a format cannot share standard output.", "add -o DIR for the files")
    run = run_roadmap(PilotsRequest(workspace, chosen_day(date), today(), framework))
    say_diagnostics(run.diagnostics)
    language = chosen_lang(lang, run.setting.framework)
    documents, words = _words(run, language, _command(run, language, framework))
    files = _files(documents, words, formats or (Format.HTML.value,))
    if output is not None:
        write_documents(output, files, force=force)
    elif formats:
        print_document(files, sys.stdout)
    if explain:
        _explain(run, words, framework)
    elif output is None and not formats:
        _print(run, words)
    if has_errors(run.diagnostics):
        say(f"Left out: {len(run.left_out)} skill file(s) with errors; figures are those of everybody else.")
        raise typer.Exit(EXIT_USAGE)


def _command(run: RoadmapRun, lang: str, framework: str | None) -> str:
    """Return the command that explains the page, to be given in the folder of the workspace."""
    parts = ["kiframework", "report", "management", "--date", str(run.standing.day)]
    if lang != chosen_lang(None, run.setting.framework):
        parts += ["--lang", lang]
    if framework is not None:
        parts += ["--framework", framework]
    return shlex.join([*parts, "--explain"])


def _words(run: RoadmapRun, lang: str, command: str) -> tuple[Documents, ManagementWords]:
    from kiframework.cli.documents import edition_of
    from kiframework.output.documents import Documents
    from kiframework.output.management import ManagementWords
    from kiframework.output.pilot_words import PilotWords
    from kiframework.output.roadmap_view import RoadmapWords

    standing = run.standing
    documents = Documents(edition_of(run.setting, standing.day, lang, "aggregate", left_out=run.left_out))
    roadmap = RoadmapWords(PilotWords(documents.wording, standing.method, standing.pilots), standing)
    return documents, ManagementWords(roadmap, run.team, command)


def _files(documents: Documents, words: ManagementWords, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for form in formats:
        yield f"management.{form}", documents.management(words, "md" if form == Format.MD else "html").encode()


def _explain(run: RoadmapRun, words: ManagementWords, framework: str | None) -> None:
    from kiframework.api.management import input_places
    from kiframework.output.management import management_view
    from kiframework.output.management.explanation import explain_management

    sys.stdout.write(explain_management(words, management_view(words), input_places(run, framework)))


def _print(run: RoadmapRun, words: ManagementWords) -> None:
    from kiframework.cli.screen import Screen
    from kiframework.output.management import management_view

    screen, view = Screen(run.setting.framework, words.texts.lang, sys.stdout), management_view(words)
    finding, *others = (row.cells for row in view.head)
    screen.say(" ".join(finding), "bold")
    for cells in others:
        screen.say(words.wording.facts(cells))
    for block in view.blocks:
        table = block.table(words.texts("management.col.mark"))
        if table.rows:
            screen.sheet_table(table)
        else:
            screen.title(table.caption)
        if block.note:
            screen.say(f"  {block.note}", "dim")
    screen.say()
    screen.say(words.next_step())
