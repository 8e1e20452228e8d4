"""An anchor begins with a verb that nobody can observe.

What it does: compares the beginning of every anchor above level 0 with ``vague_verbs`` of the settings, which has a
list for each language.
Why: what someone knows or understands cannot be seen, so two raters will not agree on it. Users of
areas-of-contribution asked for behaviour instead (#8 "is learning about", #58 "can ramp up").
Bad: ``en: Knows the rules for e-mail advertising.``
Good: ``en: Names the rules for e-mail advertising and finds them in the handbook.``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.rules.parts import anchor_path, anchors
from kiframework.rules.wording import for_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF219"
NAME = "vague-verb"
SEVERITY = Severity.WARNING


_OPENING = " \t\n\"'([*…–-\u201e\u201c\u201d\u201a\u2018\u2019\u00bb\u00ab\u203a\u2039"
"""Blanks, quotation marks and the like, which may stand before the first word."""


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per anchor that begins like this."""
    lists = context.checks.vague_verbs
    verbs = {one: tuple(verb.lower() for verb in for_language(lists, one)) for one in framework.languages}
    for name, level, language, text in anchors(framework):
        start = text.lstrip(_OPENING).lower()
        # Level 0 says what has not been done yet: "cannot yet name".
        if level and start.startswith(verbs.get(language, ())):
            found = next((verb for verb in verbs[language] if _begins(start, verb)), None)
            if found:
                place = source.value(anchor_path(name, level, language))
                message = f"This anchor begins with '{found}', which nobody can observe."
                yield Diagnostic(CODE, message, place, SEVERITY, help="begin with what people are seen to do")


def _begins(text: str, verb: str) -> bool:
    following = text[len(verb) : len(verb) + 1]
    return text.startswith(verb) and not following.isalnum() and following not in {"-", "_"}
