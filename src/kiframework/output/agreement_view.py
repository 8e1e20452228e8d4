"""How well raters agree, in words: about the framework's anchors, never about a person (scoring rule 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.exact import rounded
from kiframework.output.frame_view import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from kiframework.model.calibration import GroupCalibration, PillarAgreement
    from kiframework.model.team import Agreement
    from kiframework.output.typography import Typography
    from kiframework.output.wording import Wording


class AgreementWords(NamedTuple):
    """How well raters agree."""

    headline: str
    text: str


class TitleList(NamedTuple):
    """Competencies under a heading."""

    title: str
    items: tuple[str, ...]


class PartRow(NamedTuple):
    """A pillar or competency with how well raters agree."""

    title: str
    pairs: str
    kappa: str
    difference: str
    finding: str
    """What to note; empty where raters agree well enough."""
    status: str
    """``met``, ``near`` or ``missing``, for the symbol."""


class PartGroup(NamedTuple):
    """One pillar and those of its competencies that have figures."""

    pillar: PartRow
    rows: tuple[PartRow, ...]


class GroupPart(NamedTuple):
    """What only the page on the group has."""

    headline: str
    parts: tuple[PartGroup, ...]
    """Empty where there are too few pairs over everything."""
    too_few: tuple[TitleList, ...]
    left_out: str
    """How many files were not read; their names would name people."""


def agreement_words(wording: Wording, agreement: Agreement) -> AgreementWords:
    """Put an agreement into a headline and a few sentences."""
    texts, figures = wording.texts, wording.figures
    base = {"pairs": str(agreement.pairs), "people": str(agreement.people)}
    side = "above" if agreement.mean_difference > 0 else "below" if agreement.mean_difference < 0 else "equal"
    mean = texts(f"agreement.difference.{side}", value=figures.number(abs(agreement.mean_difference), 2))
    difference = f"{mean} {texts('agreement.purpose')}"
    if agreement.kappa is None:
        return AgreementWords(texts("agreement.headline.undefined"), f"{texts('agreement.base', **base)} {difference}")
    limit = wording.framework.scoring.agreement.alarm_below
    kappa = texts("agreement.kappa", kappa=kappa_figure(figures, agreement.kappa, limit), **base)
    verdict = texts("agreement.alarm" if agreement.alarm else "agreement.fine", limit=figures.short(limit, 2))
    headline = texts("agreement.headline.alarm" if agreement.alarm else "agreement.headline.fine")
    return AgreementWords(headline, f"{kappa} {verdict} {difference}")


def kappa_figure(figures: Typography, kappa: Fraction, limit: Fraction) -> str:
    """Write a kappa with two decimals, or with more where it would look equal to a limit it does not meet."""
    if kappa < limit and rounded(kappa, 2) == rounded(limit, 2):
        return figures.apart(kappa, limit)
    return figures.number(kappa, 2)


def group_part(wording: Wording, group: GroupCalibration) -> GroupPart:
    """Put the agreement of every pillar and competency into rows."""
    pillars = group.pillars if group.overall else ()
    too_few = (TitleList(wording.pillars[pillar.pillar], _without_figures(wording, pillar)) for pillar in pillars)
    count = len(wording.edition.left_out)
    return GroupPart(
        _group_headline(wording, pillars),
        tuple(_part_group(wording, pillar) for pillar in pillars),
        tuple(one for one in too_few if one.items),
        wording.texts("left-out.headline", n=count) if count else "",
    )


def _part_group(wording: Wording, pillar: PillarAgreement) -> PartGroup:
    rows = (
        _part_row(wording, wording.titles[one.competency], one.agreement)
        for one in pillar.competencies
        if one.agreement
    )
    return PartGroup(_part_row(wording, wording.pillars[pillar.pillar], pillar.agreement), tuple(rows))


def _without_figures(wording: Wording, pillar: PillarAgreement) -> tuple[str, ...]:
    return tuple(wording.titles[one.competency] for one in pillar.competencies if not one.agreement)


def _group_headline(wording: Wording, pillars: Sequence[PillarAgreement]) -> str:
    of_competencies = [one.agreement for pillar in pillars for one in pillar.competencies]
    shown = [found for found in (*(pillar.agreement for pillar in pillars), *of_competencies) if found]
    alarms = sum(1 for agreement in shown if agreement.alarm)
    if alarms:
        return wording.texts("calibration.parts.headline.alarm", n=alarms)
    return wording.texts("calibration.parts.headline.fine" if shown else "calibration.parts.headline.too-few")


def _part_row(wording: Wording, title: str, agreement: Agreement | None) -> PartRow:
    texts, figures = wording.texts, wording.figures
    if agreement is None:
        none = texts("word.none")
        return PartRow(title, none, none, none, texts("calibration.too-few"), "missing")
    difference = figures.number(agreement.mean_difference, 2)
    if agreement.kappa is None:
        words = texts("calibration.undefined")
        return PartRow(title, str(agreement.pairs), texts("word.none"), difference, words, "missing")
    kappa = kappa_figure(figures, agreement.kappa, wording.framework.scoring.agreement.alarm_below)
    finding, status = (texts("calibration.alarm"), "near") if agreement.alarm else ("", "met")
    return PartRow(title, str(agreement.pairs), kappa, difference, finding, status)


def group_reading(wording: Wording, limits: Mapping[str, str]) -> Iterable[Fact]:
    """Explain the figures; ``limits`` are the numbers of pairs and people they take."""
    alarm = wording.figures.short(wording.framework.scoring.agreement.alarm_below, 2)
    for topic in ("pairs", "kappa", "mean", "suppression", "alarm"):
        words = wording.texts(f"calibration.reading.{topic}", alarm=alarm, **limits)
        yield Fact(wording.texts(f"calibration.reading.{topic}.label"), words)
