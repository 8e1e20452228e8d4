"""``kiframework training``: what was taught to whom, and what came of it."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics, with_progress
from kiframework.cli.options import (
    DateOption,
    FolderOption,
    ForceFilesOption,
    FrameworkOption,
    LangOption,
    SkillPathsArgument,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_USAGE, KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.api.training_record import RecordRun, Taken

training = typer.Typer(no_args_is_help=True, help="Record training that was held, and report what came of it.")


class Format(StrEnum):
    """Forms of the report."""

    HTML = "html"
    MD = "md"
    JSON = "json"
    CSV = "csv"


FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE...", help="Workbooks of groups and CSV files, filled in. [default: the options]"),
]
GroupOption = Annotated[
    str | None, typer.Option("--group", metavar="GROUP", help="The group that the other options are about.")
]
ModuleOption = Annotated[
    str | None, typer.Option("--module", metavar="MODULE", help="What it was taught. [default: what its name says]")
]
SessionOption = Annotated[int, typer.Option("--session", metavar="NUMBER", min=1, help="Number of the session.")]
HeldOption = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day it was held or checked. [default: today]")
]
PresentOption = Annotated[
    str | None, typer.Option("--present", metavar="PEOPLE", help="Who was there, such as P-001,P-002.")
]
AbsentOption = Annotated[str | None, typer.Option("--absent", metavar="PEOPLE", help="Who did not come.")]
LearningOption = Annotated[
    str | None,
    typer.Option("--learning", metavar="RESULTS", help="Whether it was learned: P-001=met,P-002=partly,P-003=not_met."),
]
BehaviourOption = Annotated[
    str | None, typer.Option("--behaviour", metavar="RESULTS", help="Whether it is done at work, weeks later.")
]
SlipOption = Annotated[
    list[str] | None,
    typer.Option(
        "--slip", metavar="ANSWERS", help="One unnamed slip, such as 5,4,5 (repeatable: all of a day at once)."
    ),
]
MeasureOption = Annotated[
    str | None, typer.Option("--measure", metavar="WORDS", help="A figure of the work: what is counted, with its unit.")
]
BeforeOption = Annotated[str | None, typer.Option("--before", metavar="NUMBER", help="The figure before the training.")]
AfterOption = Annotated[str | None, typer.Option("--after", metavar="NUMBER", help="The figure now.")]
TrainerOption = Annotated[
    str | None, typer.Option("--trainer", metavar="TRAINER", help="Who answers for the training, as a pseudonym.")
]
SystemOption = Annotated[
    list[str] | None, typer.Option("--system", metavar="NAME", help="An AI system it was about (repeatable).")
]
RecordsOption = Annotated[
    str | None, typer.Option("--records", metavar="DIR", help="Folder of the records. [default: records]")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]
FormatOption = Annotated[
    list[Format] | None, typer.Option("--format", help="Write the report in this form (repeatable).")
]


@training.command(short_help="Take attendance and the results of checks.")
def record(
    files: FilesArgument = None,
    group: GroupOption = None,
    module: ModuleOption = None,
    session: SessionOption = 1,
    date: HeldOption = None,
    present: PresentOption = None,
    absent: AbsentOption = None,
    learning: LearningOption = None,
    behaviour: BehaviourOption = None,
    slip: SlipOption = None,
    measure: MeasureOption = None,
    before: BeforeOption = None,
    after: AfterOption = None,
    trainer: TrainerOption = None,
    system: SystemOption = None,
    records: RecordsOption = None,
    framework: FrameworkOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take attendance and the results of checks into the record of each group. No level changes by it.

    \b
    kiframework training record plan/groups/prompting-basics-1.xlsx
    kiframework training record sessions.csv --dry-run
    kiframework training record --group prompting-basics-1 --present P-001,P-002 --absent P-003
    """
    from kiframework.api.training_record import RecordRequest, record_training

    of_group = (module, present, absent, learning, behaviour, slip, measure, before, after, trainer, system, date)
    _require_something(group, files, of_group)
    typed: dict[str, Any] = {}
    if group is not None:
        day = chosen_day(date).isoformat()
        typed = {
            **_about(group, module, trainer, system),
            "sessions": _sessions(session, day, present, absent),
            "reaction": [{"date": day, "slips": [_slip(one) for one in slip]}] if slip else [],
            "learning": _checks("--learning", day, learning),
            "behaviour": _checks("--behaviour", day, behaviour),
            "results": _results(day, measure, before, after),
        }
    run = record_training(RecordRequest(tuple(files or ()), today(), typed, records, framework))
    _settle(run, dry_run=dry_run)


def _settle(run: RecordRun, *, dry_run: bool) -> None:
    """Write what is planned, or show it, and say what became of each group."""
    from kiframework.api.training_record import write_records
    from kiframework.cli.file_diff import file_diff

    say_diagnostics(run.diagnostics)
    if has_errors(run.diagnostics):
        raise KiframeworkError("Nothing is recorded, because something is wrong.", "mend it, and record it once more")
    if not run.taken:
        raise KiframeworkError("There is nothing to record.", "fill in who was there, or what a check found")
    if dry_run:
        for file in run.planned:
            sys.stdout.writelines(file_diff(file.shown, file.before or b"", file.after))
    else:
        write_records(run.planned)
    for one in run.taken:
        say(_line(one))
    say(f"Records {'to be written' if dry_run else 'written'}: {len(run.planned)}.")


def _line(one: Taken) -> str:
    there = f", {one.same} there already" if one.same else ""
    return f"{one.group}: {one.added} new{there}"


def _require_something(group: str | None, files: list[str] | None, of_group: Iterable[object]) -> None:
    if group is None and any(of_group):
        help_ = "name it with --group, or leave them out for files"
        raise KiframeworkError("These options are about one group.", help_)
    if group is None and not files:
        help_ = "name files, or a group with --group GROUP --present PEOPLE"
        raise KiframeworkError("There is nothing to record.", help_)


def _about(group: str, module: str | None, trainer: str | None, systems: list[str] | None) -> dict[str, Any]:
    from kiframework.model.base import FORMS, ID

    if re.fullmatch(ID, group) is None:
        raise KiframeworkError(f"The group is not {FORMS[ID]}.", "name it as in the plan, such as prompting-basics-1")
    given = {"group": group, "module": module, "owner": trainer, "systems": systems or []}
    return {key: value for key, value in given.items() if value is not None}


def _listed(given: str | None) -> list[str]:
    return [one.strip() for one in (given or "").split(",") if one.strip()]


def _sessions(session: int, day: str, present: str | None, absent: str | None) -> list[dict[str, Any]]:
    lists = {"present": _listed(present), "absent": _listed(absent)}
    return [{"session": session, "date": day, **lists}] if any(lists.values()) else []


def _checks(option: str, day: str, given: str | None) -> list[dict[str, Any]]:
    """Return the entry of a check from ``P-001=met,P-002=partly``."""
    from kiframework.model.record import OUTCOMES

    outcomes: dict[str, str] = {}
    for one in _listed(given):
        person, _, outcome = one.partition("=")
        if outcome not in OUTCOMES or not person or outcomes.get(person, outcome) != outcome:
            known = ", ".join(OUTCOMES)
            raise KiframeworkError(f"{option} has no result for somebody.", f"write P-001=met; results are {known}")
        outcomes[person] = outcome
    return [{"date": day, "outcomes": outcomes}] if outcomes else []


def _slip(given: str) -> list[int]:
    from kiframework.model.record import BEST_ANSWER

    answers = _listed(given)
    if not answers or not all(re.fullmatch(f"[1-{BEST_ANSWER}]", one) for one in answers):
        help_ = f"one number from 1 to {BEST_ANSWER} for each statement, such as 5,4,5"
        raise KiframeworkError(f"--slip {given} is no slip.", help_)
    return [int(one) for one in answers]


def _results(day: str, measure: str | None, before: str | None, after: str | None) -> list[dict[str, Any]]:
    if measure is None and before is None and after is None:
        return []
    if measure is None or before is None or after is None:
        raise KiframeworkError("A figure needs three options.", "--measure WORDS --before NUMBER --after NUMBER")
    return [{"date": day, "measure": measure, "before": _number(before), "after": _number(after)}]


def _number(given: str) -> Fraction:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", given):
        raise KiframeworkError(f"{given} is no number.", "write it with a point, such as 37.5")
    return Fraction(given)


@training.command(short_help="List measures, what checks found, and levels.")
def report(
    paths: SkillPathsArgument = None,
    records: RecordsOption = None,
    framework: FrameworkOption = None,
    date: DateOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Report on training: the list of measures, what checks found, and levels before and after.

    \b
    kiframework training report
    kiframework training report firm --format html --format csv -o evidence
    """
    from kiframework.api.training_report import ReportRequest, report_training

    request = ReportRequest(tuple(paths or ()), chosen_day(date), today(), records, framework)
    run = report_training(request, with_progress)
    say_diagnostics(run.diagnostics)
    formats = tuple(dict.fromkeys(one.value for one in format_ or ()))
    language = chosen_lang(lang, run.setting.framework)
    _deliver(run, formats, language, output, force=force)
    if has_errors(run.diagnostics):
        say(f"Left out: {len(run.left_out)} skill file(s) with errors; gains are those of everybody else.")
        raise typer.Exit(EXIT_USAGE)


def _deliver(run: Any, formats: Iterable[str], lang: str, output: Path | None, *, force: bool) -> None:
    from kiframework.cli.documents import print_document, write_documents
    from kiframework.cli.training_files import training_files
    from kiframework.cli.training_screen import print_training

    if output is None and not formats:
        print_training(run, lang, sys.stdout)
        return
    files = training_files(run, tuple(formats) or (Format.HTML.value,), lang)
    if output is None:
        print_document(files, sys.stdout)
    else:
        write_documents(output, files, force=force)
