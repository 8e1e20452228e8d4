"""People who need the same module learn together (curriculum, cohorts)."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from math import ceil
from typing import TYPE_CHECKING

from kiframework.model.curriculum import Group, GroupNames, Pool

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from kiframework.model.curriculum import PersonPath
    from kiframework.model.training import Catalogue


_NO_NAMES = GroupNames()


def form_pools(catalogue: Catalogue, paths: Iterable[PersonPath], largest: int | None = None) -> list[Pool]:
    """Gather the people who take a module from the same level, in the order of the catalogue.

    People whose level is that of too few for a group of its own learn with those of other levels. ``largest`` takes the
    place of the catalogue's size of a group where it is smaller.
    """
    wanting: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        for step in path.steps:
            wanting[step.module][step.entry].append(path.person)
    pools: list[Pool] = []
    for module in (name for name in catalogue.modules if name in wanting):
        most = min(one for one in (catalogue.modules[module].max_group or catalogue.group.largest, largest) if one)
        together = _together(wanting[module], min(catalogue.group.smallest, most))
        pools += [Pool(module, entries, tuple(sorted(people)), most) for entries, people in together]
    return pools


def form_groups(pools: Iterable[Pool], taken: Container[tuple[str, str]], names: GroupNames = _NO_NAMES) -> list[Group]:
    """Put those of each pool who take its module into groups, as evenly as their number allows.

    ``taken`` holds person and module. Groups are named after module and number; who is in them follows from the
    pseudonyms alone. A group that holds most of the people of an earlier one has its name; names of groups that were
    held are never given again.
    """
    parts = [
        (pool, tuple(part))
        for pool in pools
        for part in _split([person for person in pool.people if (person, pool.module) in taken], pool.largest)
    ]
    ids = _named([(pool.module, people) for pool, people in parts], names)
    return [Group(id_, pool.module, pool.entries, people) for id_, (pool, people) in zip(ids, parts, strict=True)]


def _named(parts: Sequence[tuple[str, tuple[str, ...]]], names: GroupNames) -> list[str]:
    """Return a name for each part of people who take a module."""
    known: dict[str, list[Group]] = defaultdict(list)
    for one in names.earlier:
        if one.id not in names.held:
            known[one.module].append(one)
    shared = [
        (-len(set(people) & set(one.people)), one.id, place)
        for place, (module, people) in enumerate(parts)
        for one in known[module]
        if not set(people).isdisjoint(one.people)
    ]
    given: dict[int, str] = {}
    used: set[str] = set()
    for _, id_, place in sorted(shared):
        if place not in given and id_ not in used:
            given[place] = id_
            used.add(id_)
    used |= names.held | {one.id for one in names.earlier}
    for place, (module, _) in enumerate(parts):
        if place not in given:
            given[place] = next(id_ for number in count(1) if (id_ := f"{module}-{number}") not in used)
            used.add(given[place])
    return [given[place] for place in range(len(parts))]


def _together(by_entry: dict[int, list[str]], smallest: int) -> Iterator[tuple[tuple[int, ...], list[str]]]:
    """Yield levels, and the people who come with them; too few of one level join too few of others.

    If they are too few even so, they join the highest level that has enough: those who know more help them along.
    """
    enough = [((entry,), people) for entry, people in sorted(by_entry.items()) if len(people) >= smallest]
    few = {entry: people for entry, people in sorted(by_entry.items()) if len(people) < smallest}
    joined = [person for people in few.values() for person in people]
    if few and enough and len(joined) < smallest:
        (highest,), people = enough.pop()
        few[highest] = people
        joined += people
    yield from enough
    if few:
        yield tuple(sorted(few)), joined


def _split(people: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """Yield parts that differ by one person at most."""
    parts = ceil(len(people) / most)
    start = 0
    for number in range(parts):
        end = start + len(people) // parts + (number < len(people) % parts)
        yield people[start:end]
        start = end
