"""Changes are told in words: of every part a framework may have, and never as data."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loading.samples import GARDEN, garden
from tests.output.samples import edition
from tests.planning.test_changes import framework, gardens

from kiframework.model.framework import Framework
from kiframework.output.diff_words import DiffWords
from kiframework.output.wording import Wording
from kiframework.planning.changes import compare


def told(old: Framework, new: Framework, lang: str = "en") -> list[str]:
    words = DiffWords(Wording(edition(lang, framework=new)), compare(old, new), old, new)
    # A space that keeps number and sign together is none to us.
    return [sentence.replace("\u00a0", " ") for _, sentences in words.lists() for sentence in sentences]


def with_(**parts: Any) -> Framework:
    """Return the sample with parts written anew; a dotted path leads to the part."""
    document: dict[str, Any] = yaml.safe_load(GARDEN)
    for path, value in parts.items():
        *steps, last = path.split("__")
        node: Any = document
        for step in steps:
            node = node[int(step) if step.isdecimal() else step]
        node[int(last) if last.isdecimal() else last] = value
    return framework(yaml.safe_dump(document, sort_keys=False))


LEGAL = [{"reference": "Art. 4 AI Act", "note": {"en": "Duty."}, "as_of": "2026-11-01", "review_by": "2027-11-01"}]
RETIRED = {"fax": {"since": "1.0.0"}, "old": {"since": "1.0.0", "split_into": ["digging", "pruning"]}}
SHARES = "below 50% level 0, below 75% level 1, otherwise level 2"
ANTEILE = "unter 50 % Stufe 0, unter 75 % Stufe 1, sonst Stufe 2"
SPOKEN: dict[str, tuple[dict[str, Any], str, str]] = {
    "shares": (
        {"scoring__shares": [{"below": "0.6", "level": 0}, {"level": 2}]},
        f"Scoring: shares of right answers: {SHARES} → below 60% level 0, otherwise level 2",
        f"Auswertung: Anteile richtiger Antworten: {ANTEILE} → unter 60 % Stufe 0, sonst Stufe 2",
    ),
    "age": (
        {"scoring__age": [{"up_to_days": 200, "factor": 1}]},
        "Scoring: age steps: up to 365 days 100%, up to 730 days 50% → up to 200 days 100%",
        "Auswertung: Altersstufen: bis 365 Tage 100 %, bis 730 Tage 50 % → bis 200 Tage 100 %",
    ),
    "band": (
        {"scoring__bands__0__score": "90 %"},
        "Readiness “fit”: limit of the score: 85% → 90%",
        "Status „fit“: Grenze insgesamt: 85 % → 90 %",
    ),
    "band of a pillar": (
        {"scoring__bands__0__pillar": "2/3"},
        "Readiness “fit”: pillar: 70% → 66.7%",
        "Status „fit“: Säule: 70 % → 66,7 %",
    ),
    "near": (
        {"scoring__near_within": "1/4"},
        "Scoring: near within levels: 0.5 → 0.25",
        "Auswertung: „knapp“ bis Stufen darunter: 0,5 → 0,25",
    ),
    "confirms": (
        {"scoring__sources__2__confirms": False},
        "Source Quiz: confirms a level: yes → no",
        "Quelle Quiz: gilt als Beleg: ja → nein",
    ),
    "pillar": (
        {"competencies__digging__pillar": "tools"},
        "Competency Digging: pillar: Soil → Tools",
        "Kompetenz Digging: Säule: Soil → Tools",
    ),
    "prerequisites": (
        {"competencies__pruning__prerequisites": ["digging", "composting"]},
        "Competency Pruning: prerequisites added: Digging, Composting",
        "Kompetenz Pruning: Voraussetzungen neu: Digging, Composting",
    ),
    "pillar weights": (
        {"roles__gardener__pillar_weights": {"soil": 1, "tools": 3}},
        "Role Gardener: weights of pillars (Soil): 2 → 1",
        "Rolle Gardener: Gewichte der Säulen (Soil): 2 → 1",
    ),
    "tasks": (
        {"roles__helper__tasks": [{"en": "Waters."}, {"en": "Weeds."}]},
        "Role Helper: tasks: 2 added, 0 removed",
        "Rolle Helper: Aufgaben: 2 neu, 0 entfallen",
    ),
    "persona": (
        {"roles__helper__persona": {"name": "Kim", "story": {"en": "Helps."}}},
        "Role Helper: persona added: Kim",
        "Rolle Helper: Persona neu: Kim",
    ),
    "legal": (
        {"competencies__digging__legal": LEGAL},
        "Competency Digging: legal references added: Art. 4 AI Act",
        "Kompetenz Digging: Rechtsstellen neu: Art. 4 AI Act",
    ),
    "baseline": (
        {"baseline": "gardener"},
        "Framework: baseline: Helper → Gardener",
        "Rahmen: Basisprofil: Helper → Gardener",
    ),
    "first anchors": (
        {"competencies__pruning__anchors": {2: {"en": "Cuts alone."}}},
        "Competency Pruning: anchor of level 2 added: “Cuts alone.”",
        "Kompetenz Pruning: Anker für Stufe 2 neu: „Cuts alone.“",
    ),
    "steps": (
        {"ladders__career__steps": ["gardener"]},
        "Ladder Career: steps: Helper, Gardener → Gardener",
        "Laufbahn Career: Schritte: Helper, Gardener → Gardener",
    ),
    "target": ({"targets__0__value": "60 %"}, "Target Half: value: 50% → 60%", "Ziel Half: Wert: 50 % → 60 %"),
    "text": (
        {"competencies__digging__meaning__en": "Turns earth."},
        "Competency Digging: meaning (en): “Turns the soil.” → “Turns earth.”",
        "Kompetenz Digging: Beschreibung (en): „Turns the soil.“ → „Turns earth.“",
    ),
    "translation": (
        {"competencies__digging__anchors__0__de": "Noch nie."},
        "Competency Digging: anchor of level 0 (de) added: “Noch nie.”",
        "Kompetenz Digging: Anker für Stufe 0 (de) neu: „Noch nie.“",
    ),
    "weights": (
        {"weights__highest": 4},
        "Framework: range of weights (highest): 3 → 4",
        "Rahmen: Spanne der Gewichte (größtes): 3 → 4",
    ),
    "announced": (
        {"retired": {"competencies": {"digging": {"since": "9.0.0", "merged_into": "pruning"}}}},
        "Competency Digging: goes with 9.0.0, now a part of Pruning",
        "Kompetenz Digging: entfällt mit 9.0.0, jetzt Teil von Pruning",
    ),
    "long gone": (
        {"retired": {"competencies": RETIRED}},
        "Competency old: goes with 1.0.0, split into Digging and Pruning",
        "Kompetenz old: entfällt mit 1.0.0, aufgeteilt in Digging und Pruning",
    ),
}


@pytest.mark.parametrize(("parts", "english", "german"), SPOKEN.values(), ids=SPOKEN.keys())
def test_every_kind_of_change_is_told_in_both_languages(parts: dict[str, Any], english: str, german: str) -> None:
    new = with_(languages=["en", "de"], **parts)
    old = with_(languages=["en", "de"])
    assert english in told(old, new)
    assert german in told(old, new, "de")


def test_what_is_no_longer_announced_is_told() -> None:
    entry = {"competencies": {"digging": {"since": "9.0.0"}}}
    assert told(with_(retired=entry), garden()) == ["Competency Digging: what becomes of it is no longer said"]
    assert told(garden(), with_(retired=entry)) == ["Competency Digging: goes with 9.0.0, without a successor"]


@settings(max_examples=40, deadline=None)
@given(gardens(), gardens(), st.sampled_from(["de", "en"]))
def test_no_sentence_shows_data(old: Framework, new: Framework, lang: str) -> None:
    for sentence in told(old, new, lang):
        assert not set("{}[]_'\"") & set(sentence), sentence
        assert "None" not in sentence


def test_every_part_of_a_framework_has_a_word() -> None:
    """A key without one would be shown as it is written in files."""
    names = set()
    for part in Framework.model_json_schema()["$defs"].values():
        names |= set(part.get("properties", {}))
    otherwise = "anchors requirements level must_have scoring since replaced_by merged_into split_into"
    otherwise += " reference note as_of review_by up_to_days factor below sha256 version"
    texts = Wording(edition("de")).texts
    assert {name for name in names - set(otherwise.split()) if f"diff.part.{name}" not in texts} == set()
