"""``kiframework bulk``: whole populations, scored in one go."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiframework.cli.messages import say, say_diagnostics
from kiframework.cli.options import (
    DateOption,
    FolderOption,
    ForceFilesOption,
    FrameworkOption,
    LangOption,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_FINDINGS, KiframeworkError
from kiframework.model.bulk import Shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiframework.api.bulk.request import BulkRun
    from kiframework.cli.options import Language
    from kiframework.output.documents import Form

_ALL_CORES = "local[*]"

bulk = typer.Typer(
    no_args_is_help=True, help="Score whole populations: tables of people in, tables of scores and a summary out."
)


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    SPARK = "spark"


class OnError(StrEnum):
    """What becomes of rows with problems."""

    STOP = "stop"
    SKIP = "skip"


class PartFormat(StrEnum):
    """Forms of the result."""

    PARQUET = "parquet"
    CSV = "csv"


class SummaryFormat(StrEnum):
    """Forms of the report."""

    HTML = "html"
    MD = "md"


SummaryFormatOption = Annotated[
    list[SummaryFormat] | None, typer.Option("--format", help="Write the report in this form (repeatable).")
]
ShapeOption = Annotated[
    Shape, typer.Option("--shape", help="A row per person with agreed levels, or a row per value somebody gave.")
]
TemplateRoleOption = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE", help="Only the levels this role asks for (repeatable). [default: all]"),
]
InputsArgument = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Parquet, Arrow or CSV files, folders, or patterns in quotes.")
]
OutputOption = Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Folder for the result.")]
RoleOption = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE", help="Score against this role (repeatable). [default: all roles]"),
]
OnErrorOption = Annotated[
    OnError, typer.Option("--on-error", help="What to do about rows with problems: write nothing, or leave them out.")
]
FormatOption = Annotated[PartFormat, typer.Option("--format", help="Form of the result.")]
ThreadsOption = Annotated[
    int | None, typer.Option("--threads", metavar="N", min=1, help="Threads. [default: as many as there are cores]")
]
EngineOption = Annotated[Engine, typer.Option("--engine", help="This machine alone, or a Spark cluster.")]
MasterOption = Annotated[
    str | None, typer.Option("--master", metavar="URL", help="Address of the Spark cluster. [default: local[*]]")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace an earlier result.")]


@bulk.command(short_help="Write an empty table to be filled in and scored.")
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it: .parquet, .arrow or .csv.")],
    shape: ShapeOption = Shape.LEVELS,
    role: TemplateRoleOption = None,
    framework: FrameworkOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Write an empty table with the columns and types that score takes.

    \b
    kiframework bulk template people.parquet
    kiframework bulk template ratings.csv --shape evidence
    """
    from kiframework.api.bulk.template import template_form, template_schema
    from kiframework.api.publish import publish

    if role and shape is Shape.EVIDENCE:
        raise KiframeworkError("Evidence has the same columns for every role.", "leave out --role")
    form = template_form(file)
    schema = template_schema(shape, framework, role or ())
    from kiframework.output.bulk.template import render_template

    publish(file.parent, [(file.name, render_template(schema, form))], force=force)
    say(f"Written to {file}: {len(schema.names)} columns.")


@bulk.command()
def score(
    inputs: InputsArgument,
    output: OutputOption,
    role: RoleOption = None,
    on_error: OnErrorOption = OnError.STOP,
    format_: FormatOption = PartFormat.PARQUET,
    framework: FrameworkOption = None,
    date: DateOption = None,
    threads: ThreadsOption = None,
    engine: EngineOption = Engine.LOCAL,
    master: MasterOption = None,
    lang: LangOption = None,
    force: ForceOption = False,
) -> None:
    """Score everybody in tables of people against roles.

    A table has a row per person and a column per competency, or a row per value; see bulk template. A run that was
    interrupted goes on where it stood when the same command is given again.

    \b
    kiframework bulk score people.parquet -o result
    kiframework bulk score 'export/*.csv' -o result --role lead-generator --on-error skip --format csv
    """
    shared = {
        "inputs": tuple(inputs),
        "day": chosen_day(date),
        "today": today(),
        "framework": framework,
        "roles": tuple(role or ()),
        "on_error": on_error.value,
        "force": force,
    }
    if engine is Engine.SPARK:
        if threads is not None:
            raise KiframeworkError("--threads is for --engine local.", "Spark is told by --master, such as 'local[4]'")
        run = _told(lambda: _score_on_spark(shared, output, format_, master))
    else:
        if master is not None:
            raise KiframeworkError("--master is for --engine spark.", "add --engine spark, or leave it out")
        run = _told(lambda: _score_here(shared, output, format_, threads))
    _finish(run, output, lang)


def _score_here(shared: dict[str, Any], output: str, format_: PartFormat, threads: int | None) -> BulkRun:
    from kiframework.api.bulk.opening import require_extra
    from kiframework.api.bulk.request import BulkRequest
    from kiframework.api.bulk.score import score_population
    from kiframework.cli.bulk_progress import watch

    require_extra()
    from kiframework.output.bulk.parts import PART_FORMS
    from kiframework.output.bulk.summary_json import render_population_json

    request = BulkRequest(**shared, output=Path(output), threads=threads)
    try:
        return score_population(request, PART_FORMS[format_.value], render_population_json, watch())
    except KeyboardInterrupt:
        say("What is finished is kept: the same command goes on from there.")
        raise


def _score_on_spark(shared: dict[str, Any], output: str, format_: PartFormat, master: str | None) -> BulkRun:
    from kiframework.api.spark.job import SparkRequest, score_on_spark
    from kiframework.output.bulk.summary_json import render_population_json

    request = SparkRequest(
        **shared,
        output=output,
        form=format_.value,
        master=master or _ALL_CORES,
        progress=sys.stderr.isatty(),
    )
    return score_on_spark(request, render_population_json)


def _told(work: Callable[[], BulkRun]) -> BulkRun:
    """Run, and say everything that is known about rows that cannot be scored."""
    from kiframework.api.bulk.score import RowsWithProblemsError
    from kiframework.cli.bulk_screen import say_findings

    try:
        return work()
    except RowsWithProblemsError as error:
        say_diagnostics(error.diagnostics)
        say_findings(error.findings)
        raise KiframeworkError(error.message, error.help) from error


def _finish(run: BulkRun, output: str, lang: Language | None) -> None:
    """Show the population, say where the result is, and leave with the exit code."""
    from kiframework.cli.bulk_screen import print_population, say_all_findings

    say_diagnostics(run.warnings)
    say_all_findings(run.findings)
    framework = run.setting.framework
    print_population(framework, run.population, chosen_lang(lang, framework), sys.stdout)
    if run.resumed:
        say(f"Went on from an earlier run: {run.resumed} of {run.parts} steps were finished.")
    left_out = f"; left out: {_counted(run.findings.rows, 'row')}" if run.findings.rows else ""
    say(f"Written to {output}: {_counted(run.rows, 'row')} for {_counted(run.people, 'person', 'people')}{left_out}.")
    say(f"Next step: kiframework bulk summary {output} -o report")
    if run.findings.rows:
        raise typer.Exit(EXIT_FINDINGS)


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


@bulk.command(short_help="Report on a population under the group rule.")
def summary(
    result: Annotated[Path, typer.Argument(metavar="RESULT", help="The folder that score has written.")],
    format_: SummaryFormatOption = None,
    output: FolderOption = None,
    framework: FrameworkOption = None,
    lang: LangOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Report on a population: readiness by role, how scores are spread, pillars, the most common gaps.

    No single person appears in it; numbers about few people are hidden.

    \b
    kiframework bulk summary result -o report
    kiframework bulk summary result --format md --lang en
    """
    from kiframework.api.bulk.summary import open_summary
    from kiframework.cli.bulk_screen import print_population
    from kiframework.cli.documents import edition_of, print_document, write_documents
    from kiframework.output.documents import Documents

    run = open_summary(result, framework)
    population, language = run.population, chosen_lang(lang, run.setting.framework)
    if output is None and not format_:
        print_population(run.setting.framework, population, language, sys.stdout)
        return
    documents = Documents(edition_of(run.setting, population.date, language, "aggregate"))
    wanted = {one.value for one in format_ or (SummaryFormat.HTML,)}
    forms: list[Form] = [form for form in ("html", "md") if form in wanted]
    files = ((f"population.{form}", documents.population(population, form).encode()) for form in forms)
    if output is None:
        print_document(files, sys.stdout)
    else:
        write_documents(output, files, force=force)
