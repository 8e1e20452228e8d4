"""Judges pilots: what of the six gates holds, what a use case is worth, and which one comes first (pilot, D2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE
from kiframework.model.method import AI_ACT, APPROVAL, BEST_MARK, MUST_HAVES, SKILLS
from kiframework.model.pilot import GateRecord
from kiframework.model.standing import GateResult, PilotResult, Skills, UtilityTerm
from kiframework.scoring.suppression import hidden_groups

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework
    from kiframework.model.method import Method, Template
    from kiframework.model.pilot import GateState, Pilot
    from kiframework.model.standing import PilotState

    Objection = tuple[GateState, str]
    """The state that holds instead of the recorded one, and why."""

_INHERITED = ("title", "role", "problem", "tools", "data", "affected", "measure", "stop", "months", "ai_act")
"""What a pilot has from its template where it says nothing itself. Marks are not among them: people give them anew."""
_SKILL_MARK = Fraction(100, BEST_MARK)
"""A readiness of 0 to 100 divided by this is a mark."""


def completed(pilot: Pilot, templates: Mapping[str, Template]) -> Pilot:
    """Return a pilot with everything that its template has and it does not say itself."""
    template = templates.get(pilot.template or "")
    if template is None:
        return pilot
    missing = {name: getattr(template, name) for name in _INHERITED if not getattr(pilot, name)}
    return pilot.model_copy(update=missing)


def as_of(pilot: Pilot, day: dt.date) -> Pilot:
    """Return a pilot as it was known on a day: without what was settled, chosen, measured or decided later."""
    return pilot.model_copy(
        update={
            "gates": {name: one for name, one in pilot.gates.items() if one.date is None or one.date <= day},
            "chosen": pilot.chosen if pilot.chosen and pilot.chosen.date <= day else None,
            "begun": pilot.begun if pilot.begun and pilot.begun <= day else None,
            "values": [one for one in pilot.values if one.date <= day],
            "verdicts": [one for one in pilot.verdicts if one.date <= day],
        }
    )


def judge_pilots(
    framework: Framework, method: Method, pilots: Iterable[Pilot], assessments: Sequence[Assessment], day: dt.date
) -> tuple[PilotResult, ...]:
    """Judge and rank pilots as they are on a day.

    Best first: those whose gates are all settled, then those with an open gate, each by utility; ties go to fewer open
    gates, then lower cost, then id. Pilots that are excluded, or lack a mark, come last without a rank.
    """
    whole = sorted((as_of(completed(one, method.templates), day) for one in pilots), key=lambda one: one.pilot)
    people: dict[str, list[Assessment]] = defaultdict(list)
    for one in assessments:
        people[one.person].append(one)
    hidden = _hidden(framework, whole, people.keys())
    judged = [
        _judged(method, pilot, [] if pilot.pilot in hidden else [people[one] for one in pilot.team.people])
        for pilot in whole
    ]
    ranked = sorted((one for one in judged if one.state in ("clear", "conditional")), key=_order)
    others = [one for one in judged if one.state not in ("clear", "conditional")]
    return (*(replace(one, rank=rank) for rank, one in enumerate(ranked, 1)), *others)


def first_pilot(pilots: Iterable[PilotResult]) -> PilotResult | None:
    """Return the pilot that phases are held against.

    That is the one that was scaled, as that is what the others follow from; else the active one; else the one with the
    latest verdict. None where none was chosen.
    """
    chosen = [one for one in pilots if one.pilot.chosen is not None]
    scaled = [one for one in chosen if any(two.decision == "scale" for two in one.pilot.verdicts)]
    active = [one for one in chosen if one.pilot.active]
    if scaled:
        return min(scaled, key=lambda one: one.pilot.last_verdict.date)
    return active[0] if active else max(chosen, key=lambda one: one.pilot.last_verdict.date, default=None)


def _hidden(framework: Framework, pilots: Sequence[Pilot], assessed: Collection[str]) -> set[str]:
    """Return pilots of whose team no mean may be computed.

    Such teams have nobody or somebody unknown in them, or few people; or too few are left beside them, as the mean of
    everybody stands in other reports. A team that has agreed to it may be small.
    """
    smallest = framework.scoring.groups.smallest
    unknown = {one.pilot for one in pilots if not one.team.people or not set(one.team.people) <= set(assessed)}
    teams = {one.pilot: frozenset(one.team.people) for one in pilots if one.pilot not in unknown}
    agreed = {one.pilot for one in pilots if one.team.consent is not None}
    known = [team for pilot, team in teams.items() if pilot in agreed]
    asked = [team for pilot, team in teams.items() if pilot not in agreed and len(team) >= smallest]
    asked = [team for team in dict.fromkeys(asked) if not _told(team, known, smallest)]
    few = hidden_groups([*asked, frozenset(assessed).difference(*asked)], smallest)
    shown = {team for number, team in enumerate(asked) if number not in few}
    return unknown | {pilot for pilot, team in teams.items() if pilot not in agreed and team not in shown}


def _told(team: frozenset[str], known: Iterable[frozenset[str]], smallest: int) -> bool:
    """Tell whether the mean of a team would tell of the few who are not in a smaller team whose mean is known."""
    return any(one & team and 0 < len(team - one) < smallest for one in known)


def _judged(method: Method, pilot: Pilot, team: Sequence[Sequence[Assessment]]) -> PilotResult:
    own = [_in_role(pilot, assessments) for assessments in team]
    skills = _skills(pilot, own)
    gates = tuple(_gate(name, pilot, own) for name in method.gates)
    terms = tuple(UtilityTerm(name, term.weight, _mark(pilot, name, skills)) for name, term in method.utility.items())
    worth = utility(terms)
    return PilotResult(pilot, gates, terms, skills, worth, _state(gates, worth), rank=None)


def _in_role(pilot: Pilot, assessments: Sequence[Assessment]) -> Sequence[Assessment]:
    """Return a person's results in the role of the pilot; where they do not have it, in all of theirs."""
    return [one for one in assessments if one.role == pilot.role] or assessments


def _skills(pilot: Pilot, team: Sequence[Sequence[Assessment]]) -> Skills:
    """Return the mean score of a team: of each person over their roles, then over people."""
    scores = [[one.score.point for one in own] for own in team]
    if scores and all(None not in own for own in scores):
        means = [sum((one for one in own if one is not None), Fraction(0)) / len(own) for own in scores]
        return Skills(100 * sum(means, Fraction(0)) / len(means), "assessed", len(means))
    if pilot.skills is not None:
        return Skills(pilot.skills, "entered")
    return Skills(None, "unknown")


def _mark(pilot: Pilot, term: str, skills: Skills) -> Fraction | None:
    if term == SKILLS:
        return None if skills.score is None else skills.score / _SKILL_MARK
    mark = pilot.marks.get(term)
    return None if mark is None else Fraction(mark)


def utility(terms: Sequence[UtilityTerm]) -> Fraction | None:
    """Return U = 100 sum(w m) / (4 sum(w)) for marks m of 0 to 4, from 0 to 100; None while a mark is missing."""
    total = sum(one.weight for one in terms)
    marks = [(one.weight, one.mark) for one in terms]
    if not total or any(mark is None for _, mark in marks):
        return None
    return 100 * sum((weight * mark for weight, mark in marks if mark is not None), Fraction(0)) / (BEST_MARK * total)


def _state(gates: Iterable[GateResult], worth: Fraction | None) -> PilotState:
    states = {one.state for one in gates}
    if "not_met" in states:
        return "excluded"
    if worth is None:
        return "unscored"
    return "conditional" if "open" in states else "clear"


def _order(one: PilotResult) -> tuple[object, ...]:
    # A pilot without a cost is no cheap one.
    cost = (one.pilot.cost is None, one.pilot.cost or Fraction(0))
    return one.state != "clear", -(one.utility or Fraction(0)), len(one.open_gates), cost, one.pilot.pilot


def _gate(name: str, pilot: Pilot, team: Sequence[Sequence[Assessment]]) -> GateResult:
    """Return what holds of a gate: the record, unless the rest of the file or assessments speak against it."""
    record = pilot.gates.get(name, GateRecord())
    check = _CHECKS.get(name)
    found = check(pilot, record, team) if check else None
    if found is None:
        return GateResult(name, record.state, record.state)
    state, against = found
    return GateResult(name, state, record.state, against)


def _ai_act(pilot: Pilot, record: GateRecord, _team: object) -> Objection | None:
    """Reject what is prohibited, keep high risk from being the first, ask for a measure under Art. 50."""
    if pilot.ai_act is None:
        return ("open", "unclassified") if record.state in ("met", "not_applicable") else None
    if pilot.ai_act.risk in ("prohibited", "high"):
        return "not_met", pilot.ai_act.risk
    needs_measure = pilot.ai_act.risk == "transparency" and pilot.ai_act.measure is None
    return ("open", "no-measure") if needs_measure and record.state in ("met", "not_applicable") else None


def _approval(pilot: Pilot, record: GateRecord, _team: object) -> Objection | None:
    """Look for the person who approves: without one, nothing is settled."""
    return ("open", "no-approver") if record.state == "met" and pilot.approver is None else None


def _must_haves(_pilot: Pilot, record: GateRecord, team: Sequence[Sequence[Assessment]]) -> Objection | None:
    """Look at the must-haves of the team in assessments, where those may be used."""
    if not team or record.state in ("not_met", "not_applicable"):
        return None
    ready = all(one.readiness not in (MUST_HAVE_OPEN, NOT_ASSESSABLE) for own in team for one in own)
    if ready:
        return ("met", "assessed") if record.state == "open" else None
    return ("open", "must-have-open") if record.state == "met" else None


_CHECKS: Mapping[str, Callable[[Pilot, GateRecord, Sequence[Sequence[Assessment]]], Objection | None]] = {
    AI_ACT: _ai_act,
    APPROVAL: _approval,
    MUST_HAVES: _must_haves,
}
"""Gate -> what speaks against its record."""
