"""``kiframework resolve``: a framework and everything it is laid over as one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiframework.cli.options import ForceFilesOption

FrameworkArgument = Annotated[
    str | None, typer.Argument(metavar="[FRAMEWORK]", help="Folder or file. [default: the workspace's, else built-in]")
]
FolderOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder to write to.")]


def resolve(output: FolderOption, framework: FrameworkArgument = None, force: ForceFilesOption = False) -> None:
    """Write a framework with all its layers as a framework of its own, questions and training with it.

    \b
    kiframework resolve acme -o acme-flat
    """
    from kiframework.api.origin import resolve as run_resolve
    from kiframework.cli.documents import write_documents

    write_documents(output, run_resolve(framework), force=force)
