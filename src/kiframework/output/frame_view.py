"""What every document has around its findings: the cover, the notice of purpose and data protection, the stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.output.typography import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.output.texts import Texts
    from kiframework.output.wording import Wording


class Fact(NamedTuple):
    """A label with what stands for it."""

    label: str
    text: str


class Cover(NamedTuple):
    """The block at the top of a document."""

    kind: str
    subject: str
    company: str | None
    logo: str | None
    confidentiality: str
    facts: tuple[Fact, ...]


class Frame(NamedTuple):
    """What stays the same in all documents of a kind, whatever they find."""

    purpose: str
    notice: tuple[Fact, ...]
    stamp: tuple[Fact, ...]


_TOPICS = {
    "person": ("responsible", "basis", "recipients", "retention", "automation", "rights", "objection", "pseudonyms"),
    "team": ("responsible", "basis", "groups", "retention", "automation", "rights", "council"),
    "form": ("responsible", "basis", "voluntary", "recipients", "retention", "automation", "rights", "pseudonyms"),
}


def cover(wording: Wording, kind: str, subject: str, facts: Iterable[Fact]) -> Cover:
    """Make the cover of a document of a kind (``person`` or ``team``) about somebody or something."""
    texts, edition = wording.texts, wording.edition
    branding = edition.branding
    framework = f"{wording.text(edition.framework.title)} {edition.stamp.version}"
    common = (
        Fact(texts("cover.date"), wording.figures.date(edition.date)),
        Fact(texts("cover.framework"), framework),
    )
    return Cover(
        texts(f"cover.kind.{kind}"),
        subject,
        wording.plain(branding.company) if branding.company else None,
        branding.logo,
        wording.plain(branding.confidentiality or texts(f"cover.confidentiality.{kind}")),
        (*facts, *common),
    )


def frame(wording: Wording, kind: str) -> Frame:
    """Make the closing parts of a document of a kind (``person`` or ``team``)."""
    smallest = wording.framework.scoring.groups.smallest
    facts = notice(wording.texts, kind, wording.edition.branding.company, smallest)
    return Frame(wording.text(wording.framework.purpose), facts, _stamp(wording))


def notice(texts: Texts, kind: str, company: str | None, smallest: int) -> tuple[Fact, ...]:
    """Return what data protection law has people told in a document of a kind (Art. 13 GDPR).

    ``company`` is the firm responsible, ``smallest`` the smallest group that figures are shown about.
    """
    responsible = isolated(" ".join(company.split())) if company else texts("notice.responsible.unnamed")
    return tuple(
        Fact(texts(f"notice.{topic}.label"), texts(f"notice.{topic}", responsible=responsible, smallest=str(smallest)))
        for topic in _TOPICS[kind]
    )


def _stamp(wording: Wording) -> tuple[Fact, ...]:
    texts, edition = wording.texts, wording.edition
    return (
        Fact(texts("stamp.framework"), f"{edition.stamp.id} {edition.stamp.version}"),
        Fact(texts("stamp.sha256"), edition.stamp.sha256),
        Fact(texts("stamp.license"), wording.plain(edition.framework.license)),
        Fact(texts("stamp.tool"), f"kiframework {edition.tool_version}".strip()),
        Fact(texts("stamp.date"), wording.figures.date_short(edition.date)),
    )
