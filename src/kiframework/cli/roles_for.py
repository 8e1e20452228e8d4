"""``kiframework roles-for``: how near each role is, for the person alone."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kiframework.cli.messages import say_diagnostics
from kiframework.cli.options import DateOption, FrameworkOption, LangOption, chosen_day, chosen_lang, today


def roles_for(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A pseudonym, or the path of a skill file.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Where the skill files are. [default: this workspace]"),
    ] = None,
    framework: FrameworkOption = None,
    date: DateOption = None,
    lang: LangOption = None,
) -> None:
    """Show a person how near each role is to what they can do now. Meant for the person alone.

    \b
    kiframework roles-for P-007 examples/musterwerk
    """
    from kiframework.api.roles_for import roles_for as run_roles_for
    from kiframework.cli.screen import print_nearness

    run = run_roles_for(person, paths or (), framework, chosen_day(date), today())
    say_diagnostics(run.diagnostics)
    print_nearness(run, chosen_lang(lang, run.framework), sys.stdout)
