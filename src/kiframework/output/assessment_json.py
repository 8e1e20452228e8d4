"""JSON of one assessment, by the tens of thousands: the same bytes as the serialiser of the model writes.

What recurs is written once and put together again: a level beside a requirement, what a source is worth, a rating that
stands behind several competencies. Field by field, writing takes ten times as long. A test holds both against each
other; the model stays the one definition of what the document looks like.
"""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING

from kiframework.model.assessment import exact_amount, exact_share

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from kiframework.model.assessment import (
        Assessment,
        Line,
        NotCounted,
        Outlook,
        PillarResult,
        RaterTerm,
        SourceTerm,
        UnmetLimit,
    )

_Key = tuple[object, ...]
_START = tuple("\n" + " " * indent for indent in range(10))
"""Begins a line, by indent."""
_UNRATED = """
     "sources": [],
     "not_counted": [],
     "reason": null
    }"""
"""The end of a line about which nothing is known."""
_NEXT = tuple("," + start for start in _START)


class AssessmentWriter:
    """Writes assessments of one run, which share a framework, as items of the list in the document."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._verdicts: dict[_Key, str] = {}
        self._worths: dict[_Key, str] = {}

    def write(self, one: Assessment) -> str:
        """Return the assessment as text, indented by two."""
        known: dict[int, str] = {}
        score, coverage = one.score, one.coverage
        low, point, high = (_share(number, 4) for number in (score.low, score.point, score.high))
        overall, confirmed = _share(coverage.overall, 4), _share(coverage.confirmed, 4)
        return f"""\
  {{
   "person": {quoted(one.person)},
   "role": {quoted(one.role)},
   "readiness": {quoted(one.readiness)},
   "provisional": {_words(one.provisional, 3) if one.provisional else "null"},
   "score": {{
    "low": {low},
    "point": {point},
    "high": {high}
   }},
   "coverage": {{
    "overall": {overall},
    "confirmed": {confirmed}
   }},
   "pillars": {_items([self._pillar(pillar) for pillar in one.pillars], 3)},
   "competencies": {_items([self._line(line, known) for line in one.competencies], 3)},
   "priorities": {_words(one.priorities, 3)},
   "assess_first": {_words(one.assess_first, 3)},
   "outlook": {self._outlook(one.outlook)}
  }}"""

    def _pillar(self, one: PillarResult) -> str:
        return f"""{{
     "pillar": {quoted(one.pillar)},
     "weight": "{one.weight}",
     "low": {_share(one.low, 5)},
     "point": {_share(one.point, 5)},
     "high": {_share(one.high, 5)},
     "coverage": {_share(one.coverage, 5)}
    }}"""

    def _line(self, one: Line, known: dict[int, str]) -> str:
        # The rest of the verdict follows from these, within one framework.
        level = None if one.level is None else one.level.as_integer_ratio()
        key = (one.competency, one.required, one.must_have, one.status, one.flags, level)
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = self._verdict(one)
        if one.not_counted or one.reason is not None:
            return verdict + self._behind(one, known)
        if not one.sources:
            return verdict + _UNRATED
        # Competencies whose evidence is the very same share what is written of it.
        behind = known.get(id(one.sources))
        if behind is None:
            behind = known[id(one.sources)] = self._behind(one, known)
        return verdict + behind

    def _behind(self, one: Line, known: dict[int, str]) -> str:
        sources = _items([self._source(term, known) for term in one.sources], 5)
        left = _items([_not_counted(value) for value in one.not_counted], 5)
        return f"""
     "sources": {sources},
     "not_counted": {left},
     "reason": {_text(one.reason)}
    }}"""

    def _verdict(self, one: Line) -> str:
        return f"""{{
     "competency": {quoted(one.competency)},
     "pillar": {quoted(one.pillar)},
     "required": {one.required},
     "weight": {one.weight},
     "must_have": {"true" if one.must_have else "false"},
     "level": {_amount(one.level, 5)},
     "fulfilment": {_share(one.fulfilment, 5)},
     "status": {quoted(one.status)},
     "flags": {_words(one.flags, 5)},
     "priority": {_amount(one.priority, 5)},"""

    def _source(self, one: SourceTerm, known: dict[int, str]) -> str:
        key = (
            one.source,
            one.value.as_integer_ratio(),
            one.counted_as.as_integer_ratio(),
            one.age_factor.as_integer_ratio(),
        )
        worth = self._worths.get(key)
        if worth is None:
            worth = self._worths[key] = self._worth(one)
        terms = []
        for term in one.raters:
            text = known.get(id(term))
            if text is None:
                text = known[id(term)] = _rater(term)
            terms.append(text)
        return f"""{worth}
       "raters": {_items(terms, 7)}
      }}"""

    def _worth(self, one: SourceTerm) -> str:
        return f"""{{
       "source": {quoted(one.source)},
       "value": {_amount(one.value, 7)},
       "counted_as": {_amount(one.counted_as, 7)},
       "weight": {one.weight},
       "age_factor": {_amount(one.age_factor, 7)},"""

    def _outlook(self, one: Outlook) -> str:
        lacking = [
            f"""{{
      "competency": {quoted(must.competency)},
      "lacks": {_amount(must.lacks, 6)}
     }}"""
            for must in one.must_haves
        ]
        return f"""{{
    "must_haves": {_items(lacking, 4)},
    "confirm": {_words(one.confirm, 4)},
    "rate": {_words(one.rate, 4)},
    "limit": {"null" if one.limit is None else self._limit(one.limit)}
   }}"""

    def _limit(self, one: UnmetLimit) -> str:
        return f"""{{
     "band": {quoted(one.band)},
     "pillar": {_text(one.pillar)},
     "limit": {_share(one.limit, 5)},
     "actual": {_share(one.actual, 5)},
     "priorities": {"null" if one.priorities is None else one.priorities}
    }}"""


def _rater(one: RaterTerm) -> str:
    valid_until = "null" if one.valid_until is None else f'"{one.valid_until.isoformat()}"'
    return f"""{{
         "rater": {_text(one.rater)},
         "date": "{one.date.isoformat()}",
         "valid_until": {valid_until},
         "value": {one.value},
         "age_factor": {_amount(one.age_factor, 9)},
         "evidence": {_text(one.evidence)},
         "comment": {_text(one.comment)},
         "objection": {_text(one.objection)},
         "note": {_text(one.note)}
        }}"""


def _share(number: Fraction | None, indent: int) -> str:
    return "null" if number is None else _share_of(*number.as_integer_ratio(), indent)


def _amount(number: Fraction | None, indent: int) -> str:
    return "null" if number is None else _amount_of(*number.as_integer_ratio(), indent)


@lru_cache(maxsize=8192)
def _share_of(numerator: int, denominator: int, indent: int) -> str:
    shown, start = exact_share(numerator, denominator), _START[indent]
    return f'{{{start} "exact": "{shown.exact}",{start} "percent": {shown.percent}{start}}}'


@lru_cache(maxsize=8192)
def _amount_of(numerator: int, denominator: int, indent: int) -> str:
    shown, start = exact_amount(numerator, denominator), _START[indent]
    return f'{{{start} "exact": "{shown.exact}",{start} "value": {shown.value}{start}}}'


def _not_counted(one: NotCounted) -> str:
    return f"""{{
       "source": {quoted(one.source)},
       "rater": {_text(one.rater)},
       "date": "{one.date.isoformat()}",
       "value": {one.value},
       "reason": {quoted(one.reason)}
      }}"""


def _items(items: list[str], indent: int) -> str:
    """Return a list whose items stand on lines of their own."""
    if not items:
        return "[]"
    if len(items) == 1:
        return f"[{_START[indent + 1]}{items[0]}{_START[indent]}]"
    return f"[{_START[indent + 1]}{_NEXT[indent + 1].join(items)}{_START[indent]}]"


def _words(words: Iterable[str], indent: int) -> str:
    return _items([quoted(word) for word in words], indent)


def _text(text: str | None) -> str:
    return "null" if text is None else quoted(text)
