"""A small framework unrelated to the built-in one, a skill file, and texts that mark the place they mean."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kiframework.loading.framework import load_framework

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.diagnostics import Diagnostic
    from kiframework.model.framework import Framework

MARK = "»"
"""Stands before the place that a diagnostic is expected at."""

GARDEN = """\
id: garden
version: "2.1.0"
languages: [en]
title: {en: Garden}
description: {en: What it takes to keep a garden.}
purpose: {en: For learning only.}
license: CC0-1.0
baseline: helper
weights: {lowest: 1, highest: 3}
scale:
  - {level: 0, title: {en: None}, meaning: {en: Not yet.}}
  - {level: 1, title: {en: Some}, meaning: {en: With help.}}
  - {level: 2, title: {en: Good}, meaning: {en: Alone.}}
  - {level: 3, title: {en: Best}, meaning: {en: Shows others.}}
pillars:
  - {id: soil, title: {en: Soil}, meaning: {en: What plants stand in.}}
  - {id: tools, title: {en: Tools}, meaning: {en: What people hold.}}
principles:
  - {id: slow, title: {en: Slow}, meaning: {en: Nothing grows overnight.}}
  - {id: steady, title: {en: Steady}, meaning: {en: A little every day.}}
targets:
  - {id: half, kind: share-ready, title: {en: Half}, meaning: {en: A goal.}, role: helper, value: 50 %}
  - {id: one-year, kind: target-date, title: {en: Year}, meaning: {en: A goal.}, months: 12}
scoring:
  person_pattern: 'P-[0-9]{3}'
  sources:
    - {id: self, title: {en: Self}, weight: 1, confirms: false, by_person: true}
    - {id: boss, title: {en: Boss}, weight: 2, confirms: true}
    - {id: quiz, title: {en: Quiz}, weight: 3, ceiling: 2, confirms: true}
  shares:
    - {below: 1/2, level: 0}
    - {below: 0.75, level: 1}
    - {level: 2}
  age:
    - {up_to_days: 365, factor: 1}
    - {up_to_days: 730, factor: 1/2}
  clarify_from: 2
  near_within: 1/2
  must_have_factor: 2
  coverage: {overall: 80 %, pillar: 60 %}
  bands:
    - {id: fit, title: {en: fit}, score: 85 %, pillar: 70 %}
    - {id: growing, title: {en: growing}, score: 40 %}
    - {id: fresh, title: {en: fresh}}
  groups: {smallest: 5, share_step: 20 %}
  agreement: {own_source: self, smallest_pairs: 20, smallest_people: 5, alarm_below: 0.40}
competencies:
  digging:
    pillar: soil
    title: {en: Digging}
    meaning: {en: Turns the soil.}
    weight: 1
    anchors: {0: {en: Never dug.}, 3: {en: Teaches digging.}}
  composting:
    pillar: soil
    title: {en: Composting}
    meaning: {en: Makes soil of leaves.}
    weight: 2
    prerequisites: [digging]
  pruning:
    pillar: tools
    title: {en: Pruning}
    meaning: {en: Cuts what is too long.}
    weight: 3
roles:
  helper:
    title: {en: Helper}
    purpose: {en: Lends a hand.}
    requirements: {digging: {level: 1}, pruning: {level: 1}}
  gardener:
    title: {en: Gardener}
    purpose: {en: Keeps the garden.}
    pillar_weights: {soil: 2, tools: 1}
    requirements:
      digging: {level: 2, must_have: true}
      composting: {level: 2}
      pruning: {level: 3}
ladders:
  career: {title: {en: Career}, steps: [helper, gardener]}
"""

SKILLS = """\
framework: garden@2.1.0
person: P-001
role: gardener
ratings:
  - source: self
    date: 2026-11-20
    levels: {digging: 2, composting: 1}
  - source: boss
    rater: R-02
    date: 2026-11-21
    levels: {pruning: 3}
"""


def edited(text: str, *edits: tuple[str, str]) -> str:
    """Replace passages that stand in a text exactly once."""
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of a text; return it and the places they stood at, line and column counted from 1."""
    places = []
    while MARK in text:
        before, _, after = text.partition(MARK)
        places.append((before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1))
        text = before + after
    return text, places


def places_of(diagnostics: Iterable[Diagnostic]) -> list[tuple[int, int]]:
    return sorted((one.location.line, one.location.column) for one in diagnostics)


@cache
def garden() -> Framework:
    """Return the small framework, read once."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "garden.yaml")
        path.write_text(GARDEN, "utf-8")
        loaded = load_framework(path, "garden.yaml")
    assert loaded.framework is not None
    assert loaded.diagnostics == ()
    return loaded.framework
