"""``kiframework import-framework`` and ``export-framework``: a company's own matrix, in and out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiframework.cli.messages import say, say_diagnostics
from kiframework.cli.options import ForceFilesOption, FrameworkOption, Language, today


class Format(StrEnum):
    """Forms of tables."""

    XLSX = "xlsx"
    CSV = "csv"


MOST_LINES = 50
"""Findings that are listed; the rest is counted."""

FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Workbooks and CSV files with the framework.")
]
FolderOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder to write to.")]
IdOption = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="Id of the framework. [default: the name of the folder]")
]
LangOption = Annotated[Language, typer.Option("--lang", help="Language of texts whose column names none.")]
FormatOption = Annotated[Format, typer.Option("--format", help="A workbook, or a CSV file for each table.")]


def import_framework(
    files: FilesArgument,
    output: FolderOption,
    id_: IdOption = None,
    lang: LangOption = Language.DE,
    force: ForceFilesOption = False,
) -> None:
    """Make a framework of tables: competencies, roles and requirements, or one of roles by competencies.

    \b
    kiframework import-framework matrix.xlsx -o acme
    kiframework import-framework roles.csv competencies.csv requirements.csv -o acme --lang en
    """
    from kiframework.api.exchange import ImportFrameworkRequest
    from kiframework.api.exchange import import_framework as run_import
    from kiframework.api.init import id_from
    from kiframework.cli.documents import write_documents

    name = id_ or id_from(output.resolve().name)
    run = run_import(ImportFrameworkRequest(tuple(files), name, lang.value, today()))
    say_diagnostics(run.diagnostics[:MOST_LINES])
    if len(run.diagnostics) > MOST_LINES:
        say(f"… and {len(run.diagnostics) - MOST_LINES} more of these.")
    write_documents(output, run.files, force=force)
    framework = run.framework
    required = sum(len(role.requirements) for role in framework.roles.values())
    say(f"{len(framework.roles)} roles, {len(framework.competencies)} competencies, {required} requirements.")
    if run.findings:
        counted = ", ".join(f"{count} × {code}" for code, count in run.findings)
        say(f"About the content: {counted}. Next step: kiframework validate {output}")


def export_framework(
    output: FolderOption,
    framework: FrameworkOption = None,
    format_: FormatOption = Format.XLSX,
    force: ForceFilesOption = False,
) -> None:
    """Write a framework as tables, without loss.

    \b
    kiframework export-framework -o tables
    kiframework export-framework --framework acme --format csv -o tables
    """
    from kiframework.api.exchange import export_framework as run_export
    from kiframework.cli.documents import write_documents
    from kiframework.output.framework_tables import render_framework_csv, render_framework_workbook

    found = run_export(framework)
    if format_ is Format.CSV:
        write_documents(output, render_framework_csv(found), force=force)
    else:
        write_documents(output, [(f"{found.id}.xlsx", render_framework_workbook(found))], force=force)
