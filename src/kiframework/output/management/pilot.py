"""The one pilot: its gates, its utility, its key figure, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.model.assessment import rounded
from kiframework.model.method import BEST_MARK, SKILLS
from kiframework.output.management import parts
from kiframework.output.management.parts import METHOD, PILOT, Block, Ref, Row, Trace, named
from kiframework.output.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.pilot import Pilot
    from kiframework.model.standing import PilotResult, UtilityTerm
    from kiframework.output.management.words import ManagementWords

_TEXT, _HEAD = 230, 300
_FINE = 4
"""Decimals of a figure whose way is shown."""
_TONES = {"clear": "met", "conditional": "near", "excluded": "gap", "unscored": "missing"}


def pilot(words: ManagementWords) -> Block:
    """Return the block about the first pilot; where none is chosen, about the best candidate."""
    first = words.standing.first_pilot
    shown = first or next(iter(words.standing.pilots), None)
    title = "" if shown is None else words.pilots.title(shown.pilot)
    if shown is None:
        headline = words.say("pilot.none")
    elif first is None:
        headline = words.say("pilot.candidate", pilot=title)
    else:
        headline = words.texts(f"pilot.one.{shown.state}", pilot=title)
    return Block(
        "F",
        "pilot",
        words.texts("cover.kind.pilot"),
        words.short(headline, _HEAD, 2),
        (Column(words.say("col.what")), Column(words.texts("pilot.col.state"))),
        () if shown is None else tuple(_rows(words, shown)),
        note=words.say("pilot.begin") if shown is None else "",
        traces=() if shown is None else named(title, words.trace("title"), _own(shown.pilot, "title")),
    )


def _own(one: Pilot, *path: str) -> Ref:
    return Ref(PILOT.format(one.pilot), path)


def _inherited(words: ManagementWords, one: Pilot, key: str) -> Ref:
    """Return where a value of a pilot stands: in its file, or in the template it begins with."""
    template = words.standing.method.templates.get(one.template or "")
    own = key in one.model_fields_set
    is_own = template is None or (own and getattr(one, key) != getattr(template, key))
    return _own(one, key) if is_own else Ref(METHOD, ("templates", one.template, key))


def _rows(words: ManagementWords, one: PilotResult) -> Iterator[Row]:
    yield Row(
        "F1", (words.texts("pilot.gates.nav"), _gates(words, one)), tuple(_gate_traces(words, one)), None, _tone(one)
    )
    utility = words.texts("pilot.state.unscored")
    if one.utility is not None:
        utility = words.say("pilot.utility", utility=words.figures.number(one.utility))
    yield Row("F2", (words.texts("pilot.utility.nav"), utility), tuple(_utility(words, one)))
    yield Row("F3", (words.texts("pilot.fact.kpi"), _figure(words, one.pilot)), tuple(_figure_traces(words, one.pilot)))
    yield Row(
        "F4", (words.texts("pilot.col.state"), words.short(_state(words, one), _TEXT, 2)), tuple(_days(words, one))
    )
    yield Row(
        "F5", (words.texts("pilot.fact.owner"), _people(words, one.pilot)), tuple(_people_traces(words, one.pilot))
    )


def _tone(one: PilotResult) -> str:
    return "gap" if one.failed_gates else "near" if one.open_gates else "met"


def _gates(words: ManagementWords, one: PilotResult) -> str:
    waiting = [*one.failed_gates, *one.open_gates]
    settled, every = str(len(one.gates) - len(waiting)), str(len(one.gates))
    said = words.say("pilot.gates", settled=settled, every=every)
    if waiting:
        said += words.say("pilot.waiting", gates=words.wording.some(words.pilots.gates[name] for name in waiting))
    return words.short(said, _TEXT, 3)


def _gate_traces(words: ManagementWords, one: PilotResult) -> Iterator[Trace]:
    waiting = len(one.failed_gates) + len(one.open_gates)
    place = _own(one.pilot, "gates")
    yield Trace(str(len(one.gates) - waiting), words.trace("gates.settled"), (place,))
    yield Trace(str(len(one.gates)), words.trace("gates.every"), (Ref(METHOD, ("gates",)),))
    for gate in (*one.failed_gates, *one.open_gates):
        yield from named(words.pilots.gates[gate], words.trace("title"), Ref(METHOD, ("gates", gate, "title")))


def _utility(words: ManagementWords, one: PilotResult) -> Iterator[Trace]:
    if one.utility is None:
        return
    products = " + ".join(_fine(words, term) for term in one.terms)
    total = str(BEST_MARK * sum(term.weight for term in one.terms))
    fine = words.figures.trimmed(rounded(one.utility, _FINE), _FINE)
    terms = words.trace("utility", products=products, total=total, fine=fine)
    yield Trace(words.figures.number(one.utility), terms)
    yield Trace("100", words.trace("utility.most"))
    for term in one.terms:
        mark = words.figures.trimmed(term.mark or 0, _FINE + 1)
        said = words.trace("mark", term=words.pilots.terms[term.term], weight=str(term.weight), mark=mark)
        if term.term == SKILLS:
            said = words.wording.facts((said, words.pilots.skills(one)))
        yield Trace(_fine(words, term), said, (_mark(words, one, term), Ref(METHOD, ("utility", term.term, "weight"))))


def _fine(words: ManagementWords, term: UtilityTerm) -> str:
    return words.figures.trimmed((term.mark or 0) * term.weight, _FINE + 1)


def _mark(words: ManagementWords, one: PilotResult, term: UtilityTerm) -> Ref:
    if term.term == SKILLS:
        return _own(one.pilot, "skills") if one.skills.origin == "entered" else Ref(parts.SKILLS)
    if _inherited(words, one.pilot, "marks").document == METHOD:
        return Ref(METHOD, ("templates", one.pilot.template, "marks", term.term))
    return _own(one.pilot, "marks", term.term)


def _figure(words: ManagementWords, one: Pilot) -> str:
    if one.measure is None or one.aim is None:
        return words.texts("pilot.no-aim")
    trimmed, latest = words.figures.trimmed, max(one.values, key=lambda value: value.date, default=None)
    figures = words.say(
        "pilot.aim",
        baseline=trimmed(one.aim.baseline, 2),
        target=trimmed(one.aim.target, 2),
        due=words.figures.date_short(one.aim.due),
        latest=words.texts("roadmap.goal.not-measured") if latest is None else trimmed(latest.value, 2),
    )
    return f"{words.short(words.pilots.said(one.measure.title), _TEXT, 2)}: {figures}"


def _figure_traces(words: ManagementWords, one: Pilot) -> Iterator[Trace]:
    if one.measure is None or one.aim is None:
        return
    trimmed = words.figures.trimmed
    place = _inherited(words, one, "measure")
    yield from named(words.pilots.said(one.measure.title), words.trace("title"), place.to("title"))
    taken = words.figures.date_short(one.aim.taken)
    yield Trace(trimmed(one.aim.baseline, 2), words.trace("aim.baseline", taken=taken), (_own(one, "aim", "baseline"),))
    yield Trace(trimmed(one.aim.target, 2), words.trace("target"), (_own(one, "aim", "target"),))
    yield Trace(words.figures.date_short(one.aim.due), words.trace("due"), (_own(one, "aim", "due"),))
    if one.values:
        latest = max(one.values, key=lambda value: value.date)
        date = words.figures.date_short(latest.date)
        ref = Ref(PILOT.format(one.pilot), ("values", one.values.index(latest), "value"))
        yield Trace(trimmed(latest.value, 2), words.trace("actual.entered", date=date), (ref,))


def _state(words: ManagementWords, one: PilotResult) -> str:
    begun = one.pilot.begun
    begins = (
        words.say("pilot.not-begun")
        if begun is None
        else words.say("pilot.begun", date=words.figures.date_short(begun))
    )
    return words.wording.facts((words.pilots.state(one), words.pilots.reached(one).rstrip("."), begins))


def _days(words: ManagementWords, one: PilotResult) -> Iterator[Trace]:
    if one.pilot.begun is not None:
        yield Trace(words.figures.date_short(one.pilot.begun), words.trace("begun"), (_own(one.pilot, "begun"),))
    if one.pilot.verdicts:
        last = one.pilot.last_verdict
        ref = Ref(PILOT.format(one.pilot.pilot), ("verdicts", one.pilot.verdicts.index(last), "date"))
        yield Trace(words.figures.date_short(last.date), words.trace("verdict"), (ref,))


def _people(words: ManagementWords, one: Pilot) -> str:
    nobody = words.texts("pilot.nobody")
    owner = nobody if one.owner is None else words.wording.person_short(one.owner)
    approver = nobody if one.approver is None else words.wording.person_short(one.approver)
    return words.short(words.say("pilot.people", owner=owner, approver=approver), _TEXT, 2)


def _people_traces(words: ManagementWords, one: Pilot) -> Iterator[Trace]:
    for key, person in (("owner", one.owner), ("approver", one.approver)):
        if person is not None:
            yield from named(words.wording.person_short(person), words.trace("who"), _own(one, key))
