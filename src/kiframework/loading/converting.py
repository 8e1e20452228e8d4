"""Turns the framework below into one of the same scale and the same languages as the layer above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

    from kiframework.diagnostics import Place, SourceMap

SCALE_MAP: Final = "scale_map"
"""Level of the extended framework -> level here, where the scale is another one."""


def is_map_between(mapping: Any, below: Any, above: Any) -> bool:
    """Tell whether a mapping leads from every level of a scale to one of another scale, and never falls."""
    before, now = _levels(below), _levels(above)
    if not isinstance(mapping, dict) or set(mapping) != before or not all(map(_is_level, mapping)):
        return False
    values = [mapping[level] for level in sorted(mapping)]
    return all(map(_is_level, values)) and values == sorted(values) and set(values) <= now


def _is_level(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _levels(scale: Any) -> set[int]:
    items = scale if isinstance(scale, list) else []
    return {item["level"] for item in items if isinstance(item, dict) and _is_level(item.get("level"))}


def in_languages(source: SourceMap, node: Any, languages: Collection[str], gone: Collection[str]) -> Any:
    """Return a document without its texts in languages that are gone; a text in no other language stays.

    ``languages`` are all it is written in: that is how one knows a text.
    """
    if isinstance(node, dict):
        left = {key: value for key, value in node.items() if key not in gone}
        is_text = left and set(node) <= set(languages) and all(isinstance(text, str) for text in node.values())
        copy: Any = left if is_text else {key: in_languages(source, one, languages, gone) for key, one in node.items()}
    elif isinstance(node, list):
        copy = [in_languages(source, one, languages, gone) for one in node]
    else:
        return node
    source.record(copy, source.places_of(node))
    return copy


@dataclass(slots=True)
class Rescaled:
    """Moves everything that is a level from one scale to another."""

    source: SourceMap
    mapping: Mapping[int, int]

    def document(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return a framework on the other scale; the scale itself is not touched."""
        competencies = self._each(node.get("competencies"), lambda one: self._change(one, "anchors", self._anchors))
        roles = self._each(
            node.get("roles"),
            lambda role: self._change(role, "requirements", lambda all_: self._each(all_, self._level)),
        )
        scoring = self._change(node.get("scoring"), "shares", lambda steps: self._items(steps, "level"))
        scoring = self._change(scoring, "sources", lambda sources: self._items(sources, "ceiling"))
        changed = {"competencies": competencies, "roles": roles, "scoring": scoring}
        return self._copy(node, {key: value for key, value in changed.items() if value is not None})

    def _copy(self, node: dict[Any, Any], changed: Mapping[Any, Any]) -> dict[Any, Any]:
        copy = {**node, **changed}
        self.source.record(copy, self.source.places_of(node))
        return copy

    def _each(self, node: Any, change: Any) -> Any:
        return self._copy(node, {key: change(value) for key, value in node.items()}) if isinstance(node, dict) else node

    def _change(self, node: Any, key: str, change: Any) -> Any:
        return self._copy(node, {key: change(node[key])}) if isinstance(node, dict) and key in node else node

    def _level(self, node: Any, key: str = "level") -> Any:
        known = isinstance(node, dict) and _is_level(node.get(key)) and node[key] in self.mapping
        return self._copy(node, {key: self.mapping[node[key]]}) if known else node

    def _items(self, items: Any, key: str) -> Any:
        if not isinstance(items, list):
            return items
        copy = [self._level(item, key) for item in items]
        self.source.record(copy, self.source.places_of(items))
        return copy

    def _anchors(self, anchors: Any) -> Any:
        """Of several levels that become one, the highest speaks for it: it is what has to be shown."""
        if not isinstance(anchors, dict):
            return anchors
        places = self.source.places_of(anchors)
        moved: dict[int, Any] = {}
        where: dict[Hashable, Place] = {}
        for level in sorted((one for one in anchors if one in self.mapping), key=int):
            moved[self.mapping[level]] = anchors[level]
            where |= {self.mapping[level]: places[level]} if level in places else {}
        self.source.record(moved, where)
        return moved
