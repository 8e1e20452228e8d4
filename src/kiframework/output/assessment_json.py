"""JSON of one assessment, by the tens of thousands: the same bytes as the serialiser of the model writes.

What recurs is written once and put together again: a verdict, what values of some kinds amount to, a value that stands
behind several competencies. Field by field, writing takes ten times as long. A test holds both against each other; the
model stays the one definition of what the document looks like.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from kiframework.memo import Memo
from kiframework.model.exact import exact_text, four_decimals
from kiframework.model.skills import RatedLevel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiframework.model.assessment import Asked, Assessment, Line, Outlook, PillarResult, UnmetLimit, Verdict
    from kiframework.model.evidence import Evidence, Left, Occasion, Value, Weighing, Worth

_START = tuple("\n" + " " * indent for indent in range(10))
"""Begins a line, by indent."""
_NEXT = tuple("," + start for start in _START)
_HOLE = "\0"
"""Stands where a value belongs, which is another one for everybody. No id holds it."""
_NO_REASON = """
     "reason": null
    }"""
"""The end of a line, for a competency that applies."""
_NOTHING_SAID = RatedLevel(level=0)
_quoted = Memo(quoted)
"""Ids and codes of the framework, as they are written."""


class AssessmentWriter:
    """Writes assessments of one run, which share a framework, as items of the list in the document."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._frames = Memo(_frame)
        self._asked = Memo(_asked)
        self._verdicts = Memo(_verdict)

    def write(self, one: Assessment) -> str:
        """Return the assessment as text, indented by two."""
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
   "pillars": {_items([_pillar(pillar) for pillar in one.pillars], 3)},
   "competencies": {_items(self._lines(one.competencies), 3)},
   "priorities": {_words(one.priorities, 3)},
   "assess_first": {_words(one.assess_first, 3)},
   "outlook": {_outlook(one.outlook)}
  }}"""

    def _lines(self, lines: Iterable[Line]) -> list[str]:
        asked, verdicts, end = self._asked, self._verdicts, _Behind(self._frames).end
        return [
            asked[one.asked]
            + verdicts[one.verdict]
            + (end(one.evidence) if one.reason is None else _excused(end(one.evidence), one.reason))
            for one in lines
        ]


def _excused(end: str, reason: str) -> str:
    """Return the end of the line of a competency that does not apply."""
    return f'{end.removesuffix(_NO_REASON)}\n     "reason": {quoted(reason)}\n    }}'


class _Frame(NamedTuple):
    """What stands around the values of a weighing."""

    begin: str
    counted: tuple[tuple[int, str], ...]
    """Place of a value that counts, and what stands behind it."""
    left: tuple[tuple[int, str], ...]
    """Place of a value that does not, and what stands behind it."""


class _Behind:
    """Writes what stands behind one person's levels; competencies that were rated together share what is written."""

    def __init__(self, frames: Mapping[Weighing, _Frame]) -> None:
        self._frames = frames
        self._ends: dict[Evidence, str] = {}
        self._values: dict[Value, str] = {}
        self._occasions: dict[Occasion, tuple[str, str]] = {}

    def end(self, one: Evidence) -> str:
        """Return the end of a line behind the verdict, for a competency that applies."""
        known = self._ends.get(one)
        if known is not None:
            return known
        values = one.values
        text, counted, left = self._frames[one.weighing]
        for place, behind in counted:
            value = values[place]
            text = f"{text}{self._values.get(value) or self._counted(value)}{behind}"
        for place, behind in left:
            text = f"{text}{_left(values[place])}{behind}"
        self._ends[one] = text
        return text

    def _counted(self, one: Value) -> str:
        by, detail = one.occasion, one.detail
        before, behind = self._occasions.get(by) or self._occasions.setdefault(by, _around(by))
        if detail is not None:
            behind = _said(by.age_factor, by.note, detail)
        known = self._values[one] = f"{before}{one.level}{behind}"
        return known


def _around(by: Occasion) -> tuple[str, str]:
    """Return what stands before and behind the levels of an occasion that stand for themselves."""
    valid_until = "null" if by.valid_until is None else f'"{by.valid_until.isoformat()}"'
    before = f"""{{
         "rater": {_text(by.rater)},
         "date": "{by.date.isoformat()}",
         "valid_until": {valid_until},
         "value": """
    return before, _unremarked(*by.age_factor.as_integer_ratio(), by.note)


@lru_cache(maxsize=1024)
def _unremarked(numerator: int, denominator: int, note: str | None) -> str:
    """Return what stands behind levels that nobody remarked upon, by their age factor and the note of the occasion."""
    return _said(Fraction(numerator, denominator), note, _NOTHING_SAID)


def _said(age_factor: Fraction, note: str | None, detail: RatedLevel) -> str:
    return f""",
         "age_factor": {_amount(age_factor, 9)},
         "evidence": {_text(detail.evidence)},
         "comment": {_text(detail.comment)},
         "objection": {_text(detail.objection)},
         "note": {_text(note)}
        }}"""


def _left(one: Value) -> str:
    by = one.occasion
    return f"""
       "rater": {_text(by.rater)},
       "date": "{by.date.isoformat()}",
       "value": {one.level},"""


def _frame(weighing: Weighing) -> _Frame:
    sources = _items([_source(worth) for worth in weighing.sources], 5)
    left = _items([_reason(one) for one in weighing.not_counted], 5)
    text = f"""
     "sources": {sources},
     "not_counted": {left},{_NO_REASON}"""
    # Thousands of frames are made of a few hundred pieces.
    begin, *rest = map(intern, text.split(_HOLE))
    counted = [place for worth in weighing.sources for place in worth.raters]
    around = tuple(zip([*counted, *(one.place for one in weighing.not_counted)], rest, strict=True))
    return _Frame(begin, around[: len(counted)], around[len(counted) :])


def _source(one: Worth) -> str:
    return f"""{{
       "source": {quoted(one.source)},
       "value": {_amount(one.value, 7)},
       "counted_as": {_amount(one.counted_as, 7)},
       "weight": {one.weight},
       "age_factor": {_amount(one.age_factor, 7)},
       "raters": {_items([_HOLE for _ in one.raters], 7)}
      }}"""


def _reason(one: Left) -> str:
    return f"""{{
       "source": {quoted(one.source)},{_HOLE}
       "reason": {quoted(one.reason)}
      }}"""


def _asked(one: Asked) -> str:
    return f"""{{
     "competency": {quoted(one.competency)},
     "pillar": {quoted(one.pillar)},
     "required": {one.required},
     "weight": {one.weight},
     "must_have": {"true" if one.must_have else "false"},"""


def _verdict(one: Verdict) -> str:
    return f"""
     "level": {_amount(one.level, 5)},
     "fulfilment": {_share(one.fulfilment, 5)},
     "status": {quoted(one.status)},
     "flags": {_words(one.flags, 5)},
     "priority": {_amount(one.priority, 5)},"""


def _pillar(one: PillarResult) -> str:
    return f"""{{
     "pillar": {quoted(one.pillar)},
     "weight": "{one.weight}",
     "low": {_share(one.low, 5)},
     "point": {_share(one.point, 5)},
     "high": {_share(one.high, 5)},
     "coverage": {_share(one.coverage, 5)}
    }}"""


def _outlook(one: Outlook) -> str:
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
    "limit": {"null" if one.limit is None else _limit(one.limit)}
   }}"""


def _limit(one: UnmetLimit) -> str:
    return f"""{{
     "band": {quoted(one.band)},
     "pillar": {_text(one.pillar)},
     "limit": {_share(one.limit, 5)},
     "actual": {_share(one.actual, 5)},
     "priorities": {"null" if one.priorities is None else one.priorities}
    }}"""


def _share(number: Fraction | None, indent: int) -> str:
    return "null" if number is None else _share_of(*number.as_integer_ratio(), indent)


def _amount(number: Fraction | None, indent: int) -> str:
    return "null" if number is None else _amount_of(*number.as_integer_ratio(), indent)


@lru_cache(maxsize=8192)
def _share_of(numerator: int, denominator: int, indent: int) -> str:
    start, percent = _START[indent], four_decimals(numerator * 100, denominator)
    return f'{{{start} "exact": "{exact_text(numerator, denominator)}",{start} "percent": {percent}{start}}}'


@lru_cache(maxsize=8192)
def _amount_of(numerator: int, denominator: int, indent: int) -> str:
    start, value = _START[indent], four_decimals(numerator, denominator)
    return f'{{{start} "exact": "{exact_text(numerator, denominator)}",{start} "value": {value}{start}}}'


def _items(items: list[str], indent: int) -> str:
    """Return a list whose items stand on lines of their own."""
    if not items:
        return "[]"
    return f"[{_START[indent + 1]}{_NEXT[indent + 1].join(items)}{_START[indent]}]"


def _words(words: Iterable[str], indent: int) -> str:
    return _items([_quoted[word] for word in words], indent)


def _text(text: str | None) -> str:
    return "null" if text is None else quoted(text)
