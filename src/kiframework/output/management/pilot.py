"""The one pilot: its gates, its utility, its key figure, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.model.exact import rounded
from kiframework.model.method import BEST_MARK, SKILLS
from kiframework.output.management import parts
from kiframework.output.management.parts import METHOD, PILOT, Block, Ref, Row, Trace, named
from kiframework.output.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.pilot import Pilot, Value, Verdict
    from kiframework.model.standing import PilotResult, UtilityTerm
    from kiframework.output.management.words import ManagementWords

_FINE = 4
"""Decimals of a figure whose way is shown."""
_TONES = {"clear": "met", "conditional": "near", "excluded": "gap", "unscored": "missing"}


def pilot(words: ManagementWords) -> Block:
    """Return the block about the first pilot; where none is chosen, about the best candidate."""
    first = words.standing.first_pilot
    shown = first or next(iter(words.standing.pilots), None)
    title = "" if shown is None else words.pilots.title(shown.pilot)
    if shown is None:
        headline = words.texts("management.pilot.none")
    elif first is None:
        headline = words.texts("management.pilot.candidate", pilot=title)
    else:
        if shown.pilot.verdicts:
            state = words.texts(f"pilot.decision.{shown.pilot.last_verdict.decision}")
        else:
            state = words.texts(f"pilot.state.{shown.state}")
        headline = words.texts("management.pilot.headline", pilot=title, state=state)
    return Block(
        "F",
        "pilot",
        words.texts("cover.kind.pilot"),
        headline,
        (Column(words.texts("management.col.what")), Column(words.texts("pilot.col.state"))),
        () if shown is None else tuple(_rows(words, shown)),
        note=words.texts("management.pilot.begin") if shown is None else "",
        traces=() if shown is None else named(title, words.trace("management.trace.title"), _own(shown.pilot, "title")),
    )


def _own(one: Pilot, *path: str) -> Ref:
    return Ref(PILOT.format(one.pilot), path)


def _rows(words: ManagementWords, one: PilotResult) -> Iterator[Row]:
    yield Row(
        "F1", (words.texts("pilot.gates.nav"), _gates(words, one)), tuple(_gate_traces(words, one)), None, _tone(one)
    )
    utility = words.texts("pilot.state.unscored")
    if one.utility is not None:
        utility = words.texts("management.pilot.utility", utility=words.figures.number(one.utility))
    yield Row("F2", (words.texts("pilot.utility.nav"), utility), tuple(_utility(words, one)))
    yield Row("F3", (words.texts("pilot.fact.kpi"), _figure(words, one.pilot)), tuple(_figure_traces(words, one.pilot)))
    yield Row(
        "F4", (words.texts("pilot.col.state"), words.cell(_state(words, one), "pilot", 1, 2)), tuple(_days(words, one))
    )
    yield Row(
        "F5", (words.texts("pilot.fact.owner"), _people(words, one.pilot)), tuple(_people_traces(words, one.pilot))
    )


def _tone(one: PilotResult) -> str:
    return "gap" if one.failed_gates else "near" if one.open_gates else "met"


def _gates(words: ManagementWords, one: PilotResult) -> str:
    waiting = [*one.failed_gates, *one.open_gates]
    settled, every = str(len(one.gates) - len(waiting)), str(len(one.gates))
    said = words.texts("management.pilot.gates", settled=settled, every=every)
    if waiting:
        said += words.texts(
            "management.pilot.waiting", gates=words.wording.some(words.pilots.gates[name] for name in waiting)
        )
    return words.cell(said, "pilot", 1, 2)


def _gate_traces(words: ManagementWords, one: PilotResult) -> Iterator[Trace]:
    waiting = len(one.failed_gates) + len(one.open_gates)
    place = _own(one.pilot, "gates")
    yield Trace(
        str(len(one.gates) - waiting), words.trace("management.trace.gates.settled", pilot=one.pilot.pilot), (place,)
    )
    yield Trace(str(len(one.gates)), words.trace("management.trace.gates.every"), (Ref(METHOD, ("gates",)),))
    for gate in (*one.failed_gates, *one.open_gates):
        yield from named(
            words.pilots.gates[gate], words.trace("management.trace.title"), Ref(METHOD, ("gates", gate, "title"))
        )


def _utility(words: ManagementWords, one: PilotResult) -> Iterator[Trace]:
    if one.utility is None:
        return
    products = " + ".join(_fine(words, term) for term in one.terms)
    total = str(BEST_MARK * sum(term.weight for term in one.terms))
    fine = words.figures.trimmed(rounded(one.utility, _FINE), _FINE)
    terms = words.trace("management.trace.utility", products=products, total=total, fine=fine)
    yield Trace(words.figures.number(one.utility), terms)
    yield Trace("100", words.trace("management.trace.utility.most"))
    for term in one.terms:
        mark = words.figures.trimmed(term.mark or 0, _FINE + 1)
        said = words.trace(
            "management.trace.mark", term=words.pilots.terms[term.term], weight=str(term.weight), mark=mark
        )
        if term.term == SKILLS:
            said = words.wording.facts((said, words.pilots.skills(one)))
        yield Trace(_fine(words, term), said, (_mark(one, term), Ref(METHOD, ("utility", term.term, "weight"))))


def _fine(words: ManagementWords, term: UtilityTerm) -> str:
    return words.figures.trimmed((term.mark or 0) * term.weight, _FINE + 1)


def _mark(one: PilotResult, term: UtilityTerm) -> Ref:
    if term.term == SKILLS:
        return _own(one.pilot, "skills") if one.skills.origin == "entered" else Ref(parts.SKILLS)
    return _own(one.pilot, "marks", term.term)


def _figure(words: ManagementWords, one: Pilot) -> str:
    if one.measure is None or one.aim is None:
        return words.texts("pilot.no-aim")
    trimmed, latest = words.figures.trimmed, _latest(one)
    figures = words.texts(
        "management.pilot.aim" if latest else "management.pilot.aim.first",
        baseline=trimmed(one.aim.baseline, 2),
        target=trimmed(one.aim.target, 2),
        due=words.figures.date(one.aim.due),
        latest=trimmed(latest.value, 2) if latest else "",
    )
    return f"{words.cell(words.pilots.said(one.measure.title), 'pilot', 1)}: {figures}"


def _figure_traces(words: ManagementWords, one: Pilot) -> Iterator[Trace]:
    if one.measure is None or one.aim is None:
        return
    trimmed = words.figures.trimmed
    place = _own(one, "measure")
    yield from named(words.pilots.said(one.measure.title), words.trace("management.trace.title"), place.to("title"))
    taken = words.figures.date(one.aim.taken)
    yield Trace(
        trimmed(one.aim.baseline, 2),
        words.trace("management.trace.aim.baseline", taken=taken),
        (_own(one, "aim", "baseline"),),
    )
    yield Trace(trimmed(one.aim.target, 2), words.trace("management.trace.target"), (_own(one, "aim", "target"),))
    yield Trace(words.figures.date(one.aim.due), words.trace("management.trace.due"), (_own(one, "aim", "due"),))
    latest = _latest(one)
    if latest is not None:
        terms = words.trace("management.trace.actual.entered", date=words.figures.date(latest.date))
        yield Trace(trimmed(latest.value, 2), terms, (_own(one, "verdicts" if latest in one.verdicts else "values"),))


def _latest(one: Pilot) -> Value | Verdict | None:
    """Return the latest key figure: of a verdict, where there is one."""
    known: list[Value | Verdict] = [*one.values, *one.verdicts]
    return max(known, key=lambda value: value.date, default=None)


def _state(words: ManagementWords, one: PilotResult) -> str:
    begun = one.pilot.begun
    begins = (
        words.texts("management.pilot.not-begun")
        if begun is None
        else words.texts("management.pilot.begun", date=words.figures.date(begun))
    )
    return words.wording.facts((words.pilots.state(one), begins))


def _days(words: ManagementWords, one: PilotResult) -> Iterator[Trace]:
    if one.pilot.begun is not None:
        yield Trace(
            words.figures.date(one.pilot.begun), words.trace("management.trace.begun"), (_own(one.pilot, "begun"),)
        )
    if one.pilot.verdicts:
        date = words.figures.date(one.pilot.last_verdict.date)
        yield Trace(date, words.trace("management.trace.verdict"), (_own(one.pilot, "verdicts"),))


def _people(words: ManagementWords, one: Pilot) -> str:
    nobody = words.texts("pilot.nobody")
    owner = nobody if one.owner is None else words.wording.person_short(one.owner)
    approver = nobody if one.approver is None else words.wording.person_short(one.approver)
    return words.cell(words.texts("management.pilot.people", owner=owner, approver=approver), "pilot", 1)


def _people_traces(words: ManagementWords, one: Pilot) -> Iterator[Trace]:
    for key, person in (("owner", one.owner), ("approver", one.approver)):
        if person is not None:
            yield from named(words.wording.person_short(person), words.trace("management.trace.who"), _own(one, key))
