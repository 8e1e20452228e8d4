"""A role profile made ready for scoring many people: worked out once per role and run."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiframework.model.framework import Framework


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


@dataclass(frozen=True, slots=True)
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
    return Profile(role_id, tuple(required), framework.pillar_order, weights, later)


def _required(framework: Framework, competency: str, level: int, *, must_have: bool) -> RequiredCompetency:
    definition = framework.competencies[competency]
    factor = definition.weight * (framework.scoring.must_have_factor if must_have else Fraction(1))
    return RequiredCompetency(competency, definition.pillar, level, definition.weight, must_have, factor)


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
