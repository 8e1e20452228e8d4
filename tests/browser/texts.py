"""Texts that files may hold and pages must show as they are: hostile, endless, and long in the German way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Voice = Callable[[str], str]
    """Makes the text of a place in a file from the harmless words that would stand there."""

MARKUP = (
    "<script>document.title='taken'</script><img id=taken src=x onerror=\"document.title='taken'\">"
    "<h1 class='taken'>x</h1></title></style></bdi></td></tr></table></svg></main></body><!-- ]]> &amp; &#60;b&#62;"
)
"""What would become elements, end those around it, or run, if a page did not escape it."""
TEMPLATE = "{{ 7 * 7 }} {% if x %} {# y #} ${1} %(z)s {0} \\u003cb\\u003e"
"""What would be computed if a text were taken for a template."""
QUOTES = "\"'`\u00b4„“\u201a\u2018«»“”\u2018’ \" onmouseover=\"document.title='taken'\" x='"
TURNING = "\u202eabc\u202d def \u2067ghi\u2066 \u200f\u061cjkl שלום مرحبا"  # never closed, and so turned to the end
"""Marks that turn the direction of writing and are never taken back."""
JOINED = "👩\u200d👩\u200d👧\u200d👦 क्\u200dष a\u200bb\u00adc e\u0301\u0302\u0303"
LINES = "one\n\n  two\ttabs\t\n---\n- three\u2028four\u2029five"
UNBROKEN = "Endlos" * 1_666 + "Ende"  # 10,000 characters
BROKEN = "zehn Buchs " * 909 + "E"  # 10,000 characters
HOSTILE = (MARKUP, TEMPLATE, QUOTES, TURNING, JOINED, LINES, UNBROKEN, BROKEN)

_TITLES = (MARKUP, QUOTES, TURNING, JOINED, TEMPLATE)


def harmless(words: str) -> str:
    """Say what is meant."""
    return words


def hostile(words: str) -> str:
    """Put something hostile behind the words, another thing for other words."""
    return f"{words} {_TITLES[sum(map(ord, words)) % len(_TITLES)]}"


def read(text: str) -> str:
    """Return a text as a reader takes it in: blanks and line breaks count as one blank, isolation is not seen."""
    return " ".join("".join(sign for sign in text if not "\u2066" <= sign <= "\u2069").split())
