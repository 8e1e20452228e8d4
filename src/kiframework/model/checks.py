"""Settings of ``kiframework validate``: the table ``[checks]`` of the workspace's settings."""

from __future__ import annotations

from typing import Literal

from kiframework.model.base import Model, Whole, Words

VAGUE_VERBS = {
    "de": [
        *("kennt", "weiß", "versteht", "begreift", "beherrscht", "ist", "kann", "glaubt", "fühlt", "will", "möchte"),
        *("bemüht sich", "interessiert sich", "verfügt über", "hat kenntnisse", "hat erfahrung", "hat verständnis"),
        *("hat ein verständnis", "hat ein bewusstsein", "weiss", "besitzt kenntnisse", "hat grundkenntnisse"),
        *("hat erste erfahrungen", "hat kenntnis", "verständnis für", "grundlegendes verständnis", "versucht"),
    ],
    "en": [
        *("knows", "understands", "appreciates", "masters", "grasps", "is", "can", "believes", "feels", "wants"),
        *("tries to", "demonstrates understanding", "demonstrates an understanding", "shows understanding"),
        *("know", "understand", "able to", "familiar with", "aware of", "has basic knowledge", "has some experience"),
        *(
            "shows awareness",
            "demonstrates knowledge",
            "shows an understanding",
            "has knowledge",
            "has experience",
            "has an understanding",
            "has an awareness",
        ),
    ],
}
"""Beginnings of anchors that nobody can observe."""
VAGUE_ADJECTIVES = {
    "de": ["gut", "sicher im umgang", "souverän", "solide", "fundiert", "umfassend", "kompetent", "hervorragend"],
    "en": ["good", "well", "sound", "confident", "solid", "comprehensive", "competent", "excellent"],
}
"""Words that praise instead of saying what can be seen."""
STUB = "TODO:"
"""What a text begins with that stands in for a translation still to be written."""
PLACEHOLDERS = [
    *("TODO", "TBD", "TBC", "FIXME", "XXX", "tbd", "tbc", "???"),
    *("lorem ipsum", "Platzhaltertext", "placeholder text", "tba", "Text folgt", "Text einfügen", "Beispieltext"),
    "insert text",
]
"""Words that stand for a text still to be written. Plain "placeholder" is none: data are anonymised with them."""


class Checks(Model):
    """What a team has agreed on for its checks. Command line options come before it."""

    select: list[Words] = []
    """Codes, or beginnings of codes, of the rules to apply; left out, all of them."""
    ignore: list[Words] = []
    """Codes, or beginnings of codes, of rules to leave out."""
    per_file_ignores: dict[Words, list[Words]] = {}
    """Pattern for paths below the settings file, such as ``framework/roles/*.yaml`` -> codes to leave out there."""
    fail_on: Literal["error", "warning", "info"] = "error"
    """The mildest severity that makes the run fail."""
    max_warnings: Whole | None = None
    """More warnings than this make the run fail."""
    baseline: Words | None = None
    """File with the findings of old, which are not shown again."""
    vague_verbs: dict[str, list[Words]] = VAGUE_VERBS
    """Language -> beginnings that no anchor may have, in small letters. Replaces the built-in lists."""
    vague_adjectives: dict[str, list[Words]] = VAGUE_ADJECTIVES
    """Language -> words that no anchor may contain, in small letters. Replaces the built-in lists."""
    placeholders: list[Words] = PLACEHOLDERS
    """Words that no text may contain. Replaces the built-in list.

    Capitals count in words of up to three letters and in those that hold nothing else.
    """
