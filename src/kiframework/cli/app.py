"""The app, and the boundary where errors become one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiframework import __version__
from kiframework.cli.commands import add_commands, asked_for, list_commands
from kiframework.cli.messages import say_error
from kiframework.errors import EXIT_BUG, EXIT_CLEAN, EXIT_INTERRUPTED, EXIT_USAGE, KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

PROGRAM = "kiframework"


def make_app(names: Collection[str]) -> typer.Typer:
    """Make the app with some of the commands; with none, it lists them all."""
    app = typer.Typer(
        name=PROGRAM,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Exit codes: 0 fine, 1 findings, 2 usage or unreadable input, 3 a fault of ours, 130 interrupted.",
    )
    app.callback()(top)
    if names:
        add_commands(app, names)
    else:
        list_commands(app)
    return app


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


def top(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Which AI skills does each role need, who has them, and what to do about the gap.

    Try it:  kiframework assess examples/musterwerk
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code. No exception leaves this function."""
    _prepare_streams()
    try:
        return _exit_code(arguments)
    except KiframeworkError as error:
        say_error(error)
        return EXIT_USAGE
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return _reader_gone()
    except OSError as error:
        # Files report their own problems; what is left is standard output.
        say_error(KiframeworkError(f"Cannot write to standard output: {error.strerror or error}."))
        _drop_output()
        return EXIT_USAGE
    except Exception as error:  # noqa: BLE001 - the last line of defence; names in data must not reach a log
        # Serialisers wrap what happens inside them, an interruption too.
        return _interrupted() if "KeyboardInterrupt" in str(error) else _our_fault(error)


def _prepare_streams() -> None:
    """Make sure that there is something to write to, and that no character is a reason to stop."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # The caller has closed it: what would go there goes nowhere.
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - stays open for the whole run
        getattr(sys, name).reconfigure(errors="replace")


def _exit_code(arguments: Sequence[str]) -> int:
    """Run a command; typer reports wrong usage itself and always leaves by SystemExit."""
    try:
        make_app(asked_for(arguments))(args=list(arguments), prog_name=PROGRAM)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else EXIT_CLEAN
        if code == EXIT_INTERRUPTED:
            return _interrupted()
        if isinstance(leaving.__context__, BrokenPipeError):
            return _reader_gone()
        sys.stdout.flush()
        return code
    return EXIT_CLEAN


def _interrupted() -> int:
    sys.stderr.write("Interrupted.\n")
    return EXIT_INTERRUPTED


def _reader_gone() -> int:
    """Stop quietly when whoever reads our output has enough, as ``head`` does."""
    _drop_output()
    return EXIT_CLEAN


def _drop_output() -> None:
    """Let go what could not be written: Python would try once more at the end, and leave with a code of its own."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def _our_fault(error: Exception) -> int:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "unknown"  # noqa: PTH119
    sys.stderr.write(
        f"error: kiframework {__version__} has met a fault of its own ({type(error).__name__} at {place}).\n"
        "help: please report this line and the command; no data is part of it\n"
    )
    return EXIT_BUG
