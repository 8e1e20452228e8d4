"""``kiframework quickcheck``: asks about every competency of a role, here or in a form to hand out."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics
from kiframework.cli.options import ForceFilesOption, FrameworkOption, LangOption, chosen_day, chosen_lang, today
from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    import datetime as dt

    from kiframework.api.import_answers import ImportRun
    from kiframework.api.questionnaire import Prepared, QuickcheckRequest
    from kiframework.cli.options import Language


class FormKind(StrEnum):
    """Forms to hand out."""

    HTML = "html"
    XLSX = "xlsx"
    XLSX_TEAM = "xlsx-team"


RoleArgument = Annotated[str, typer.Argument(metavar="ROLE", help="The role to ask about.")]
PersonOption = Annotated[
    list[str] | None,
    typer.Option("--person", metavar="PERSON", help="Pseudonym of who is rated (repeatable in workbooks)."),
]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="SOURCE", help="Who rates, such as manager or peer. [default: self]")
]
RaterOption = Annotated[
    str | None, typer.Option("--rater", metavar="RATER", help="Pseudonym of who rates somebody else.")
]
DayOption = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of the rating. [default: when it is finished]")
]
ShortOption = Annotated[bool, typer.Option("--short", help="Leave out the questions with right and wrong answers.")]
FormOption = Annotated[FormKind | None, typer.Option("--form", help="Write a form to hand out instead of asking here.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="File of the form; else the folder of the skill files."),
]


def quickcheck(
    role: RoleArgument,
    person: PersonOption = None,
    source: SourceOption = None,
    rater: RaterOption = None,
    date: DayOption = None,
    short: ShortOption = False,
    form: FormOption = None,
    output: OutputOption = None,
    framework: FrameworkOption = None,
    lang: LangOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Ask what somebody can do in a role, and keep the answers as ratings.

    \b
    kiframework quickcheck lead-generator --person P-001
    kiframework quickcheck lead-generator --form html -o quickcheck.html
    kiframework quickcheck ki-trainer --source manager --person P-007 --form xlsx -o talk.xlsx
    """
    from kiframework.api.questionnaire import QuickcheckRequest, prepare

    request = QuickcheckRequest(
        role=role,
        today=today(),
        people=tuple(dict.fromkeys(person)) if person else (None,),
        source=source,
        rater=rater,
        date=None if date is None else chosen_day(date),
        short=short,
        framework=framework,
        folder=None if form is not None or output is None else str(output),
    )
    if form is not None:
        _write_form(prepare(request), form, output, chosen=lang, force=force)
    else:
        _ask(request, lang)


def _write_form(
    prepared: Prepared, form: FormKind, output: Path | None, *, chosen: Language | None, force: bool
) -> None:
    from kiframework.api.publish import publish
    from kiframework.cli.forms import form_bytes

    ending = form.value.partition("-")[0]
    if output is None or output.suffix.lower() != f".{ending}":
        raise KiframeworkError(f"This form needs a file to go to that ends with .{ending}.", f"-o quickcheck.{ending}")
    _say_left_out(prepared)
    content = form_bytes(prepared, form.value, chosen_lang(chosen, prepared.setting.framework))
    publish(output.parent, [(output.name, content)], force=force)
    say(f"Written to {output}. Take what comes back over with: kiframework import FILE...")


def _say_left_out(prepared: Prepared) -> None:
    if prepared.left_out:
        items = ", ".join(prepared.left_out)
        say(f"note: ladders are left out because keys have run out: {items}")
        say("help: kiframework validate FRAMEWORK says where; check them against the law")


def _ask(request: QuickcheckRequest, chosen: Language | None) -> None:
    from kiframework.api.questionnaire import prepare
    from kiframework.api.quickcheck import Quickcheck
    from kiframework.cli.asking import Asking, InputEnded, introduce
    from kiframework.cli.screen import Screen

    if len(request.people) > 1:
        raise KiframeworkError("Here only one person can be asked at a time.", "name one --person, or use --form xlsx")
    prepared = prepare(request)
    if request.people == (None,):
        # Only now: whoever has misspelt the role should not be asked for anything first.
        prepared = prepare(replace(request, people=(_asked_person(),)))
    _say_left_out(prepared)
    lang = chosen_lang(chosen, prepared.setting.framework)
    quick = Quickcheck(prepared, request.today)
    screen = Screen(prepared.setting.framework, lang, sys.stderr)
    introduce(screen, quick)
    try:
        finished = Asking(quick.session, screen, sys.stdin, quick.save).run()
    except InputEnded:
        message = f"The answers end before {quick.session.open} of {len(quick.session.steps)} questions."
        raise KiframeworkError(message, "what was said is saved; go on with the same command") from None
    if not finished:
        screen.say(screen.texts("quickcheck.stopped", count=quick.session.open))
        return
    run = quick.finish()
    say_diagnostics(run.diagnostics)
    if has_errors(run.diagnostics) or not run.taken:
        help_ = "they are saved; mend it and go on with the same command"
        raise KiframeworkError("The answers could not be written.", help_)
    _show_result(prepared, run, lang, request.today)


def _asked_person() -> str:
    sys.stderr.write("Pseudonym of the person, such as P-001: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _show_result(prepared: Prepared, run: ImportRun, lang: str, day: dt.date) -> None:
    """Print where the person stands in the role now, and the answers to the ladders with their reasons."""
    from kiframework.api.assess import AssessRequest, assess
    from kiframework.cli.ladder_screen import print_ladders
    from kiframework.cli.screen import print_assessments

    for file in run.planned:
        say(f"Written to {file.shown}.")
    start = prepared.asked[0][1]
    paths = tuple(str(file.path) for file in prepared.files.of(start.person or ""))
    assessed = assess(AssessRequest(paths, day, day, prepared.request.framework, (start.role,)))
    say_diagnostics(assessed.diagnostics)
    if assessed.document.assessments:
        print_assessments(assessed, lang, sys.stdout)
    print_ladders(run, lang, sys.stdout)
