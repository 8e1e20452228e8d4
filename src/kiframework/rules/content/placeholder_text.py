"""A text holds a word that stands for something still to be written.

What it does: looks in every text, the licence and legal references for the ``placeholders`` of the settings, as whole
words.
Why: it would be printed in reports that clients read.
Bad: ``meaning: {en: tbd}``
Good: ``meaning: {en: Turns the soil.}``
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.checks import STUB
from kiframework.rules.parts import texts
from kiframework.rules.wording import alternatives, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF224"
NAME = "placeholder-text"
SEVERITY = Severity.WARNING
_SHORT = 3
"""Letters up to which capitals count."""


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per text, about its first such word; stubs for a language are left to their own rule."""
    # Nearly always there is none at all, which one look at everything shows.
    everything = "\n".join(text for _, text in _texts(framework))
    words = context.checks.placeholders
    suspects = [word for word in words if _counts_capitals(word) and word.partition(" ")[0] in everything]
    suspects += within([word for word in words if not _counts_capitals(word)], everything.lower())
    pattern = _pattern(suspects)
    for path, text in _texts(framework) if suspects else ():
        found = None if text.startswith(STUB) else pattern.search(text)
        if found:
            message = f"This text holds '{found[0]}', which stands for something still to be written."
            yield Diagnostic(CODE, message, source.value(path), SEVERITY, help="write the text")


def _texts(framework: Framework) -> Iterator[tuple[tuple[Any, ...], str]]:
    yield ("license",), framework.license
    for path, words in texts(framework):
        for language, text in words.items():
            yield (*path, language), text
    for name, competency in framework.competencies.items():
        for number, legal in enumerate(competency.legal):
            yield ("competencies", name, "legal", number, "reference"), legal.reference


def _pattern(words: list[str]) -> re.Pattern[str]:
    exact = alternatives(word for word in words if _counts_capitals(word))
    others = alternatives(word for word in words if not _counts_capitals(word))
    return re.compile(rf"(?<!\w)(?:{exact}|(?i:{others}))(?!\w)")


def _counts_capitals(word: str) -> bool:
    return word.isupper() or len(word) <= _SHORT
