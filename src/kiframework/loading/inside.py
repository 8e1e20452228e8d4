"""Finds its way in the document of a framework: what entries are called, where a path leads, what refers to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    Steps = tuple[Hashable, ...]
    """Keys and list positions that lead to a value."""
    Names = tuple[str, ...]
    """The same as people write it: items of lists by their ids."""

_ID_KEYS: dict[tuple[str, ...], str] = {("scale",): "level"}
"""Path of a list -> the key that tells its items apart; ``id`` for all others."""


class Found(NamedTuple):
    """Where a path has led."""

    steps: Steps
    names: Names


class Reference(NamedTuple):
    """One thing that refers to another one."""

    to: Names
    by: Names


def id_key(path: Sequence[str]) -> str:
    """Return the key that tells the items of the list at a path apart."""
    return _ID_KEYS.get(tuple(path), "id")


def have_ids(items: Sequence[Any], key: str) -> bool:
    """Tell whether every item of a list can be told apart."""
    return bool(items) and all(isinstance(item, dict) and isinstance(item.get(key), str | int) for item in items)


def named(node: Any, path: Sequence[str]) -> dict[str, Hashable]:
    """Return the names of what is in a container -> its key or position. Items without a name have none."""
    if isinstance(node, dict):
        return {str(key): key for key in node}
    if not isinstance(node, list):
        return {}
    key = id_key(path)
    names = (item.get(key) if isinstance(item, dict) else item for item in node)
    return {str(name): at for at, name in enumerate(names) if isinstance(name, str | int)}


def followed(node: Any, names: Sequence[str], path: Names = ()) -> Iterator[Found]:
    """Yield every place a path leads to; ``*`` is every entry that has the rest."""
    name, *rest = names
    for known, step in named(node, path).items():
        if name not in (known, "*"):
            continue
        if not rest:
            yield Found((step,), (known,))
            continue
        for found in followed(node[step], rest, (*path, known)):
            yield Found((step, *found.steps), (known, *found.names))


def references(whole: dict[str, Any]) -> Iterator[Reference]:
    """Yield what is referred to, with the path of what refers to it."""
    for name, competency in _entries(whole.get("competencies")):
        at = ("competencies", name)
        yield Reference(("pillars", str(competency.get("pillar"))), at)
        for before in _listed(competency.get("prerequisites")):
            yield Reference(("competencies", before), (*at, "prerequisites", before))
    for name, role in _entries(whole.get("roles")):
        at = ("roles", name)
        for asked in role.get("requirements") or {}:
            yield Reference(("competencies", str(asked)), (*at, "requirements", str(asked)))
        for pillar in role.get("pillar_weights") or {}:
            yield Reference(("pillars", str(pillar)), (*at, "pillar_weights", str(pillar)))
    for name, ladder in _entries(whole.get("ladders")):
        for step in _listed(ladder.get("steps")):
            yield Reference(("roles", step), ("ladders", name, "steps", step))
    yield from _of_top(whole)


def _of_top(whole: dict[str, Any]) -> Iterator[Reference]:
    targets = whole.get("targets")
    for target in targets if isinstance(targets, list) else ():
        if isinstance(target, dict) and target.get("role"):
            yield Reference(("roles", str(target["role"])), ("targets", str(target.get("id"))))
    if whole.get("baseline"):
        yield Reference(("roles", str(whole["baseline"])), ("baseline",))
    scoring = whole.get("scoring")
    for part, keys in (("agreement", ("own_source",)), ("ladders", ("unsupervised", "supervised"))):
        node = scoring.get(part) if isinstance(scoring, dict) else None
        given = node if isinstance(node, dict) else {}
        for key in keys:
            if given.get(key):
                yield Reference(("scoring", "sources", str(given[key])), ("scoring", part, key))


def _entries(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield from ((str(name), value) for name, value in node.items() if isinstance(value, dict))


def _listed(node: Any) -> Iterator[str]:
    yield from (str(one) for one in node) if isinstance(node, list) else ()
