"""``kiframework pilot``: choose one use case, settle what has to be settled, and judge what came of it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiframework.cli.messages import has_errors, say, say_diagnostics
from kiframework.cli.options import (
    FolderOption,
    ForceFilesOption,
    FrameworkOption,
    LangOption,
    amount,
    chosen_day,
    chosen_lang,
    today,
)
from kiframework.errors import EXIT_USAGE, KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.api.pilots import PilotsRun

pilot = typer.Typer(no_args_is_help=True, help="Choose one use case, settle its gates, and judge what came of it.")


class Format(StrEnum):
    """Forms of output."""

    HTML = "html"
    MD = "md"
    JSON = "json"


class Decision(StrEnum):
    """What a verdict ends in."""

    SCALE = "scale"
    CHANGE = "change"
    STOP = "stop"


_MOST = 1_000_000
"""Most proposals or incidents that are counted."""

PilotArgument = Annotated[str, typer.Argument(metavar="PILOT", help="Id of the pilot.")]
TemplateArgument = Annotated[str, typer.Argument(metavar="TEMPLATE", help="Template to begin with.")]
IdOption = Annotated[str | None, typer.Option("--id", metavar="ID", help="Id of the pilot. [default: the template's]")]
WorkspaceOption = Annotated[
    str | None,
    typer.Option("--workspace", metavar="DIR", help="Folder of the workspace. [default: the one here]"),
]
FormatOption = Annotated[list[Format] | None, typer.Option("--format", help="Write it in this form (repeatable).")]
DayOption = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day. [default: today]")]
ByOption = Annotated[str, typer.Option("--by", metavar="PERSON", help="Who decides, as a pseudonym such as R-01.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", metavar="WORDS", help="Why.")]
DecisionOption = Annotated[
    Decision | None, typer.Option("--decision", help="What it ends in. [default: the form to fill in]")
]
ValueOption = Annotated[str | None, typer.Option("--kpi", metavar="NUMBER", help="The key figure at the end.")]
IncidentsOption = Annotated[
    int | None, typer.Option("--incidents", min=0, max=_MOST, help="Incidents during the pilot.")
]
ProposalsOption = Annotated[
    int | None, typer.Option("--proposals", min=0, max=_MOST, help="Proposals of the AI that people looked at.")
]
OverriddenOption = Annotated[
    int | None, typer.Option("--overridden", min=0, max=_MOST, help="Proposals that people rejected or changed.")
]
CostOption = Annotated[str | None, typer.Option("--cost", metavar="EUR", help="What it cost.")]
FeedbackOption = Annotated[
    str | None, typer.Option("--feedback", metavar="WORDS", help="What those who worked with it say.")
]
BehaviourOption = Annotated[
    str | None, typer.Option("--behaviour", metavar="WORDS", help="What is done differently at work now.")
]
SignedOption = Annotated[
    str | None, typer.Option("--by", metavar="PERSON", help="Who signs, as a pseudonym such as R-01.")
]


def _run(workspace: str | None, date: str | None, framework: str | None) -> PilotsRun:
    from kiframework.api.pilots import PilotsRequest, run_pilots

    run = run_pilots(PilotsRequest(workspace, chosen_day(date), today(), framework))
    say_diagnostics(run.diagnostics)
    return run


@pilot.command("list", short_help="Show all pilots in order of rank, and the templates.")
def list_pilots(
    workspace: WorkspaceOption = None,
    framework: FrameworkOption = None,
    date: DayOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Show all pilots in order of rank, and the templates to begin with.

    \b
    kiframework pilot list
    kiframework pilot list --workspace firm --format html -o pilots
    """
    run = _run(workspace, date, framework)
    _deliver(run, None, "list", (_formats(format_), chosen_lang(lang, run.setting.framework)), output, force=force)


@pilot.command(short_help="Show gates with evidence, and every term of the utility.")
def check(
    pilot: PilotArgument,
    workspace: WorkspaceOption = None,
    framework: FrameworkOption = None,
    date: DayOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Show one pilot: its gates with their evidence, and every term of its utility.

    \b
    kiframework pilot check lead-qualification
    """
    run = _run(workspace, date, framework)
    run.result(pilot)
    _deliver(run, pilot, "pilot", (_formats(format_), chosen_lang(lang, run.setting.framework)), output, force=force)


@pilot.command()
def new(
    template: TemplateArgument,
    id_: IdOption = None,
    workspace: WorkspaceOption = None,
    framework: FrameworkOption = None,
    lang: LangOption = None,
) -> None:
    """Begin a pilot with a template: writes its file, to be filled in.

    \b
    kiframework pilot new lead-qualification --id leads-2027
    """
    from kiframework.api.pilots import PilotsRequest, new_pilot, publish_new
    from kiframework.output.workspace_files import pilot_file

    made = new_pilot(PilotsRequest(workspace, today(), today(), framework), template, id_)
    publish_new(made, pilot_file(made.values, chosen_lang(lang, made.framework)))
    say(f"Written: {made.shown}. Fill it in, then: kiframework pilot check {made.values['id']}")


@pilot.command()
def choose(
    pilot: PilotArgument,
    by: ByOption,
    reason: ReasonOption = None,
    workspace: WorkspaceOption = None,
    framework: FrameworkOption = None,
    date: DayOption = None,
) -> None:
    """Make a pilot the first one. There is exactly one at a time.

    \b
    kiframework pilot choose lead-qualification --by R-01 --reason "Größter Nutzen, Daten liegen vor"
    """
    from kiframework.api.pilots import choose_pilot

    run = _run(workspace, None, framework)
    shown = choose_pilot(run, pilot, by, _words(reason), chosen_day(date))
    say(f"Chosen: {pilot}, in {shown}.")
    gates = run.result(pilot).open_gates
    if gates:
        say(f"To be settled before it begins: {', '.join(gates)}.")


@pilot.command(short_help="Record the verdict on a pilot, or write the form for it.")
def verdict(
    pilot: PilotArgument,
    decision: DecisionOption = None,
    by: SignedOption = None,
    kpi: ValueOption = None,
    incidents: IncidentsOption = None,
    proposals: ProposalsOption = None,
    overridden: OverriddenOption = None,
    cost: CostOption = None,
    feedback: FeedbackOption = None,
    behaviour: BehaviourOption = None,
    reason: ReasonOption = None,
    workspace: WorkspaceOption = None,
    framework: FrameworkOption = None,
    date: DayOption = None,
    lang: LangOption = None,
    format_: FormatOption = None,
    output: FolderOption = None,
    force: ForceFilesOption = False,
) -> None:
    """Record the verdict on a pilot; without a decision, write the form for it.

    \b
    kiframework pilot verdict lead-qualification -o form
    kiframework pilot verdict lead-qualification --decision scale --by R-01 --kpi 19 --incidents 0 --proposals 240
      --overridden 12 --cost 11500 --feedback "Spart Zeit" --behaviour "Täglich genutzt" --reason "Ziel erreicht"
    """
    run = _run(workspace, date if decision is None else None, framework)
    said = {
        "person": by,
        "value": amount("--kpi", kpi),
        "incidents": incidents,
        "proposals": proposals,
        "overridden": overridden,
        "cost": amount("--cost", cost),
        "feedback": _words(feedback),
        "behaviour": _words(behaviour),
        "reason": _words(reason),
    }
    run.result(pilot)
    if decision is not None:
        _record(run, pilot, {"date": chosen_day(date), "decision": decision.value, **said})
        return
    if any(one is not None for one in said.values()):
        raise KiframeworkError("A verdict needs a decision.", "--decision scale, change or stop")
    formats = _formats(format_) or ((Format.MD if output is None else Format.HTML).value,)
    _deliver(run, pilot, "verdict", (formats, chosen_lang(lang, run.setting.framework)), output, force=force)


def _record(run: PilotsRun, id_: str, verdict: dict[str, Any]) -> None:
    """Write a verdict into the file of its pilot."""
    from kiframework.api.pilots import record_verdict

    missing = [f"--{_OPTIONS.get(key, key)}" for key, one in verdict.items() if one is None or one == ""]
    if missing:
        raise KiframeworkError(f"The verdict lacks {', '.join(missing)}.", "a verdict without figures is an opinion")
    shown = record_verdict(run, id_, verdict)
    say(f"Recorded: {id_} ends in {verdict['decision']}, in {shown}.")


def _words(given: str | None) -> str | None:
    """Return what was said without blanks around it; blanks alone say nothing."""
    return given and given.strip()


_OPTIONS = {"person": "by", "value": "kpi"}


def _formats(given: list[Format] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value for one in given or ()))


def _deliver(
    run: PilotsRun,
    id_: str | None,
    kind: str,
    how: tuple[Sequence[str], str],
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Print or write the list, a pilot, or the form for its verdict."""
    from kiframework.cli.documents import print_document, write_documents

    formats, lang = how
    if output is None and not formats:
        _print(run, id_, lang)
    elif output is None:
        print_document(_files(run, id_, kind, formats, lang), sys.stdout)
    else:
        write_documents(output, _files(run, id_, kind, formats or (Format.HTML.value,), lang), force=force)
    if has_errors(run.diagnostics):
        say("Left out: people whose files have errors; teams they belong to have no mean.")
        raise typer.Exit(EXIT_USAGE)


def _files(
    run: PilotsRun, id_: str | None, kind: str, formats: Sequence[str], lang: str
) -> Iterator[tuple[str, bytes]]:
    from kiframework.cli.documents import edition_of
    from kiframework.output.documents import Documents
    from kiframework.output.pilot_words import PilotWords
    from kiframework.output.pilots_data import render_pilots_json

    documents = Documents(edition_of(run.setting, run.day, lang, "aggregate"))
    words = PilotWords(documents.wording, run.method, run.results)
    name = "pilots" if id_ is None else id_ if kind == "pilot" else f"{id_}.verdict"
    for form in formats:
        if form == Format.JSON:
            results = run.results if id_ is None else (run.result(id_),)
            yield f"{name}.json", render_pilots_json(results, documents.edition.stamp, run.day)
            continue
        one = None if id_ is None else run.result(id_)
        page = documents.pilots(words, one, "md" if form == Format.MD else "html", as_form=kind == "verdict")
        yield f"{name}.{form}", page.encode()


def _print(run: PilotsRun, id_: str | None, lang: str) -> None:
    from kiframework.cli.documents import edition_of
    from kiframework.cli.screen import Screen
    from kiframework.output.pilot_words import PilotWords
    from kiframework.output.wording import Wording

    screen = Screen(run.setting.framework, lang, sys.stdout)
    words = PilotWords(Wording(edition_of(run.setting, run.day, lang, "aggregate")), run.method, run.results)
    if id_ is None:
        screen.say(words.as_of(run.day), "bold")
        screen.say(words.texts("pilot.lead"))
        for table in (words.overview(), words.templates()):
            screen.sheet_table(table)
        screen.say()
        screen.say(words.texts("pilot.next.list"))
        return
    one = run.result(id_)
    screen.say(words.texts(f"pilot.one.{one.state}", pilot=words.title(one.pilot)), "bold")
    screen.sheet_table(words.fact_table(one.pilot))
    screen.sheet_table(words.gate_table(one))
    for listing in words.to_settle(one):
        screen.title(listing.title)
        for entry in listing.entries:
            screen.say(f"  - {entry}")
    screen.sheet_table(words.utility(one))
    screen.say(words.formula(one))
    if one.pilot.verdicts:
        screen.sheet_table(words.verdicts(one.pilot))
    screen.say()
    screen.say(words.next_step(one))
