"""What a person lacks, step by step (curriculum, selection)."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from kiframework.model.curriculum import Need, PersonNeeds
from kiframework.model.training import Step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kiframework.model.assessment import Assessment, Line
    from kiframework.model.framework import Framework


def person_needs(framework: Framework, assessments: Sequence[Assessment]) -> PersonNeeds:
    """Return what one person lacks for all roles they were assessed against.

    Every level from floor(L) + 1 to R is a step. Where L is near R, and it is no must-have, coaching takes the place of
    a course; where there is no level, a quick check comes first. What two roles require is one need.
    """
    needs: dict[Step, Need] = {}
    coaching: dict[str, None] = {}
    unrated: dict[str, None] = {}
    for assessment in assessments:
        lines = {line.competency: line for line in assessment.competencies}
        unrated |= dict.fromkeys(assessment.assess_first)
        for name in assessment.priorities:
            line = lines[name]
            if line.status == "near" and not line.must_have:
                coaching[name] = None
                continue
            for need in _steps(framework, assessment.role, line):
                needs[need.step] = _joined(needs.get(need.step), need)
    taught = {step.competency for step in needs}
    first = assessments[0]
    return PersonNeeds(
        person=first.person,
        roles=tuple(one.role for one in assessments),
        needs=tuple(_ordered(needs.values())),
        coaching=tuple(name for name in coaching if name not in taught),
        unrated=tuple(unrated),
        asked=frozenset(line.competency for one in assessments for line in one.competencies),
    )


def _steps(framework: Framework, role: str, line: Line) -> Iterator[Need]:
    """Yield the steps of one gap; their values add up to its priority."""
    level = line.level or Fraction(0)
    factor = line.weight * (framework.scoring.must_have_factor if line.must_have else Fraction(1))
    for target in range(floor(level) + 1, line.required + 1):
        value = factor * (target - max(level, Fraction(target - 1)))
        yield Need(Step(line.competency, target), role, line.required, line.must_have, value)


def _joined(known: Need | None, other: Need) -> Need:
    """Return the need that matters more of two for the same step."""
    if known is None:
        return other
    return max(known, other, key=lambda need: (need.must_have, need.value))


def _ordered(found: Collection[Need]) -> list[Need]:
    """Sort by competency, must-haves first and then by what all its steps close; steps from below.

    The order in which they were found, which is that of scoring rule 11, decides between equals.
    """
    closed: dict[str, Fraction] = {}
    must: set[str] = set()
    for need in found:
        closed[need.step.competency] = closed.get(need.step.competency, Fraction(0)) + need.value
        if need.must_have:
            must.add(need.step.competency)
    place = {name: number for number, name in enumerate(closed)}

    def key(need: Need) -> tuple[bool, Fraction, int, int]:
        name = need.step.competency
        return (name not in must, -closed[name], place[name], need.step.level)

    return sorted(found, key=key)
