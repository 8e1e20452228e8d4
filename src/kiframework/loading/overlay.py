"""Lays a framework over the one it extends: adds, changes and removes by id, at any depth.

Everything keeps the place it was written at, so that whatever is said about a value later points into its own layer.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kiframework.diagnostics import Diagnostic, Location, did_you_mean, location
from kiframework.loading.converting import SCALE_MAP, Rescaled, in_languages, is_map_between
from kiframework.loading.extending import EXTENDS
from kiframework.loading.inside import followed, have_ids, id_key, named, references
from kiframework.model.framework import Band, Competency, Ladder, Pillar, Principle, Requirement, Role, Source, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiframework.diagnostics import Place, SourceMap
    from kiframework.loading.inside import Found, Names, Steps
    from kiframework.model.base import Model

REMOVE: Final = "remove"
"""Paths of what goes: ``competencies/mlops``, ``roles/*/requirements/mlops``."""
_NOT_INHERITED = ("id", "version", "recorded")
_FEW = 3
"""Of so many that need something removed the help speaks."""

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


@dataclass(slots=True)
class Overlay:
    """One layer on its way onto another. Places of both are in ``source``."""

    source: SourceMap
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def lay(self, base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
        """Return both as one document. What contradicts the base is noted and left out."""
        below = self._kept(base, [key for key in _NOT_INHERITED if key in base])
        below = self.source.copy_without(below, list(_announced(base)))
        below = self._in_own_languages(below, own)
        if SCALE_MAP in own or _has_other_scale(base, own):
            below = self._rescaled(below, own)
        removed = dict(self._removed(below, own))
        below = self.source.copy_without(below, [found.steps for found in removed])
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
        key = id_key(path)
        if isinstance(below, list) and isinstance(above, list) and have_ids(below, key) and have_ids(above, key):
            return self._merged_list(below, above, path, key)
        return above

    def _merged_mapping(self, below: dict[Any, Any], above: dict[Any, Any], path: tuple[str, ...]) -> dict[Any, Any]:
        own = self.source.places_of(above)
        whole, places = dict(below), dict(self.source.places_of(below))
        for key, value in above.items():
            inner = (*path, "*" if _is_id(path) else str(key))
            if key in below:
                whole[key] = self.merged(below[key], value, inner)
            elif self._is_whole(inner, key, value, own.get(key), list(map(str, below))):
                whole[key] = value
            else:
                continue
            # What both layers write of something stands where the upper one does: that is what was decided last.
            places |= {key: own[key]} if key in own else {}
        self.source.record(whole, places)
        return whole

    def _merged_list(self, below: list[Any], above: list[Any], path: tuple[str, ...], key: str) -> list[Any]:
        """Merge items by their ids: known ones where they stand, new ones before the known one that follows them."""
        under, own = self.source.places_of(below), self.source.places_of(above)
        items = [(item, under.get(number)) for number, item in enumerate(below)]
        known = [str(item[key]) for item in below]
        at = len(items)
        for number in reversed(range(len(above))):
            item, place = above[number], own.get(number)
            if any(item[key] == other[key] for other in above[:number]):
                self._say("KIF209", f"The {key} '{item[key]}' stands twice.", self._value_of(place), None)
                continue
            where = next((one for one, (other, _) in enumerate(items) if other[key] == item[key]), None)
            if where is not None:
                at = where
                items[at] = self.merged(items[at][0], item, (*path, "*")), place
            elif self._is_whole((*path, "*"), item[key], item, place, known):
                items.insert(at, (item, place))
        whole = [item for item, _ in items]
        self.source.record(whole, {number: place for number, (_, place) in enumerate(items) if place is not None})
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

    # --- Removing -----------------------------------------------------------------------------------------------------

    def _removed(self, below: dict[str, Any], own: dict[str, Any]) -> Iterator[tuple[Found, Location]]:
        """Yield what goes, and where that is written."""
        given = own.get(REMOVE, [])
        if not isinstance(given, list):
            help_ = "such as remove: [competencies/mlops]"
            self._say("KIF252", "Write a list of paths here.", self._at(own, REMOVE), help_)
            return
        places = self.source.places_of(given)
        for number, text in enumerate(given):
            place = self._value_of(places.get(number))
            if not isinstance(text, str):
                self._say("KIF252", "Write a path here.", place, "such as competencies/mlops")
                continue
            names = text.strip("/").split("/")
            found = list(followed(below, names))
            if not found:
                self._nowhere(below, names, place)
            # A level goes by a map to another scale, and by nothing else.
            yield from ((one, place) for one in found if one.names[0] != "scale")

    def _nowhere(self, below: Any, names: Sequence[str], place: Location) -> None:
        """Say where a path leads nowhere (KIF252)."""
        node = below
        for depth, name in enumerate(names):
            known = named(node, names[:depth])
            if name not in known:
                where = "/".join(names[:depth]) or "the framework"
                otherwise = f"there is: {', '.join(list(known)[:8])}" if known else "write what it is part of anew"
                help_ = did_you_mean(name, known) or otherwise
                self._say("KIF252", f"There is no '{name}' in {where} to be removed.", place, help_)
                return
            node = node[known[name]]

    def _find_needed(self, whole: dict[str, Any], removed: Mapping[Found, Location]) -> None:
        """Note what was removed although something else refers to it (KIF253)."""
        needed: dict[Names, list[str]] = defaultdict(list)
        for reference in references(whole) if removed else ():
            needed[reference.to].append("/".join(reference.by))
        for found, place in removed.items():
            users = needed.get(found.names, [])
            if users and next(followed(whole, found.names), None) is None:
                rest = f" and {len(users) - _FEW} more" if len(users) > _FEW else ""
                help_ = f"remove these too, or change them: {', '.join(users[:_FEW])}{rest}"
                self._say("KIF253", f"'{found.names[-1]}' is removed, and still needed.", place, help_)

    # --- Places -------------------------------------------------------------------------------------------------------

    def _at(self, own: dict[str, Any], key: str) -> Location:
        return self._value_of(self.source.places_of(own).get(key))

    def _key_of(self, place: Place | None, entry: str) -> Location:
        return self._nowhere_else if place is None else location(place.file, place.key, place.key_end, entry)

    def _value_of(self, place: Place | None) -> Location:
        return self._nowhere_else if place is None else location(place.file, place.value, place.value_end)

    @property
    def _nowhere_else(self) -> Location:
        return Location(self.source.path, 1, 1)

    # --- Another scale, other languages -------------------------------------------------------------------------------

    def _rescaled(self, below: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
        """Return the base on the scale of the overlay, its own scale left out (KIF254 where that is not possible)."""
        mapping, scale = own.get(SCALE_MAP), below.get("scale")
        if not is_map_between(mapping, scale, own.get("scale")):
            key = next((one for one in (SCALE_MAP, "scale", REMOVE) if one in own), REMOVE)
            example = ", ".join(f"{level}: …" for level in named(scale, ("scale",)))
            help_ = f"scale: [...] with scale_map: {{{example}}}, from each level there to one here, never falling"
            self._say("KIF254", "A scale of one's own says what becomes of every level.", self._at(own, key), help_)
            return below
        rest = self.source.copy_without(below, [("scale",)])
        return Rescaled(self.source, mapping or {}).document(rest)

    def _in_own_languages(self, below: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
        """Return the base without texts in languages that the overlay does not have."""
        before, now = below.get("languages"), own.get("languages")
        if not isinstance(before, list) or not isinstance(now, list):
            return below
        gone = {one for one in before if isinstance(one, str) and one not in now}
        return in_languages(self.source, below, before, gone) if gone else below


def _announced(base: dict[str, Any]) -> Iterator[Steps]:
    """Yield what is going to go in the base: versions of the base, which say when, mean nothing above it."""
    retired = base.get("retired")
    for section in ("competencies", "roles"):
        entries = retired.get(section) if isinstance(retired, dict) else None
        there = named(base.get(section), (section,))
        yield from (("retired", section, name) for name in entries or () if str(name) in there)


def _has_other_scale(base: dict[str, Any], own: dict[str, Any]) -> bool:
    """Tell whether an overlay has another number of levels."""
    before, now, gone = base.get("scale"), own.get("scale"), own.get(REMOVE)
    is_longer = isinstance(before, list) and isinstance(now, list) and len(now) > len(before)
    return is_longer or (isinstance(gone, list) and any(str(path).startswith("scale/") for path in gone))


def _is_id(path: tuple[str, ...]) -> bool:
    """Tell whether the keys of the mapping at ``path`` are ids."""
    return (*path, "*") in _ENTITIES
