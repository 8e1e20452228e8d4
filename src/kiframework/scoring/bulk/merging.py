"""From rows of evidence to what is known of each person in each competency (scoring rules 1 to 5).

Rows are sorted as packed numbers: person and competency, source, rater, age, so that of each rater the youngest row
with an age factor above 0 comes first. What the raters of a source say, and what the sources of a competency say, are
then sums over neighbours, in whole numbers all the way.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kiframework.scoring.exact import ONE, ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.framework import Framework

WORD = 63
_EPOCH = dt.date(1970, 1, 1)


class Merged(NamedTuple):
    """What is known of one competency."""

    level: Fraction
    confirmed: bool


@dataclass(frozen=True)
class Known:
    """What is known of the people of a batch. Pairs of person and competency are in order."""

    people: pa.Array
    """In order of their first row."""
    pairs: Any
    """Number of the person times the number of competencies, plus the place of the competency."""
    kinds: Any
    """For each pair, the place in ``merged``."""
    merged: tuple[Merged, ...]


def merge_rows(framework: Framework, batch: pa.RecordBatch, day: dt.date) -> Known:
    """Return what is known of everybody in a batch on a day. The batch holds all rows of everybody in it."""
    people = _people(batch.column("person"))
    rows = _rows(framework, batch, people, day)
    pairs, sources, levels, factors = _youngest(rows, framework)
    return _merged(framework, people.dictionary, pairs, sources, levels, factors)


def _people(column: pa.Array) -> pa.DictionaryArray:
    """Return people by number, those alone that occur."""
    if not pa.types.is_dictionary(column.type):
        return column.dictionary_encode()
    used = column.indices.dictionary_encode()
    return pa.DictionaryArray.from_arrays(used.indices, column.dictionary.take(used.dictionary))


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    return column if pa.types.is_dictionary(column.type) else column.dictionary_encode()


def _places(column: pa.Array, words: Sequence[str]) -> Any:
    """Return for each row the place of its word."""
    encoded = _encoded(column)
    known = {word: place for place, word in enumerate(words)}
    places = np.array([known[word] for word in encoded.dictionary.to_pylist()], np.int64)
    return places[encoded.indices.to_numpy()]


class _Rows(NamedTuple):
    """The rows that age leaves something of."""

    pair: Any
    source: Any
    rater: Any
    age: Any
    level: Any
    factor: Any
    """The number of the age factor, above 0."""


def _rows(framework: Framework, batch: pa.RecordBatch, people: pa.DictionaryArray, day: dt.date) -> _Rows:
    sources = _places(batch.column("source"), list(framework.sources))
    age = (day - _EPOCH).days - batch.column("date").cast(pa.int32()).to_numpy().astype(np.int64)
    factor = _factor_numbers(framework, batch, sources, age, day)
    alive = np.flatnonzero(factor)
    competencies = _places(batch.column("competency"), list(framework.competencies))
    pair = people.indices.to_numpy().astype(np.int64) * len(framework.competencies) + competencies
    own = np.array([source.by_person for source in framework.scoring.sources])
    rater = np.where(own[sources], 0, _raters(batch))
    level = batch.column("value").to_numpy()
    return _Rows(pair[alive], sources[alive], rater[alive], age[alive], level[alive].astype(np.int64), factor[alive])


def _raters(batch: pa.RecordBatch) -> Any:
    """Return a number for each rater; one that is left out is the same as an empty name."""
    if "rater" not in batch.schema.names:
        return np.zeros(batch.num_rows, np.int64)
    encoded = _encoded(batch.column("rater"))
    numbers = pc.fill_null(encoded.indices.cast(pa.int64()), -1).to_numpy() + 1
    names = encoded.dictionary.to_pylist()
    return np.where(numbers == names.index("") + 1, 0, numbers) if "" in names else numbers


def _factor_numbers(framework: Framework, batch: pa.RecordBatch, sources: Any, age: Any, day: dt.date) -> Any:
    """Return for each row the number of its age factor (rule 2); 0 where nothing is left."""
    factors = age_factors(framework)
    limits = [step.up_to_days for step in framework.scoring.age]
    number = np.searchsorted(limits, age) + 1 if limits else np.ones(len(age), np.int64)
    steps = np.array([*(place if factor else 0 for place, factor in enumerate(factors[:-1])), 0])
    found = np.where(age < 0, 0, steps[number])
    if "valid_until" in batch.schema.names and batch.column("valid_until").null_count < batch.num_rows:
        until = batch.column("valid_until").cast(pa.int32())
        own = np.array([source.by_person for source in framework.scoring.sources])
        given = pc.is_valid(until).to_numpy(zero_copy_only=False) & ~own[sources] & (age >= 0)
        holds = pc.fill_null(until, 0).to_numpy() >= (day - _EPOCH).days
        found = np.where(given, np.where(holds, len(factors) - 1, 0), found)
    return found


def age_factors(framework: Framework) -> tuple[Fraction, ...]:
    """Return the age factors by number: 0 is nothing, the last one the whole weight."""
    return (ZERO, *(step.factor for step in framework.scoring.age), ONE)


def _youngest(rows: _Rows, framework: Framework) -> tuple[Any, Any, Any, Any]:
    """Keep the youngest row of each rater, sorted by pair and source: pair, source, level, number of the factor."""
    sources, levels, factors = len(framework.sources), len(framework.scale), len(framework.scoring.age) + 2
    raters = int(rows.rater.max(initial=0)) + 1
    ages = int(rows.age.max(initial=0)) + 1
    told = (rows.age * levels + rows.level) * factors + rows.factor
    size = ages * levels * factors
    voice = (rows.pair * sources + rows.source) * raters + rows.rater
    most = (int(rows.pair.max(initial=0)) + 1) * sources * raters * size
    if most.bit_length() <= WORD:
        ordered = voice * size + told
        ordered.sort()
        voice, told = np.divmod(ordered, size)
    else:
        order = np.lexsort((told, voice))
        voice, told = voice[order], told[order]
    first = np.ones(len(voice), bool)
    np.not_equal(voice[1:], voice[:-1], out=first[1:])
    told, (pair, source) = told[first] % (levels * factors), np.divmod(voice[first] // raters, sources)
    return pair, source, told // factors, told % factors


def _merged(framework: Framework, people: pa.Array, pair: Any, source: Any, level: Any, factor: Any) -> Known:
    """Merge the raters of each source, then the sources of each pair."""
    factors = age_factors(framework)
    whole = lcm(*[one.denominator for one in factors])
    weights = np.array([int(one * whole) for one in factors])[factor]
    starts = _starts(pair * len(framework.sources) + source)
    voices = _Voices(source[starts], _sums(weights * level, starts), _sums(weights, starts), _most(weights, starts))
    of_pair = pair[starts]
    own = _starts(of_pair)
    numerator, denominator = _levels(framework, voices, own)
    confirms = np.array([one.confirms for one in framework.scoring.sources])
    confirmed = _most(confirms[voices.source] & (voices.factor == whole), own)
    distinct, kinds = _distinct([numerator, denominator, confirmed.astype(np.int64)])
    merged = tuple(Merged(Fraction(int(one), int(other)), bool(sure)) for one, other, sure in distinct)
    return Known(people, of_pair[own], kinds, merged)


class _Voices(NamedTuple):
    """What each source says of a pair. V is ``total / weight``."""

    source: Any
    total: Any
    weight: Any
    factor: Any
    """F, in the same whole numbers as the weights."""


def _levels(framework: Framework, voices: _Voices, starts: Any) -> tuple[Any, Any]:
    """Return L of each pair as numerator and denominator in lowest terms (rule 4).

    With S0 and S1 the sums of W F and of W F V over the sources below their ceiling, M is S1 / S0, and L the sum of
    W F max(V, M) over the sources at their ceiling, plus S1, divided by the sum of all W F.
    """
    common = lcm(*np.unique(voices.weight).tolist())
    sources = framework.scoring.sources
    weight = np.array([one.weight for one in sources])[voices.source] * voices.factor
    # S0 times the sum of W F max(V, M) is the largest number that comes up.
    most = (int(weight.max(initial=0)) * len(sources)) ** 2 * framework.highest_level * common
    if most.bit_length() > WORD:
        weight = weight.astype(object)
    value = voices.total * (common // voices.weight).astype(weight.dtype)
    ceilings = np.array([-1 if one.ceiling is None else one.ceiling for one in sources])[voices.source]
    below = value != ceilings * common
    below_weight, below_sum = _sums(weight * below, starts), _sums(weight * value * below, starts)
    counts = np.diff(np.r_[starts, len(value)])
    mean_weight, mean_sum = np.repeat(below_weight, counts), np.repeat(below_sum, counts)
    # Where nothing is below a ceiling, S0 is taken as 1 and M as 0: every V counts as it is.
    scale = np.maximum(mean_weight, 1)
    raised = weight * np.maximum(value * scale, mean_sum) * ~below
    scale = np.maximum(below_weight, 1)
    numerator = below_sum * scale + _sums(raised, starts)
    denominator = _sums(weight, starts) * scale * common
    divisor = np.gcd(numerator, denominator)
    return numerator // divisor, denominator // divisor


def _starts(ordered: Any) -> Any:
    """Return where runs of the same number start."""
    return np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, np.int64)


def _sums(numbers: Any, starts: Any) -> Any:
    return np.add.reduceat(numbers, starts) if len(starts) else numbers


def _most(numbers: Any, starts: Any) -> Any:
    return np.maximum.reduceat(numbers, starts) if len(starts) else numbers


def _distinct(columns: Sequence[Any]) -> tuple[list[tuple[int, ...]], Any]:
    """Return the distinct rows of some columns, and for each row which of them it is."""
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    packed: Any = 0 if prod(sizes) < 1 << WORD else np.zeros(len(columns[0]), object)
    for column, size in zip(columns, sizes, strict=True):
        packed = packed * size + column
    if packed.dtype == object:
        values, places = np.unique(packed, return_inverse=True)
        return _unpacked(values, sizes), places
    encoded = pa.array(packed).dictionary_encode()
    return _unpacked(encoded.dictionary.to_numpy(), sizes), encoded.indices.to_numpy()


def _unpacked(values: Any, sizes: Sequence[int]) -> list[tuple[int, ...]]:
    rows = []
    for size in reversed(sizes):
        values, digits = values // size, values % size
        rows.append(digits.tolist())
    return list(zip(*reversed(rows), strict=True))
