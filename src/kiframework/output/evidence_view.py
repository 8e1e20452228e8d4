"""What stands behind the levels, as far as the reader may see it (scoring rule 15)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiframework.model.assessment import Assessment, Line, ShownSource
    from kiframework.model.evidence import NotCounted, RaterTerm
    from kiframework.output.wording import Wording


class SourceItem(NamedTuple):
    """One source as far as it may be shown."""

    label: str
    value: str
    factors: str
    """What the value is multiplied with; empty for sources merged into one."""


class Remark(NamedTuple):
    """What a rater wrote."""

    kind: str
    text: str
    origin: str


class EvidenceRow(NamedTuple):
    """The evidence for one competency."""

    title: str
    actual: str
    sources: tuple[SourceItem, ...]
    flags: str
    not_counted: tuple[str, ...]
    remarks: tuple[Remark, ...]


class Evidence(NamedTuple):
    """The section on evidence."""

    headline: str
    rows: tuple[EvidenceRow, ...]


def evidence(wording: Wording, assessment: Assessment, shown: Mapping[str, tuple[ShownSource, ...]]) -> Evidence:
    """Collect the evidence for every competency that has any."""
    rows = tuple(
        _row(wording, line, shown.get(line.competency, ()))
        for line in assessment.competencies
        if line.level is not None or line.not_counted
    )
    return Evidence(_headline(wording, assessment.competencies), rows)


def _headline(wording: Wording, lines: Sequence[Line]) -> str:
    texts = wording.texts
    for flag in ("clarify", "self-only", "refresh-due"):
        count = sum(1 for line in lines if flag in line.flags)
        if count:
            return texts(f"evidence.headline.{flag}", n=count)
    rated = [line for line in lines if line.level is not None]
    if not rated:
        return texts("evidence.headline.nothing")
    whole = all("confirmed" in line.flags for line in rated)
    return texts("evidence.headline.confirmed" if whole else "evidence.headline.some")


def flag_words(wording: Wording, line: Line) -> str:
    """Write the flags of a line as words."""
    return wording.facts(wording.texts(f"flag.{flag}") for flag in line.flags) if line.flags else ""


def _row(wording: Wording, line: Line, shown: tuple[ShownSource, ...]) -> EvidenceRow:
    return EvidenceRow(
        wording.titles[line.competency],
        wording.against(line.level, line.required),
        tuple([_source(wording, source) for source in shown]),
        flag_words(wording, line),
        tuple([_not_counted(wording, item) for item in line.not_counted]) if line.not_counted else (),
        tuple(_remarks(wording, line)) if wording.edition.audience == "self" else (),
    )


def _source(wording: Wording, source: ShownSource) -> SourceItem:
    label = wording.texts("source.others") if source.label is None else wording.sources[source.label]
    if source.value is None:
        named_from = None if source.label is None else wording.framework.sources[source.label].named_from
        return SourceItem(label, wording.texts("source.too-few", n=named_from or 0), "")
    return SourceItem(label, wording.figures.short(source.value), factors(wording, source))


def factors(wording: Wording, source: ShownSource) -> str:
    """Write what a value is multiplied with: its weight, and its age factor where it is not 1."""
    if source.weight is None:
        return ""
    weight = f"× {source.weight}"
    if source.age_factor is None or source.age_factor == 1:
        return weight
    return f"{weight} × {wording.figures.trimmed(source.age_factor, 2)}"


def _not_counted(wording: Wording, item: NotCounted) -> str:
    reason = wording.texts(f"not-counted.{item.reason}")
    if _is_anonymous(wording, item.source):
        # Neither value nor day: one rater could be recognised by them.
        return wording.texts("not-counted.anonymous", reason=reason)
    day = wording.figures.date_short(item.date)
    title = wording.sources[item.source]
    return wording.texts("not-counted", source=title, date=day, value=str(item.value), reason=reason)


def _is_anonymous(wording: Wording, source: str) -> bool:
    return wording.framework.sources[source].named_from is not None


def _remarks(wording: Wording, line: Line) -> Iterator[Remark]:
    for source in line.sources:
        if not _is_anonymous(wording, source.source):
            for rater in source.raters:
                yield from _remarks_of(wording, source.source, rater)


def _remarks_of(wording: Wording, source: str, rater: RaterTerm) -> Iterator[Remark]:
    for kind in ("note", "evidence", "comment", "objection"):
        words = getattr(rater, kind)
        if words:
            origin = f"{wording.sources[source]}, {wording.figures.date_short(rater.date)}"
            yield Remark(wording.texts(f"remark.{kind}"), wording.plain(words), origin)


def worked_example(wording: Wording, assessment: Assessment, shown: Mapping[str, tuple[ShownSource, ...]]) -> str:
    """Compute one line of the person before the reader's eyes: of the most instructive one that shows all its terms."""
    lines = [line for line in assessment.competencies if line.level is not None]
    if not lines:
        return ""
    line = max(lines, key=lambda line: _instructive(line, shown.get(line.competency, ())))
    sources = shown.get(line.competency, ())
    values = {
        "title": wording.titles[line.competency],
        "level": wording.against(line.level, line.required),
        "required": str(line.required),
        "fulfilment": wording.figures.percent(line.fulfilment or Fraction(0)),
    }
    if not _is_open(sources):
        return wording.texts("example.short", **values)
    return wording.texts("example", terms=_terms(wording, sources), weights=_weights(wording, sources), **values)


def _instructive(line: Line, sources: tuple[ShownSource, ...]) -> tuple[bool, bool, bool, bool, int]:
    # Whole values first: with rounded ones a reader who checks the sum may come out beside it.
    whole = all(source.value is not None and source.value.denominator == 1 for source in sources)
    uneven = line.level is not None and line.level.denominator > 1
    return _is_open(sources), whole, uneven, line.status in ("gap", "near"), len(sources)


def _is_open(sources: tuple[ShownSource, ...]) -> bool:
    return bool(sources) and all(source.value is not None and source.weight is not None for source in sources)


def _terms(wording: Wording, sources: tuple[ShownSource, ...]) -> str:
    return " + ".join(
        f"{wording.figures.short(source.value)} {factors(wording, source)}"
        for source in sources
        if source.value is not None
    )


def _weights(wording: Wording, sources: tuple[ShownSource, ...]) -> str:
    return " + ".join(factors(wording, source).removeprefix("× ") for source in sources)
