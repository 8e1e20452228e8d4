"""What would change the status (scoring rule 12), in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE

if TYPE_CHECKING:
    from fractions import Fraction

    from kiframework.model.assessment import Assessment, Line, UnmetLimit
    from kiframework.output.wording import Wording


class Part(NamedTuple):
    """One way to another status: a sentence, and the competencies it is about."""

    sentence: str
    items: tuple[str, ...]


class Outlook(NamedTuple):
    """What would change the status."""

    headline: str
    parts: tuple[Part, ...]


def outlook(wording: Wording, assessment: Assessment) -> Outlook:
    """Put into words what would change the status."""
    if assessment.readiness == MUST_HAVE_OPEN:
        return _open(wording, assessment)
    if assessment.readiness == NOT_ASSESSABLE:
        return _not_assessable(wording, assessment)
    limit = assessment.outlook.limit
    if limit is None:
        age = wording.framework.scoring.age
        key = "outlook.best" if age else "outlook.best.ageless"
        days = str(age[0].up_to_days) if age else ""
        return Outlook(wording.texts("outlook.headline.best"), (Part(wording.texts(key, days=days), ()),))
    return _limit(wording, limit)


def lacking(wording: Wording, line: Line) -> str:
    """Write how many levels a line lacks."""
    return _levels(wording, line.required - (line.level or 0))


def _levels(wording: Wording, number: Fraction | int) -> str:
    key = "levels.lacking.one" if number == 1 else "levels.lacking.other"
    return wording.texts(key, levels=wording.figures.apart(number, 0))


def _open(wording: Wording, assessment: Assessment) -> Outlook:
    items = tuple(
        wording.texts("outlook.open.item", title=wording.titles[must.competency], lacks=_levels(wording, must.lacks))
        for must in assessment.outlook.must_haves
    )
    part = Part(wording.texts("outlook.open", n=len(items)), items)
    return Outlook(wording.texts("outlook.headline.must-have-open", n=len(items)), (part,))


def _not_assessable(wording: Wording, assessment: Assessment) -> Outlook:
    texts, given = wording.texts, assessment.outlook
    parts = [
        Part(texts(f"outlook.{kind}"), tuple(wording.titles[competency] for competency in competencies))
        for kind, competencies in (("confirm", given.confirm), ("rate", given.rate))
        if competencies
    ]
    return Outlook(texts("outlook.headline.not-assessable"), tuple(parts))


def _limit(wording: Wording, limit: UnmetLimit) -> Outlook:
    texts, figures = wording.texts, wording.figures
    band = figures.quoted(wording.readiness[limit.band])
    pillar = limit.pillar
    subject = texts("limit.score") if pillar is None else texts("limit.pillar", pillar=wording.pillars[pillar])
    actual, needed = figures.percent_apart(limit.actual, limit.limit), figures.percent_short(limit.limit)
    sentences = [texts("outlook.limit", band=band, subject=subject, actual=actual, limit=needed)]
    if limit.priorities is None:
        sentences.append(texts("outlook.out-of-reach", band=band))
    else:
        sentences.append(texts("outlook.priorities", n=limit.priorities, band=band))
    return Outlook(texts("outlook.headline.limit", band=band), (Part(" ".join(sentences), ()),))
