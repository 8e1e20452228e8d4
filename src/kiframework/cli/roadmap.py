"""``kiframework roadmap``: where a company stands on its way, what blocks, and what is next."""

from __future__ import annotations

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
from kiframework.errors import EXIT_USAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.api.roadmap import RoadmapRun
    from kiframework.output.documents import Documents
    from kiframework.output.roadmap_view import RoadmapWords


class Format(StrEnum):
    """Forms of output."""

    HTML = "html"
    MD = "md"
    JSON = "json"
    ICS = "ics"
    XLSX = "xlsx"


FormatOption = Annotated[list[Format] | None, typer.Option("--format", help="Write it in this form (repeatable).")]
DayOption = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day. [default: today]")]


def roadmap(
    workspace: WorkspaceArgument = None,
    framework: FrameworkOption = None,
    date: DayOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Show the four phases: what is done, what blocks, when, at what cost, and what is next.

    \b
    kiframework roadmap examples/musterwerk
    kiframework roadmap --format html --format ics --format xlsx -o roadmap
    """
    from kiframework.api.pilots import PilotsRequest
    from kiframework.api.roadmap import run_roadmap
    from kiframework.cli.documents import print_document, write_documents

    run = run_roadmap(PilotsRequest(workspace, chosen_day(date), today(), framework))
    say_diagnostics(run.diagnostics)
    formats = tuple(dict.fromkeys(one.value for one in format_ or ()))
    language = chosen_lang(lang, run.setting.framework)
    if output is None and not formats:
        _print(run, language)
    elif output is None:
        print_document(_files(run, formats, language), sys.stdout)
    else:
        write_documents(output, _files(run, formats or (Format.HTML.value,), language), force=force)
    if has_errors(run.diagnostics):
        say(f"Left out: {len(run.left_out)} skill file(s) with errors; figures are those of everybody else.")
        raise typer.Exit(EXIT_USAGE)


def roadmap_words(run: RoadmapRun, lang: str) -> tuple[Documents, RoadmapWords]:
    """Return what documents about a roadmap are made with."""
    from kiframework.cli.documents import edition_of
    from kiframework.output.documents import Documents
    from kiframework.output.pilot_words import PilotWords
    from kiframework.output.roadmap_view import RoadmapWords

    standing = run.standing
    documents = Documents(edition_of(run.setting, standing.day, lang, "aggregate", left_out=run.left_out))
    return documents, RoadmapWords(PilotWords(documents.wording, standing.method, standing.pilots), standing)


def _files(run: RoadmapRun, formats: Sequence[str], lang: str) -> Iterator[tuple[str, bytes]]:
    from kiframework.output.budget_workbook import render_budget_workbook
    from kiframework.output.calendar import render_milestones
    from kiframework.output.roadmap_data import render_roadmap_json

    documents, words = roadmap_words(run, lang)
    firm = run.setting.workspace.settings.company or run.setting.framework.id
    for form in formats:
        if form == Format.JSON:
            yield "roadmap.json", render_roadmap_json(run.standing, documents.edition.stamp)
        elif form == Format.XLSX:
            yield "budget.xlsx", render_budget_workbook(words)
        elif form == Format.ICS:
            name = words.texts("roadmap.headline")
            content = render_milestones(
                run.standing.milestones, run.standing.day, firm, name, lambda one: words.milestone(one.kind, one.about)
            )
            yield "milestones.ics", content
        else:
            yield f"roadmap.{form}", documents.roadmap(words, "md" if form == Format.MD else "html").encode()


def _print(run: RoadmapRun, lang: str) -> None:
    from kiframework.cli.screen import Screen
    from kiframework.output.gantt import gantt_lines

    screen = Screen(run.setting.framework, lang, sys.stdout)
    _, words = roadmap_words(run, lang)
    standing = run.standing
    screen.say(words.texts("roadmap.screen", date=words.figures.date(standing.day)), "bold")
    for line in gantt_lines(words.gantt(), screen.console.width):
        screen.console.print(line, markup=False, highlight=False, no_wrap=True, overflow="ignore", crop=False)
    screen.sheet_table(words.step_table())
    screen.sheet_table(words.criteria())
    screen.sheet_table(words.goal_overview())
    screen.sheet_table(words.rotation())
    if standing.roadmap.budget.items:
        screen.sheet_table(words.budget(standing.budget.categories, words.categories, "category"))
    for line in filter(None, (words.ceiling(), *words.warnings(), words.learning())):
        screen.say(line)
    screen.say()
    screen.say(words.texts("roadmap.next-step"))
