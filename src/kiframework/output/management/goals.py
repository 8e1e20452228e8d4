"""Goals with what they are, what they would have to be, and what they are meant to become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.model.team import ShareStep
from kiframework.output.management.parts import FRAMEWORK, PILOT, ROADMAP, SKILLS, Block, Ref, Row, Trace, named
from kiframework.output.management.room import fitting
from kiframework.output.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.standing import GoalResult
    from kiframework.output.management.words import ManagementWords

_GOOD = ("reached", "on-course")
_ORDER = ("missed", "at-risk", "not-measured", "on-course", "reached")
_TONES = {"missed": "gap", "at-risk": "near", "not-measured": "missing", "on-course": "met", "reached": "met"}
_START = Ref(ROADMAP, ("start",))


def goals(words: ManagementWords, room: int) -> Block:
    """Return the block about goals, the worst first; as many as fit into ``room`` px."""
    every, columns = words.standing.goals, _columns(words)
    ordered = sorted(every, key=lambda one: _ORDER.index(one.state))
    rows = fitting(columns, tuple(_row(words, number, one) for number, one in enumerate(ordered, 1)), room)
    rest = len(every) - len(rows)
    good = sum(one.state in _GOOD for one in every)
    headline = words.texts("management.goals.none")
    if every:
        headline = words.texts("management.goals.headline", good=str(good), n=len(every))
    return Block(
        "E",
        "goals",
        words.texts("management.goals.nav"),
        headline,
        columns,
        rows,
        note=words.texts("management.more.goals", n=rest) if rest else "",
        traces=tuple(_counts(words, good, len(every), rest)),
    )


def _columns(words: ManagementWords) -> tuple[Column, ...]:
    heads = ("goal", "actual", "expected", "target", "due", "goal-state")
    figures = ("actual", "expected", "target")
    return tuple(Column(words.texts(f"roadmap.col.{head}"), head in figures, head == "due") for head in heads)


def _title(words: ManagementWords, one: GoalResult) -> str:
    metric = "" if one.metric is None else words.pilots.said(one.metric)
    return words.wording.facts((words.pilots.said(one.title), metric))


def _counts(words: ManagementWords, good: int, every: int, rest: int) -> Iterator[Trace]:
    if every:
        place = Ref(ROADMAP, ("goals",))
        states = words.texts("roadmap.goal.reached"), words.texts("roadmap.goal.on-course")
        yield Trace(
            str(good), words.trace("management.trace.goals.good", reached=states[0], course=states[1]), (place,)
        )
        yield Trace(str(every), words.trace("management.trace.goals.every"), (place,))
    if rest:
        yield Trace(str(rest), words.trace("management.trace.rest.goals", every=str(every), shown=str(every - rest)))


def _row(words: ManagementWords, number: int, one: GoalResult) -> Row:
    figure, date = words.roadmap.goal_figure, words.figures.date_short
    return Row(
        f"E{number}",
        (
            words.cell(_title(words, one), "goals", 0, 2),
            figure(one, one.actual),
            figure(one, one.expected),
            figure(one, one.target),
            words.texts("word.none") if one.due is None else date(one.due),
            words.texts(f"roadmap.goal.{one.state}"),
        ),
        tuple(_traces(words, one)),
        tone=_TONES[one.state],
    )


def _traces(words: ManagementWords, one: GoalResult) -> Iterator[Trace]:
    yield from named(*words.goal_trace(one))
    if one.metric is not None:
        ref = Ref(ROADMAP, ("goals", one.id, "metric"))
        yield from named(words.pilots.said(one.metric), words.trace("management.trace.title"), ref)
    if one.actual is not None:
        yield _actual(words, one)
    if one.expected is not None:
        yield _expected(words, one)
    if one.target is not None:
        yield _target(words, one)
    if one.due is not None:
        yield due(words, one)


def _actual(words: ManagementWords, one: GoalResult) -> Trace:
    shown = words.roadmap.goal_figure(one, one.actual)
    if not one.computed:
        own = words.standing.roadmap.goals[one.id].actuals
        index = next(at for at, two in enumerate(own) if two.date == one.measured)
        date = "" if one.measured is None else words.figures.date_short(one.measured)
        return Trace(
            shown,
            words.trace("management.trace.actual.entered", date=date),
            (Ref(ROADMAP, ("goals", one.id, "actuals", index, "value")),),
        )
    first = words.standing.first_pilot
    refs = {
        "share-ready": (Ref(FRAMEWORK, ("scoring", "groups", "share_step")), Ref(SKILLS)),
        "time-frame": (Ref(PILOT.format(first.pilot.pilot)),) if first else (),
        "target-date": (Ref(ROADMAP, ("uses",)),),
        "budget-share": (Ref(ROADMAP, ("budget", "items")), Ref(ROADMAP, ("revenue", "amount"))),
    }
    kind = one.kind or ""
    width = words.figures.percent_short(words.wording.framework.scoring.groups.share_step)
    if isinstance(one.actual, ShareStep):
        return Trace(shown, words.trace("management.trace.share.baseline", width=width), refs[kind])
    return Trace(shown, words.trace(f"management.trace.actual.{kind}"), refs.get(kind, ()))


def _expected(words: ManagementWords, one: GoalResult) -> Trace:
    """Return the straight way: baseline + (target - baseline) * elapsed days / all days."""
    shown = words.roadmap.goal_figure(one, one.expected)
    own = words.standing.roadmap.goals[one.id]
    if one.kind == "time-frame" or one.due is None:
        return Trace(shown, words.trace("management.trace.expected.window", start=words.figures.date_short(one.start)))
    days = max((one.due - one.start).days, 0)
    terms = words.trace(
        "management.trace.expected",
        baseline=words.roadmap.goal_figure(one, one.baseline),
        target=words.roadmap.goal_figure(one, one.target),
        elapsed=str(min(max((words.standing.day - one.start).days, 0), days)),
        days=str(days),
        start=words.figures.date_short(one.start),
    )
    refs = [Ref(ROADMAP, ("goals", one.id, key)) for key in ("baseline", "start") if key in own.model_fields_set]
    return Trace(shown, terms, tuple(refs) if "start" in own.model_fields_set else (*refs, _START))


def _target(words: ManagementWords, one: GoalResult) -> Trace:
    shown = words.roadmap.goal_figure(one, one.target)
    if words.standing.roadmap.goals[one.id].target is not None:
        return Trace(shown, words.trace("management.trace.target"), (Ref(ROADMAP, ("goals", one.id, "target")),))
    if one.kind in ("time-frame", "target-date"):
        return Trace(shown, words.trace("management.trace.target.all"), (Ref(ROADMAP, ("goals", one.id, "preset")),))
    return Trace(shown, words.trace("management.trace.target"), (words.preset_place(one.preset, "value"),))


def due(words: ManagementWords, one: GoalResult) -> Trace:
    """Return where the last day of a goal comes from."""
    shown = "" if one.due is None else words.figures.date_short(one.due)
    roadmap = words.standing.roadmap
    if roadmap.goals[one.id].due is not None:
        return Trace(shown, words.trace("management.trace.due"), (Ref(ROADMAP, ("goals", one.id, "due")),))
    if one.kind == "target-date" and roadmap.target_date is not None:
        return Trace(shown, words.trace("management.trace.due.target-date"), (Ref(ROADMAP, ("target_date",)),))
    preset = next(two for two in words.wording.framework.targets if two.id == one.preset)
    key = "months" if preset.months else "until_month"
    months = preset.months or preset.until_month
    if months is None:
        return Trace(shown, words.trace("management.trace.due.year"), (_START,))
    return Trace(
        shown,
        words.trace("management.trace.due.months", months=str(months)),
        (words.preset_place(preset.id, key), _START),
    )
