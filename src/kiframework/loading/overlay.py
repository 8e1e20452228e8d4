"""Lays a framework over the one it extends: adds, changes and removes by id, at any depth.

Everything keeps the place it was written at, so that whatever is said about a value later points into its own layer.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kiframework.diagnostics import Diagnostic, did_you_mean
from kiframework.model.framework import Band, Competency, Ladder, Pillar, Principle, Requirement, Role, Source, Target
from kiframework.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kiframework.diagnostics import Location, Place, SourceMap
    from kiframework.model.base import Model

    Steps = tuple[Hashable, ...]
    """Keys and list positions that lead to a value."""

EXTENDS: Final = "extends"
"""What a framework is laid over: ``ki-mittelstand@^1``, or the path of a folder in place of the id."""
REMOVE: Final = "remove"
"""Paths of what goes: ``competencies/mlops``, ``roles/*/requirements/mlops``."""
SCALE_MAP: Final = "scale_map"
"""Level of the extended framework -> level here, where the scale is another one."""
BUILT_IN: Final = "framework"
"""The data folder with the built-in framework, and its name in messages."""
_NOT_INHERITED = ("id", "version", "recorded")

_REFERENCE = re.compile(r"(?P<name>.+)@(?P<range>[\^~]?\d+(?:\.\d+){0,2})").fullmatch
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(-.+)?").fullmatch

_ENTITIES: dict[tuple[str, ...], tuple[str, type[Model]]] = {
    ("competencies", "*"): ("competency", Competency),
    ("roles", "*"): ("role", Role),
    ("roles", "*", "requirements", "*"): ("requirement", Requirement),
    ("ladders", "*"): ("ladder", Ladder),
    ("pillars", "*"): ("pillar", Pillar),
    ("principles", "*"): ("principle", Principle),
    ("targets", "*"): ("target", Target),
    ("scoring", "sources", "*"): ("source", Source),
    ("scoring", "bands", "*"): ("band", Band),
}
"""Path of things with an id -> what they are called, and what makes them whole."""
_ID_KEYS: dict[tuple[str, ...], str] = {("scale",): "level"}
"""Path of a list -> the key that tells its items apart; ``id`` for all others."""


class Base(NamedTuple):
    """What a framework is laid over."""

    path: Path
    shown: str
    """Its name in messages."""
    id: str | None
    """The id it has to have; None where it is named by its place."""
    range: str
    """Versions that will do: ``^1``."""


def base_of(reference: Any, folder: Path, shown: str, place: Location) -> Base | Diagnostic:
    """Find what ``extends`` names, seen from the folder of the overlay. KIF250 if that is nothing."""
    found = _REFERENCE(reference) if isinstance(reference, str) else None
    help_ = "such as ki-mittelstand@^1, or ../sector@^2 for a folder"
    if found is None:
        return Diagnostic("KIF250", "Write a framework and its versions here.", place, help=help_)
    name, versions = found["name"], found["range"]
    if "/" in name or name.startswith("."):
        # Seen from where the user stands, so that messages can be followed.
        return Base(folder / name, os.path.normpath(f"{shown}/{name}").replace(os.sep, "/"), None, versions)
    return Base(data_folder(BUILT_IN), BUILT_IN, name, versions)


def misfit(base: Base, document: Mapping[str, Any], place: Location) -> Diagnostic | None:
    """Return why a framework is not the one that is extended: another id, or a version that will not do (KIF250)."""
    own = str(document.get("id"))
    if base.id is not None and own != base.id:
        help_ = did_you_mean(base.id, [own]) or f"the built-in one is {own}; others are named by their folder, ../name"
        return Diagnostic("KIF250", f"There is no framework '{base.id}'.", place, help=help_)
    version = str(document.get("version"))
    if not fits(version, base.range):
        message = f"'{own}' is {version} here, and {base.range} is asked for."
        return Diagnostic("KIF250", message, place, help="migrate to that version, or install the one asked for")
    return None


def fits(version: str, wanted: str) -> bool:
    """Tell whether a version is in a range: ``^1.2`` from there up to the next major, ``~1.2`` to the next minor."""
    found = _VERSION(version)
    if found is None:
        return False
    own = tuple(map(int, found.groups()[:3]))
    given = tuple(map(int, wanted.lstrip("^~").split(".")))
    low = (*given, 0, 0)[:3]
    if wanted[0] not in "^~":
        return own[: len(given)] == given
    same = 1 if wanted[0] == "^" and low[0] else min(2, len(given))
    return own >= low and own[:same] == low[:same]


@dataclass(slots=True)
class Overlay:
    """One layer on its way onto another. Places of both are in ``source``."""

    source: SourceMap
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def lay(self, base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
        """Return both as one document. What contradicts the base is noted and left out."""
        below = self._kept(base, [key for key in _NOT_INHERITED if key in base])
        if SCALE_MAP in own or self._other_scale(base, own):
            below = self._rescaled(below, own)
        removed = dict(self._removed(below, own))
        below = self.source.copy_without(below, list(removed))
        above = self._kept(own, [key for key in (EXTENDS, REMOVE, SCALE_MAP) if key in own])
        whole: dict[str, Any] = self.merged(below, above, ())
        self._find_needed(whole, removed)
        return whole

    def _kept(self, document: dict[str, Any], gone: Sequence[str]) -> dict[str, Any]:
        rest: dict[str, Any] = self.source.copy_without(document, [(key,) for key in gone])
        if not gone:
            # A copy all the same: documents that were read are not changed.
            rest = dict(document)
            self.source.record(rest, self.source.places_of(document))
        return rest

    def _say(self, code: str, message: str, place: Location, help_: str | None) -> None:
        self.diagnostics.append(Diagnostic(code, message, place, help=help_))

    # --- Adding and changing ------------------------------------------------------------------------------------------

    def merged(self, below: Any, above: Any, path: tuple[str, ...]) -> Any:
        """Return two values at a path as one: mappings by key, lists of things with ids by id, else the upper one."""
        if isinstance(below, dict) and isinstance(above, dict):
            return self._merged_mapping(below, above, path)
        key = _ID_KEYS.get(path, "id")
        if isinstance(below, list) and isinstance(above, list) and _have_ids(below, key) and _have_ids(above, key):
            return self._merged_list(below, above, path, key)
        return above

    def _merged_mapping(self, below: dict[Any, Any], above: dict[Any, Any], path: tuple[str, ...]) -> dict[Any, Any]:
        own = self.source.places_of(above)
        whole, places = dict(below), dict(self.source.places_of(below))
        for key, value in above.items():
            inner = (*path, "*" if _is_id(path) else str(key))
            if key in below:
                whole[key] = self.merged(below[key], value, inner)
                if whole[key] is value and key in own:
                    places[key] = own[key]
            elif self._is_whole(inner, key, value, own.get(key), list(map(str, below))):
                whole[key] = value
                places |= {key: own[key]} if key in own else {}
        self.source.record(whole, places)
        return whole

    def _merged_list(self, below: list[Any], above: list[Any], path: tuple[str, ...], key: str) -> list[Any]:
        """Merge items by their ids: known ones where they stand, new ones behind them."""
        position = {item[key]: number for number, item in enumerate(below)}
        whole, places = list(below), dict(self.source.places_of(below))
        own = self.source.places_of(above)
        for number, item in enumerate(above):
            at = position.get(item[key])
            if at is not None:
                whole[at] = self.merged(below[at], item, (*path, "*"))
            elif self._is_whole((*path, "*"), item[key], item, own.get(number), list(map(str, position))):
                whole.append(item)
                places |= {len(whole) - 1: own[number]} if number in own else {}
        self.source.record(whole, places)
        return whole

    def _is_whole(self, path: tuple[str, ...], key: Any, value: Any, place: Place | None, known: list[str]) -> bool:
        """Tell whether something new can stand by itself. A part of it is a change of something that is not there."""
        kind, model = _ENTITIES.get(path, ("", None))
        if model is None or not isinstance(value, dict):
            return True
        missing = [name for name, one in model.model_fields.items() if one.is_required() and name not in value]
        if not missing:
            return True
        help_ = did_you_mean(str(key), known) or f"a new one needs: {', '.join(missing)}"
        self._say("KIF251", f"There is no {kind} '{key}' to be changed.", self._key_of(place, str(key)), help_)
        return False

    def _key_of(self, place: Place | None, entry: str) -> Location:
        from kiframework.diagnostics import Location, location

        return (
            Location(self.source.path, 1, 1) if place is None else location(place.file, place.key, place.key_end, entry)
        )

    # --- Removing -----------------------------------------------------------------------------------------------------

    def _removed(self, below: dict[str, Any], own: dict[str, Any]) -> Iterator[tuple[Steps, tuple[str, Location]]]:
        """Yield what goes: its path in the base, how it was written, and where."""
        given = own.get(REMOVE, [])
        if not isinstance(given, list):
            help_ = "such as remove: [competencies/mlops]"
            self._say("KIF252", "Write a list of paths here.", self._at(own, REMOVE), help_)
            return
        places = self.source.places_of(given)
        for number, text in enumerate(given):
            place = self._value_of(places.get(number), self._at(own, REMOVE))
            written = str(text).strip("/")
            found = list(_followed(below, written.split("/"), ()))
            if not found:
                self._nowhere(below, written.split("/"), place)
            yield from ((steps, (written, place)) for steps in found)

    def _nowhere(self, below: Any, names: Sequence[str], place: Location) -> None:
        """Say where a path leads nowhere (KIF252)."""
        node = below
        for depth, name in enumerate(names):
            known = _named(node, tuple(names[:depth]))
            if name not in known:
                where = "/".join(names[:depth]) or "the framework"
                help_ = did_you_mean(name, known) or f"there is: {', '.join(list(known)[:8])}" if known else None
                self._say("KIF252", f"There is no '{name}' in {where} to be removed.", place, help_)
                return
            node = node[known[name]]

    def _find_needed(self, whole: dict[str, Any], removed: Mapping[Steps, tuple[str, Location]]) -> None:
        """Note what was removed although something else refers to it (KIF253)."""
        needed = defaultdict(list)
        for section, name, user in _references(whole):
            needed[section, name].append(user)
        for text, place in removed.values():
            section, _, name = text.partition("/")
            users = needed.get((section, name), ())
            if users and name not in _named(whole.get(section), (section,)):
                rest = f" and {len(users) - 3} more" if len(users) > 3 else ""  # noqa: PLR2004 - enough to begin with
                help_ = f"remove these too, or change them: {', '.join(users[:3])}{rest}"
                self._say("KIF253", f"'{name}' is removed, and still needed.", place, help_)

    def _at(self, own: dict[str, Any], key: str) -> Location:
        place = self.source.places_of(own).get(key)
        return self._value_of(place, self._key_of(place, key))

    def _value_of(self, place: Place | None, otherwise: Location) -> Location:
        from kiframework.diagnostics import location

        return otherwise if place is None else location(place.file, place.value, place.value_end)

    # --- Another scale ------------------------------------------------------------------------------------------------

    @staticmethod
    def _other_scale(base: dict[str, Any], own: dict[str, Any]) -> bool:
        before, now = base.get("scale"), own.get("scale")
        return isinstance(before, list) and isinstance(now, list) and len(now) > len(before)

    def _rescaled(self, below: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
        """Return the base on the scale of the overlay, its own scale left out (KIF254 where that is not possible)."""
        levels = [item.get("level") for item in below.get("scale", []) if isinstance(item, dict)]
        mapping = own.get(SCALE_MAP)
        if not isinstance(mapping, dict) or "scale" not in own or set(mapping) != set(levels) or not _rises(mapping):
            key = SCALE_MAP if SCALE_MAP in own else "scale"
            example = ", ".join(f"{level}: …" for level in levels)
            help_ = f"scale: [...] with scale_map: {{{example}}}, from each level there to one here, never falling"
            self._say("KIF254", "A scale of one's own says what becomes of every level.", self._at(own, key), help_)
            return below
        rest = self.source.copy_without(below, [("scale",)])
        return _Rescaled(self.source, mapping).document(rest)


def _rises(mapping: Mapping[Any, Any]) -> bool:
    values = [mapping[level] for level in sorted(mapping)]
    return all(isinstance(value, int) and not isinstance(value, bool) for value in values) and values == sorted(values)


@dataclass(slots=True)
class _Rescaled:
    """Moves everything that is a level from one scale to another."""

    source: SourceMap
    mapping: Mapping[int, int]

    def document(self, node: dict[str, Any]) -> dict[str, Any]:
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
        known = isinstance(node, dict) and node.get(key) in self.mapping
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


# --- What refers to what ----------------------------------------------------------------------------------------------


def _references(whole: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield section and id of what is referred to, with the path of what refers to it."""
    for name, competency in _entries(whole.get("competencies")):
        yield "pillars", str(competency.get("pillar")), f"competencies/{name}"
        for before in _listed(competency.get("prerequisites")):
            yield "competencies", before, f"competencies/{name}/prerequisites/{before}"
    for name, role in _entries(whole.get("roles")):
        for asked in role.get("requirements") or {}:
            yield "competencies", str(asked), f"roles/{name}/requirements/{asked}"
        for pillar in role.get("pillar_weights") or {}:
            yield "pillars", str(pillar), f"roles/{name}/pillar_weights/{pillar}"
    for name, ladder in _entries(whole.get("ladders")):
        for step in _listed(ladder.get("steps")):
            yield "roles", step, f"ladders/{name}/steps/{step}"
    for target in whole.get("targets") or []:
        if isinstance(target, dict) and target.get("role"):
            yield "roles", str(target["role"]), f"targets/{target.get('id')}"
    if whole.get("baseline"):
        yield "roles", str(whole["baseline"]), "baseline"


def _entries(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield from ((str(name), value) for name, value in node.items() if isinstance(value, dict))


def _listed(node: Any) -> Iterator[str]:
    yield from (str(one) for one in node) if isinstance(node, list) else ()


def _named(node: Any, path: tuple[str, ...]) -> dict[str, Hashable]:
    """Return the names of what is in a container -> its key or position."""
    if isinstance(node, dict):
        return {str(key): key for key in node}
    if isinstance(node, list):
        key = _ID_KEYS.get(path, "id")
        return {str(item.get(key)) if isinstance(item, dict) else str(item): at for at, item in enumerate(node)}
    return {}


def _followed(node: Any, names: Sequence[str], path: tuple[str, ...]) -> Iterator[Steps]:
    """Yield the steps of every path that leads somewhere; ``*`` is every entry that has the rest."""
    name, *rest = names
    for known, step in _named(node, path).items():
        if name in (known, "*"):
            yield from ((step, *more) for more in _followed(node[step], rest, (*path, known))) if rest else ((step,),)


def _have_ids(items: Sequence[Any], key: str) -> bool:
    return bool(items) and all(isinstance(item, dict) and key in item for item in items)


def _is_id(path: tuple[str, ...]) -> bool:
    """Tell whether the keys of the mapping at ``path`` are ids."""
    return (*path, "*") in _ENTITIES
