"""From rating rounds to one level per competency (scoring rules 1 to 5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.assessment import NotCounted, RaterTerm, SourceTerm
from kiframework.model.skills import RatedLevel
from kiframework.scoring.exact import ONE, ZERO, weighted_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from fractions import Fraction

    from kiframework.model.assessment import Flag, Reason
    from kiframework.model.framework import Framework, Source
    from kiframework.model.skills import Person, Round

Key = tuple[str, int, int]
"""What a value amounts to: its source, the level, and the number of what age leaves of it (0 is nothing)."""


Rater = tuple[int, str]
"""Who gave a value: the place of its source in the framework, and the pseudonym."""


class Value(NamedTuple):
    """One value for one competency, as it was given."""

    rater: Rater
    key: Key
    confirms: bool
    """Whether others confirmed the competency by it, by now."""
    term: RaterTerm
    """What a result says about it if it counts."""
    occasion: Round


@dataclass(slots=True)
class Evidence:
    """What is known about one person in one competency."""

    level: Fraction | None
    """L; None if nothing counts."""
    flags: tuple[Flag, ...]
    sources: tuple[SourceTerm, ...]
    not_counted: tuple[NotCounted, ...]


NOTHING = Evidence(None, (), (), ())
"""No value was ever given."""


class _Merged(NamedTuple):
    """What the values of one competency amount to, whoever gave them and when."""

    level: Fraction | None
    flags: tuple[Flag, ...]
    sources: tuple[tuple[str, Fraction, Fraction, int, Fraction], ...]
    """Per source: id, V as rated, V as it counts, W, F."""
    raters: tuple[int, ...]
    """How many values stand behind each source."""


class EvidenceScale:
    """Weighs evidence as a framework asks for it, as it stands on one day.

    Make one for a run: levels that were merged once are remembered, and the same few combinations occur all the time.
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
        self._whole = frozenset(number for number, factor in enumerate(self._factors) if factor == 1)
        self._limits = [step.up_to_days for step in policy.age]
        self._clarify_from = policy.clarify_from
        self._merged: dict[tuple[Key, ...], _Merged] = {}
        self._alone: dict[Key, Evidence] = {}

    def weigh(self, person: Person, only: Container[str] | None = None) -> dict[str, Evidence]:
        """Return the evidence of every competency of the person that was rated, or of some of them."""
        collected = self._values(person, self._framework.competencies if only is None else only)
        # Competencies with one value, the very same (one round, one level), share one piece of evidence.
        known: dict[int, Evidence] = {}
        found = {}
        for competency, values in collected.items():
            value = values[0]
            if len(values) > 1:
                found[competency] = self._evidence(values)
            else:
                found[competency] = known.get(id(value)) or known.setdefault(id(value), self._single(value))
        return found

    def _single(self, value: Value) -> Evidence:
        """Return the evidence of one value: but for who gave it and when, that of all values like it."""
        known = self._alone.get(value.key)
        if known is None:
            known = self._alone[value.key] = self._evidence([value])
        if not known.sources:
            return self._evidence([value])
        term = known.sources[0]
        own = SourceTerm(term.source, term.value, term.counted_as, term.weight, term.age_factor, (value.term,))
        return Evidence(known.level, known.flags, (own,), ())

    def _values(self, person: Person, only: Container[str]) -> Mapping[str, list[Value]]:
        """Collect the values of all rounds, the last source, rater and day first.

        An answer without a value (not observable, don't know) leaves no trace.
        """
        collected: dict[str, list[Value]] = defaultdict(list)
        # Few rounds are sorted instead of the values of each competency.
        for occasion in sorted(person.rounds, key=lambda one: (self._rater(person, one), one.date), reverse=True):
            make = self._maker(person, occasion)
            plain: dict[int, Value] = {}
            for competency, given in occasion.levels.items():
                if competency not in only:
                    continue
                if given.__class__ is int:
                    collected[competency].append(plain.get(given) or plain.setdefault(given, make(given)))
                elif isinstance(given, RatedLevel) and isinstance(given.level, int):
                    collected[competency].append(make(given.level, given))
            for competency, share in occasion.shares.items():
                if competency in only:
                    level = self._framework.level_from_share(share)
                    collected[competency].append(plain.get(level) or plain.setdefault(level, make(level)))
        return collected

    def _rater(self, person: Person, occasion: Round) -> Rater:
        rater = person.id if self._sources[occasion.source].by_person else occasion.rater or ""
        return self._order[occasion.source], rater

    def _maker(self, person: Person, occasion: Round) -> Callable[..., Value]:
        """Return what makes a value of a round out of a level, and what was written beside it."""
        source, day, until, note = occasion.source, occasion.date, occasion.valid_until, occasion.note
        rater, number = self._rater(person, occasion), self._age(occasion)
        factor, confirms = self._factors[number], day <= self._day and self._sources[source].confirms

        def make(level: int, detail: RatedLevel | None = None) -> Value:
            said = (None, None, None) if detail is None else (detail.evidence, detail.comment, detail.objection)
            term = RaterTerm(rater[1] or None, day, until, level, factor, *said, note)
            return Value(rater, (source, level, number), confirms, term, occasion)

        return make

    def _evidence(self, values: Sequence[Value]) -> Evidence:
        """Merge the values of one competency into its level, flags and terms."""
        counted, left = _latest(values)
        merged = self._merge(tuple([value.key for value in counted]))
        flags = merged.flags
        if "confirmed" not in flags and self._refresh_due(values):
            flags = (*flags, "refresh-due")
        not_counted = tuple([self._not_counted(value) for value in left]) if left else ()
        return Evidence(merged.level, flags, _terms(merged, counted), not_counted)

    def _not_counted(self, value: Value) -> NotCounted:
        source, level, number = value.key
        reason = "superseded" if number else self._reason(value.occasion)
        return NotCounted(source, value.term.rater, value.term.date, level, reason)

    def _reason(self, occasion: Round) -> Reason:
        """Say why age leaves nothing of the values of a round."""
        if occasion.date > self._day:
            return "later-than-date"
        return "expired" if self._valid_until(occasion) else "too-old"

    def _valid_until(self, occasion: Round) -> dt.date | None:
        """Return the end of validity; a person's own rating has none (rule 2)."""
        return None if self._sources[occasion.source].by_person else occasion.valid_until

    def _age(self, occasion: Round) -> int:
        """Return the number of f, what age leaves of the values of a round (rule 2); 0 if that is nothing."""
        age = (self._day - occasion.date).days
        if age < 0:
            return 0
        valid_until = self._valid_until(occasion)
        if valid_until is not None:
            return len(self._factors) - 1 if self._day <= valid_until else 0
        for number, days in enumerate(self._limits, 1):
            if age <= days:
                return number if self._factors[number] else 0
        return 0

    def _refresh_due(self, values: Iterable[Value]) -> bool:
        """Tell whether others confirmed the competency, but so long ago that age takes something away (rule 5)."""
        factors = [value.key[2] for value in values if value.confirms]
        return bool(factors) and self._whole.isdisjoint(factors)

    def _merge(self, counted: tuple[Key, ...]) -> _Merged:
        """Return what the values (source, level, age factor) amount to, sources in the order of the framework."""
        known = self._merged.get(counted)
        if known is None:
            known = self._merged[counted] = self._merge_anew(counted)
        return known

    def _merge_anew(self, counted: tuple[Key, ...]) -> _Merged:
        rated, raters = [], []
        for name, of_source in groupby(counted, key=itemgetter(0)):
            levels, numbers = zip(*[(level, number) for _, level, number in of_source], strict=True)
            factors = [self._factors[number] for number in numbers]
            rated.append((self._sources[name], weighted_mean(factors, levels), max(factors)))
            raters.append(len(levels))
        capped = any(mean == source.ceiling for source, mean, _ in rated)
        below = _mean_below_ceiling(rated) if capped else None
        sources = tuple(
            (source.id, mean, max(mean, below) if mean == source.ceiling and below else mean, source.weight, largest)
            for source, mean, largest in rated
        )
        weights = [weight * factor for _, _, _, weight, factor in sources]
        level = weighted_mean(weights, [counts for _, _, counts, _, _ in sources]) if any(weights) else None
        return _Merged(level, self._flags(rated), sources, tuple(raters))

    def _flags(self, rated: Sequence[tuple[Source, Fraction, Fraction]]) -> tuple[Flag, ...]:
        """Return the flags of rule 5 that depend on what counts."""
        flags: list[Flag] = []
        if any(source.confirms and factor == 1 for source, _, factor in rated):
            flags.append("confirmed")
        values = [mean for _, mean, _ in rated]
        if values and max(values) - min(values) >= self._clarify_from:
            flags.append("clarify")
        if rated and not any(source.confirms for source, _, _ in rated):
            flags.append("self-only")
        return tuple(flags)


def _mean_below_ceiling(rated: Iterable[tuple[Source, Fraction, Fraction]]) -> Fraction | None:
    """Return M, the weighted mean over the sources that do not stand at their ceiling (rule 4)."""
    below = [(source.weight * factor, mean) for source, mean, factor in rated if mean != source.ceiling]
    weights = [weight for weight, _ in below]
    return weighted_mean(weights, [mean for _, mean in below]) if any(weights) else None


def _latest(values: Iterable[Value]) -> tuple[list[Value], list[Value]]:
    """Of each rater's values take the latest that age leaves something of; return those, and the others.

    Values come with the last source, rater and day first. Both results come in the order of sources, then of raters;
    the others of one rater from the latest on.
    """
    counted: list[Value] = []
    left: list[Value] = []
    done = None
    for value in values:
        if value.key[2] and value.rater != done:
            counted.append(value)
            done = value.rater
        else:
            left.append(value)
    counted.reverse()
    if len(left) > 1:
        left.sort(key=itemgetter(0))
    return counted, left


def _terms(merged: _Merged, counted: Sequence[Value]) -> tuple[SourceTerm, ...]:
    terms = iter([value.term for value in counted])
    return tuple(
        [
            SourceTerm(*source, tuple(islice(terms, raters)))
            for source, raters in zip(merged.sources, merged.raters, strict=True)
        ]
    )
