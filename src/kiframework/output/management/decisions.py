"""The next decisions: by when, what, and who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.management.goals import due
from kiframework.output.management.parts import PILOT, ROADMAP, Block, Ref, Row, Trace, named
from kiframework.output.management.phases import begin, end
from kiframework.output.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.standing import GoalResult, NextStep, PhaseResult
    from kiframework.output.management.words import ManagementWords

MOST = 3
_CRITERIA = {"gate": "gates-passed", "gate-people": "gates-passed", "another-pilot": "verdict-scale"}
"""Kind of a decision -> criterion it comes from, where that has another name."""
_GATES = ("gate", "gate-people")


def decisions(words: ManagementWords) -> Block:
    """Return the block of the most urgent decisions."""
    steps = words.standing.next_steps
    rest = len(steps) - MOST
    return Block(
        "C",
        "decisions",
        words.texts("management.decisions.nav"),
        _headline(words),
        tuple(Column(words.texts(f"management.col.{head}"), is_date=head == "by") for head in ("by", "next", "who")),
        tuple(_row(words, number, one) for number, one in enumerate(steps[:MOST], 1)),
        note=words.texts("management.more.decisions", n=rest) if rest > 0 else "",
        traces=tuple(_counts(words, len(steps), rest)),
    )


def _headline(words: ManagementWords) -> str:
    if not words.standing.next_steps:
        return words.texts("management.decisions.none")
    said = words.texts("management.decisions.headline", n=len(words.standing.next_steps))
    return words.texts("management.decisions.late", decisions=said, late=str(words.late)) if words.late else said


def _counts(words: ManagementWords, every: int, rest: int) -> Iterator[Trace]:
    if every:
        yield Trace(str(every), words.trace("management.trace.decisions"))
    if words.late:
        yield words.late_trace()
    if rest > 0:
        yield Trace(str(rest), words.trace("management.trace.rest.decisions", every=str(every), shown=str(MOST)))


def _row(words: ManagementWords, number: int, one: NextStep) -> Row:
    late = one.by < words.standing.day
    date = words.texts("management.since" if late else "management.by", date=words.figures.date_short(one.by))
    step = words.cell(words.roadmap.step(one), "decisions", 1, 3)
    return Row(
        f"C{number}",
        (date, step, words.cell(words.roadmap.owner(one.who), "decisions", 2, 2)),
        (*_when(words, one), *_about(words, one), *_who(words, one)),
    )


def _goal(words: ManagementWords, one: NextStep) -> GoalResult | None:
    known = {goal.id: goal for goal in words.standing.goals}
    return known.get(one.about) if one.kind.startswith("goal-") else None


def _phase(words: ManagementWords, one: NextStep) -> tuple[PhaseResult, bool] | None:
    """Return the phase that waits for a decision, and whether its begin does."""
    wanted = _CRITERIA.get(one.kind, one.kind)
    for phase in words.standing.phases:
        for criteria, day in ((phase.entry, phase.begin), (phase.exit, phase.end)):
            if day == one.by and any(two.criterion == wanted for two in criteria):
                return phase, criteria is phase.entry
    return None


def _when(words: ManagementWords, one: NextStep) -> Iterator[Trace]:
    goal, found = _goal(words, one), _phase(words, one)
    if goal is not None:
        yield due(words, goal)
    elif found is None:
        yield Trace(words.figures.date_short(one.by), words.trace("management.trace.by.budget"))
    else:
        phase, at_begin = found
        day = begin(words, phase) if at_begin else end(words, phase)
        key = "management.trace.by.begin" if at_begin else "management.trace.by.end"
        yield day._replace(terms=words.trace(key, phase=words.roadmap.phases[phase.id], way=day.terms))


def _about(words: ManagementWords, one: NextStep) -> Iterator[Trace]:
    goal = _goal(words, one)
    if goal is not None:
        yield from named(*words.goal_trace(goal))


def _who(words: ManagementWords, one: NextStep) -> tuple[Trace, ...]:
    """Return where it stands who answers: in the pilot, the phase, or as the sponsor."""
    if one.who is None:
        return ()
    roadmap, first, goal = words.standing.roadmap, words.standing.first_pilot, _goal(words, one)
    found = _phase(words, one)
    serving = next((name for name, plan in roadmap.phases.items() if goal and goal.id in plan.goals), None)
    phase = serving or (found[0].id if found else "")
    if one.kind in _GATES and first is not None and first.pilot.owner == one.who:
        ref = Ref(PILOT.format(first.pilot.pilot), ("owner",))
    elif phase in roadmap.phases and roadmap.phases[phase].owner == one.who:
        ref = Ref(ROADMAP, ("phases", phase, "owner"))
    else:
        ref = Ref(ROADMAP, ("sponsor",))
    return named(words.roadmap.owner(one.who), words.trace("management.trace.who"), ref)
