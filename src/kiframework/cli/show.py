"""``kiframework show``: look things up in the framework."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kiframework.cli.options import FrameworkOption, LangOption, chosen_lang


def show(
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A role, competency or pillar; left out, an overview.")
    ] = None,
    framework: FrameworkOption = None,
    lang: LangOption = None,
    origin: Annotated[
        bool, typer.Option("--origin", help="Show where every value is written, layer by layer.")
    ] = False,
) -> None:
    """Show the framework: pillars and roles, one role's profile, one competency with its anchors.

    \b
    kiframework show
    kiframework show lead-generator
    kiframework show data-protection --lang en
    kiframework show lead-generator --origin
    """
    if origin:
        from kiframework.api.origin import origins
        from kiframework.output.typography import printable

        sys.stdout.writelines(f"{one.place}: {one.path} = {printable(one.value)}\n" for one in origins(id_, framework))
        return
    from kiframework.api.show import show as run_show
    from kiframework.cli.screen import print_framework_part

    run = run_show(id_, framework)
    print_framework_part(run, chosen_lang(lang, run.framework), sys.stdout)
