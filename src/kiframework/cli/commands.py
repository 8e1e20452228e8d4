"""All commands: what each is called, where it is defined, and what the list says of it.

Only the one that was asked for is loaded: all together would take a tenth of a short run, and a third of the list.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

import typer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


class Command(NamedTuple):
    """A command, or a group of them."""

    module: str
    """The module of this package that defines it."""
    attribute: str
    """What it is called in there."""
    short_help: str


COMMANDS: Final = {
    "init": Command("init", "init", "Set up a workspace with a framework of one's own."),
    "quickcheck": Command("quickcheck", "quickcheck", "Ask what somebody can do in a role."),
    "import": Command("import_answers", "import_answers", "Take answers that came back into skill files."),
    "assess": Command("assess", "assess", "Compare skill files with role profiles."),
    "progress": Command("progress", "progress", "Show how levels and readiness have changed."),
    "calibration": Command("calibration", "calibration", "Put people's own ratings beside those of others."),
    "curriculum": Command("curriculum", "curriculum", "Plan training: who learns what, and when."),
    "roadmap": Command("roadmap", "roadmap", "Show the four phases: what is done, what blocks."),
    "validate": Command("validate", "validate", "Check frameworks and skill files."),
    "rule": Command("rule", "rule", "Explain a rule: why it is there, and examples."),
    "record": Command("record", "record", "Note version and hash in a framework."),
    "review": Command("review", "review", "Record that content was reviewed as it stands."),
    "diff": Command("diff", "diff", "Say what has changed in a framework."),
    "migrate": Command("migrate", "migrate", "Bring skill files to the version of the framework."),
    "import-framework": Command("exchange", "import_framework", "Make a framework of tables."),
    "export-framework": Command("exchange", "export_framework", "Write a framework as tables, without loss."),
    "show": Command("show", "show", "Show the framework, one role, or one competency."),
    "resolve": Command("resolve", "resolve", "Write a framework and all its layers as one."),
    "roles-for": Command("roles_for", "roles_for", "Show a person how near each role is."),
    "schema": Command("schema", "schema", "Print the JSON Schema of a document."),
    "config": Command("doctor", "config", "Show every setting, and where it comes from."),
    "doctor": Command("doctor", "doctor", "Say what is installed, missing, and how to mend it."),
    "training": Command("training", "training", "Record training, and report what came of it."),
    "pilot": Command("pilot", "pilot", "Choose one use case, and judge what came of it."),
    "report": Command("management", "report", "Join what a workspace knows on one page."),
    "bulk": Command("bulk", "bulk", "Score whole populations from tables."),
}
"""Name -> command, in the order of the list; groups come last there."""

COMPLETING: Final = "_KIFRAMEWORK_COMPLETE"
"""Set by shells that ask how a command may go on."""


def asked_for(arguments: Sequence[str]) -> Collection[str]:
    """Return the commands that have to be loaded: none where arguments ask for the list or for something unknown."""
    if COMPLETING in os.environ:
        return COMMANDS
    first = arguments[1:2] if arguments[:1] == ["--"] else arguments[:1]
    return [one for one in first if one in COMMANDS]


def add_commands(app: typer.Typer, names: Iterable[str]) -> None:
    """Load some commands and put them into the app."""
    for name in names:
        command = COMMANDS[name]
        found = getattr(import_module(f"kiframework.cli.{command.module}"), command.attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name, short_help=command.short_help)
        else:
            app.command(name, short_help=command.short_help)(found)


def list_commands(app: typer.Typer) -> None:
    """Put all commands into the app as its help lists them, and load none."""
    for name, command in COMMANDS.items():
        app.command(name, short_help=command.short_help)(_not_loaded)


def _not_loaded() -> None:
    """Stand in for a command that nobody has asked for."""
