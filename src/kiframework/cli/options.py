"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import os
import re
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from kiframework.model.framework import Framework


class Language(StrEnum):
    """Languages of reports."""

    DE = "de"
    EN = "en"


SkillPathsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...", help="Skill files, folders, a workspace, or - for standard input. [default: this workspace]"
    ),
]
WorkspaceArgument = Annotated[
    str | None, typer.Argument(metavar="PATH", help="Folder of the workspace. [default: the one here]")
]
FolderOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder to write to; html without --format.")
]
ForceFilesOption = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]
FrameworkOption = Annotated[
    str | None,
    typer.Option(
        "--framework", metavar="PATH", help="Framework folder or file. [default: the workspace's, else built-in]"
    ),
]
LangOption = Annotated[
    Language | None, typer.Option("--lang", help="Language of the result. [default: that of the framework]")
]
NamesOption = Annotated[
    Path | None,
    typer.Option("--names", metavar="FILE", help="List of 'pseudonym: name' for reports; never used in json or csv."),
]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Assessment date. [default: today]")
]


def today() -> dt.date:
    """Return the current day; ``SOURCE_DATE_EPOCH`` stands in for the clock where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.date.today()  # noqa: DTZ011 - the calendar day where the user is
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise KiframeworkError("SOURCE_DATE_EPOCH is not a number of seconds.") from None


def chosen_day(given: str | None) -> dt.date:
    """Return the assessment date."""
    if given is None:
        return today()
    try:
        return dt.datetime.strptime(given, "%Y-%m-%d").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        raise KiframeworkError(f"'{given}' is not a date.", "write it as YYYY-MM-DD, such as 2026-12-01") from None


def chosen_lang(given: Language | None, framework: Framework) -> str:
    """Return the language of the result: the chosen one, else the leading one of the framework, else English."""
    if given is not None:
        return given.value
    return next((lang for lang in framework.languages if lang in list(Language)), Language.EN.value)


def amount(option: str, given: str | None) -> Fraction | None:
    """Return a number from 0 up, exactly."""
    if given is None:
        return None
    if not re.fullmatch(r"\d{1,9}(\.\d{1,4})?", given):
        help_ = "write it with a point, such as 37.5" if "," in given else "a number from 0 up, such as 40 or 37.5"
        raise KiframeworkError(f"{option} {given} is no number.", help_)
    if re.fullmatch(r"\d{1,3}\.\d{3}", given):
        help_ = "write it without a sign between thousands"
        raise KiframeworkError(f"{option} {given} may be read in two ways.", help_)
    return Fraction(given)
