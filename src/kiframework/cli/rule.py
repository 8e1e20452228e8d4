"""``kiframework rule``: what a code means."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kiframework.errors import KiframeworkError

CodeArgument = Annotated[str | None, typer.Argument(metavar="[CODE]", help="The code or the name of a rule.")]
AllOption = Annotated[bool, typer.Option("--all", help="Every rule there is.")]


def rule(code: CodeArgument = None, every: AllOption = False) -> None:
    """Explain a rule: what it looks at, why, a bad example and a good one.

    \b
    kiframework rule KIF202
    kiframework rule --all
    """
    from kiframework.api.rule import explained_rules
    from kiframework.output.rules import render_rules

    if (code is None) != every:
        raise KiframeworkError("Name one rule, or ask for --all.", "such as kiframework rule KIF202")
    sys.stdout.write(render_rules(explained_rules(code)))
