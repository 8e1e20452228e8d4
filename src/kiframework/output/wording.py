"""The words of one edition: titles of the framework, messages of the catalogue, figures as text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE
from kiframework.output.texts import Texts
from kiframework.output.typography import Typography, isolated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from kiframework.model.base import Text
    from kiframework.model.framework import Band, Framework
    from kiframework.output.edition import Edition


def in_language(framework: Framework, text: Text, lang: str) -> str:
    """Return a text of the framework in a language, else in the framework's leading one, else in any; on one line."""
    words = text.get(lang) or text.get(framework.languages[0]) or next(iter(text.values()))
    return " ".join(words.split())


def readiness_word(framework: Framework, code: str, texts: Texts) -> str:
    """Return the word for a readiness code: the title of a band, or a message of the catalogue."""
    band = next((band for band in framework.scoring.bands if band.id == code), None)
    return in_language(framework, band.title, texts.lang) if band else texts(f"readiness.{code}")


class Anchor(NamedTuple):
    """The behaviour that shows a level."""

    level: str
    """The level with its short name: 3 (Independent)."""
    behaviour: str


class Wording:
    """Finds the words for what an edition talks about. Titles and anchors are looked up once and kept."""

    def __init__(self, edition: Edition) -> None:
        """Prepare the words of the edition's language."""
        self.edition = edition
        self.framework = edition.framework
        self.texts = Texts(edition.lang, edition.branding.texts)
        self.figures = Typography(edition.lang)
        self._anchors: dict[tuple[str, int], Anchor] = {}

    def text(self, text: Text) -> str:
        """Return a text of the framework in the language of the edition, else in the framework's leading language."""
        return self.plain(in_language(self.framework, text, self.edition.lang))

    def plain(self, words: str) -> str:
        """Return words of unknown origin on one line, unable to turn the direction of their surroundings."""
        return isolated(" ".join(words.split()))

    @cached_property
    def titles(self) -> dict[str, str]:
        """Competency -> its title."""
        return {id_: self.text(competency.title) for id_, competency in self.framework.competencies.items()}

    @cached_property
    def pillars(self) -> dict[str, str]:
        """Pillar -> its title."""
        return {pillar.id: self.text(pillar.title) for pillar in self.framework.pillars}

    @cached_property
    def sources(self) -> dict[str, str]:
        """Kind of evidence -> its title."""
        return {source.id: self.text(source.title) for source in self.framework.scoring.sources}

    @cached_property
    def bands(self) -> dict[str, Band]:
        """Readiness band -> its definition, best first."""
        return {band.id: band for band in self.framework.scoring.bands}

    @cached_property
    def readiness(self) -> dict[str, str]:
        """Readiness code -> its word."""
        codes = (MUST_HAVE_OPEN, NOT_ASSESSABLE, *self.bands)
        return {code: self.plain(readiness_word(self.framework, code, self.texts)) for code in codes}

    @cached_property
    def levels(self) -> dict[int, str]:
        """Level -> the number with its short name."""
        return {step.level: f"{step.level} ({self.text(step.title)})" for step in self.framework.scale}

    def role(self, role: str) -> str:
        """Title of a role."""
        return self.text(self.framework.roles[role].title)

    def person(self, pseudonym: str) -> str:
        """Name of a person with the pseudonym behind it, or the pseudonym alone."""
        name = self.edition.names.get(pseudonym)
        return f"{self.plain(name)} ({self.plain(pseudonym)})" if name else self.plain(pseudonym)

    def person_short(self, pseudonym: str) -> str:
        """Name of a person, or the pseudonym."""
        name = self.edition.names.get(pseudonym)
        return self.plain(name or pseudonym)

    def anchor(self, competency: str, level: int) -> Anchor:
        """Behaviour that shows a level of a competency; where it has none, what the level stands for."""
        known = self._anchors.get((competency, level))
        if known is None:
            own = self.framework.competencies[competency].anchors.get(level)
            words = self.text(own or self.framework.scale[level].meaning)
            known = self._anchors[competency, level] = Anchor(self.levels[level], words)
        return known

    def next_anchor(self, competency: str, level: Fraction) -> Anchor:
        """Behaviour to show next: the anchor of the first level above the one reached."""
        return self.anchor(competency, min(level.__floor__() + 1, self.framework.highest_level))

    def against(self, level: Fraction | None, required: int) -> str:
        """Write a level beside the required one, so that a level below it never looks equal to it."""
        return self.texts("level.none") if level is None else self.figures.apart(level, required)

    def some(self, items: Iterable[str], most: int = 3) -> str:
        """List a few items as in a sentence, and say how many more there are."""
        every = list(items)
        shown = every[:most] if len(every) > most + 1 else every
        if len(shown) < len(every):
            shown.append(self.texts("list.more", n=len(every) - len(shown)))
        return self.listed(shown)

    def listed(self, items: Iterable[str]) -> str:
        """Join items as in a sentence: A, B and C."""
        return self.figures.listed(items, self.texts("list.and"))

    def facts(self, items: Iterable[str]) -> str:
        """Join short facts about one thing on a line."""
        return " · ".join(item for item in items if item)

    def sentence_start(self, words: str) -> str:
        """Return words with a capital first letter."""
        return words[:1].upper() + words[1:]
