"""``kiframework init``: a workspace that works at once."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kiframework.cli.messages import say
from kiframework.cli.options import Language, today

if TYPE_CHECKING:
    from collections.abc import Sequence

_Choice = TypeVar("_Choice", bound=StrEnum)


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
LangOption = Annotated[
    Language | None, typer.Option("--lang", help="Language of results, of comments and of the README. [default: de]")
]
LATER = "later"
"""The answer of whoever wants to say nothing yet."""


def init(
    folder: FolderArgument,
    company: CompanyOption = None,
    id_: IdOption = None,
    works_council: CouncilOption = None,
    ci: CiOption = None,
    lang: LangOption = None,
) -> None:
    """Set up a workspace: settings, a framework of one's own over the built-in one, a first skill file.

    \b
    kiframework init acme
    kiframework init acme --company "Acme GmbH" --works-council none --ci gitlab
    """
    from kiframework.api.init import InitRequest, id_from, require_free, workspace_values
    from kiframework.cli.documents import write_documents
    from kiframework.output.workspace_files import workspace_files

    # Whoever names the company knows the options; everybody else is asked, where somebody is there to answer.
    asks = company is None and _at_terminal()
    name = company or folder.resolve().name
    if asks:
        name = _ask("Name of the company", name)
        id_ = _ask("Id of the framework", id_ or id_from(name))
        lang = lang or Language(_ask("Language of results", Language.DE, list(Language)))
        works_council = works_council or _chosen(Council, "State of the works council")
        ci = ci or _chosen(Ci, "Checks of every change on")
    request = InitRequest(
        folder, name, id_ or id_from(name), (lang or Language.DE).value, today(), works_council and works_council.value
    )
    files = list(workspace_files(workspace_values(request), ci and ci.value))
    require_free(folder, (name for name, _ in files))
    write_documents(folder, files, force=False)
    say(f"Next step: cd {folder}, then kiframework assess")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _chosen(choices: type[_Choice], question: str) -> _Choice | None:
    answer = _ask(question, LATER, [*choices, LATER])
    return None if answer == LATER else choices(answer)


def _ask(question: str, suggestion: str, choices: Sequence[str] = ()) -> str:
    def checked(answer: str) -> str:
        if choices and answer not in choices:
            raise typer.BadParameter(f"Write one of these: {', '.join(choices)}.")
        return answer

    words = f"{question} ({', '.join(choices)})" if choices else question
    answer: str = typer.prompt(words, default=str(suggestion), value_proc=checked, err=True)
    return answer
