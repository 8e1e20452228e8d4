"""An anchor praises instead of saying what can be seen.

What it does: looks in every anchor for ``vague_adjectives`` of the settings, which has a list for each language, and
for their endings in German and English. "As good as" and "as well" compare or add, and pass; so does German "sicher"
with an ending, which describes a thing: "ein sicherer Kanal".
Why: what is good or comprehensive lies in the eye of the rater, so the same work is rated differently. Users of
areas-of-contribution ask who could observe a skill at all (#26).
Bad: ``en: Writes good prompts.``
Good: ``en: Writes prompts that colleagues reuse without changes.``
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.rules.parts import anchor_path, anchors
from kiframework.rules.wording import alternatives, for_language, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF220"
NAME = "vague-adjective"
SEVERITY = Severity.WARNING
_ENDINGS = {"de": "(?:e[mnrs]?)?", "en": "(?:ly)?"}
_AS_IT_STANDS = frozenset(["sicher"])
"""With an ending it describes a thing."""


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per anchor, about its first such word."""
    for language in framework.languages:
        words = for_language(context.checks.vague_adjectives, language)
        own = [(name, level, text) for name, level, one, text in anchors(framework) if one == language]
        # Most of the words are nowhere, which one look at everything shows.
        suspects = within(words, "\n".join(text for _, _, text in own).lower())
        praise = _praise(suspects, language)
        for name, level, text in own if suspects else ():
            found = praise.search(text) if within(suspects, text.lower()) else None
            if found:
                place = source.value(anchor_path(name, level, language))
                message = f"This anchor praises ('{found[0]}') instead of saying what can be seen."
                yield Diagnostic(
                    CODE, message, place, SEVERITY, help="say what the result looks like, or who can use it"
                )


def _praise(words: list[str], language: str) -> re.Pattern[str]:
    ending = _ENDINGS.get(language.partition("-")[0], "")
    exact = alternatives(word for word in words if word in _AS_IT_STANDS)
    others = alternatives(word for word in words if word not in _AS_IT_STANDS)
    # A hyphen makes another word of it: well-known.
    return re.compile(rf"(?<![\w-])(?<!\bas )(?:{exact}|(?:{others}){ending})(?![\w-])", re.IGNORECASE)
