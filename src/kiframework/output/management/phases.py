"""The phases as a strip, each with its days and its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.management.parts import ROADMAP, Block, Ref, Row, Trace, named
from kiframework.output.management.track import track
from kiframework.output.sheet import Column

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kiframework.model.standing import PhaseResult
    from kiframework.output.gantt import Gantt
    from kiframework.output.management.words import ManagementWords

MOST = 5
"""Phases that fit."""
_LOOKS = {"done": ("done", "met"), "running": ("plain", ""), "blocked": ("late", "gap"), "ahead": ("ahead", "")}
"""State -> how its stretch is drawn, and its symbol."""
_URGENCY = ("blocked", "running", "ahead", "done")
_START = Ref(ROADMAP, ("start",))


def phases(words: ManagementWords) -> Block:
    """Return the block about phases; if there are too many, those that run and those to come first."""
    every = words.standing.phases
    kept = sorted(every, key=lambda one: _URGENCY.index(one.state))[:MOST]
    gantt = words.roadmap.gantt()
    shown = [one for one in every if one in kept]
    month, last = f"{gantt.first:%m/%y}", f"{gantt.last:%m/%y}"
    is_on = gantt.first <= gantt.today <= gantt.last
    rest = words.texts("management.more.phases", n=len(every) - len(shown)) if len(every) > len(shown) else ""
    return Block(
        "D",
        "phases",
        words.texts("management.phases.nav"),
        _headline(words),
        (
            Column(words.texts("roadmap.col.phase")),
            Column(words.texts("roadmap.col.days"), is_date=True),
            Column(words.texts("roadmap.col.state")),
        ),
        tuple(_row(words, gantt, number, one, is_on=is_on) for number, one in enumerate(shown, 1)),
        words.texts("management.col.strip.today" if is_on else "management.col.strip", first=month, last=last),
        rest,
        tuple(_of_headline(words, month, last, len(every) - len(shown))),
    )


def _row(words: ManagementWords, gantt: Gantt, number: int, one: PhaseResult, *, is_on: bool) -> Row:
    title = words.roadmap.phases[one.id]
    look, tone = _LOOKS[one.state]
    place = words.phase_place(one.id)
    return Row(
        f"D{number}",
        (words.cell(title, "phases", 0), words.roadmap.days(one), words.roadmap.phase_state(one)),
        (*named(title, words.trace("management.trace.title"), place.to("title")), begin(words, one), end(words, one)),
        track(gantt.share(one.begin), gantt.share(one.end), gantt.share(gantt.today) if is_on else None, look),
        tone,
    )


def _headline(words: ManagementWords) -> str:
    every = words.standing.phases
    now = [
        words.texts("management.phase-now", phase=words.roadmap.phases[one.id], state=words.roadmap.phase_state(one))
        for one in every
        if one.state in ("running", "blocked")
    ]
    if now:
        return words.texts("management.phases.now", phases=words.wording.some(now))
    if all(one.state == "done" for one in every):
        return words.texts("management.phases.done")
    coming = next(one for one in every if one.state == "ahead")
    return words.texts(
        "management.phases.ahead", phase=words.roadmap.phases[coming.id], date=words.figures.date_short(coming.begin)
    )


def _of_headline(words: ManagementWords, first: str, last: str, rest: int) -> Iterator[Trace]:
    yield Trace(first, words.trace("management.trace.strip.first"))
    yield Trace(last, words.trace("management.trace.strip.last"))
    every = words.standing.phases
    coming = [one for one in every if one.state == "ahead"]
    if coming and not any(one.state in ("running", "blocked") for one in every):
        yield begin(words, coming[0])
    for one in every:
        yield from named(
            words.roadmap.phases[one.id], words.trace("management.trace.title"), words.phase_place(one.id).to("title")
        )
    if rest:
        yield Trace(str(rest), words.trace("management.trace.rest.phases"))


def begin(words: ManagementWords, one: PhaseResult) -> Trace:
    """Return where the first day of a phase comes from."""
    own = words.standing.roadmap.phases.get(one.id)
    moved = words.trace("management.trace.moved.phases") if one.moved == "phases" else ""
    if own is not None and own.begin is not None:
        ref = Ref(ROADMAP, ("phases", one.id, "begin"))
        return _day(words, one.begin, words.wording.facts((words.trace("management.trace.begin.own"), moved)), ref)
    month = next(two for two in words.standing.method.phases if two.id == one.id).first_month
    terms = words.trace("management.trace.begin.month", month=str(month), start=_start(words))
    place = words.phase_place(one.id).to("first_month")
    return _day(words, one.begin, words.wording.facts((terms, moved)), place, _START)


def end(words: ManagementWords, one: PhaseResult) -> Trace:
    """Return where the last day of a phase comes from."""
    own = words.standing.roadmap.phases.get(one.id)
    month = next(two for two in words.standing.method.phases if two.id == one.id).last_month
    moved = words.trace(f"management.trace.moved.{one.moved}") if one.moved else ""
    if own is not None and own.end is not None:
        ref = Ref(ROADMAP, ("phases", one.id, "end"))
        return _day(words, one.end, words.wording.facts((words.trace("management.trace.end.own"), moved)), ref)
    if month is None:
        terms = words.wording.facts((words.trace("management.trace.end.target"), moved))
        return _day(words, one.end, terms, *_target_date(words))
    terms = words.trace("management.trace.end.month", month=str(month), start=_start(words))
    place = words.phase_place(one.id).to("last_month")
    return _day(words, one.end, words.wording.facts((terms, moved)), place, _START)


def _start(words: ManagementWords) -> str:
    return words.figures.date_short(words.standing.roadmap.start)


def _target_date(words: ManagementWords) -> tuple[Ref, ...]:
    if words.standing.roadmap.target_date is not None:
        return (Ref(ROADMAP, ("target_date",)),)
    preset = next((one.id for one in words.wording.framework.targets if one.kind == "target-date"), None)
    return (_START,) if preset is None else (words.preset_place(preset, "months"), _START)


def _day(words: ManagementWords, day: dt.date, terms: str, *refs: Ref) -> Trace:
    return Trace(words.figures.date_short(day), terms, refs)
