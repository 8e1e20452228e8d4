"""The questions about the built-in framework."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from tests.framework.content import LANGUAGES, framework

from kiframework.loading.questions import load_questions
from kiframework.model.questions import ChoiceItem
from kiframework.resources import data_folder
from kiframework.rules.parts import texts

if TYPE_CHECKING:
    from kiframework.model.questions import Item, Questions

LAW = re.compile(r"(§§?|Art\.) \d.*\b(AO|BetrVG|DSGVO|HGB|KI-VO|KunstUrhG|UWG|UrhG)\b|\b(DSGVO|UWG), (Art\.|§) \d")
OPTIONS = 4


@cache
def questions() -> Questions:
    loaded = load_questions(data_folder("framework"), "framework")
    assert loaded.diagnostics == ()
    assert loaded.questions is not None
    return loaded.questions


def items() -> list[tuple[str, Item]]:
    return [(name, item) for name, own in questions().questions.items() for item in own.ladder]


def test_every_competency_has_an_anchor_item_and_no_other_has() -> None:
    assert set(questions().questions) == set(framework().competencies)
    assert len(questions().questions) == 45


def test_every_ladder_asks_for_levels_1_2_and_3() -> None:
    levels = {name: [item.level for item in own.ladder] for name, own in questions().questions.items()}
    assert {name: found for name, found in levels.items() if found != [1, 2, 3]} == {}


def test_every_text_stands_there_in_both_languages() -> None:
    found = list(texts(questions()))
    assert len(found) > 45 * 15
    assert [path for path, words in found if tuple(words) != LANGUAGES] == []


def test_keys_are_spread_over_four_positions() -> None:
    choice = [item for _, item in items() if isinstance(item, ChoiceItem)]
    assert {len(item.options) for item in choice} == {OPTIONS}
    counts = Counter(item.key for item in choice)
    assert set(counts) == {1, 2, 3, 4}
    assert max(counts.values()) <= 0.4 * len(choice), counts


def test_sources_are_statements_of_the_competency_or_a_law() -> None:
    wrong = []
    for name, item in items():
        own = set(framework().competencies[name].statements)
        statements = set(re.findall(r"\bS\d{2,3}\b", item.source))
        if not (statements or LAW.search(item.source)) or not statements <= own:
            wrong.append((item.id, item.source, sorted(own)))
    assert wrong == []


def test_items_about_the_law_have_a_day_until_which_they_are_right() -> None:
    legal = [item for _, item in items() if LAW.search(item.source)]
    assert len(legal) > 15
    assert [item.id for item in legal if item.valid_until is None] == []
