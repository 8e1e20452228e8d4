"""From rating rounds to one level per competency (scoring rules 1 to 5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.assessment import NotCounted, RaterTerm, SourceTerm
from kiframework.model.skills import RatedLevel
from kiframework.scoring.exact import ONE, ZERO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from kiframework.model.assessment import Flag, Reason
    from kiframework.model.framework import Framework, Source
    from kiframework.model.skills import Person, Round


class Value(NamedTuple):
    """One value for one competency, as it was given."""

    source: str
    rater: str
    day: dt.date
    level: int
    occasion: Round
    detail: RatedLevel | None


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
        self._limits = [step.up_to_days for step in policy.age]
        self._clarify_from = policy.clarify_from
        self._merged: dict[tuple[tuple[str, int, int], ...], _Merged] = {}

    def weigh(self, person: Person) -> dict[str, Evidence]:
        """Return the evidence of every competency of the person that was rated."""
        collected = self._values(person)
        # Competencies with the very same values (one round, one level) share one piece of evidence.
        known: dict[tuple[int, ...], Evidence] = {}
        found = {}
        for competency, values in collected.items():
            key = tuple([id(value) for value in values])
            evidence = known.get(key)
            if evidence is None:
                evidence = known[key] = self._evidence(values)
            found[competency] = evidence
        return found

    def _values(self, person: Person) -> Mapping[str, list[Value]]:
        """Collect the values of all rounds. An answer without a value (not observable, don't know) leaves no trace."""
        collected: dict[str, list[Value]] = defaultdict(list)
        for occasion in person.rounds:
            source, day = occasion.source, occasion.date
            rater = person.id if self._sources[source].by_person else occasion.rater or ""
            plain = [Value(source, rater, day, step.level, occasion, None) for step in self._framework.scale]
            for competency, given in occasion.levels.items():
                if given.__class__ is int:
                    collected[competency].append(plain[given])
                elif isinstance(given, RatedLevel) and isinstance(given.level, int):
                    collected[competency].append(Value(source, rater, day, given.level, occasion, given))
            for competency, share in occasion.shares.items():
                collected[competency].append(plain[self._framework.level_from_share(share)])
        return collected

    def _evidence(self, values: Sequence[Value]) -> Evidence:
        """Merge the values of one competency into its level, flags and terms."""
        counted: list[tuple[Value, int]] = []
        left: list[NotCounted] = []
        if len(values) == 1:
            self._latest(values, counted, left)
        else:
            ordered = sorted(values, key=self._by_source_rater_day)
            for _, of_rater in groupby(ordered, key=itemgetter(0, 1)):
                self._latest(list(of_rater), counted, left)
        merged = self._merge(tuple([(value.source, value.level, number) for value, number in counted]))
        flags = merged.flags
        if "confirmed" not in flags and self._refresh_due(values):
            flags = (*flags, "refresh-due")
        return Evidence(merged.level, flags, self._terms(merged, counted), tuple(left))

    def _terms(self, merged: _Merged, counted: Iterable[tuple[Value, int]]) -> tuple[SourceTerm, ...]:
        raters: dict[str, list[RaterTerm]] = defaultdict(list)
        for value, number in counted:
            raters[value.source].append(_rater_term(value, self._factors[number]))
        return tuple(
            [
                SourceTerm(source, rated, counts, weight, factor, tuple(raters[source]))
                for source, rated, counts, weight, factor in merged.sources
            ]
        )

    def _by_source_rater_day(self, value: Value) -> tuple[int, str, dt.date]:
        return (self._order[value.source], value.rater, value.day)

    def _latest(self, values: Sequence[Value], counted: list[tuple[Value, int]], left: list[NotCounted]) -> None:
        """Of one rater's values take the latest that age leaves something of; note why the others do not count."""
        found = False
        for value in reversed(values):
            number = self._age(value)
            if number and not found:
                counted.append((value, number))
                found = True
            else:
                reason = self._reason(value, number)
                left.append(NotCounted(value.source, value.rater or None, value.day, value.level, reason))

    def _reason(self, value: Value, number: int) -> Reason:
        if number:
            return "superseded"
        if value.day > self._day:
            return "later-than-date"
        return "expired" if self._valid_until(value) else "too-old"

    def _valid_until(self, value: Value) -> dt.date | None:
        """Return the end of validity; a person's own rating has none (rule 2)."""
        return None if self._sources[value.source].by_person else value.occasion.valid_until

    def _age(self, value: Value) -> int:
        """Return the number of f, what age leaves of a value (rule 2); 0 if that is nothing."""
        age = (self._day - value.day).days
        if age < 0:
            return 0
        valid_until = self._valid_until(value)
        if valid_until is not None:
            return len(self._factors) - 1 if self._day <= valid_until else 0
        for number, days in enumerate(self._limits, 1):
            if age <= days:
                return number if self._factors[number] else 0
        return 0

    def _refresh_due(self, values: Iterable[Value]) -> bool:
        """Tell whether others confirmed the competency, but so long ago that age takes something away (rule 5)."""
        known = [value for value in values if value.day <= self._day and self._sources[value.source].confirms]
        return bool(known) and not any(self._factors[self._age(value)] == 1 for value in known)

    def _merge(self, counted: tuple[tuple[str, int, int], ...]) -> _Merged:
        """Return what the values (source, level, age factor) amount to, sources in the order of the framework."""
        known = self._merged.get(counted)
        if known is None:
            known = self._merged[counted] = self._merge_anew(counted)
        return known

    def _merge_anew(self, counted: tuple[tuple[str, int, int], ...]) -> _Merged:
        rated = []
        for name, of_source in groupby(counted, key=itemgetter(0)):
            pairs = [(level, self._factors[number]) for _, level, number in of_source]
            mean = sum(level * factor for level, factor in pairs) / sum(factor for _, factor in pairs)
            rated.append((self._sources[name], Fraction(mean), max(factor for _, factor in pairs)))
        below = _mean_below_ceiling(rated)
        sources = tuple(
            (source.id, mean, max(mean, below) if mean == source.ceiling and below else mean, source.weight, largest)
            for source, mean, largest in rated
        )
        weights = sum(weight * factor for _, _, _, weight, factor in sources)
        total = sum(weight * factor * counts for _, _, counts, weight, factor in sources)
        return _Merged(Fraction(total, weights) if weights else None, self._flags(rated), sources)

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
    weights = sum(weight for weight, _ in below)
    return Fraction(sum(weight * mean for weight, mean in below), weights) if weights else None


def _rater_term(value: Value, factor: Fraction) -> RaterTerm:
    occasion, detail = value.occasion, value.detail
    return RaterTerm(
        value.rater or None,
        value.day,
        occasion.valid_until,
        value.level,
        factor,
        detail.evidence if detail else None,
        detail.comment if detail else None,
        detail.objection if detail else None,
        occasion.note,
    )
