"""What goes to standard error: diagnostics, errors, notes, progress. Never data, never a person's name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiframework.diagnostics import Diagnostic
    from kiframework.errors import KiframeworkError

_File = TypeVar("_File")

LONG_WORK = 200
"""Files from which on progress is shown."""


def say(line: str) -> None:
    """Write one line for the person at the terminal, control characters shown instead of obeyed.

    Texts and names of files must not steer the terminal.
    """
    sys.stderr.write("".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line) + "\n")


def say_error(error: KiframeworkError) -> None:
    """Write what ended the run, its diagnostics if it has any, and the way out."""
    say_diagnostics(getattr(error, "diagnostics", ()))
    say(f"error: {error.message}")
    if error.help:
        say(f"help: {error.help}")


def say_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Write diagnostics, each as ``file:line:column: severity CODE message``."""
    for one in diagnostics:
        say(f"{one.location}: {one.severity.value} {one.code} {one.message}")
        for word, place in one.related:
            say(f"    {word}: {place}")
        if one.help:
            say(f"    help: {one.help}")


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether anything in a run was an error."""
    from kiframework.diagnostics import Severity

    return any(one.severity is Severity.ERROR for one in diagnostics)


def with_progress(files: Sequence[_File]) -> Iterable[_File]:
    """Hand out files one by one; on a terminal, with a bar once there are many."""
    if len(files) < LONG_WORK or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, "Reading", console=Console(stderr=True), transient=True)
