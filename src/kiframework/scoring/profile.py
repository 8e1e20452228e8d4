"""A role profile made ready for scoring many people: worked out once per role and run."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.assessment import Line
from kiframework.scoring.exact import ONE, ZERO, ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiframework.model.assessment import Status
    from kiframework.model.framework import Framework


Rank = tuple[int, int, str]
"""More dependents first, then the order of pillars, then that of ids."""


class Comparison(NamedTuple):
    """A level beside the required one."""

    status: Status
    fulfilment: Fraction
    """q (rule 6)."""
    priority: Fraction
    """PI (rule 11)."""


@dataclass(frozen=True, slots=True)
class RequiredCompetency:
    """One competency that the role requires, level 1 or more."""

    competency: str
    pillar: str
    required: int
    weight: int
    must_have: bool
    factor: Fraction
    """w k: what a level of gap weighs in priorities (rule 11)."""
    near_within: Fraction
    """How far below the required level is still near it."""
    missing: Line
    """What a result says where nothing is known."""
    _known: dict[tuple[int, int], Comparison] = field(default_factory=dict, compare=False, repr=False)
    """Level (numerator, denominator) -> what it amounts to: few levels occur, and again and again."""

    def compare(self, level: Fraction) -> Comparison:
        """Compare a level with the required one (rule 6), and weigh the gap (rule 11)."""
        key = level.as_integer_ratio()
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._compare(level)
        return known

    def _compare(self, level: Fraction) -> Comparison:
        short = self.required - level
        if short <= 0:
            return Comparison("met", ONE, ZERO)
        status: Status = "near" if short <= self.near_within else "gap"
        return Comparison(status, ratio(*(level / self.required).as_integer_ratio()), short * self.factor)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A role as scoring sees it."""

    role: str
    required: tuple[RequiredCompetency, ...]
    """Pillars in the order of the framework, within a pillar in the order of the role."""
    pillar_numbers: Mapping[str, int]
    """Pillar -> its place in the framework."""
    pillar_weights: Mapping[str, Fraction]
    """Pillar -> weight, not normalised; pillars in the order of the framework."""
    later: Mapping[str, frozenset[str]]
    """Competency -> required ones that depend on it, also by way of others (rule 11)."""
    competencies: frozenset[str]
    """What is required."""


@lru_cache(maxsize=1024)
def ranks(profile: Profile, excluded: frozenset[str]) -> Mapping[str, Rank]:
    """Return what orders competencies that are equally pressing (rule 11), worked out once for most people.

    ``excluded`` are competencies that do not apply to a person: they do not count as dependents.
    """
    return {one.competency: _rank(profile, one, excluded) for one in profile.required}


def _rank(profile: Profile, one: RequiredCompetency, excluded: frozenset[str]) -> Rank:
    dependents = profile.later.get(one.competency, frozenset()) - excluded
    return (-len(dependents), profile.pillar_numbers[one.pillar], one.competency)


@lru_cache(maxsize=1024)
def first_asked(profile: Profile, excluded: frozenset[str]) -> Mapping[str, int]:
    """Return the place of each competency among those without a level, the most pressing first (rule 11)."""
    rank = ranks(profile, excluded)
    ordered = sorted(
        profile.required,
        key=lambda one: (-one.required * one.factor, not one.must_have, -one.required, rank[one.competency]),
    )
    return {one.competency: place for place, one in enumerate(ordered)}


def compile_profile(framework: Framework, role_id: str) -> Profile:
    """Work out everything about a role that does not depend on a person."""
    role = framework.roles[role_id]
    required = [
        _required(framework, competency, requirement.level, must_have=requirement.must_have)
        for competency, requirement in role.requirements.items()
        if requirement.level > 0
    ]
    required.sort(key=lambda one: framework.pillar_order[one.pillar])
    weights = {
        pillar.id: Fraction(1) if role.pillar_weights is None else role.pillar_weights[pillar.id]
        for pillar in framework.pillars
        if any(one.pillar == pillar.id for one in required)
    }
    later = _later(framework, [one.competency for one in required])
    competencies = frozenset(one.competency for one in required)
    return Profile(role_id, tuple(required), framework.pillar_order, weights, later, competencies)


def _required(framework: Framework, competency: str, level: int, *, must_have: bool) -> RequiredCompetency:
    definition = framework.competencies[competency]
    factor = definition.weight * (framework.scoring.must_have_factor if must_have else Fraction(1))
    asked = competency, definition.pillar, level, definition.weight, must_have
    missing = Line(*asked, None, None, "missing", (), None, ())
    return RequiredCompetency(*asked, factor, framework.scoring.near_within, missing)


def _later(framework: Framework, required: Iterable[str]) -> dict[str, frozenset[str]]:
    """Invert the prerequisite graph: for each competency, the required ones that need it at any distance."""
    later: dict[str, set[str]] = {}
    for competency in required:
        seen: set[str] = set()
        waiting = list(framework.competencies[competency].prerequisites)
        while waiting:
            before = waiting.pop()
            if before not in seen:
                seen.add(before)
                waiting.extend(framework.competencies[before].prerequisites)
        for before in seen:
            later.setdefault(before, set()).add(competency)
    return {competency: frozenset(dependents) for competency, dependents in later.items()}
