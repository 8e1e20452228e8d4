"""Two competencies are nearly the same.

What it does: compares title and meaning of all competencies in the leading language: the same title, or four fifths of
their words in common.
Why: people would rate the same thing twice, and it would count twice. Users asked for it: engineering-progression #130
and #138 (one competency in two places); skill libraries such as OSMT check new statements against all others.
Bad: ``prompting`` and ``prompt-writing``, both with the title "Writing prompts"
Good: one of them, or two that say what sets them apart
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.rules.wording import normal, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Competency, Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF223"
NAME = "similar-competencies"
SEVERITY = Severity.WARNING
LIKE = 0.8
"""Share of words in common from which two competencies are nearly the same."""
_MOST_COMPARED = 50
"""Others that one competency is compared with, at most; only ever reached where nearly all share their rare words."""


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per competency that is like an earlier one."""
    words = {name: _words(framework, competency) for name, competency in framework.competencies.items()}
    titles: dict[str, str] = {}
    similar = _Similar(Counter(word for _, own in words.values() for word in own))
    for name, (title, own) in words.items():
        other = similar.find_or_add(name, own)
        other = titles.setdefault(title, name) if title and title in titles else other
        titles.setdefault(title, name)
        if other is not None:
            place = source.key(["competencies", name])
            related = (("the other one", source.key(["competencies", other])),)
            help_ = "keep one of them, or say what sets them apart"
            message = f"'{name}' is nearly the same as '{other}'."
            yield Diagnostic(CODE, message, place, SEVERITY, help=help_, related=related)


def _words(framework: Framework, competency: Competency) -> tuple[str, frozenset[str]]:
    """Return the title, and all words of title and meaning."""
    language = framework.languages[0]
    title, meaning = competency.title.get(language, ""), competency.meaning.get(language, "")
    return normal(title), frozenset(tokens(f"{title} {meaning}"))


@dataclass(slots=True)
class _Similar:
    """Finds earlier sets of words like a given one without comparing all with all.

    Sets that have four fifths of their words in common share at least one of their rarest fifth, so only those that do
    are compared.
    """

    counts: Counter[str]
    """How often each word occurs."""
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    by_word: dict[str, list[str]] = field(default_factory=dict)
    """Rare word -> earlier sets that hold it among their rarest words."""

    def find_or_add(self, name: str, words: frozenset[str]) -> str | None:
        rare = sorted(words, key=lambda word: (self.counts[word], word))[: len(words) - ceil(LIKE * len(words)) + 1]
        candidates = dict.fromkeys(other for word in rare for other in self.by_word.get(word, ()))
        for other in islice(candidates, _MOST_COMPARED):
            if len(words & self.sets[other]) >= LIKE * len(words | self.sets[other]):
                return other
        self.sets[name] = words
        for word in rare:
            holders = self.by_word.setdefault(word, [])
            if len(holders) < _MOST_COMPARED:
                holders.append(name)
        return None
