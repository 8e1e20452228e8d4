"""Comparing words: lists of words per language, and how alike two texts are."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ALIKE = 0.85
"""Share of letter groups from which two texts are nearly alike: one word in ten differs, or one letter in twenty."""

_WORDS = re.compile(r"\w+").findall


def for_language(lists: Mapping[str, Sequence[str]], language: str) -> Sequence[str]:
    """Return the list of a language; a regional form such as ``de-AT`` falls back on the language itself."""
    return lists.get(language) or lists.get(language.partition("-")[0], ())


def within(words: Iterable[str], text: str) -> list[str]:
    """Return the words whose letters stand anywhere in a text in small letters: a quick look before an exact one."""
    return [word for word in words if word.partition(" ")[0].lower() in text]


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words (for none: of nothing); a blank stands for any white space."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in words) or "(?!)"


def tokens(text: str) -> list[str]:
    """Return the words of a text in small letters, without punctuation."""
    return _WORDS(text.casefold())


def normal(text: str) -> str:
    """Return a text without what does not change its sense: capitals, punctuation, white space."""
    return " ".join(tokens(text))


def likeness(one: str, other: str) -> float:
    """Return how alike two normal texts are, from 0 to 1: the share of groups of three letters they have in common.

    Takes time in proportion to the length of the texts, unlike an alignment of letters, and agrees with one about
    what is nearly alike.
    """
    groups, others = _groups(one), _groups(other)
    both = groups.total() + others.total()
    return 2 * (groups & others).total() / both if both else 1.0


def _groups(text: str) -> Counter[str]:
    framed = f" {text} " if text else ""
    return Counter(framed[start : start + 3] for start in range(len(framed) - 2))
