"""``kiframework progress``: the same people at several dates."""

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
    SkillPathsArgument,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_USAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.api.progress import ProgressRun


class Format(StrEnum):
    """Forms of the comparison."""

    HTML = "html"
    MD = "md"
    JSON = "json"


AtOption = Annotated[
    list[str] | None, typer.Option("--at", metavar="YYYY-MM-DD", help="A date to assess at; two or more.")
]
RoleOption = Annotated[
    list[str] | None, typer.Option("--role", metavar="ROLE", help="Assess against this role, everybody (repeatable).")
]
FormatOption = Annotated[list[Format] | None, typer.Option("--format", help="Write it in this form (repeatable).")]


def progress(
    paths: SkillPathsArgument = None,
    at: AtOption = None,
    role: RoleOption = None,
    framework: FrameworkOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Show how levels and readiness have changed: of one person for that person, else of the group.

    \b
    kiframework progress skills/P-001.yaml --at 2026-03-01 --at 2026-12-01
    kiframework progress firm --at 2025-12-01 --at 2026-12-01 --format html -o progress
    """
    from kiframework.api.progress import show_progress
    from kiframework.cli.documents import print_document, write_documents

    run = show_progress(
        tuple(paths or ()), [chosen_day(one) for one in at or ()], today(), framework, tuple(role or ())
    )
    say_diagnostics(run.diagnostics)
    language = chosen_lang(lang, run.setting.framework)
    formats = tuple(dict.fromkeys(one.value for one in format_ or ()))
    if output is None and not formats:
        _print(run, language)
    elif output is None:
        print_document(_files(run, formats, language), sys.stdout)
    else:
        write_documents(output, _files(run, formats or (Format.HTML.value,), language), force=force)
    if has_errors(run.diagnostics):
        say("Left out: everybody whose files have errors.")
        raise typer.Exit(EXIT_USAGE)


def _only(run: ProgressRun) -> str | None:
    """Return the one person there is; None for a group."""
    people = {one.person for one in run.progress.people}
    return next(iter(people)) if len(people) == 1 else None


def _files(run: ProgressRun, formats: Sequence[str], lang: str) -> Iterator[tuple[str, bytes]]:
    from kiframework.cli.documents import edition_of
    from kiframework.output.documents import Documents
    from kiframework.output.progress_view import ProgressWords, render_progress_json

    person = _only(run)
    audience = "aggregate" if person is None else "self"
    documents = Documents(edition_of(run.setting, run.progress.dates[-1], lang, audience))
    words = ProgressWords(documents.wording, run.progress)
    for form in formats:
        if form == Format.JSON:
            yield "progress.json", render_progress_json(run.progress, person, documents.edition.stamp)
        else:
            yield f"progress.{form}", documents.progress(words, person, "md" if form == Format.MD else "html").encode()


def _print(run: ProgressRun, lang: str) -> None:
    from kiframework.cli.documents import edition_of
    from kiframework.cli.screen import Screen
    from kiframework.output.progress_view import ProgressWords
    from kiframework.output.wording import Wording

    screen = Screen(run.setting.framework, lang, sys.stdout)
    words = ProgressWords(Wording(edition_of(run.setting, run.progress.dates[-1], lang, "aggregate")), run.progress)
    person = _only(run)
    tables = [words.group()] if person is None else [words.person(one) for one in run.progress.people]
    if person is None and run.progress.group.people is None:
        screen.say(words.texts("progress.few", n=run.progress.smallest))
    elif person is None:
        screen.say(words.texts("progress.ready", steps=words.ready()), "bold")
    for number, table in enumerate(tables):
        if not table.rows:
            continue
        screen.title(table.caption if person is None else f"{person}, {table.caption}")
        if person is not None:
            screen.say(words.readiness(run.progress.people[number]))
        shown = screen.table(*(column.title for column in table.columns), right=range(1, len(table.columns)))
        for row in table.rows:
            screen.row(shown, *row)
        screen.show(shown)
    screen.say()
    screen.say(words.texts("progress.lead") if person else words.texts("progress.note", n=run.progress.smallest), "dim")
