"""``kiframework curriculum``: who learns what, with whom, and when."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics, with_progress
from kiframework.cli.options import (
    DateOption,
    FolderOption,
    ForceFilesOption,
    FrameworkOption,
    LangOption,
    NamesOption,
    SkillPathsArgument,
    amount,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_USAGE, KiframeworkError

if TYPE_CHECKING:
    from kiframework.api.curriculum import CurriculumRun


class Format(StrEnum):
    """Forms of output."""

    HTML = "html"
    MD = "md"
    JSON = "json"
    CSV = "csv"
    ICS = "ics"
    XLSX = "xlsx"


RoleOption = Annotated[
    list[str] | None, typer.Option("--role", metavar="ROLE", help="Plan for this role, for everybody (repeatable).")
]
FormatOption = Annotated[
    list[Format] | None, typer.Option("--format", help="Write the plan in this form (repeatable).")
]
HoursOption = Annotated[
    str | None, typer.Option("--hours", metavar="HOURS", help="Most learning time of each person, in hours.")
]
BudgetOption = Annotated[
    str | None, typer.Option("--budget", metavar="EUR", help="Most that all groups together may cost.")
]
TrainerHoursOption = Annotated[
    str | None,
    typer.Option("--trainer-hours", metavar="HOURS", help="Most hours in sessions of all trainers together."),
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="First day. [default: the next working day]")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Last day. [default: as long as it takes]")
]
WorkingDaysOption = Annotated[
    str, typer.Option("--working-days", metavar="DAYS", help="Days with sessions, such as mon-thu or tue,thu.")
]
HolidaysOption = Annotated[
    str | None,
    typer.Option("--holidays", metavar="STATE", help="Keep the holidays of a German state free, such as BY."),
]
MaxGroupOption = Annotated[
    int | None, typer.Option("--max-group", metavar="PEOPLE", min=1, help="Most people in one group.")
]
ReplacesOption = Annotated[
    Path | None,
    typer.Option(
        "--replaces", metavar="FILE", help="The curriculum.json of an earlier plan: groups keep names, entries move."
    ),
]
MustHavesOption = Annotated[bool, typer.Option("--must-haves-only", help="Plan must-haves and nothing else.")]


def curriculum(
    paths: SkillPathsArgument = None,
    role: RoleOption = None,
    hours: HoursOption = None,
    budget: BudgetOption = None,
    trainer_hours: TrainerHoursOption = None,
    from_: FromOption = None,
    until: UntilOption = None,
    working_days: WorkingDaysOption = "mon-fri",
    holidays: HolidaysOption = None,
    max_group: MaxGroupOption = None,
    must_haves_only: MustHavesOption = False,
    replaces: ReplacesOption = None,
    framework: FrameworkOption = None,
    date: DateOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
    names: NamesOption = None,
) -> None:
    """Plan training: who learns what, in which order, with whom, and when.

    \b
    kiframework curriculum examples/musterwerk --trainer-hours 80 --until 2027-03-31
    kiframework curriculum skills/P-001.yaml --hours 24
    kiframework curriculum examples/musterwerk --format html --format xlsx -o plan
    """
    from kiframework.api.assess import AssessRequest
    from kiframework.api.curriculum import CurriculumRequest, plan_curriculum
    from kiframework.model.curriculum import Limits

    request = CurriculumRequest(
        AssessRequest(tuple(paths or ()), chosen_day(date), today(), framework, tuple(role or ())),
        Limits(amount("--hours", hours), amount("--trainer-hours", trainer_hours), amount("--budget", budget)),
        start=None if from_ is None else chosen_day(from_),
        until=None if until is None else chosen_day(until),
        weekdays=_weekdays(working_days),
        state=holidays,
        largest=max_group,
        must_haves_only=must_haves_only,
        replaces=replaces,
    )
    run = plan_curriculum(request, with_progress)
    _say_notes(run)
    formats = tuple(dict.fromkeys(one.value for one in format_ or ()))
    _deliver(run, Wish(formats, chosen_lang(lang, run.assessed.setting.framework), output, names, force))
    _leave(run)


def _say_notes(run: CurriculumRun) -> None:
    """Say what is wrong with files, and which wishes could not be met as they stood."""
    say_diagnostics(run.assessed.diagnostics)
    if not run.plan.paths:
        raise KiframeworkError("Nobody could be assessed.", "the lines above say why")
    for note in run.notes:
        say(f"note: {note}")


def _weekdays(given: str) -> frozenset[int]:
    """Return the days behind ``mon-thu`` or ``tue,thu``, 0 for Monday."""
    from kiframework.api.curriculum import WEEKDAYS

    chosen: set[int] = set()
    for part in given.lower().split(","):
        first, _, last = (name.strip() for name in part.partition("-"))
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            raise KiframeworkError(
                f"--working-days {given} names no days.", f"such as mon-thu or tue,thu, of {', '.join(WEEKDAYS)}"
            )
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        chosen.update(range(begin, end + 1) if begin <= end else {*range(begin, 7), *range(end + 1)})
    return frozenset(chosen)


class Wish(NamedTuple):
    """What to write, and where to."""

    formats: tuple[str, ...]
    lang: str
    output: Path | None
    names: Path | None
    force: bool


def _deliver(run: CurriculumRun, wish: Wish) -> None:
    from kiframework.api.reports import read_names
    from kiframework.cli.curriculum_files import curriculum_files
    from kiframework.cli.curriculum_screen import print_curriculum
    from kiframework.cli.documents import print_document, write_documents

    names = read_names(wish.names, run.assessed.setting.framework)
    if wish.output is None and not wish.formats:
        print_curriculum(run, wish.lang, sys.stdout)
        return
    files = curriculum_files(run, wish.formats or (Format.HTML.value,), wish.lang, names)
    if wish.output is None:
        print_document(files, sys.stdout)
    else:
        write_documents(wish.output, files, force=wish.force)


def _leave(run: CurriculumRun) -> None:
    """Say what was left out, and leave with the exit code."""
    left_out = run.assessed.document.left_out
    if left_out:
        say(f"Left out: {len(left_out)} file(s) with errors; the plan is for everybody else.")
    if left_out or has_errors(run.assessed.diagnostics):
        raise typer.Exit(EXIT_USAGE)
