"""Two anchors of one competency say nearly the same.

What it does: compares the anchors of a competency in each language. Neighbouring levels with the same text are left to
``unchanged-anchor``.
Why: raters cannot tell the two levels apart, and will choose by feeling. Users asked for it: engineering-progression
#130 (the same text twice), engineering-competencies #11 (hard to see what separates two levels).
Bad: level 2 ``Checks answers with a given list.`` and level 4 ``Checks answers with the given list.``
Good: level 4 ``Writes the list that others check answers with.``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.checks import STUB
from kiframework.rules.parts import anchor_path
from kiframework.rules.wording import ALIKE, likeness, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF221"
NAME = "similar-anchors"
SEVERITY = Severity.WARNING
_SHORTEST = 0.7
"""Share of its length that a nearly alike text has at least."""
_CONTRASTS = frozenset(
    [
        *("mit", "ohne", "unter", "anleitung", "selbst", "selbstständig", "eigenständig", "allein"),
        *("with", "without", "under", "guidance", "supervision", "independently", "alone"),
    ]
)
"""Words that tell two levels apart by autonomy alone."""
_LOOK_BACK = 10
"""Levels below that are compared; bounds the work on scales of any length."""


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per anchor that is like another one further down."""
    for name, competency in framework.competencies.items():
        levels = sorted(competency.anchors)
        for language in framework.languages:
            own = [(level, competency.anchors[level].get(language, "")) for level in levels]
            for level, other, word in _like([(level, text) for level, text in own if text]):
                place = source.value(anchor_path(name, level, language))
                message = f"The anchors of levels {other} and {level} are {word}."
                related = ((f"level {other}", source.value(anchor_path(name, other, language))),)
                help_ = "say what is added at the higher level: autonomy, difficulty or responsibility for others"
                yield Diagnostic(CODE, message, place, SEVERITY, help=help_, related=related)


def _like(written: list[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield level, a lower level with nearly the same words, and how like they are."""
    lengths = [len(text) for _, text in written]
    sets = [set(text.split()) for _, text in written]
    for number, (level, text) in enumerate(written):
        shortest, longest, words = _SHORTEST * lengths[number], lengths[number] / _SHORTEST, sets[number]
        # A quick look first: most anchors differ in length, or share few words.
        candidates = [
            other
            for other in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1)
            if shortest <= lengths[other] <= longest and 2 * len(words & sets[other]) >= len(words)
        ]
        if candidates and not text.startswith(STUB):
            yield from _closest(level, text, [written[other] for other in candidates])


def _contrast(one: str, other: str) -> bool:
    """Tell whether two texts differ in autonomy: the same activity with help and without is how steps are written."""
    return not _CONTRASTS.isdisjoint(set(one.split()) ^ set(other.split()))


def _closest(level: int, text: str, candidates: list[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    own = normal(text)
    for below, lower in candidates:
        if normal(lower) == own:
            if below != level - 1:  # neighbours have a finding of their own
                yield level, below, "alike"
            return
        if likeness(own, normal(lower)) >= ALIKE and not _contrast(own, normal(lower)):
            yield level, below, "nearly alike"
            return
