"""``kiframework config`` and ``kiframework doctor``."""

from __future__ import annotations

import sys
from textwrap import shorten

import typer

from kiframework.cli.options import today
from kiframework.errors import EXIT_FINDINGS

LONGEST = 80
"""Signs of a value that are shown."""


def config() -> None:
    """Show every setting of the workspace, and where it comes from.

    \b
    kiframework config
    """
    from kiframework.api.doctor import settings_with_origin
    from kiframework.output.typography import printable

    found = settings_with_origin()
    width = max(len(one.name) for one in found)
    sys.stdout.writelines(
        f"{one.name:<{width}}  {shorten(printable(one.value), LONGEST, placeholder=' …')}  ({one.origin})\n"
        for one in found
    )


def doctor() -> None:
    """Say what is installed and found, what is missing, and how to mend it. Ends with 1 if something is wrong.

    \b
    kiframework doctor
    """
    from kiframework.api.doctor import examine
    from kiframework.output.typography import printable

    wrong = False
    for one in examine(today()):
        sys.stdout.write(f"{one.state:<8} {one.topic}: {printable(one.text)}\n")
        if one.help:
            sys.stdout.write(f"         help: {one.help}\n")
        wrong = wrong or one.state == "problem"
    if wrong:
        raise typer.Exit(EXIT_FINDINGS)
