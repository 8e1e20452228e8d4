"""``kiframework init``: a workspace that works at once."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiframework.cli.messages import say
from kiframework.cli.options import Language, today


class Ci(StrEnum):
    """Where checks run on every change."""

    GITHUB = "github"
    GITLAB = "gitlab"


class Council(StrEnum):
    """State of the works council that needs no date."""

    NONE = "none"
    INFORMED = "informed"


FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the workspace.")]
CompanyOption = Annotated[str | None, typer.Option("--company", metavar="NAME", help="Name on the cover of reports.")]
IdOption = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="Id of the framework. [default: from the name]")
]
CouncilOption = Annotated[
    Council | None, typer.Option("--works-council", help="State of co-determination, where nothing is agreed yet.")
]
CiOption = Annotated[Ci | None, typer.Option("--ci", help="Also write a file that checks every change.")]
LangOption = Annotated[Language, typer.Option("--lang", help="Language of comments and of the README.")]


def init(
    folder: FolderArgument,
    company: CompanyOption = None,
    id_: IdOption = None,
    works_council: CouncilOption = None,
    ci: CiOption = None,
    lang: LangOption = Language.DE,
) -> None:
    """Set up a workspace: settings, a framework of one's own over the built-in one, a first skill file.

    \b
    kiframework init acme
    kiframework init acme --company "Acme GmbH" --works-council none --ci gitlab
    """
    from kiframework.api.init import InitRequest, id_from, require_free, workspace_values
    from kiframework.cli.documents import write_documents
    from kiframework.output.workspace_files import workspace_files

    asks = company is None and _at_terminal()
    name = _ask("Name of the company", folder.resolve().name) if asks else company or folder.resolve().name
    chosen = _ask("Id of the framework", id_ or id_from(name)) if asks else id_ or id_from(name)
    request = InitRequest(folder, name, chosen, lang.value, today(), works_council and works_council.value)
    files = list(workspace_files(workspace_values(request), ci and ci.value))
    require_free(folder, (name for name, _ in files))
    write_documents(folder, files, force=False)
    say(f"Next step: cd {folder}, then kiframework assess")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(question: str, suggestion: str) -> str:
    answer: str = typer.prompt(question, default=suggestion, err=True)
    return answer
