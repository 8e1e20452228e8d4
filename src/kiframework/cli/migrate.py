"""``kiframework migrate``: skill files for the framework of today."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics
from kiframework.cli.options import FrameworkOption, SkillPathsArgument
from kiframework.errors import EXIT_FINDINGS, EXIT_USAGE

if TYPE_CHECKING:
    from kiframework.api.migrate import Migrated

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]


def migrate(paths: SkillPathsArgument = None, framework: FrameworkOption = None, dry_run: DryRunOption = False) -> None:
    """Bring skill files to the version of the framework; nothing else in them changes. Ends with 1 if people decide.

    \b
    kiframework migrate
    kiframework migrate firm --framework acme --dry-run
    """
    from kiframework.api.migrate import migrate as run_migrate
    from kiframework.api.migrate import write_migrated
    from kiframework.cli.file_diff import file_diff

    run = run_migrate(tuple(paths or ()), framework)
    say_diagnostics(run.diagnostics)
    for one in run.files:
        _say(one)
    if dry_run:
        for one in run.files:
            sys.stdout.writelines(file_diff(one.shown, one.before, one.after))
        say(f"Skill files to be written: {len(run.files)}; up to date: {run.current}.")
    else:
        say(f"Skill files written: {write_migrated(run.files)}; up to date: {run.current}.")
    if has_errors(run.diagnostics):
        raise typer.Exit(EXIT_USAGE)
    if any(one.decisions for one in run.files):
        raise typer.Exit(EXIT_FINDINGS)


def _say(one: Migrated) -> None:
    for line in one.done:
        say(f"{one.shown}: {line}")
    for line in one.decisions:
        say(f"{one.shown}: to be decided: {line}")
