"""``kiframework review``: what somebody has looked at."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kiframework.cli.messages import say
from kiframework.cli.options import FrameworkOption, today

IdsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="ID...", help="Competencies and roles that were read.")
]
ByOption = Annotated[str | None, typer.Option("--by", metavar="REVIEWER", help="Who has read them, as a pseudonym.")]
AllOption = Annotated[bool, typer.Option("--all", help="Everything was read.")]


def review(
    ids: IdsArgument = None, by: ByOption = None, every: AllOption = False, framework: FrameworkOption = None
) -> None:
    """Record that content was reviewed as it stands; without ids, show what was not.

    \b
    kiframework review
    kiframework review prompt-engineering lead-generator --by R-04
    """
    from kiframework.api.review import review as run_review

    run = run_review(tuple(ids or ()), by, today(), framework, everything=every)
    for one in run.states:
        if one.state != "reviewed" and not (ids or every):
            since = "never" if one.review is None else f"changed since {one.review.date} ({one.review.by})"
            sys.stdout.write(f"{one.section}/{one.id}: {since}\n")
    done = sum(one.state == "reviewed" for one in run.states)
    say(f"Reviewed as they stand: {done} of {len(run.states)}.")
