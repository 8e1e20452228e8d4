"""Writes what stood in a framework and what stands there now: values in words, never as data."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kiframework.output.wording import in_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.framework import Framework
    from kiframework.output.wording import Wording

    Path = Sequence[str]

_PERCENT = frozenset(["score", "overall", "below", "share_step", "factor", "value"])
"""Ratios that are said as percentages; others are numbers of levels, or factors."""
_REFERENCES = {"prerequisites": "competencies", "steps": "roles", "baseline": "roles", "role": "roles"}
"""What holds ids -> the section they are of."""
_RATIO = re.compile(r"-?\d+(?:/\d+)?").fullmatch
_DECIMALS = 3


class DiffValues:
    """Puts values into the language of an edition. Titles are those of today, of what is gone the earlier ones."""

    def __init__(self, wording: Wording, states: Sequence[Framework]) -> None:
        """Look things up in ``states``, the latest first."""
        self.wording, self.texts, self._states = wording, wording.texts, states
        self._languages = {lang for one in states for lang in one.languages}

    def title(self, section: str, name: str) -> str:
        """Return the title of something, else its id."""
        for state in self._states:
            parts = state.scoring if section in ("sources", "bands") else state
            found: Any = getattr(parts, section)
            one = found.get(name) if isinstance(found, dict) else _of_list(found, name)
            if one is not None:
                return self.wording.plain(in_language(state, one.title, self.wording.edition.lang))
        return self.wording.plain(name)

    def value(self, path: Path, value: Any) -> str:
        """Say what stands at a path."""
        key = next((step for step in reversed(path) if not step.isdecimal()), "")
        if isinstance(value, bool):
            return self.texts("word.yes" if value else "diff.no")
        if isinstance(value, dict):
            return self._mapping(path, value)
        if isinstance(value, list):
            return ", ".join(self.value(path, one) for one in value) or "–"
        text = str(value)
        if key in _REFERENCES or (key == "pillar" and path[0] == "competencies"):
            return self.title(_REFERENCES.get(key, "pillars"), text)
        return self._number(path, key, text)

    def _number(self, path: Path, key: str, text: str) -> str:
        if key in self._languages:
            return self.wording.figures.quoted(self.wording.plain(text))
        if not _RATIO(text):
            return self.wording.plain(text) or "–"
        number, figures = Fraction(text), self.wording.figures
        if key in _PERCENT or (key == "pillar" and path[0] == "scoring"):
            return figures.percent_short(number)
        return figures.trimmed(number, _DECIMALS)

    def _mapping(self, path: Path, value: dict[str, Any]) -> str:
        if self.is_text(value):
            return self.wording.figures.quoted(self._in_language(value))
        if path[-1] == "shares":
            level = self.texts("diff.level", level=str(value["level"]))
            limit = value.get("below")
            if limit is None:
                return self.texts("diff.share.rest", level=level)
            return self.texts("diff.share", share=self.value((*path, "below"), limit), level=level)
        if path[-1] == "age":
            factor = self.value((*path, "factor"), value["factor"])
            return self.texts("diff.age", days=str(value["up_to_days"]), factor=factor)
        name = value.get("reference") or value.get("name")
        if name is not None:
            return self.wording.plain(str(name))
        return ", ".join(f"{self._name(path, step)} {self.value((*path, step), one)}" for step, one in value.items())

    def _name(self, path: Path, step: str) -> str:
        if path[-1] == "pillar_weights":
            return self.title("pillars", step)
        key = f"diff.part.{step}"
        return self.texts(key) if key in self.texts else self.wording.plain(step)

    def is_text(self, value: Any) -> bool:
        """Tell whether something is a text in one or several languages."""
        return isinstance(value, dict) and set(value) <= self._languages and all(map(_is_str, value.values()))

    def _in_language(self, value: dict[str, str]) -> str:
        return self.wording.plain(in_language(self._states[0], value, self.wording.edition.lang))


def _is_str(value: Any) -> bool:
    return isinstance(value, str)


def _of_list(items: Any, name: str) -> Any:
    return next((one for one in items if str(getattr(one, "id", getattr(one, "level", ""))) == name), None)
