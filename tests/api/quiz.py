"""The small framework with questions beside it, and sources for ladders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.loading.samples import GARDEN

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = """\
    - {id: quiz, title: {en: Quiz}, weight: 3, ceiling: 2, confirms: true}
    - {id: self_test, title: {en: Self-test}, weight: 1, ceiling: 2, confirms: false, by_person: true}
    - {id: test, title: {en: Test}, weight: 3, ceiling: 2, confirms: true}
"""
FRAMEWORK = GARDEN.replace(SOURCES.splitlines(keepends=True)[0], SOURCES)
QUESTIONS = """\
digging:
  anchor: {stem: {en: How do you dig?}}
  ladder:
    - id: digging-1
      level: 1
      type: knowledge
      stem: {en: What is a spade for?}
      options: [{en: Cutting}, {en: Digging}, {en: Painting}]
      key: 2
      rationale: {en: It lifts the soil.}
      source: S01
    - id: digging-2
      level: 2
      type: work-sample
      stem: {en: What is dug in spring?}
      choices: [{en: Yes}, {en: No}]
      parts: [{text: {en: Beds}, key: 1}, {text: {en: Paths}, key: 2}, {text: {en: Ponds}, key: 2}]
      right_from: 2
      rationale: {en: Beds are for plants.}
      source: S01
composting:
  anchor: {stem: {en: How do you make compost?}}
pruning:
  anchor: {stem: {en: How do you prune?}}
  ladder:
    - id: pruning-1
      level: 2
      type: situation
      stem: {en: A branch is dead. What now?}
      options: [{en: Cut it}, {en: Water it}]
      key: 1
      rationale: {en: Dead wood draws fungi.}
      source: S01
      valid_until: 2027-06-30
"""


def put_garden(folder: Path, framework: str = FRAMEWORK, questions: str = QUESTIONS) -> None:
    """Write the framework with its questions into the folder ``garden``."""
    garden = folder / "garden"
    (garden / "questions").mkdir(parents=True, exist_ok=True)
    (garden / "framework.yaml").write_text(framework, "utf-8")
    (garden / "questions" / "all.yaml").write_text(questions, "utf-8")
