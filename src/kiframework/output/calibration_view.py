"""What a calibration prints: the page on the group, and the page that a person and their counterpart talk about.

The page of a person holds ratings and anchors side by side. It has no kappa, no mean and no rank, and its words are the
same whichever side rates higher.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.assessment import ShownSource
from kiframework.model.exact import rounded
from kiframework.output import charts
from kiframework.output.agreement_view import GroupPart, TitleList, agreement_words, group_part, group_reading
from kiframework.output.evidence_view import EvidenceRow, Remark, evidence
from kiframework.output.frame_view import Cover, Fact, Frame, cover

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from kiframework.model.assessment import Assessment
    from kiframework.model.calibration import (
        Comparison,
        GroupCalibration,
        OtherView,
        PersonCalibration,
    )
    from kiframework.output.wording import Anchor, Wording


class Side(NamedTuple):
    """One view of a competency with the behaviour that shows its level."""

    label: str
    anchor: Anchor


class TalkItem(NamedTuple):
    """One competency worth talking about."""

    title: str
    facts: str
    sides: tuple[Side, ...]
    """The own view first."""
    remarks: tuple[Remark, ...]


class Talk(NamedTuple):
    """What to talk about, the farthest apart first."""

    headline: str
    items: tuple[TalkItem, ...]


class ComparedRow(NamedTuple):
    """One competency, own view and others side by side."""

    title: str
    own: str
    difference: str
    others: str
    to_talk: bool


class ComparedGroup(NamedTuple):
    """The competencies of one pillar."""

    title: str
    chart: Markup
    rows: tuple[ComparedRow, ...]


class Remarked(NamedTuple):
    """What was written about one competency."""

    title: str
    remarks: tuple[Remark, ...]


class PersonPart(NamedTuple):
    """What only the page of a person has."""

    talk: Talk | None
    """None where nothing lies far apart."""
    compared_headline: str
    compared: tuple[ComparedGroup, ...]
    compared_key: str
    remarked: tuple[Remarked, ...]
    """Competencies that are not to be talked about, where something was written."""
    single_headline: str
    single: tuple[TitleList, ...]


class CalibrationView(NamedTuple):
    """All that a page of a calibration prints: ``person`` or ``group`` is filled, the other is None."""

    title: str
    cover: Cover
    headline: str
    lead: str
    person: PersonPart | None
    group: GroupPart | None
    reading: tuple[Fact, ...]
    frame: Frame


def person_calibration_view(
    wording: Wording, person: PersonCalibration, assessment: Assessment, frame: Frame
) -> CalibrationView:
    """Turn a comparison into what its page prints. ``assessment`` holds everything known about the person."""
    texts, subject = wording.texts, wording.person(person.person)
    rows = _evidence(wording, person, assessment)
    own_cover = cover(wording, "person", subject, (Fact(texts("cover.person"), subject),))
    return CalibrationView(
        f"{texts('calibration.kind.person')}: {wording.person_short(person.person)}",
        own_cover._replace(kind=texts("calibration.kind.person")),
        _person_headline(wording, person),
        texts("calibration.lead", n=len(person.comparisons), limit=_limit(wording)),
        PersonPart(
            _talk(wording, person, rows),
            _compared_headline(wording, person),
            _compared(wording, person, rows),
            texts("calibration.compared.key", limit=_limit(wording)),
            _remarked(person, rows),
            *_single(wording, person),
        ),
        None,
        tuple(_person_reading(wording)),
        frame,
    )


def _limit(wording: Wording) -> str:
    return wording.figures.short(wording.framework.scoring.clarify_from)


def _evidence(wording: Wording, person: PersonCalibration, assessment: Assessment) -> dict[str, EvidenceRow]:
    """Return competency -> what the page may show of the views of others, in the words of the person report."""
    compared = {one.competency: one for one in person.comparisons}
    lines = tuple(line for line in assessment.competencies if line.competency in compared)
    shown = {
        id_: tuple(ShownSource(view.source, view.value, None, None) for view in one.others)
        for id_, one in compared.items()
    }
    found = evidence(wording, replace(assessment, competencies=lines), shown).rows
    return {line.competency: row for line, row in zip(lines, found, strict=True)}


def _person_headline(wording: Wording, person: PersonCalibration) -> str:
    if person.to_talk:
        return wording.texts("calibration.headline.talk", n=len(person.to_talk))
    known = any(one.farthest for one in person.comparisons)
    return wording.texts("calibration.headline.near" if known else "calibration.headline.unknown")


def _talk(wording: Wording, person: PersonCalibration, rows: Mapping[str, EvidenceRow]) -> Talk | None:
    items = tuple(_talk_item(wording, one, rows[one.competency]) for one in person.to_talk)
    if not items:
        return None
    return Talk(wording.texts("calibration.talk.headline", title=items[0].title), items)


def _talk_item(wording: Wording, one: Comparison, row: EvidenceRow) -> TalkItem:
    texts = wording.texts
    own = Side(
        texts("calibration.side.level", view=texts("calibration.own"), level=wording.levels[one.own]),
        wording.anchor(one.competency, one.own),
    )
    sides = [own, *(_other_side(wording, one.competency, view) for view in one.others if view.to_talk)]
    facts = (
        texts("calibration.fact.own", level=str(one.own)),
        _others(row),
        texts("calibration.fact.difference", value=_difference(wording, one)),
    )
    return TalkItem(row.title, wording.facts(facts), tuple(sides), row.remarks)


def _other_side(wording: Wording, competency: str, view: OtherView) -> Side:
    texts, value = wording.texts, view.value or Fraction(0)
    # A mean of several voices may lie between two levels: the nearer one stands for it.
    nearest = int(rounded(value, 0))
    anchor = wording.anchor(competency, nearest)
    title = texts("source.others") if view.source is None else wording.sources[view.source]
    if value == nearest:
        return Side(texts("calibration.side.level", view=title, level=anchor.level), anchor)
    shown = wording.figures.short(value)
    return Side(texts("calibration.side.near", view=title, value=shown, level=anchor.level), anchor)


def _others(row: EvidenceRow) -> str:
    return " · ".join(f"{source.label} {source.value}" for source in row.sources)


def _difference(wording: Wording, one: Comparison) -> str:
    if one.apart is None:
        return wording.texts("word.none")
    return wording.figures.apart(one.apart, wording.framework.scoring.clarify_from)


def _compared_headline(wording: Wording, person: PersonCalibration) -> str:
    known = sum(1 for one in person.comparisons if one.farthest)
    if not known:
        return wording.texts("calibration.compared.headline.unknown")
    near = known - len(person.to_talk)
    return wording.texts("calibration.compared.headline", n=known, near=str(near), limit=_limit(wording))


def _compared(
    wording: Wording, person: PersonCalibration, rows: Mapping[str, EvidenceRow]
) -> tuple[ComparedGroup, ...]:
    grouped: dict[str, list[Comparison]] = {}
    for one in person.comparisons:
        grouped.setdefault(one.pillar, []).append(one)
    return tuple(_compared_group(wording, pillar, of_pillar, rows) for pillar, of_pillar in grouped.items())


def _compared_group(
    wording: Wording, pillar: str, comparisons: Sequence[Comparison], rows: Mapping[str, EvidenceRow]
) -> ComparedGroup:
    texts, title = wording.texts, wording.pillars[pillar]
    marks = [_mark(wording, one, rows[one.competency].title) for one in comparisons]
    chart = charts.dumbbell(
        f"compared-{pillar}",
        texts("calibration.compared.chart", pillar=title),
        texts("calibration.compared.chart.summary"),
        marks,
        wording.framework.highest_level,
    )
    return ComparedGroup(title, chart, tuple(_compared_row(wording, one, rows[one.competency]) for one in comparisons))


def _mark(wording: Wording, one: Comparison, title: str) -> charts.Mark:
    value = None if one.farthest is None else one.farthest.value
    status = "missing" if value is None else "near" if one.to_talk else "met"
    return charts.Mark(title, False, one.own, value, status, _difference(wording, one))  # noqa: FBT003 - no must-haves


def _compared_row(wording: Wording, one: Comparison, row: EvidenceRow) -> ComparedRow:
    return ComparedRow(row.title, str(one.own), _difference(wording, one), _others(row), one.to_talk)


def _remarked(person: PersonCalibration, rows: Mapping[str, EvidenceRow]) -> tuple[Remarked, ...]:
    quiet = [rows[one.competency] for one in person.comparisons if not one.to_talk]
    return tuple(Remarked(row.title, row.remarks) for row in quiet if row.remarks)


def _single(wording: Wording, person: PersonCalibration) -> tuple[str, tuple[TitleList, ...]]:
    """Return what only one side has rated, under a headline; nothing where both have rated everything."""
    lists = (("calibration.single.own", person.own_only), ("calibration.single.others", person.others_only))
    found = tuple(TitleList(wording.texts(key), tuple(wording.titles[one] for one in ids)) for key, ids in lists if ids)
    count = len(person.own_only) + len(person.others_only)
    return (wording.texts("calibration.single.headline", n=count) if found else ""), found


def _person_reading(wording: Wording) -> Iterable[Fact]:
    named = [
        wording.texts("calibration.reading.named", source=wording.sources[one.id], n=one.named_from)
        for one in wording.framework.scoring.sources
        if one.named_from
    ]
    values = {"limit": _limit(wording), "named": wording.listed(named) if named else ""}
    for topic in ("own", "others", *(("peers",) if named else ()), "difference", "verdict"):
        yield Fact(
            wording.texts(f"calibration.reading.{topic}.label"), wording.texts(f"calibration.reading.{topic}", **values)
        )


def group_calibration_view(wording: Wording, group: GroupCalibration, frame: Frame) -> CalibrationView:
    """Turn the agreement over everybody into what its page prints; no single person appears in it."""
    texts, branding = wording.texts, wording.edition.branding
    policy = wording.framework.scoring.agreement
    subject = wording.plain(branding.company) if branding.company else texts("team.subject")
    limits = {"pairs": str(policy.smallest_pairs), "people": str(policy.smallest_people)}
    if group.overall is None:
        headline, lead = texts("calibration.headline.too-few"), texts("calibration.lead.too-few", **limits)
    else:
        headline, lead = agreement_words(wording, group.overall)
    kind = texts("calibration.kind.group")
    facts = () if group.overall is None else (Fact(texts("cover.people"), str(group.overall.people)),)
    return CalibrationView(
        f"{kind}: {subject}",
        cover(wording, "team", subject, facts)._replace(kind=kind),
        headline,
        lead,
        None,
        group_part(wording, group),
        tuple(group_reading(wording, limits)),
        frame,
    )
