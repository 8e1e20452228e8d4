"""An anchor stands in two languages with the same words.

What it does: compares the languages of every anchor of four words or more.
Why: most likely one was copied and never translated; people would be rated by a text they may not understand.
Bad: ``{de: Prüft Antworten mit einer Liste., en: Prüft Antworten mit einer Liste.}``
Good: ``{de: Prüft Antworten mit einer Liste., en: Checks answers with a list.}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.rules.parts import anchor_path
from kiframework.rules.wording import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF229"
NAME = "untranslated-anchor"
SEVERITY = Severity.WARNING
_FEWEST_WORDS = 4
"""Shorter texts may well be the same in two languages."""


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per language that repeats an earlier one of the framework."""
    for name, competency in framework.competencies.items():
        for level, texts in competency.anchors.items():
            seen: dict[str, str] = {}
            for language in framework.languages:
                text = texts.get(language, "")
                first = seen.setdefault(text, language)
                if first != language and len(tokens(text)) >= _FEWEST_WORDS:
                    message = f"This anchor says the same in '{language}' and in '{first}'."
                    place = source.value(anchor_path(name, level, language))
                    yield Diagnostic(CODE, message, place, SEVERITY, help=f"write it in '{language}'")
