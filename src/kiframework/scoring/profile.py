"""A role profile made ready for scoring many people: worked out once per role and run."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kiframework.memo import Memo
from kiframework.model.assessment import Asked, Verdict
from kiframework.scoring.exact import ONE, ZERO, scaled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiframework.model.assessment import Status
    from kiframework.model.evidence import Proficiency
    from kiframework.model.framework import Framework


Rank = tuple[int, int, str]
"""More dependents first, then the order of pillars, then that of ids."""


@dataclass(slots=True, eq=False)
class Judged:
    """A verdict, and what scoring adds up of it."""

    verdict: Verdict
    rated: int
    """w if there is a level, else 0."""
    confirmed: int
    """w if the level is confirmed, else 0."""
    fulfilled: tuple[int, int]
    """The product w q as numerator and denominator; 0 without a level."""
    short: Fraction
    """R - L; 0 without a gap."""
    pressing: tuple[int, int, int, int] | None
    """Numerator and denominator of the priority, then of R - L; None if nothing is to be done."""


class Measure(Memo["Proficiency", Judged]):
    """What levels are held against: the same for all competencies that weigh alike and are required alike.

    Looks up what a proficiency amounts to, and works it out the first time: few occur, and again and again.
    """

    def __init__(self, required: int, weight: int, factor: Fraction, near_within: Fraction) -> None:
        """``factor`` is w k, what a level of gap weighs (rule 11); ``near_within`` is how far below is still near."""
        super().__init__(self._judge)
        self.factor = factor
        self._required = required
        self._weight = weight
        self._near_within = near_within

    def _judge(self, known: Proficiency) -> Judged:
        """Compare a proficiency with the required level (rule 6), and weigh the gap (rule 11)."""
        level, flags, weight = known.level, known.flags, self._weight
        if level is None:
            return Judged(Verdict(None, None, "missing", flags, None), 0, 0, (0, 1), ZERO, None)
        confirmed = weight if "confirmed" in flags else 0
        short = self._required - level
        if short <= 0:
            return Judged(Verdict(level, ONE, "met", flags, ZERO), weight, confirmed, (weight, 1), ZERO, None)
        status: Status = "near" if short <= self._near_within else "gap"
        fulfilment, priority = level / self._required, short * self.factor
        numerator, denominator = fulfilment.as_integer_ratio()
        verdict = Verdict(level, fulfilment, status, flags, priority)
        pressing = (*priority.as_integer_ratio(), *short.as_integer_ratio()) if priority else None
        return Judged(verdict, weight, confirmed, (weight * numerator, denominator), short, pressing)


@lru_cache(maxsize=1024)
def _measure(required: int, weight: int, factor: Fraction, near_within: Fraction) -> Measure:
    return Measure(required, weight, factor, near_within)


@dataclass(frozen=True, slots=True, eq=False)
class RequiredCompetency(Asked):
    """One competency that the role requires, level 1 or more, with what levels in it are held against."""

    measure: Measure


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


class PillarPart(NamedTuple):
    """One pillar in which something is required."""

    pillar: str
    share: Fraction
    """What the pillar weighs in the score; the shares of all pillars add up to 1."""
    weight: int
    """The weights of what is required in it, added up."""
    begin: int
    """Place of the first competency of the pillar."""
    end: int
    """The place after its last one."""


@dataclass(frozen=True, slots=True, eq=False)
class Applicable:
    """What a role requires of a person: all of it, but for the few to whom something does not apply."""

    competencies: tuple[str, ...]
    """In the order of the profile; places in what follows are places in here."""
    asked: tuple[Asked, ...]
    measures: tuple[Measure, ...]
    must_haves: tuple[int, ...]
    """Places of what the role cannot do without."""
    weight: int
    """The weights of all, added up."""
    pillars: tuple[PillarPart, ...]
    shares: tuple[int, ...]
    """What each pillar weighs in the score, in proportion."""
    optional: tuple[bool, ...]
    """Place -> whether the role can do without it."""
    rank: tuple[int, ...]
    """Place -> what comes first of what is equally pressing (rule 11)."""
    asked_first: tuple[int, ...]
    """Places in the order in which levels are worth having, the most pressing first (rule 11)."""


@lru_cache(maxsize=1024)
def applicable(profile: Profile, excluded: frozenset[str]) -> Applicable:
    """Return what a role requires but for ``excluded``, which does not count as dependent either (rules 8 and 11)."""
    required = tuple(one for one in profile.required if one.competency not in excluded)
    ranked = [_rank(profile, one, excluded) for one in required]
    place = {rank: number for number, rank in enumerate(sorted(ranked))}
    rank = tuple(place[one] for one in ranked)
    asked_first = sorted(
        range(len(required)),
        key=lambda at: (
            -required[at].required * required[at].measure.factor,
            not required[at].must_have,
            -required[at].required,
            rank[at],
        ),
    )
    parts = tuple(_parts(profile, required))
    return Applicable(
        competencies=tuple(one.competency for one in required),
        asked=required,
        measures=tuple(one.measure for one in required),
        must_haves=tuple(place for place, one in enumerate(required) if one.must_have),
        weight=sum(one.weight for one in required),
        pillars=parts,
        shares=tuple(scaled([part.share.as_integer_ratio() for part in parts])),
        optional=tuple(not one.must_have for one in required),
        rank=rank,
        asked_first=tuple(asked_first),
    )


def _rank(profile: Profile, one: RequiredCompetency, excluded: frozenset[str]) -> Rank:
    dependents = profile.later.get(one.competency, frozenset()) - excluded
    return (-len(dependents), profile.pillar_numbers[one.pillar], one.competency)


def _parts(profile: Profile, required: Sequence[RequiredCompetency]) -> Iterator[PillarPart]:
    """Yield the pillars in which something is required (rule 8)."""
    present = [(pillar, list(own)) for pillar, own in groupby(required, key=attrgetter("pillar"))]
    whole = sum((profile.pillar_weights[pillar] for pillar, _ in present), ZERO)
    begin = 0
    for pillar, own in present:
        end = begin + len(own)
        weight = sum(one.weight for one in own)
        yield PillarPart(pillar, profile.pillar_weights[pillar] / whole, weight, begin, end)
        begin = end


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
    measure = _measure(level, definition.weight, factor, framework.scoring.near_within)
    return RequiredCompetency(competency, definition.pillar, level, definition.weight, must_have, measure)


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
