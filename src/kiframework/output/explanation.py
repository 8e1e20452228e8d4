"""Every figure of an assessment with its terms, as plain text: the assessor's working paper (scoring rule 15)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE
from kiframework.output.typography import Typography, printable
from kiframework.output.wording import in_language, readiness_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.assessment import Assessment, Line, PillarResult
    from kiframework.model.base import Text
    from kiframework.model.evidence import SourceTerm
    from kiframework.model.framework import Framework
    from kiframework.output.texts import Texts


def explain(framework: Framework, assessment: Assessment, texts: Texts) -> str:
    """Return the explanation of one assessment; exact fractions stand beside rounded figures."""
    return "".join(f"{printable(line)}\n" for line in _Explanation(framework, assessment, texts).lines())


class _Explanation:
    def __init__(self, framework: Framework, assessment: Assessment, texts: Texts) -> None:
        self.framework = framework
        self.assessment = assessment
        self.texts = texts
        self.figures = Typography(texts.lang)

    def lines(self) -> Iterator[str]:
        one, texts = self.assessment, self.texts
        role = self._words(self.framework.roles[one.role].title)
        yield ""
        yield texts("explain.title", person=one.person, role=role, readiness=self._readiness(one.readiness))
        if one.provisional:
            low, high = (self._readiness(code) for code in one.provisional)
            yield "  " + texts("provisional", low=low, high=high)
        low, high = self._percent(one.score.low), self._percent(one.score.high)
        if one.score.point is None:
            yield "  " + texts("explain.no-point", low=low, high=high)
        else:
            yield "  " + texts("explain.score", point=self._percent(one.score.point), low=low, high=high)
        coverage = one.coverage
        overall, confirmed = self._percent(coverage.overall), self._percent(coverage.confirmed)
        yield "  " + texts("explain.coverage", overall=overall, confirmed=confirmed)
        yield "  " + texts("explain.paper")
        yield from self._changes()
        for pillar in one.pillars:
            yield from self._pillar(pillar)

    def _changes(self) -> Iterator[str]:
        outlook, texts = self.assessment.outlook, self.texts
        yield ""
        yield "  " + texts("explain.change")
        for must in outlook.must_haves:
            lacks = self._number(must.lacks)
            yield "    " + texts("explain.change.must-have", competency=self._title(must.competency), lacks=lacks)
        for id_ in outlook.confirm:
            yield "    " + texts("explain.change.confirm", competency=self._title(id_))
        for id_ in outlook.rate:
            if id_ not in outlook.confirm:
                yield "    " + texts("explain.change.rate", competency=self._title(id_))
        limit = outlook.limit
        if limit is not None:
            what = self._pillar_title(limit.pillar) if limit.pillar else texts("explain.change.score")
            actual, needed = self._percent(limit.actual), self._percent(limit.limit)
            band = self._readiness(limit.band)
            yield "    " + texts("explain.change.limit", band=band, what=what, actual=actual, limit=needed)
            if limit.priorities is not None:
                yield "    " + texts("explain.change.closures", n=limit.priorities)
        elif self.assessment.readiness not in (MUST_HAVE_OPEN, NOT_ASSESSABLE):
            yield "    " + texts("explain.change.best")

    def _pillar(self, pillar: PillarResult) -> Iterator[str]:
        of_pillar = [line for line in self.assessment.competencies if line.pillar == pillar.pillar]
        rated = [line for line in of_pillar if line.fulfilment is not None]
        low, high = self._percent(pillar.low), self._percent(pillar.high)
        terms = self.texts("explain.pillar.none")
        if pillar.point is not None:
            products = " + ".join(f"{line.weight}·{line.fulfilment}" for line in rated)
            weight = str(sum(line.weight for line in rated))
            terms = self.texts(
                "explain.pillar.point", sum=f"({products})", weight=weight, point=self._percent(pillar.point)
            )
        yield ""
        title = self._pillar_title(pillar.pillar)
        yield "  " + self.texts("explain.pillar", pillar=title, weight=str(pillar.weight), terms=terms)
        coverage = self._percent(pillar.coverage)
        yield "    " + self.texts("explain.pillar.range", low=low, high=high, coverage=coverage)
        for line in of_pillar:
            yield from self._line(line)

    def _line(self, line: Line) -> Iterator[str]:
        texts = self.texts
        status = texts(f"status.{line.status}") + (f" ({line.reason})" if line.reason else "")
        key = "explain.line.must" if line.must_have else "explain.line"
        weight, required = str(line.weight), str(line.required)
        title = self._title(line.competency)
        yield "    " + texts(key, competency=title, required=required, weight=weight, status=status)
        if line.level is not None:
            yield "      " + texts("explain.level", terms=_mean(line.sources), level=self._number(line.level))
            yield "      " + self._fulfilment(line)
        if line.priority:
            yield "      " + self._priority(line, line.priority)
        for term in line.sources:
            yield from self._source(term)
        for left in line.not_counted:
            source, reason = self._source_title(left.source), texts(f"reason.{left.reason}")
            date = left.date.isoformat()
            yield "      " + texts(
                "explain.not-counted", source=source, date=date, value=str(left.value), reason=reason
            )
        if line.flags:
            flags = ", ".join(texts(f"flag.{flag}") for flag in line.flags)
            yield "      " + texts("explain.flags", flags=flags)

    def _fulfilment(self, line: Line) -> str:
        fulfilment = self._percent(line.fulfilment or Fraction(0))
        required = str(line.required)
        return self.texts("explain.fulfilment", level=str(line.level), required=required, fulfilment=fulfilment)

    def _priority(self, line: Line, priority: Fraction) -> str:
        gap = line.required - (line.level or 0)
        factor = self.framework.scoring.must_have_factor if line.must_have else 1
        return self.texts(
            "explain.priority",
            gap=str(gap),
            weight=str(line.weight),
            factor=str(factor),
            priority=self._number(priority),
        )

    def _source(self, term: SourceTerm) -> Iterator[str]:
        key = "explain.source" if term.counted_as == term.value else "explain.source.raised"
        values: dict[str, Any] = {"value": str(term.value), "weight": str(term.weight), "factor": str(term.age_factor)}
        if term.counted_as != term.value:
            values["counts"] = str(term.counted_as)
        yield "      " + self.texts(key, source=self._source_title(term.source), **values)
        for rater in term.raters:
            name = rater.rater or self.texts("explain.unnamed")
            date, value, factor = rater.date.isoformat(), str(rater.value), str(rater.age_factor)
            yield "        " + self.texts("explain.rater", rater=name, date=date, value=value, factor=factor)

    def _words(self, text: Text) -> str:
        return in_language(self.framework, text, self.texts.lang)

    def _title(self, competency: str) -> str:
        return self._words(self.framework.competencies[competency].title)

    def _pillar_title(self, pillar: str) -> str:
        return self._words(self.framework.pillars[self.framework.pillar_order[pillar]].title)

    def _source_title(self, source: str) -> str:
        return self._words(self.framework.sources[source].title)

    def _readiness(self, code: str) -> str:
        return readiness_word(self.framework, code, self.texts)

    def _percent(self, share: Fraction) -> str:
        exact = "" if share.denominator == 1 else f" ({share})"
        return self.figures.percent(share) + exact

    def _number(self, number: Fraction) -> str:
        return str(number) if number.denominator == 1 else f"{number} ≈ {self.figures.number(number, 2)}"


def _mean(terms: tuple[SourceTerm, ...]) -> str:
    """Write the mean behind a level: (W·F·V + ...) / (W·F + ...)."""
    over = " + ".join(f"{term.weight}·{term.age_factor}·{term.counted_as}" for term in terms)
    under = " + ".join(f"{term.weight}·{term.age_factor}" for term in terms)
    return f"({over}) / ({under})"
