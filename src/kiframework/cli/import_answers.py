"""``kiframework import``: answers that came back become ratings in skill files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics, with_progress
from kiframework.cli.options import ForceFilesOption, FrameworkOption, LangOption, chosen_lang, today
from kiframework.errors import EXIT_USAGE, KiframeworkError

if TYPE_CHECKING:
    from kiframework.api.import_answers import ImportRun, Taken

MOST_LINES = 30
"""People who are named one by one; more are summed up."""

FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Downloads of forms, workbooks and CSV files, as they came back.")
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="DIR", help="Folder of the skill files. [default: skills]")
]
SupervisedOption = Annotated[
    str | None,
    typer.Option("--supervised-by", metavar="RATER", help="Who watched over the ladders: they count as a test then."),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]
ResultsOption = Annotated[
    Path | None,
    typer.Option("--results", metavar="DIR", help="Write each person a page with answers, right ones, and reasons."),
]
PartialOption = Annotated[bool, typer.Option("--partial", help="Take over what is right although something is wrong.")]


def import_answers(
    files: FilesArgument,
    output: OutputOption = None,
    framework: FrameworkOption = None,
    supervised_by: SupervisedOption = None,
    results: ResultsOption = None,
    lang: LangOption = None,
    force: ForceFilesOption = False,
    dry_run: DryRunOption = False,
    partial: PartialOption = False,
) -> None:
    """Take answers that came back into skill files.

    \b
    kiframework import returned/*.json
    kiframework import team.xlsx --dry-run
    kiframework import P-001.answers.json --supervised-by R-07 --results results
    """
    from kiframework.api.import_answers import ImportRequest, write_planned
    from kiframework.api.import_answers import import_answers as run_import
    from kiframework.cli.documents import write_documents
    from kiframework.cli.file_diff import file_diff
    from kiframework.cli.ladder_files import ladder_files

    request = ImportRequest(tuple(files), today(), output, framework, supervised_by, partial)
    run = run_import(request, with_progress)
    say_diagnostics(run.diagnostics)
    wrong = has_errors(run.diagnostics)
    if wrong and not partial:
        raise KiframeworkError("Nothing is taken over, because something is wrong.", "mend it, or use --partial")
    if dry_run:
        for file in run.planned:
            sys.stdout.writelines(file_diff(file.shown, file.before or b"", file.after))
    else:
        if results is not None:
            write_documents(results, ladder_files(run, chosen_lang(lang, run.setting.framework)), force=force)
        write_planned(run.planned)
    _say_result(run, dry_run=dry_run)
    if wrong:
        raise typer.Exit(EXIT_USAGE)


def _say_result(run: ImportRun, *, dry_run: bool) -> None:
    if len(run.taken) > MOST_LINES:
        added, same = sum(one.added for one in run.taken), sum(one.same for one in run.taken)
        say(f"Answers of {len(run.taken)} people: {added} new ratings, {same} there already.")
    else:
        for one in run.taken:
            say(_line(one))
    say(f"Skill files {'to be written' if dry_run else 'written'}: {len(run.planned)}.")


def _line(one: Taken) -> str:
    answers = one.fitted.answers
    occasion = answers.ratings[0]
    ladders = f", {len(one.fitted.ladders)} ladders" if one.fitted.ladders else ""
    there = f", {one.same} there already" if one.same else ""
    return f"{answers.person}: {occasion.source} of {occasion.date}: {one.added} new{there}{ladders}"
