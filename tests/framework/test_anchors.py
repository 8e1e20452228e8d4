"""Anchors: observable behaviour for every level, by the rules for writing them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations

import pytest
from tests.framework.content import Anchor, anchors, framework

MOST_WORDS = 25
MOST_ALIKE = 0.75

VAGUE_VERBS = {
    "de": {"Kann", "Kennt", "Weiß", "Versteht", "Beherrscht", "Ist", "Interessiert", "Bemüht", "Verfügt", "Begreift"}
    | {"Schätzt", "Fühlt", "Glaubt", "Möchte", "Will", "Lernt", "Befasst", "Beschäftigt", "Hilft", "Unterstützt"},
    "en": {"Can", "Knows", "Understands", "Is", "Masters", "Appreciates", "Feels", "Believes", "Tries", "Wants"}
    | {"Learns", "Likes", "Grasps", "Possesses", "Demonstrates", "Deals", "Engages", "Helps", "Supports", "Thinks"},
}
VAGUE_WORDS = {
    "de": r"gute?[nmrs]?|solide\w*|fundiert\w*|souverän\w*|sicher|kompetent\w*|umfassend\w*|effizient\w*|effektiv\w*|"
    r"angemessen\w*|optimal\w*|hervorragend\w*|exzellent\w*|professionell\w*|gekonnt|verantwortungsvoll\w*|sinnvoll\w*",
    "en": r"good|sound|confident(ly)?|competent(ly)?|comprehensive(ly)?|efficient(ly)?|effective(ly)?|proper(ly)?|"
    r"appropriate(ly)?|solid|strong|excellent(ly)?|professional(ly)?|optimal(ly)?|well|adequate(ly)?|outstanding|skilful",
}
TRAITS = {
    "de": r"motiviert\w*|offen für|neugierig\w*|engagiert\w*|begeistert\w*|belastbar\w*|talentiert\w*|begabt\w*",
    "en": r"motivated|open to|curious|committed|enthusiastic|willing|resilient|talented|gifted|attitude|mindset",
}
FAILINGS = {
    "de": r"unfähig|mangel\w*|leider|schlecht\w*|versagt|ungenügend|fehlerhaft|nicht in der Lage|überfordert",
    "en": r"unable|lacks?|fails?|poor(ly)?|bad(ly)?|insufficient|incapable|weak|unfortunately",
}


def named(found: list[Anchor]) -> list[str]:
    return [f"{one.competency} {one.level} {one.language}: {one.text}" for one in found]


def test_every_competency_has_an_anchor_for_every_level() -> None:
    levels = {name: sorted(one.anchors) for name, one in framework().competencies.items()}
    assert {name: own for name, own in levels.items() if own != [0, 1, 2, 3, 4]} == {}
    assert len(anchors()) == 45 * 5 * 2


def test_anchors_are_one_sentence() -> None:
    inner_end = re.compile(r"[.!?;:]\s|[!?;]")
    assert named([one for one in anchors() if not one.text.endswith(".") or inner_end.search(one.text)]) == []


def test_anchors_are_short() -> None:
    assert named([one for one in anchors() if len(one.text.split()) > MOST_WORDS]) == []


def first_word(anchor: Anchor) -> str:
    return anchor.text.split()[0].rstrip(",")


def test_anchors_start_with_a_verb() -> None:
    """In both languages the third person singular: it ends in t or s."""
    ending = {"de": "t", "en": "s"}
    found = [one for one in anchors() if not first_word(one).endswith(ending[one.language])]
    assert named(found) == []
    assert named([one for one in anchors() if not one.text[0].isupper()]) == []


def test_anchors_start_with_something_that_can_be_observed() -> None:
    above = [one for one in anchors() if one.level > 0]
    assert named([one for one in above if first_word(one) in VAGUE_VERBS[one.language] | {"Hat", "Has"}]) == []


@pytest.mark.parametrize("lists", [VAGUE_WORDS, TRAITS], ids=["vague", "traits"])
def test_anchors_leave_out_what_nobody_can_see(lists: dict[str, str]) -> None:
    known = {language: re.compile(rf"\b({words})\b", re.IGNORECASE) for language, words in lists.items()}
    assert named([one for one in anchors() if known[one.language].search(one.text)]) == []


def test_level_0_is_neutral() -> None:
    neutral = {
        "de": re.compile(r"Hat .*\bnoch (nicht|kein\w*|an kein\w*|bei kein\w*)\b"),
        "en": re.compile("Has not yet "),
    }
    zero = [one for one in anchors() if one.level == 0]
    assert named([one for one in zero if not neutral[one.language].match(one.text)]) == []
    failing = {language: re.compile(rf"\b({words})\b", re.IGNORECASE) for language, words in FAILINGS.items()}
    assert named([one for one in zero if failing[one.language].search(one.text)]) == []


def test_only_level_0_is_about_what_was_not_done() -> None:
    assert named([one for one in anchors() if one.level > 0 and re.match("Hat|Has", one.text)]) == []


GUIDED = {
    "de": r"Anleitung|Vorlage|Checkliste|Leitfaden|Merkblatt|anleitung|plan\b|Plan\b|vorlage|bogen|Begleitung|liste\b|"
    r"Regelblatt|Eingaberegeln|tabelle|vorgegeben\w*|Muster|verzeichnis|Unterstützung|gegenlesen|Steckbrief",
    "en": r"guid\w+|template|checklist|check ?list|sheet|plan\b|instructions|form\b|given|list\b|with support|"
    r"questionnaire|rules?\b|reviewed|step-by-step|table\b|questions\b",
}
OTHERS = {
    "de": r"andere\w*|[Tt]eams?\b|[Ss]chult|leitet|Leitet|weist|weitere\w*|[Bb]ereiche?n?\b|Betriebs?\b|mehrere\w*",
    "en": r"others?|teams?|trains?|teaches|coach\w*|guides?|departments?|firm|several|further|sites|those in charge",
}


@pytest.mark.parametrize(("level", "lists"), [(2, GUIDED), (4, OTHERS)], ids=["2 with guidance", "4 for others"])
def test_steps_add_guidance_and_responsibility_for_others(level: int, lists: dict[str, str]) -> None:
    known = {language: re.compile(rf"({words})") for language, words in lists.items()}
    own = [one for one in anchors() if one.level == level]
    assert named([one for one in own if not known[one.language].search(one.text)]) == []


def alike(first: Anchor, second: Anchor) -> bool:
    matcher = SequenceMatcher(None, first.text, second.text, autojunk=False)
    # The cheap bounds first: most pairs end there.
    return (
        matcher.real_quick_ratio() > MOST_ALIKE and matcher.quick_ratio() > MOST_ALIKE and matcher.ratio() > MOST_ALIKE
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_two_anchors_are_nearly_alike(language: str) -> None:
    own = [one for one in anchors() if one.language == language]
    assert [named([one, other]) for one, other in combinations(own, 2) if alike(one, other)] == []
