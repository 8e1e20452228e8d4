"""Rules 2 to 10 once more, from the words of the specification: slow, and sharing nothing with the engine.

Works on plain ratings and on the policy as data; every figure is a :class:`~fractions.Fraction`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.scoring.cases import ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.scoring.strategies import Case, Rating

    from kiframework.model.framework import Band, Framework, ScoringPolicy

NOTHING, EVERYTHING = Fraction(0), Fraction(1)


@dataclass
class Known:
    """What the ratings of one competency amount to."""

    level: Fraction | None
    flags: set[str]


def age_factor(policy: ScoringPolicy, rating: Rating) -> Fraction:
    """Rule 2."""
    if rating.age < 0:
        return NOTHING
    own = next(one for one in policy.sources if one.id == rating.source).by_person
    if rating.valid_days is not None and not own:
        return EVERYTHING if rating.valid_days >= 0 else NOTHING
    fitting = [step.factor for step in policy.age if rating.age <= step.up_to_days]
    return fitting[0] if fitting else NOTHING


def counted(policy: ScoringPolicy, given: Iterable[Rating]) -> list[Rating]:
    """Rule 1: of one rater the latest value with an age factor above 0."""
    alive = [rating for rating in given if age_factor(policy, rating) > 0]
    return [one for one in alive if not any(one.key[:3] == other.key[:3] and other.age < one.age for other in alive)]


def knowledge(policy: ScoringPolicy, given: list[Rating]) -> Known:
    """Rules 4 and 5 for one competency."""
    valid = counted(policy, given)
    values, weights, factors = {}, {}, {}
    for source in policy.sources:
        own = [(age_factor(policy, rating), rating.value) for rating in valid if rating.source == source.id]
        if own:
            factors[source.id] = max(factor for factor, _ in own)
            weights[source.id] = source.weight * factors[source.id]
            values[source.id] = sum(factor * value for factor, value in own) / sum(factor for factor, _ in own)
    ceilings = {one.id: one.ceiling for one in policy.sources}
    confirming = {one.id for one in policy.sources if one.confirms}
    below = [name for name in values if values[name] != ceilings[name]]
    counts = dict(values)
    for name in values.keys() - set(below):
        if below:
            mean = sum(weights[one] * values[one] for one in below) / sum(weights[one] for one in below)
            counts[name] = max(Fraction(values[name]), Fraction(mean))
    flags = {"confirmed"} if any(factors[name] == 1 for name in values if name in confirming) else set()
    if values and max(values.values()) - min(values.values()) >= policy.clarify_from:
        flags.add("clarify")
    if values and not confirming & values.keys():
        flags.add("self-only")
    known = [rating for rating in given if rating.source in confirming and rating.age >= 0]
    if known and all(age_factor(policy, rating) < 1 for rating in known):
        flags.add("refresh-due")
    level = sum(weights[name] * counts[name] for name in values) / sum(weights.values()) if values else None
    return Known(None if level is None else Fraction(level), flags)


def reference(case: Case) -> dict[str, Any]:
    """Return what the rules make of a case."""
    framework, policy = case.framework, case.framework.scoring
    asked = {
        name: one
        for name, one in framework.roles[ROLE].requirements.items()
        if one.level > 0 and name not in case.not_applicable
    }
    known = {name: knowledge(policy, [one for one in case.ratings if one.competency == name]) for name in asked}
    weight = {name: framework.competencies[name].weight for name in asked}
    share = {name: part(one.level, asked[name].level) for name, one in known.items()}
    pillars = [
        pillar_figures([name for name in asked if framework.competencies[name].pillar == pillar.id], weight, share)
        | {"pillar": pillar.id}
        for pillar in framework.pillars
        if any(framework.competencies[name].pillar == pillar.id for name in asked)
    ]
    given = framework.roles[ROLE].pillar_weights
    parts = [Fraction(1) if given is None else given[one["pillar"]] for one in pillars]
    score = {kind: mean(parts, [one[kind] for one in pillars]) for kind in ("low", "point", "high")}
    total = Fraction(sum(weight.values()))
    rated = sum(weight[name] for name in asked if known[name].level is not None)
    confirmed = sum(
        weight[name] for name in asked if known[name].level is not None and "confirmed" in known[name].flags
    )
    return {
        "levels": {name: one.level for name, one in known.items()},
        "flags": {name: one.flags for name, one in known.items()},
        "statuses": {name: status(policy, one.level, asked[name].level) for name, one in known.items()},
        "pillars": pillars,
        "score": score,
        "coverage": rated / total if total else NOTHING,
        "confirmed": confirmed / total if total else NOTHING,
        "readiness": readiness(framework, known, pillars, score, rated / total if total else NOTHING),
    }


def part(level: Fraction | None, required: int) -> Fraction | None:
    return None if level is None else min(level, Fraction(required)) / required


def status(policy: ScoringPolicy, level: Fraction | None, required: int) -> str:
    if level is None:
        return "missing"
    if level >= required:
        return "met"
    return "near" if level >= required - policy.near_within else "gap"


def pillar_figures(names: list[str], weight: dict[str, int], share: dict[str, Fraction | None]) -> dict[str, Any]:
    """Rules 8 and 9 for one pillar."""
    known = {name: found for name in names if (found := share[name]) is not None}
    total = Fraction(sum(weight[name] for name in names))
    rated = Fraction(sum(weight[name] for name in known))
    fulfilled = sum((weight[name] * found for name, found in known.items()), NOTHING)
    return {
        "low": fulfilled / total,
        "point": fulfilled / rated if rated else None,
        "high": (fulfilled + total - rated) / total,
        "coverage": rated / total,
    }


def mean(weights: list[Fraction], values: list[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not values:
        return None
    return sum((weight * value for weight, value in zip(weights, known, strict=True)), NOTHING) / sum(weights)


def readiness(
    framework: Framework,
    known: dict[str, Known],
    pillars: list[dict[str, Any]],
    score: dict[str, Fraction | None],
    coverage: Fraction,
) -> tuple[str, tuple[str, str] | None]:
    """Rule 10."""
    policy, asked = framework.scoring, framework.roles[ROLE].requirements
    must = {name: one for name, one in known.items() if asked[name].must_have}
    if any(one.level is not None and one.level < asked[name].level for name, one in must.items()):
        return "must-have-open", None
    if any(one.level is None or "confirmed" not in one.flags for one in must.values()):
        return "not-assessable", None
    if coverage < policy.coverage.overall or any(one["coverage"] < policy.coverage.pillar for one in pillars):
        return "not-assessable", None
    low, point, high = (
        word(policy.bands, score[kind], [one[kind] for one in pillars]) for kind in ("low", "point", "high")
    )
    return point, None if low == point == high else (low, high)


def word(bands: list[Band], score: Fraction | None, pillars: list[Fraction]) -> str:
    assert score is not None
    for band in bands[:-1]:
        enough = all(one >= (band.pillar or 0) for one in pillars)
        if score >= (band.score or 0) and enough:
            return band.id
    return bands[-1].id
