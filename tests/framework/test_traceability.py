"""From every statement of the source text to the place that carries it, and back."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.framework.content import framework, method, texts

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"R", "F", "T", "C", "B", "M"}
CARRIED = {"R", "F", "T"}
CAPABILITIES = {"curriculum", "overlay", "quick-check"}


@cache
def statements() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "traceability.yaml").read_text("utf-8"))
    return found


def kinds(name: str) -> set[str]:
    kind = statements()[name]["class"]
    return set(kind) if isinstance(kind, list) else {kind}


def of_kind(kind: str) -> set[str]:
    return {name for name in statements() if kind in kinds(name)}


@cache
def carried() -> dict[str, set[str]]:
    """Return every id of the framework with the statements it says it implements."""
    found, own_method = framework(), method()
    ids: dict[str, set[str]] = {found.id: set(found.statements)}
    parts = [
        *((one.id, one.statements) for one in found.pillars),
        *((one.id, one.statements) for one in found.principles),
        *((one.id, one.statements) for one in found.targets),
        *((name, one.statements) for name, one in found.competencies.items()),
        *((name, one.statements) for name, one in found.roles.items()),
        *((f"phases/{one.id}", one.statements) for one in own_method.phases),
        *((f"templates/{name}", one.statements) for name, one in own_method.templates.items()),
        *((f"gates/{name}", one.statements) for name, one in own_method.gates.items() if one.statements),
        *((f"utility/{name}", one.statements) for name, one in own_method.utility.items() if one.statements),
        ("budget", own_method.budget.statements),
    ]
    for name, own in parts:
        assert name not in ids, "places in the table are ids alone"
        ids[name] = set(own)
    return ids


def numbered(*numbers: int) -> set[str]:
    return {f"S{number:02}" for number in numbers}


# --- The table itself -------------------------------------------------------------------------------------------------


def test_there_are_120_statements_in_order() -> None:
    assert list(statements()) == [f"S{number:02}" for number in range(1, 121)]


def test_statements_hold_nothing_but_what_is_known() -> None:
    assert {key for one in statements().values() for key in one} == {"class", "text", "place", "later"}
    assert set().union(*(kinds(name) for name in statements())) == KINDS


def test_statements_are_whole_sentences() -> None:
    assert [name for name, one in statements().items() if not re.fullmatch(r"[A-Z].{15,}\.", one["text"])] == []


def test_classes_are_counted_as_in_the_specification() -> None:
    assert of_kind("T") == numbered(24, 47, 59, 66, 113, 114)
    assert of_kind("C") == numbered(5, 6, 7, 8, 9, 29, 67, 86)
    assert of_kind("M") == numbered(10, 110, 116, 117, 118, 120)
    assert of_kind("B") == numbered(2, 12, 40, 42, 64, 88, 115)
    assert of_kind("F") == numbered(1, 17, 41, 46, 108, 109, 111, 119)
    others = set().union(*map(of_kind, "CMBF"), of_kind("T")) - numbered(46, 59)
    assert of_kind("R") == set(statements()) - others


# --- There and back ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(name for name in statements() if kinds(name) & CARRIED))
def test_content_functions_and_goals_have_a_place_or_a_later_one(name: str) -> None:
    one = statements()[name]
    assert one.get("place") or one.get("later")
    assert one.get("later") in {None, *CAPABILITIES}


def test_places_exist_and_carry_the_statement() -> None:
    missing = {
        name: [place for place in one.get("place", []) if name not in carried().get(place, set())]
        for name, one in statements().items()
    }
    assert {name: places for name, places in missing.items() if places} == {}


def test_what_the_framework_carries_stands_in_the_table() -> None:
    places = defaultdict(set)
    for name, one in statements().items():
        for place in one.get("place", []):
            places[place].add(name)
    differing = {place: own ^ places[place] for place, own in carried().items()}
    assert {place: names for place, names in differing.items() if names} == {}


def test_goals_are_carried_by_targets() -> None:
    assert set().union(*(one.statements for one in framework().targets)) == of_kind("T")


def test_figures_benefits_and_marketing_are_carried_by_nothing() -> None:
    left_out = {name for name in statements() if not kinds(name) & CARRIED}
    assert [name for name in sorted(left_out) if {"place", "later"} & statements()[name].keys()] == []
    assert set().union(*carried().values()) & left_out == set()


def test_only_what_the_source_text_lacks_carries_no_statement() -> None:
    without = {place for place, own in carried().items() if not own}
    assert without == {"ai-transparency"}


# --- What is not shipped ----------------------------------------------------------------------------------------------

# Names of persons, firms and offers in the source text, as SHA-256 of the words in small letters.
NAMES = {
    "03b4638c8dd1995dc9e0f98cf9f2717e21af388281344fb42e85dfb0c0d162c5",
    "a332d41d94ad02a80027f2f8853d4760639ce6f86b875dcbcd22c6fd01c195a0",
    "8d4321d936320802386311d254c4af52951abb880b47fb077edf3d89c150b289",
    "a878b7891f97474a3b3e366f05e1e8caf0dad5cbecad968377e2427f9e92b202",
}
# Shares that the source text states about the economy without a source that could be confirmed.
UNCONFIRMED = r"\b(99|91|60|53|36|20)\s?(%|Prozent|percent|per cent)"
ABOUT_FIRMS = (
    r"Mittelstand|Unternehmen|Betriebe\b|Firmen|Wirtschaft|Handel|Händler|companies|enterprises|firms|business(es)?\b|"
    r"econom|retail|trade\b"
)
MARKETING = (
    r"revolution|bahnbrechend|einzigartig|weltweit führend|marktführ|Wettbewerbsvorteil|Vorsprung|Nachzügler|"
    r"Jetzt starten|Starten Sie heute|noch heute|kontaktieren Sie|Quick[- ]Win|game[- ]chang|cutting[- ]edge|"
    r"world[- ]class|best[- ]in[- ]class|competitive (edge|advantage)|lagging behind|start today|contact us|unlock the|"
    r"more than half of|mehr als die Hälfte der"
)


@cache
def shipped() -> dict[str, str]:
    """Return path -> text of what readers of reports and newcomers get to see."""
    files = [
        *(ROOT / "framework").rglob("*.yaml"),
        *(path for path in (ROOT / "templates").rglob("*") if path.is_file()),
    ]
    readme = ROOT / "README.md"
    files += [readme] if readme.is_file() else []
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s|\n\s*\n|\n(?=\s*[-|#])", text)


def test_the_search_finds_what_it_looks_for() -> None:
    assert unconfirmed("Only 20 % of firms use AI.") == ["Only 20 % of firms use AI."]
    assert unconfirmed("91 Prozent der\nUnternehmen sagen das.") != []
    assert unconfirmed("Shares are shown in steps of 20 %. Firms may change that.") == []


def unconfirmed(text: str) -> list[str]:
    about = re.compile(ABOUT_FIRMS, re.IGNORECASE)
    return [one for one in sentences(text) if re.search(UNCONFIRMED, one) and about.search(one)]


def test_no_unconfirmed_figure_is_shipped_as_a_fact() -> None:
    found = {path: unconfirmed(text) for path, text in shipped().items() if not path.endswith(".css")}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_texts_of_the_framework_hold_no_percentages_at_all() -> None:
    """Figures stand in ``value``, where they are data that a firm may change, and never in a sentence."""
    assert [one for one in texts() if re.search(r"%|\bProzent\b|\bper ?cent\b", one.text)] == []


def test_no_marketing_is_shipped() -> None:
    found = {path: re.findall(MARKETING, text, re.IGNORECASE) for path, text in shipped().items()}
    assert {path: words for path, words in found.items() if words} == {}


def words_of(text: str) -> set[str]:
    """Return single words, and runs of three words for names that are made of everyday ones."""
    single = re.findall(r"\w+", text.lower())
    return {*single, *(" ".join(three) for three in zip(single, single[1:], single[2:], strict=False))}


def test_the_table_and_what_is_shipped_name_no_person_and_no_provider() -> None:
    sources = shipped() | {"traceability": (ROOT / "tests" / "traceability.yaml").read_text("utf-8")}
    found = {
        path: [words for words in words_of(text) if hashlib.sha256(words.encode()).hexdigest() in NAMES]
        for path, text in sources.items()
    }
    assert {path: names for path, names in found.items() if names} == {}
