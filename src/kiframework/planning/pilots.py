"""Judges pilots: what of the six gates holds, what a use case is worth, and which one comes first (pilot, D2)."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE
from kiframework.model.method import AI_ACT, APPROVAL, BEST_MARK, MUST_HAVES, SKILLS
from kiframework.model.pilot import GateRecord
from kiframework.model.standing import GateResult, PilotResult, Skills, UtilityTerm
from kiframework.scoring.suppression import hidden_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework
    from kiframework.model.method import Method, Template
    from kiframework.model.pilot import GateState, Pilot
    from kiframework.model.standing import PilotState

    Found = tuple[GateResult, ...]
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


def judge_pilots(
    framework: Framework, method: Method, pilots: Iterable[Pilot], assessments: Sequence[Assessment]
) -> tuple[PilotResult, ...]:
    """Judge and rank pilots.

    Best first: those whose gates are all settled, then those with an open gate, each by utility; ties go to fewer open
    gates, then lower cost, then id. Pilots that are excluded, or lack a mark, come last without a rank.
    """
    whole = sorted((completed(one, method.templates) for one in pilots), key=lambda one: one.pilot)
    people = {person: list(own) for person, own in groupby(assessments, key=lambda one: one.person)}
    hidden = _hidden(framework, whole, people)
    judged = [
        _judged(method, pilot, [] if pilot.pilot in hidden else [people[one] for one in pilot.team.people])
        for pilot in whole
    ]
    ranked = sorted((one for one in judged if one[-1] in ("clear", "conditional")), key=_order)
    ranks = {pilot.pilot: rank for rank, (pilot, *_) in enumerate(ranked, 1)}
    others = [one for one in judged if one[0].pilot not in ranks]
    return tuple(PilotResult(*one, rank=ranks.get(one[0].pilot)) for one in (*ranked, *others))


def _hidden(framework: Framework, pilots: Sequence[Pilot], people: Mapping[str, object]) -> set[str]:
    """Return pilots of whose team no mean may be computed: few people, somebody unknown, or a telling difference.

    A team that has agreed to it may be small; then what differs from it tells of nobody who did not agree.
    """
    unknown = {one.pilot for one in pilots if not one.team.people or not set(one.team.people) <= people.keys()}
    asked = [one for one in pilots if one.pilot not in unknown and one.team.consent is None]
    teams = list(dict.fromkeys(frozenset(one.team.people) for one in asked))
    agreed = {frozenset(one.team.people) for one in pilots if one.team.consent is not None}
    few = hidden_groups([*teams, *(agreed - set(teams))], framework.scoring.groups.smallest)
    return unknown | {one.pilot for one in asked if teams.index(frozenset(one.team.people)) in few}


def _judged(
    method: Method, pilot: Pilot, team: Sequence[Sequence[Assessment]]
) -> tuple[Pilot, Found, tuple[UtilityTerm, ...], Skills, Fraction | None, PilotState]:
    own = [_in_role(pilot, assessments) for assessments in team]
    skills = _skills(pilot, own)
    gates = tuple(_gate(name, pilot, own) for name in method.gates)
    terms = tuple(UtilityTerm(name, term.weight, _mark(pilot, name, skills)) for name, term in method.utility.items())
    worth = utility(terms)
    return pilot, gates, terms, skills, worth, _state(gates, worth)


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


def _order(one: tuple[Pilot, Found, object, object, Fraction | None, PilotState]) -> tuple[object, ...]:
    pilot, gates, _, _, worth, state = one
    still_open = sum(gate.state == "open" for gate in gates)
    # A pilot without a cost is no cheap one.
    cost = (pilot.cost is None, pilot.cost or Fraction(0))
    return state != "clear", -(worth or Fraction(0)), still_open, cost, pilot.pilot


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
