"""The anchors of two neighbouring levels do not differ.

What it does: compares each anchor with the one of the level below, without regard to capitals, punctuation and spaces.
Why: nobody can be seen to be at one level and not at the other. Steps that are too thin are what users stumble over
first: engineering-competencies #12, where two levels could not be told apart.
Bad: ``2: {en: Checks answers.}`` and ``3: {en: Checks answers.}``
Good: ``3: {en: Checks answers without a list and notes what was wrong.}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.checks import STUB
from kiframework.rules.parts import anchor_path
from kiframework.rules.wording import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF222"
NAME = "unchanged-anchor"
SEVERITY = Severity.WARNING


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per anchor that is the same as the one below."""
    for name, competency in framework.competencies.items():
        for level, words in competency.anchors.items():
            below = competency.anchors.get(level - 1)
            if below is None:
                continue
            for language, text in words.items():
                if language in below and _same(text, below[language]):
                    place = source.value(anchor_path(name, level, language))
                    related = ((f"level {level - 1}", source.value(anchor_path(name, level - 1, language))),)
                    message = f"The anchors of levels {level - 1} and {level} do not differ."
                    help_ = "say what is added at the higher level: autonomy, difficulty or responsibility for others"
                    yield Diagnostic(CODE, message, place, SEVERITY, help=help_, related=related)


def _same(one: str, other: str) -> bool:
    # The first letters settle nearly every case.
    return one[:1].lower() == other[:1].lower() and normal(one) == normal(other) and not one.startswith(STUB)
