"""What stands on top: the worst finding as the headline, the verdict in one sentence, and what the page rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.management.budget import over
from kiframework.output.management.parts import FRAMEWORK, METHOD, PILOT, ROADMAP, Ref, Row, Trace, named
from kiframework.output.management.room import FULL, HALF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.standing import GoalResult, PhaseResult
    from kiframework.output.management.words import ManagementWords


_VERSION = Ref(FRAMEWORK, ("version",))


def head(words: ManagementWords) -> tuple[Row, ...]:
    """Return the finding, the verdict, and what the page rests on."""
    said, traces = _finding(words)
    finding = Row("A", (words.short(said, FULL - 24, 2, 24),), traces)
    verdict = Row("A1", (_verdict(words),), tuple(_verdict_traces(words)))
    return finding, verdict, _base(words)


def _finding(words: ManagementWords) -> tuple[str, tuple[Trace, ...]]:
    """Return the worst there is: what blocks, what costs too much, what is missed, what is at risk."""
    standing = words.standing
    blocked = next((one for one in standing.phases if one.state == "blocked"), None)
    if blocked is not None:
        return _blocked(words, blocked)
    if standing.budget.over:
        trace = over(words)
        return words.texts("management.finding.over", amount=trace.figure), (trace,)
    for state in ("missed", "at-risk"):
        found = [one for one in standing.goals if one.state == state]
        if found:
            return _troubled(words, state, found)
    if all(one.state == "done" for one in standing.phases):
        return words.texts("management.finding.done"), ()
    if all(one.state == "ahead" for one in standing.phases):
        date = words.figures.date(standing.roadmap.start)
        return words.texts("management.finding.ahead", date=date), (
            Trace(date, words.trace("management.trace.start"), (Ref(ROADMAP, ("start",)),)),
        )
    return words.texts("management.finding.course" if standing.goals else "management.finding.no-goals"), ()


def _blocked(words: ManagementWords, phase: PhaseResult) -> tuple[str, tuple[Trace, ...]]:
    lacking = next(one for one in phase.entry if not one.met)
    first = words.standing.first_pilot
    waiting = 0 if first is None else len(first.open_gates) + len(first.failed_gates)
    every = 0 if first is None else len(first.gates)
    lacks = lacking.criterion if first is not None or lacking.criterion != "gates-passed" else "pilot-chosen"
    reason = words.texts(f"management.lacks.{lacks}", n=waiting, every=str(every))
    title = words.roadmap.phases[phase.id]
    traces = list(named(title, words.trace("management.trace.title"), words.phase_place(phase.id).to("title")))
    if lacking.criterion == "gates-passed" and first is not None:
        traces.append(
            Trace(
                str(waiting),
                words.trace("management.trace.gates.open", pilot=first.pilot.pilot),
                (Ref(PILOT.format(first.pilot.pilot), ("gates",)),),
            )
        )
        traces.append(Trace(str(every), words.trace("management.trace.gates.every"), (Ref(METHOD, ("gates",)),)))
    return words.texts("management.finding.blocked", phase=title, reason=reason), tuple(traces)


def _troubled(words: ManagementWords, state: str, found: list[GoalResult]) -> tuple[str, tuple[Trace, ...]]:
    if len(found) == 1:
        name, terms, ref = words.goal_trace(found[0])
        return words.texts(f"management.finding.{state}.single", goal=name), named(name, terms, ref)
    count = str(len(found))
    terms = words.trace("management.trace.goals.state", state=words.texts(f"roadmap.goal.{state}"))
    return words.texts(f"management.finding.{state}.several", count=count), (
        Trace(count, terms, (Ref(ROADMAP, ("goals",)),)),
    )


def _good(words: ManagementWords) -> int:
    return sum(one.state in ("reached", "on-course") for one in words.standing.goals)


def _verdict(words: ManagementWords) -> str:
    """Return one sentence: goals, money, decisions that are late."""
    standing = words.standing
    every, result, late = len(standing.goals), standing.budget, words.late
    goals = (
        words.texts("management.verdict.goals", good=str(_good(words)), n=every)
        if every
        else words.texts("management.verdict.no-goals")
    )
    if result.ceiling is None:
        money = words.texts("management.verdict.no-ceiling")
    else:
        money = words.texts("management.verdict.over" if result.over else "management.verdict.within")
    decisions = words.texts("management.verdict.late", n=late) if late else words.texts("management.verdict.none-late")
    return words.texts("management.verdict", goals=goals, money=money, decisions=decisions)


def _verdict_traces(words: ManagementWords) -> Iterator[Trace]:
    place = Ref(ROADMAP, ("goals",))
    if words.standing.goals:
        states = words.texts("roadmap.goal.reached"), words.texts("roadmap.goal.on-course")
        yield Trace(
            str(_good(words)), words.trace("management.trace.goals.good", reached=states[0], course=states[1]), (place,)
        )
        yield Trace(str(len(words.standing.goals)), words.trace("management.trace.goals.every"), (place,))
    if words.late:
        yield words.late_trace()


def _base(words: ManagementWords) -> Row:
    """Return the day, the framework and the program."""
    edition = words.wording.edition
    date = words.figures.date(words.standing.day)
    framework = f"{edition.stamp.id} {edition.stamp.version}"
    title = words.wording.text(edition.framework.title)
    tool = f"kiframework {edition.tool_version}"
    return Row(
        "A2",
        (words.texts("management.as-of", date=date), words.short(framework, HALF), tool),
        (
            Trace(date, words.trace("management.trace.day")),
            Trace(
                framework,
                words.trace("management.trace.framework", title=title, sha256=edition.stamp.sha256),
                (_VERSION,),
            ),
            Trace(tool, words.trace("management.trace.tool")),
        ),
    )
