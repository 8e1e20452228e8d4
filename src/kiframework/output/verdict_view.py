"""The first screen of a person report: the finding, how sure it is, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE
from kiframework.output.charts import step_meter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from kiframework.model.assessment import Assessment, Line
    from kiframework.output.wording import Anchor, Wording

ACTIONS = 3
"""Next steps on the first screen."""


class Verdict(NamedTuple):
    """The finding in a sentence, and the figures behind it."""

    headline: str
    lead: str
    readiness: str
    tone: str
    """``good``, ``fair``, ``weak``, ``open`` or ``unknown``: the look of the readiness word."""
    meter: Markup | None
    """Where the band stands among all bands."""
    figure: str
    figure_label: str
    is_interval: bool
    """Whether there is no score, so that the figure is the interval alone."""
    interval: str
    coverage: str
    confirmed: str


class Action(NamedTuple):
    """One next step, and the values that made it one."""

    title: str
    why: str
    step: Anchor | None
    step_label: str


def verdict(wording: Wording, assessment: Assessment) -> Verdict:
    """Put the result into words."""
    figures, score = wording.figures, assessment.score
    tone, meter = readiness_look(wording, assessment.readiness)
    span = figures.percent_range(score.low, score.high)
    figure = span if score.point is None else figures.percent(score.point)
    coverage = assessment.coverage
    return Verdict(
        headline(wording, assessment),
        _lead(wording, assessment),
        wording.readiness[assessment.readiness],
        tone,
        meter,
        figure,
        wording.texts("verdict.score"),
        score.point is None,
        _interval_words(wording, assessment),
        figures.percent(coverage.overall),
        wording.texts("verdict.confirmed", share=figures.percent(coverage.confirmed)),
    )


def readiness_look(wording: Wording, readiness: str) -> tuple[str, Markup | None]:
    """Find tone and meter of a readiness code: by the place of its band among all bands, never by its name."""
    if readiness in (MUST_HAVE_OPEN, NOT_ASSESSABLE):
        return ("open" if readiness == MUST_HAVE_OPEN else "unknown"), None
    place, count = list(wording.bands).index(readiness), len(wording.bands)
    tone = "good" if place == 0 else "weak" if place == count - 1 else "fair"
    return tone, step_meter(0, count - place, count)


def _interval_words(wording: Wording, assessment: Assessment) -> str:
    score = assessment.score
    if score.point is None:
        empty = [wording.pillars[pillar.pillar] for pillar in assessment.pillars if pillar.point is None]
        return wording.texts("verdict.no-point", pillars=wording.some(empty)) if empty else ""
    if score.low == score.high:
        return wording.texts("verdict.no-interval")
    return wording.texts("verdict.interval", span=wording.figures.percent_span(score.low, score.high))


def headline(wording: Wording, assessment: Assessment) -> str:
    """Say the finding in one short sentence."""
    texts = wording.texts
    if assessment.readiness == MUST_HAVE_OPEN:
        return texts("headline.must-have-open", n=sum(1 for line in assessment.competencies if open_must_have(line)))
    if assessment.readiness == NOT_ASSESSABLE:
        return _headline_not_assessable(wording, assessment)
    if assessment.provisional is not None:
        low, high = (wording.readiness[band] for band in assessment.provisional)
        return texts("headline.provisional", low=low, high=high)
    band = wording.sentence_start(wording.readiness[assessment.readiness])
    below = sum(1 for line in assessment.competencies if line.status in ("gap", "near"))
    if below:
        return texts("headline.below", n=below, band=band)
    missing = len(assessment.assess_first)
    return texts("headline.missing", n=missing, band=band) if missing else texts("headline.all-met", band=band)


def _headline_not_assessable(wording: Wording, assessment: Assessment) -> str:
    unproven = sum(1 for line in assessment.competencies if unproven_must_have(line))
    if unproven:
        return wording.texts("headline.unproven", n=unproven)
    limits, overall = wording.framework.scoring.coverage, assessment.coverage.overall
    if overall < limits.overall:
        return wording.texts("headline.coverage", share=wording.figures.percent_apart(overall, limits.overall))
    thin = [pillar for pillar in assessment.pillars if pillar.coverage < limits.pillar]
    return wording.texts("headline.pillar-coverage", pillars=wording.some(wording.pillars[p.pillar] for p in thin))


def open_must_have(line: Line) -> bool:
    """Whether a must-have lies below its required level."""
    return line.must_have and line.level is not None and line.level < line.required


def unproven_must_have(line: Line) -> bool:
    """Whether a must-have is missing or not confirmed."""
    return line.must_have and line.status != "not-applicable" and "confirmed" not in line.flags


def _lead(wording: Wording, assessment: Assessment) -> str:
    if assessment.readiness == MUST_HAVE_OPEN:
        return _lead_open(wording, assessment)
    if assessment.readiness == NOT_ASSESSABLE:
        return _lead_not_assessable(wording, assessment)
    if assessment.provisional is not None and assessment.score.point is not None:
        point = wording.figures.percent(assessment.score.point)
        return wording.texts("lead.provisional", point=point, band=_band(wording, assessment.readiness))
    limit = assessment.outlook.limit
    if limit is None:
        return wording.texts("lead.best")
    subject = wording.texts("limit.score") if limit.pillar is None else _pillar(wording, limit.pillar)
    return wording.texts(
        "lead.limit",
        band=_band(wording, limit.band),
        subject=subject,
        actual=wording.figures.percent_apart(limit.actual, limit.limit),
        limit=wording.figures.percent_short(limit.limit),
    )


def _lead_open(wording: Wording, assessment: Assessment) -> str:
    lines = _by_priority(assessment)
    items = [
        wording.texts(
            "lead.open.item",
            title=wording.titles[line.competency],
            level=wording.against(line.level, line.required),
            required=str(line.required),
        )
        for line in lines
        if open_must_have(line)
    ]
    return wording.texts("lead.open", n=len(items), items=wording.some(items))


def _lead_not_assessable(wording: Wording, assessment: Assessment) -> str:
    figures, limits, overall = wording.figures, wording.framework.scoring.coverage, assessment.coverage.overall
    sentences = []
    unproven = [wording.titles[line.competency] for line in assessment.competencies if unproven_must_have(line)]
    if unproven:
        sentences.append(wording.texts("lead.unproven", items=wording.some(unproven)))
    if overall < limits.overall:
        share, limit = figures.percent_apart(overall, limits.overall), figures.percent_short(limits.overall)
        sentences.append(wording.texts("lead.coverage", share=share, limit=limit))
    thin = [
        f"{wording.pillars[pillar.pillar]} {figures.percent_apart(pillar.coverage, limits.pillar)}"
        for pillar in assessment.pillars
        if pillar.coverage < limits.pillar
    ]
    if thin:
        limit = figures.percent_short(limits.pillar)
        sentences.append(wording.texts("lead.pillar-coverage", pillars=wording.some(thin), limit=limit))
    return " ".join(sentences)


def _band(wording: Wording, band: str) -> str:
    return wording.figures.quoted(wording.readiness[band])


def _pillar(wording: Wording, pillar: str) -> str:
    return wording.texts("limit.pillar", pillar=wording.pillars[pillar])


def _by_priority(assessment: Assessment) -> list[Line]:
    lines = {line.competency: line for line in assessment.competencies}
    return [lines[competency] for competency in assessment.priorities]


def actions(wording: Wording, assessment: Assessment) -> tuple[Action, ...]:
    """Choose the next steps, worst first."""
    chosen: dict[str, Action] = {}
    for kind, line in _candidates(assessment):
        if line.competency not in chosen:
            chosen[line.competency] = _action(wording, kind, line)
            if len(chosen) == ACTIONS:
                break
    return tuple(chosen.values())


def _candidates(assessment: Assessment) -> Iterator[tuple[str, Line]]:
    lines = {line.competency: line for line in assessment.competencies}
    gaps = _by_priority(assessment)
    yield from (("close", line) for line in gaps if open_must_have(line))
    for competency in (*assessment.outlook.confirm, *assessment.outlook.rate):
        line = lines[competency]
        yield ("rate" if line.level is None else "confirm"), line
    yield from (("close", line) for line in gaps)
    yield from (("rate", lines[competency]) for competency in assessment.assess_first)
    yield from (("clarify", line) for line in assessment.competencies if "clarify" in line.flags)
    yield from (("refresh", line) for line in assessment.competencies if "refresh-due" in line.flags)


def _action(wording: Wording, kind: str, line: Line) -> Action:
    texts, required = wording.texts, str(line.required)
    why = wording.facts(
        (
            texts(f"action.{kind}.reason") if f"action.{kind}.reason" in texts else "",
            "" if line.level is None else texts("fact.actual", level=wording.against(line.level, line.required)),
            texts("fact.required", level=required),
            texts("fact.must-have") if line.must_have else "",
            texts("fact.priority", value=wording.figures.number(line.priority)) if line.priority else "",
        )
    )
    step, label = None, ""
    if kind == "close" and line.level is not None:
        step = wording.next_anchor(line.competency, line.level)
        label = texts("step.next", level=step.level)
    elif kind == "rate":
        step = wording.anchor(line.competency, line.required)
        label = texts("step.required", level=step.level)
    return Action(texts(f"action.{kind}", title=wording.titles[line.competency], level=required), why, step, label)
