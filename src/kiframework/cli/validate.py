"""``kiframework validate``: checks for frameworks and skill files."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from kiframework.cli.options import DateOption, FrameworkOption, chosen_day
from kiframework.errors import KiframeworkError


class FindingFormat(StrEnum):
    """Forms of findings."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"
    MARKDOWN = "markdown"


class Threshold(StrEnum):
    """Severities, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Frameworks, skill files, folders, or - for standard input. [default: .]"),
]
FormatOption = Annotated[
    FindingFormat | None,
    typer.Option(
        "--output-format",
        envvar="KIFRAMEWORK_OUTPUT_FORMAT",
        help="Form of the findings. [default: full; github and gitlab on their CI]",
    ),
]
OutputOption = Annotated[
    list[str] | None,
    typer.Option("--output", "-o", metavar="FORMAT=FILE", help="Write the findings to a file as well (repeatable)."),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that -o names.")]
SelectOption = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODES", help="Only these rules: KIF202, or KIF2 for all of them."),
]
IgnoreOption = Annotated[list[str] | None, typer.Option("--ignore", metavar="CODES", help="Leave these rules out.")]
FailOnOption = Annotated[
    Threshold | None, typer.Option("--fail-on", help="Mildest finding that makes the run fail. [default: error]")
]
MaxWarningsOption = Annotated[
    int | None, typer.Option("--max-warnings", metavar="N", min=0, help="Fail if there are more warnings than this.")
]
ExitZeroOption = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")]
BaselineOption = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Leave out the findings of old that stand there.")
]
UpdateBaselineOption = Annotated[
    bool, typer.Option("--update-baseline", help="Write all present findings to the baseline.")
]
BaseOption = Annotated[
    str | None, typer.Option("--base", metavar="REV", help="Git revision that changed content is compared with.")
]
FixOption = Annotated[bool, typer.Option("--fix", help="Mend what a machine can mend safely.")]
DiffOption = Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")]
UnsafeOption = Annotated[
    bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also fixes that leave something for you to do.")
]
StdinOption = Annotated[
    str | None, typer.Option("--stdin-filename", metavar="NAME", help="The file that standard input stands for.")
]


def validate(
    paths: PathsArgument = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    framework: FrameworkOption = None,
    date: DateOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    max_warnings: MaxWarningsOption = None,
    exit_zero: ExitZeroOption = False,
    baseline: BaselineOption = None,
    update_baseline: UpdateBaselineOption = False,
    base: BaseOption = None,
    fix: FixOption = False,
    diff: DiffOption = False,
    unsafe_fixes: UnsafeOption = False,
    stdin_filename: StdinOption = None,
) -> None:
    """Check frameworks and skill files: every finding of every file, with its place and the way out.

    \b
    kiframework validate
    kiframework validate framework skills --fail-on warning
    kiframework validate framework --diff
    """
    from kiframework.api.validate import ValidateRequest
    from kiframework.cli import findings, mending

    if unsafe_fixes and not (fix or diff):
        raise KiframeworkError("--unsafe-fixes does nothing by itself.", "add --fix or --diff")
    named, instead = _inputs(paths or ["."], stdin_filename)
    codes, without = _codes(select), _codes(ignore)
    day = chosen_day(date)
    least = fail_on and fail_on.value
    request = ValidateRequest(named, day, framework, codes, without, baseline, update_baseline, base, least, instead)
    gate = findings.Gate(max_warnings, exit_zero)
    delivery = findings.Delivery(output_format and output_format.value, tuple(output or ()), force)
    if update_baseline:
        findings.write_baseline(request)
    elif diff:
        raise typer.Exit(mending.show_diff(request, sys.stdout, unsafe=unsafe_fixes))
    elif fix:
        raise typer.Exit(gate.exit_code(mending.mend(request, delivery, sys.stdout, unsafe=unsafe_fixes)))
    else:
        raise typer.Exit(gate.exit_code(findings.show(request, delivery, sys.stdout)))


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for one in given or () for code in one.split(","))


def _inputs(paths: list[str], stdin_filename: str | None) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """Read standard input once, whatever is done with it later, and give it the name it stands for."""
    if "" in paths:
        raise KiframeworkError("A path is empty.", "name files or folders, or nothing for the current folder")
    from kiframework.loading.files import MAX_BYTES, STANDARD_INPUT

    if STANDARD_INPUT not in paths:
        if stdin_filename is not None:
            raise KiframeworkError("--stdin-filename names what standard input stands for.", "add - as the path")
        return tuple(paths), {}
    name = STANDARD_INPUT if stdin_filename is None else stdin_filename
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    return tuple(name if one == STANDARD_INPUT else one for one in paths), {os.path.abspath(name): data}  # noqa: PTH100 - links stay
