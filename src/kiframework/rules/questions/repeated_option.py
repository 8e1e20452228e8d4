"""Two options of a question, or two choices of a work sample, are alike.

What it does: compares them in each language, without what does not change their sense: capitals, white space,
punctuation.
Why: if one of the two is right, so is the other, and whoever picks it is marked down; if both are wrong, guessing is
easier than it looks.
Bad: ``options: [{en: Ask the vendor}, {en: Wait}, {en: ask the vendor.}]``
Good: ``options: [{en: Ask the vendor}, {en: Wait}, {en: Ask a colleague}]``
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.questions import ChoiceItem
from kiframework.rules.items import items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.questions import Questions
    from kiframework.rules.base import QuestionContext

CODE = "KIF232"
NAME = "repeated-option"

# Signs stay, and points within numbers: "A1 - B1" is another formula than "A1 + B1", and 3.2 is not 32.
_PUNCTUATION = re.compile(r"(?<!\d)[.,:;!?]|[.,:;!?](?!\d)|[\"'()\u2018-\u201f\u2039\u203a\u00ab\u00bb]").sub


def check(questions: Questions, source: Places, context: QuestionContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per repetition."""
    for path, item in items(questions):
        field, texts = ("options", item.options) if isinstance(item, ChoiceItem) else ("choices", item.choices)
        seen: dict[tuple[str, str], int] = {}
        for number, words in enumerate(texts):
            for language, text in words.items():
                first = seen.setdefault((language, _sense(text)), number)
                if first != number:
                    message = f"The {field} {first + 1} and {number + 1} are alike."
                    related = (("the other", source.value([*path, field, first, language])),)
                    place = source.value([*path, field, number, language])
                    yield Diagnostic(CODE, message, place, help="write another one", related=related)


def _sense(text: str) -> str:
    return " ".join(_PUNCTUATION("", text.casefold()).split()) or text
