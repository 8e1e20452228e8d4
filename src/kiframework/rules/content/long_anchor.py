"""An anchor has more than 25 words.

What it does: counts the words of every anchor.
Why: people compare several anchors at a time when they rate; what does not fit into one sentence is not compared but
skimmed. Long sentences also tend to hold two behaviours that only partly apply.
Bad: an anchor of 40 words that joins three activities with "and"
Good: the one activity that shows the level, in one sentence
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.rules.parts import anchor_path, anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF218"
NAME = "long-anchor"
SEVERITY = Severity.WARNING
MOST_WORDS = 25
"""What one sentence holds that is still compared as a whole."""


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per anchor that is too long."""
    for name, level, language, text in anchors(framework):
        if text.count(" ") + text.count("\n") < MOST_WORDS:
            continue  # settles nearly every case without taking the text apart
        words = len(text.split())
        if words > MOST_WORDS:
            place = source.value(anchor_path(name, level, language))
            message = f"This anchor has {words} words; {MOST_WORDS} are enough."
            yield Diagnostic(CODE, message, place, SEVERITY, help="keep the one activity that shows the level")
