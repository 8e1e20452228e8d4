"""Keeps text plain in Markdown: nothing that a person wrote may turn into markup or break a table."""

from __future__ import annotations

import re
from functools import lru_cache

_SPECIAL = re.compile(
    r"[\\`*_{}\[\]|~$^]"  # marks of CommonMark and its common extensions
    r"|<(?=[A-Za-z/!?])|&(?=[A-Za-z#])"  # tags and entities, but not "n < 5"
    r"|:(?=//)|(?<=\bwww)\.|@"  # links that renderers find by themselves
)
# What begins a heading, a quotation or a list, should a template put the value at the start of a line.
_AT_START = re.compile(r"^(?:([>=]|#{1,6}(?=\s|$)|[+\-](?=[\s\-]|$))|(\d{1,9})([.)])(?=\s|$))")
_BLANKS = re.compile(r"[\t\n\v\f\r \x85\u2028\u2029]+")


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


def escaped(value: object) -> str:
    """Return a value as plain text in one line of Markdown; :class:`Markdown` stays as it is."""
    if isinstance(value, Markdown):
        return value
    return _escaped(str(value))


# Titles, anchors and messages come back in every document.
@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", _BLANKS.sub(" ", text))
    return _AT_START.sub(_start, text)


def _start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"
