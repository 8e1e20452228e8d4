"""Every text of the framework, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.framework.content import LANGUAGES, framework, texts, translations

FOLDER = Path(__file__).resolve().parents[2] / "framework"


def found(pattern: str, language: str | None = None, flags: re.RegexFlag = re.IGNORECASE) -> list[str]:
    """Return place and text of everything that matches."""
    known = re.compile(pattern, flags)
    return [
        f"{one.place} ({one.language}): {match[0]}"
        for one in texts()
        if language in (None, one.language)
        for match in known.finditer(one.text)
    ]


# --- Both languages ---------------------------------------------------------------------------------------------------


def test_the_framework_is_written_in_german_and_english() -> None:
    assert tuple(framework().languages) == LANGUAGES


def test_there_are_texts_to_look_at() -> None:
    assert len(translations()) > 500


def test_every_text_stands_in_both_languages() -> None:
    assert [place for place, own in translations() if set(own) != set(LANGUAGES)] == []


def test_no_text_is_left_untranslated() -> None:
    same = {own["de"] for _, own in translations() if own["de"] == own["en"]}
    assert same <= {"Prompt-Engineering", "Training", "Test", "Lead-Generator", "Manager", "Pilot", "IT"}


def test_german_and_english_texts_say_about_as_much() -> None:
    ratios = {
        place: len(own["en"]) / len(own["de"]) for place, own in translations() if min(map(len, own.values())) > 60
    }
    assert {place: ratio for place, ratio in ratios.items() if not 0.55 < ratio < 1.5} == {}


# --- Typography -------------------------------------------------------------------------------------------------------


def test_no_straight_quotation_marks() -> None:
    assert found(r"[\"'`\u00b4]") == []


def test_quotation_marks_fit_their_language() -> None:
    assert found("[«»”\u2039\u203a]", "de") == []
    assert found("[«»„\u2039\u203a]", "en") == []


def test_spaces_and_dots_are_typed_with_care() -> None:
    assert found(r"  |\s[,.;:!?](?:\s|$)|\.\.|\s$|^\s|[!?]{2}|,,") == []


def test_dashes_are_no_hyphens() -> None:
    assert found(r"\s-\s|--|—") == []


def test_no_markup_and_no_addresses() -> None:
    assert found(r"<[a-z/]|\*\*|\]\(|https?:|www\.") == []


def test_no_spelling_of_the_other_side() -> None:
    """British spelling throughout, and German with umlauts and ß."""
    american = r"\b(organiz|personaliz|anonymiz|recogniz|analyz|prioritiz|labeled|labeling|behavior|color|center\b)"
    assert found(american, "en") == []
    assert found(r"\b(fuer|ueber|koenn|muess|moegl|gemaess|ausser|schliess|gross\b)", "de") == []


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.name)
def test_files_are_plain_and_end_with_one_line_break(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert "\t" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


# --- Fairness ---------------------------------------------------------------------------------------------------------


def test_words_for_people_fit_everybody() -> None:
    one_gender = (
        r"\b(Mitarbeitern?|Kollegen?|Kunden?|Anwendern?|Nutzern?|Benutzern?|Teilnehmern?|Bewerbern?|Vorgesetzter|"
        r"Ansprechpartnern?|Arbeitnehmern?|Experten?|(?<!innen und )Verbrauchern?)\b"
    )
    assert found(one_gender, "de", re.NOFLAG) == []
    anchors_only = [one for one in found(r"\b(he|she|his|her|him|chairman|manpower)\b", "en") if "/persona/" not in one]
    assert anchors_only == []


def test_results_are_no_verdict_on_people() -> None:
    purpose = framework().purpose
    for word in ("Einstellung", "Entgelt", "Beförderung", "Kündigung"):
        assert word in purpose["de"]
    for word in ("hiring", "pay", "promotion", "dismissal"):
        assert word in purpose["en"]


# --- Law --------------------------------------------------------------------------------------------------------------


def test_every_legal_reference_is_dated_and_due_for_review_within_a_year() -> None:
    references = [one for competency in framework().competencies.values() for one in competency.legal]
    assert len(references) >= 40
    assert [one.reference for one in references if not 0 < (one.review_by - one.as_of).days <= 365] == []


def test_competencies_about_the_law_name_it() -> None:
    bound = [
        "eu-ai-act",
        "data-protection",
        "works-council",
        "ai-transparency",
        "direct-marketing-law",
        "access-logging",
    ]
    assert [name for name in bound if not framework().competencies[name].legal] == []


def test_no_text_claims_that_the_law_is_met() -> None:
    promises = (
        r"erfüllt (die |den )?(Art|Anforderungen|Pflicht)|rechtssicher|rechtskonform|garantiert|gewährleistet|"
        r"ausreichendes Niveau|zertifiziert nach|fulfils? (Art|the (duty|requirements))|legally (safe|compliant)|"
        r"guarantees? (compliance|that)|fully compliant"
    )
    assert found(promises) == []


def test_the_four_classes_of_the_ai_act_are_all_named() -> None:
    act = framework().competencies["eu-ai-act"]
    for words, text in (
        (("verboten", "hoch", "transparenz", "minimal"), act.anchors[1]["de"] + act.meaning["de"]),
        (("prohibited", "high", "transparency", "minimal"), act.anchors[1]["en"] + act.meaning["en"]),
    ):
        assert [word for word in words if word not in text.lower()] == []


def test_the_monitor_watches_channels_and_never_staff() -> None:
    notices = framework().roles["kommunikations-ueberwacher"].notices
    assert any("niemals Verhalten oder Leistung" in one["de"] for one in notices)
    assert any("never the behaviour" in one["en"] for one in notices)


def test_lead_research_warns_of_scraping_and_of_advertising_without_consent() -> None:
    notices = framework().roles["lead-generator"].notices
    assert any("§ 7 UWG" in one["de"] for one in notices)
    assert any("Scraping" in one["de"] for one in notices)
