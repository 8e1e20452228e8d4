"""``kiframework record``: a version is out, its content is settled."""

from __future__ import annotations

from typing import Annotated

import typer

from kiframework.cli.messages import say

PathArgument = Annotated[str, typer.Argument(metavar="FRAMEWORK", help="Folder or file of the framework.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace what is recorded of the same version.")]


def record(framework: PathArgument, force: ForceOption = False) -> None:
    """Note version and hash in a framework; from then on, validate finds content changed without a new version.

    \b
    kiframework record framework
    """
    from kiframework.api.record import record as run_record

    done = run_record(framework, force=force)
    say(f"Recorded version {done.version} with hash {done.sha256[:12]}.")
