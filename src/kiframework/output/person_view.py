"""What a person report prints, section by section: every text formatted, every list in order."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kiframework.output import charts
from kiframework.output.evidence_view import Evidence, evidence, flag_words, worked_example
from kiframework.output.frame_view import Cover, Fact, Frame, cover
from kiframework.output.outlook_view import Outlook, lacking, outlook
from kiframework.output.verdict_view import Action, Verdict, actions, open_must_have, verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from kiframework.model.assessment import Assessment, Line, PillarResult, ShownSource
    from kiframework.output.method_view import Method
    from kiframework.output.wording import Anchor, Wording

Row = TypeVar("Row")


class PillarRow(NamedTuple):
    """One pillar, or the score as a whole."""

    title: str
    point: str
    span: str
    coverage: str
    weight: str


class Pillars(NamedTuple):
    """How far in each pillar, and how sure."""

    headline: str
    chart: Markup
    rows: tuple[PillarRow, ...]
    total: PillarRow
    limits: str
    notes: tuple[str, ...]


class RequirementRow(NamedTuple):
    """One required competency against the level reached."""

    title: str
    must_have: bool
    required: str
    actual: str
    status: str
    """The id of the status, for its symbol."""
    status_word: str
    flags: str


class RequirementGroup(NamedTuple):
    """The required competencies of one pillar."""

    title: str
    summary: str
    chart: Markup
    rows: tuple[RequirementRow, ...]


class MustHaveRow(NamedTuple):
    """One must-have and what is left to do for it."""

    title: str
    required: str
    actual: str
    status: str
    words: str


class GapRow(NamedTuple):
    """One gap with the behaviour that would narrow it."""

    title: str
    must_have: bool
    facts: str
    priority: str
    step_label: str
    step: Anchor


class UnratedRow(NamedTuple):
    """One competency that nothing is known about yet."""

    title: str
    must_have: bool
    required: str
    weight: str


class Section(NamedTuple, Generic[Row]):
    """Rows under a heading that says what they show."""

    headline: str
    rows: tuple[Row, ...]


class PersonView(NamedTuple):
    """All that a person report prints."""

    title: str
    cover: Cover
    verdict: Verdict
    actions: tuple[Action, ...]
    pillars: Pillars
    requirements: Section[RequirementGroup]
    must_haves: Section[MustHaveRow]
    gaps: Section[GapRow]
    assess_first: Section[UnratedRow]
    evidence: Evidence
    outlook: Outlook
    example: str
    not_applicable: Section[Fact]
    method: Method
    frame: Frame


def person_view(
    wording: Wording,
    assessment: Assessment,
    shown: Mapping[str, tuple[ShownSource, ...]],
    method: Method,
    frame: Frame,
) -> PersonView:
    """Turn a result into what its report prints. ``method`` and ``frame`` are the same for everybody."""
    texts, role = wording.texts, wording.role(assessment.role)
    person = wording.person(assessment.person)
    facts = (Fact(texts("cover.person"), person), Fact(texts("cover.role"), role))
    return PersonView(
        f"{texts('cover.kind.person')}: {wording.person_short(assessment.person)}, {role}",
        cover(wording, "person", person, facts),
        verdict(wording, assessment),
        actions(wording, assessment),
        _pillars(wording, assessment),
        _requirements(wording, assessment),
        _must_haves(wording, assessment),
        _gaps(wording, assessment),
        _assess_first(wording, assessment),
        evidence(wording, assessment, shown),
        outlook(wording, assessment),
        worked_example(wording, assessment, shown),
        _not_applicable(wording, assessment),
        method,
        frame,
    )


def _pillars(wording: Wording, assessment: Assessment) -> Pillars:
    texts, figures, score = wording.texts, wording.figures, assessment.score
    headline = _pillar_headline(wording, assessment.pillars)
    total_title = texts("pillars.total")
    bars = [
        charts.IntervalBar(wording.pillars[p.pillar], p.low, p.point, p.high, _point(wording, p.point))
        for p in assessment.pillars
    ]
    total = charts.IntervalBar(total_title, score.low, score.point, score.high, _point(wording, score.point))
    panels = (
        charts.Panel((total,), _limit_marks(wording, [band.score for band in wording.bands.values()])),
        charts.Panel(bars, _limit_marks(wording, [band.pillar for band in wording.bands.values()])),
    )
    coverage = figures.percent(assessment.coverage.overall)
    return Pillars(
        headline,
        charts.interval_bars("pillars", texts("pillars.chart"), texts("pillars.chart.summary"), panels),
        tuple([_pillar_row(wording, pillar) for pillar in assessment.pillars]),
        PillarRow(total_title, _point(wording, score.point), _span(wording, score.low, score.high), coverage, ""),
        _limits_words(wording),
        _single_notes(wording, assessment),
    )


def _pillar_headline(wording: Wording, pillars: Sequence[PillarResult]) -> str:
    texts = wording.texts
    points = [(pillar.point, wording.pillars[pillar.pillar]) for pillar in pillars if pillar.point is not None]
    if not points:
        return texts("pillars.headline.nothing")
    lowest = min(point for point, _ in points)
    if lowest == 1:
        return texts("pillars.headline.full" if len(points) == len(pillars) else "pillars.headline.full-rated")
    names = [name for point, name in points if point == lowest]
    return texts("pillars.headline", n=len(names), pillars=wording.some(names), share=wording.figures.percent(lowest))


def _point(wording: Wording, point: Fraction | None) -> str:
    return wording.texts("word.none") if point is None else wording.figures.percent(point)


def _span(wording: Wording, low: Fraction, high: Fraction) -> str:
    return wording.figures.percent(low) if low == high else wording.figures.percent_range(low, high)


def _pillar_row(wording: Wording, pillar: PillarResult) -> PillarRow:
    return PillarRow(
        wording.pillars[pillar.pillar],
        _point(wording, pillar.point),
        _span(wording, pillar.low, pillar.high),
        wording.figures.percent(pillar.coverage),
        wording.figures.percent_short(pillar.weight),
    )


def _limit_marks(wording: Wording, limits: Sequence[Fraction | None]) -> list[charts.Limit]:
    shares = sorted({limit for limit in limits if limit is not None})
    return [charts.Limit(share, wording.figures.percent_short(share)) for share in shares]


def _limits_words(wording: Wording) -> str:
    texts, figures = wording.texts, wording.figures
    parts = []
    for band in wording.bands.values():
        if band.score is not None:
            key = "pillars.limit.score" if band.pillar is None else "pillars.limit.both"
            pillar = "" if band.pillar is None else figures.percent_short(band.pillar)
            name = figures.quoted(wording.readiness[band.id])
            parts.append(texts(key, band=name, score=figures.percent_short(band.score), pillar=pillar))
    return texts("pillars.limits", limits="; ".join(parts)) if parts else ""


def _single_notes(wording: Wording, assessment: Assessment) -> tuple[str, ...]:
    notes = []
    for pillar in assessment.pillars:
        lines = [line for line in _applicable(assessment) if line.pillar == pillar.pillar]
        if len(lines) == 1:
            share = wording.figures.percent_short(pillar.weight)
            names = {"pillar": wording.pillars[pillar.pillar], "title": wording.titles[lines[0].competency]}
            notes.append(wording.texts("pillars.single", share=share, **names))
    return tuple(notes)


def _applicable(assessment: Assessment) -> list[Line]:
    return [line for line in assessment.competencies if line.status != "not-applicable"]


def _requirements(wording: Wording, assessment: Assessment) -> Section[RequirementGroup]:
    lines = _applicable(assessment)
    grouped: dict[str, list[Line]] = {}
    for line in lines:
        grouped.setdefault(line.pillar, []).append(line)
    met = sum(1 for line in lines if line.status == "met")
    key = "requirements.headline.all" if met == len(lines) else "requirements.headline"
    headline = wording.texts(key, n=len(lines), met=str(met))
    return Section(headline, tuple([_group(wording, *group) for group in grouped.items()]))


def _group(wording: Wording, pillar: str, lines: Sequence[Line]) -> RequirementGroup:
    texts, title = wording.texts, wording.pillars[pillar]
    rows = tuple([_requirement(wording, line) for line in lines])
    marks = [
        charts.Mark(row.title, row.must_have, line.required, line.level, line.status, row.actual)
        for row, line in zip(rows, lines, strict=True)
    ]
    met = str(sum(1 for line in lines if line.status == "met"))
    summary = texts("requirements.summary", n=len(lines), met=met)
    chart_title = texts("requirements.chart", pillar=title)
    chart_summary = f"{summary}. {texts('requirements.chart.summary')}"
    chart = charts.dumbbell(f"levels-{pillar}", chart_title, chart_summary, marks, wording.framework.highest_level)
    return RequirementGroup(title, summary, chart, rows)


def _requirement(wording: Wording, line: Line) -> RequirementRow:
    return RequirementRow(
        wording.titles[line.competency],
        line.must_have,
        str(line.required),
        wording.against(line.level, line.required),
        line.status,
        wording.texts(f"status.{line.status}"),
        flag_words(wording, line),
    )


def _must_haves(wording: Wording, assessment: Assessment) -> Section[MustHaveRow]:
    lines = [line for line in assessment.competencies if line.must_have]
    opened = sum(1 for line in lines if open_must_have(line))
    unproven = sum(1 for line in lines if "confirmed" not in line.flags)
    kind = "none" if not lines else "open" if opened else "unproven" if unproven else "met"
    count = {"none": None, "open": opened, "unproven": unproven, "met": len(lines)}[kind]
    headline = wording.texts(f"must-haves.headline.{kind}", n=count, all=str(len(lines)))
    return Section(headline, tuple([_must_have(wording, line) for line in lines]))


def _must_have(wording: Wording, line: Line) -> MustHaveRow:
    texts = wording.texts
    if line.level is None:
        words = texts("status.missing")
    elif line.level < line.required:
        words = texts("must-haves.open", lacks=lacking(wording, line))
    else:
        words = texts("must-haves.confirmed" if "confirmed" in line.flags else "must-haves.unconfirmed")
    shown = wording.against(line.level, line.required)
    return MustHaveRow(wording.titles[line.competency], str(line.required), shown, line.status, words)


def _gaps(wording: Wording, assessment: Assessment) -> Section[GapRow]:
    lines = {line.competency: line for line in assessment.competencies}
    rows = [_gap(wording, lines[competency], lines[competency].level) for competency in assessment.priorities]
    if not rows:
        return Section(wording.texts("gaps.headline.none"), ())
    return Section(wording.texts("gaps.headline", n=len(rows), title=rows[0].title), tuple(rows))


def _gap(wording: Wording, line: Line, level: Fraction | None) -> GapRow:
    texts = wording.texts
    facts = (
        texts("fact.actual", level=wording.against(level, line.required)),
        texts("fact.required", level=str(line.required)),
        texts("fact.weight", weight=str(line.weight)),
    )
    step = wording.next_anchor(line.competency, level or Fraction(0))
    return GapRow(
        wording.titles[line.competency],
        line.must_have,
        wording.facts(facts),
        texts("word.none") if line.priority is None else wording.figures.number(line.priority),
        texts("step.next", level=step.level),
        step,
    )


def _assess_first(wording: Wording, assessment: Assessment) -> Section[UnratedRow]:
    lines = {line.competency: line for line in assessment.competencies}
    missing = [lines[competency] for competency in assessment.assess_first]
    rows = [
        UnratedRow(wording.titles[line.competency], line.must_have, str(line.required), str(line.weight))
        for line in missing
    ]
    key = "assess-first.headline" if rows else "assess-first.headline.none"
    return Section(wording.texts(key, n=len(rows) or None), tuple(rows))


def _not_applicable(wording: Wording, assessment: Assessment) -> Section[Fact]:
    lines = [line for line in assessment.competencies if line.status == "not-applicable"]
    rows = tuple([Fact(wording.titles[line.competency], wording.plain(line.reason or "")) for line in lines])
    return Section(wording.texts("not-applicable.headline", n=len(rows)) if rows else "", rows)
