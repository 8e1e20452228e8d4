"""From rating rounds to one level per competency (scoring rules 1 to 5)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kiframework.memo import Memo
from kiframework.model.evidence import Evidence, Left, Occasion, Value, Weighing, Worth, proficiency
from kiframework.model.skills import RatedLevel
from kiframework.scoring.exact import ONE, ZERO, weighted_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Mapping, Sequence

    from kiframework.model.evidence import Flag, Reason
    from kiframework.model.framework import Framework, Source
    from kiframework.model.skills import Person, Round


_LEVELS = 1 << 20
"""More than there can be levels (:data:`kiframework.model.base.Whole`)."""


class _Kind(NamedTuple):
    """What makes the values of one round weigh as they do, besides the levels."""

    source: str
    rater: int
    """Which of the person's raters of that source who rated more than once; 0 for all who rated once."""
    age: int
    """The number of f, what age leaves of the values; 0 is nothing."""
    reason: Reason
    """Why they do not count, if they do not."""


class _Counted(NamedTuple):
    """One value that counts."""

    source: str
    level: int
    age: int
    place: int
    """Among the values of its competency."""


class _Rated(NamedTuple):
    """What values of one source amount to, whoever gave them."""

    source: Source
    mean: Fraction
    """V, as rated."""
    age_factor: Fraction
    """F."""
    weight: Fraction
    """W F."""
    capped: bool
    """Whether V stands at the ceiling of the source: it may be more."""


class EvidenceScale:
    """Weighs evidence as a framework asks for it, as it stands on one day.

    Make one for a run: what was weighed once is remembered, and the same few combinations occur all the time.
    """

    def __init__(self, framework: Framework, day: dt.date) -> None:
        """Take the policy from ``framework``; ``day`` is the assessment date T."""
        policy = framework.scoring
        self._framework = framework
        self._day = day
        self._sources = framework.sources
        self._order = {source: number for number, source in enumerate(framework.sources)}
        # Age factors are handled by their number: the last one is the whole weight, 0 is nothing.
        self._factors = (ZERO, *(step.factor for step in policy.age), ONE)
        self._limits = [step.up_to_days for step in policy.age]
        self._clarify_from = policy.clarify_from
        self._levels = Memo(self._level)
        self._ages = Memo(self._age)
        self._numbers = Memo(self._number)
        self._kinds: list[_Kind] = []
        self._rated = Memo(self._rate)
        self._weighings = Memo(self._weigh)

    def weigh(self, person: Person, only: Container[str] | None = None) -> dict[str, Evidence]:
        """Return the evidence of every competency of the person that was rated, or of some of them."""
        collected = self._values(person, self._framework.competencies if only is None else only)
        # Competencies with one value, the very same (one round, one level), share one piece of evidence.
        alone: dict[Value, Evidence] = {}
        weighings, found = self._weighings, {}
        for competency, values in collected.items():
            known = alone.get(values[0]) if len(values) == 1 else None
            if known is None:
                known = Evidence(weighings[tuple([value.kind for value in values])], values)
                if len(values) == 1:
                    alone[values[0]] = known
            found[competency] = known
        return found

    def _values(self, person: Person, only: Container[str]) -> Mapping[str, list[Value]]:
        """Collect the values of all rounds, the last source, rater and day first.

        An answer without a value (not observable, don't know) leaves no trace.
        """
        collected: dict[str, list[Value]] = defaultdict(list)
        for given, occasion, kind in self._occasions(person):
            # Most levels stand for themselves, and the few there are stand for many competencies.
            plain: dict[int, Value] = {}
            for competency, level in given.levels.items():
                if competency not in only:
                    continue
                if level.__class__ is int:
                    value = plain.get(level) or plain.setdefault(level, Value(occasion, level, None, kind + level))
                    collected[competency].append(value)
                elif isinstance(level, RatedLevel) and isinstance(level.level, int):
                    collected[competency].append(Value(occasion, level.level, level, kind + level.level))
            for competency, share in given.shares.items():
                if competency in only:
                    level = self._levels[share.as_integer_ratio()]
                    value = plain.get(level) or plain.setdefault(level, Value(occasion, level, None, kind + level))
                    collected[competency].append(value)
        return collected

    def _level(self, share: tuple[int, int]) -> int:
        return self._framework.level_from_share(Fraction(*share))

    def _occasions(self, person: Person) -> Iterable[tuple[Round, Occasion, int]]:
        """Yield the rounds of a person, the last source, rater and day first, with the number of level 0 of each."""
        # Few rounds are sorted instead of the values of each competency.
        rounds = [(self._order[one.source], self._rater(person, one), one.date, one) for one in person.rounds]
        rounds.sort(key=itemgetter(0, 1, 2), reverse=True)
        for _, of_source in groupby(rounds, key=itemgetter(0)):
            several = 0
            for rater, of_rater in groupby(of_source, key=itemgetter(1)):
                given = [one for *_, one in of_rater]
                again = len(given) > 1
                several += again
                number = several if again else 0
                for one in given:
                    source, day, valid_until = one.source, one.date, one.valid_until
                    age, reason = self._ages[source, day, valid_until]
                    occasion = Occasion(source, rater or None, day, valid_until, one.note, self._factors[age])
                    yield one, occasion, self._numbers[_Kind(source, number, age, reason)] * _LEVELS

    def _rater(self, person: Person, occasion: Round) -> str:
        """Return the pseudonym; that of the person for what only they can rate."""
        return person.id if self._sources[occasion.source].by_person else occasion.rater or ""

    def _number(self, kind: _Kind) -> int:
        self._kinds.append(kind)
        return len(self._kinds) - 1

    def _age(self, key: tuple[str, dt.date, dt.date | None]) -> tuple[int, Reason]:
        """Return the number of f, what age leaves of values; and why they do not count, if they do not (rule 2).

        ``key`` is source, day, and the last day of validity.
        """
        source, day, valid_until = key
        age = (self._day - day).days
        if age < 0:
            return 0, "later-than-date"
        # A person's own rating has no end of validity.
        if valid_until is not None and not self._sources[source].by_person:
            return (len(self._factors) - 1, "superseded") if self._day <= valid_until else (0, "expired")
        for number, days in enumerate(self._limits, 1):
            if age <= days and self._factors[number]:
                return number, "superseded"
            if age <= days:
                break
        return 0, "too-old"

    def _weigh(self, values: tuple[int, ...]) -> Weighing:
        """Merge the values of one competency into its level, flags and terms."""
        given = [(self._kinds[kind // _LEVELS], kind % _LEVELS) for kind in values]
        counted, left = _latest(given)
        rated, raters = [], []
        for source, of_source in groupby(counted, key=itemgetter(0)):
            _, levels, ages, places = zip(*of_source, strict=True)
            rated.append(self._rated[source, levels, ages])
            raters.append(places)
        below = _mean_below_ceiling(rated)
        sources = tuple([_worth(one, below, places) for one, places in zip(rated, raters, strict=True)])
        weights = [one.weight for one in rated]
        level = weighted_mean(weights, [worth.counted_as for worth in sources]) if any(weights) else None
        flags = self._flags(rated)
        if "confirmed" not in flags and self._refresh_due(kind for kind, _ in given):
            flags = (*flags, "refresh-due")
        not_counted = tuple([Left(given[place][0].source, place, given[place][0].reason) for place in left])
        return Weighing(proficiency(level, flags), sources, not_counted)

    def _rate(self, given: tuple[str, tuple[int, ...], tuple[int, ...]]) -> _Rated:
        """Merge the values of one source: its id, then the levels and the numbers of f, a rater each (rule 3)."""
        name, levels, ages = given
        source, factors = self._sources[name], [self._factors[age] for age in ages]
        mean, largest = weighted_mean(factors, levels), max(factors)
        return _Rated(source, mean, largest, source.weight * largest, mean == source.ceiling)

    def _refresh_due(self, kinds: Iterable[_Kind]) -> bool:
        """Tell whether others confirmed the competency, but so long ago that age takes something away (rule 5)."""
        factors = [
            self._factors[kind.age]
            for kind in kinds
            if self._sources[kind.source].confirms and kind.reason != "later-than-date"
        ]
        return bool(factors) and ONE not in factors

    def _flags(self, rated: Sequence[_Rated]) -> tuple[Flag, ...]:
        """Return the flags of rule 5 that depend on what counts."""
        flags: list[Flag] = []
        confirming = [one for one in rated if one.source.confirms]
        if any(one.age_factor == 1 for one in confirming):
            flags.append("confirmed")
        values = [one.mean for one in rated]
        if values and max(values) - min(values) >= self._clarify_from:
            flags.append("clarify")
        if rated and not confirming:
            flags.append("self-only")
        return tuple(flags)


def _mean_below_ceiling(rated: Sequence[_Rated]) -> Fraction | None:
    """Return M, the weighted mean over the sources below their ceiling, if some stand at theirs (rule 4)."""
    below = [one for one in rated if not one.capped]
    weights = [one.weight for one in below]
    if len(below) == len(rated) or not any(weights):
        return None
    return weighted_mean(weights, [one.mean for one in below])


def _worth(one: _Rated, below: Fraction | None, places: tuple[int, ...]) -> Worth:
    """Return the value of a source as it counts: raised to M where it stands at its ceiling (rule 4)."""
    counted_as = max(one.mean, below) if one.capped and below else one.mean
    return Worth(one.source.id, one.mean, counted_as, one.source.weight, one.age_factor, places)


def _latest(given: Sequence[tuple[_Kind, int]]) -> tuple[list[_Counted], list[int]]:
    """Of each rater's values take the latest that age leaves something of; return those, and the places of the others.

    Values come with the last source, rater and day first. Both results come in the order of sources, then of raters;
    the others of one rater from the latest on.
    """
    counted: list[_Counted] = []
    left: list[tuple[int, int]] = []
    before: tuple[str, int] | None = None
    raters, done = 0, False
    for place, (kind, level) in enumerate(given):
        if kind[:2] != before or not kind.rater:
            before, done = kind[:2], False
            raters += 1
        if kind.age and not done:
            counted.append(_Counted(kind.source, level, kind.age, place))
            done = True
        else:
            left.append((-raters, place))
    counted.reverse()
    return counted, [place for _, place in sorted(left)]
