"""How near each role is to what a person can do: a view for the person alone (scoring rule 17)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiframework.model.evidence import Evidence
    from kiframework.model.framework import Framework


@dataclass(frozen=True, slots=True)
class Nearness:
    """One role seen from what a person can do. All shares are of the largest possible distance."""

    role: str
    nearness: Fraction | None
    """1 - D, from 0 to 1; None if nothing is rated."""
    gaps: Fraction
    """Share of the distance that is due to levels below the required ones."""
    surplus: Fraction
    """Share of the distance that is due to levels above the required ones."""
    coverage: Fraction
    """Share of the weights of the role that is rated."""


def nearness(framework: Framework, evidence: Mapping[str, Evidence], role_id: str) -> Nearness:
    """Measure the distance over all competencies with a level; what the role does not ask for counts as 0."""
    requirements = framework.roles[role_id].requirements
    weights = gaps = surplus = Fraction(0)
    for competency, found in evidence.items():
        if found.level is None:
            continue
        weight = framework.competencies[competency].weight
        asked = requirements[competency].level if competency in requirements else 0
        weights += weight
        gaps += weight * max(Fraction(0), asked - found.level)
        surplus += weight * max(Fraction(0), found.level - asked)
    coverage = _coverage(framework, evidence, role_id)
    if not weights:
        return Nearness(role_id, None, Fraction(0), Fraction(0), coverage)
    largest = framework.highest_level * weights
    return Nearness(role_id, 1 - (gaps + surplus) / largest, gaps / largest, surplus / largest, coverage)


def _coverage(framework: Framework, evidence: Mapping[str, Evidence], role_id: str) -> Fraction:
    asked = [name for name, one in framework.roles[role_id].requirements.items() if one.level > 0]
    rated = [name for name in asked if name in evidence and evidence[name].level is not None]
    total = sum(framework.competencies[name].weight for name in asked)
    return Fraction(sum(framework.competencies[name].weight for name in rated), total) if total else Fraction(0)
