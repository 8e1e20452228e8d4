"""One person's way: modules that close what they lack, in an order in which they can be taken (curriculum, order)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from kiframework.model.curriculum import PathStep, PersonPath
from kiframework.model.training import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kiframework.model.curriculum import Need, PersonNeeds
    from kiframework.model.training import Catalogue

    Usable = Mapping[str, frozenset[Step]]
    """Module -> steps it closes."""


def person_path(catalogue: Catalogue, found: PersonNeeds, *, must_haves_only: bool = False) -> PersonPath:
    """Return the modules that one person takes."""
    needs = [need for need in found.needs if need.must_have or not must_haves_only]
    usable = _usable(catalogue, found.roles)
    taught = _taught(usable, needs)
    chosen = _chosen(catalogue, usable, [need for need in needs if need.step in taught])
    return PersonPath(
        person=found.person,
        roles=found.roles,
        steps=tuple(_in_order(catalogue, chosen, found.asked)),
        coaching=() if must_haves_only else found.coaching,
        unrated=found.unrated,
        untaught=tuple(need for need in needs if need.step not in taught),
    )


def _usable(catalogue: Catalogue, roles: Sequence[str]) -> dict[str, frozenset[Step]]:
    """Return the modules that are open to people with these roles."""
    return {
        name: frozenset(module.closes)
        for name, module in catalogue.modules.items()
        if not module.roles or set(module.roles) & set(roles)
    }


def _taught(usable: Usable, needs: Iterable[Need]) -> set[Step]:
    """Return the steps that some module closes and that can be reached: no lower one of the same competency is lacking.

    Steps come from below, so that what a missing one blocks comes after it.
    """
    closed = frozenset[Step]().union(*usable.values())
    taught: set[Step] = set()
    blocked: set[str] = set()
    for step in sorted(need.step for need in needs):
        if step in closed and step.competency not in blocked:
            taught.add(step)
        else:
            blocked.add(step.competency)
    return taught


def _chosen(catalogue: Catalogue, usable: Usable, needs: Sequence[Need]) -> dict[str, PathStep]:
    """Choose modules for needs that can all be closed. Returns module -> what it closes."""
    left = {need.step: need for need in needs}
    chosen: dict[str, PathStep] = {}
    for name in _cover(catalogue, usable, set(left)):
        closes = tuple(left.pop(need.step) for need in needs if need.step in left and need.step in usable[name])
        entry = min(need.step.level for need in closes) - 1
        chosen[name] = PathStep(name, closes, entry, catalogue.modules[name].hours)
    return chosen


def _cover(catalogue: Catalogue, usable: Usable, wanted: AbstractSet[Step]) -> list[str]:
    """Return modules that close all wanted steps: what closes most for its hours first.

    Among equals the one that closes more, then the one that stands first in the catalogue. What later ones have made
    superfluous is left out again.
    """
    left = set(wanted)
    useful = [name for name, closes in usable.items() if closes & wanted]
    names: list[str] = []
    while left:
        best = max(useful, key=lambda name: _merit(catalogue.modules[name].hours, len(usable[name] & left)))
        names.append(best)
        left -= usable[best]
    for name in tuple(names):
        others = frozenset[Step]().union(*(usable[one] for one in names if one != name))
        if usable[name] & wanted <= others:
            names.remove(name)
    return names


def _merit(hours: Fraction, closed: int) -> tuple[Fraction, int]:
    return (closed / hours if hours else Fraction(closed), closed)


def _in_order(catalogue: Catalogue, chosen: Mapping[str, PathStep], asked: AbstractSet[str]) -> list[PathStep]:
    """Sort modules so that prerequisites come first, and what matters most as early as they allow.

    A module is as urgent as the most urgent one that builds on it: must-haves before all others, then by the priority
    they close, then by name.
    """
    before = {name: _before(catalogue, chosen, name) for name in chosen}
    urgency = _urgency(chosen, before)
    ordered: dict[str, PathStep] = {}
    while len(ordered) < len(chosen):
        free = [name for name in chosen if name not in ordered and all(one in ordered for one in before[name])]
        first = min(free, key=lambda name: urgency[name])
        ordered[first] = replace(chosen[first], before=before[first], assumes=_assumed(catalogue, first, chosen, asked))
    return list(ordered.values())


def _before(catalogue: Catalogue, chosen: Mapping[str, PathStep], name: str) -> tuple[str, ...]:
    """Return the prerequisites of a module that are on the path too.

    A module that takes people only from a level above that of another one comes after it, whether it says so or not.
    """
    lower = [one for one in chosen if one != name and _builds_on(chosen[name], chosen[one])]
    declared = [one for one in catalogue.modules[name].prerequisites if one in chosen]
    return tuple(dict.fromkeys((*declared, *lower)))


def _builds_on(step: PathStep, other: PathStep) -> bool:
    """Tell whether all that two modules share is a competency that the other one takes to where this one begins."""
    begins = _lowest(step)
    shared = [(begins[name], level) for name, level in _lowest(other).items() if name in begins]
    return bool(shared) and all(level < own for own, level in shared)


def _lowest(step: PathStep) -> dict[str, int]:
    found: dict[str, int] = {}
    for need in step.closes:
        found[need.step.competency] = min(need.step.level, found.get(need.step.competency, need.step.level))
    return found


def _assumed(
    catalogue: Catalogue, name: str, chosen: Mapping[str, PathStep], asked: AbstractSet[str]
) -> tuple[str, ...]:
    """Return the prerequisites that teach nothing any of the person's roles asks for."""
    return tuple(
        one
        for one in catalogue.modules[name].prerequisites
        if one not in chosen and not asked & {step.competency for step in catalogue.modules[one].closes}
    )


def _urgency(
    chosen: Mapping[str, PathStep], before: Mapping[str, Sequence[str]]
) -> dict[str, tuple[bool, Fraction, str]]:
    """Return for each module the rank of the most urgent one among itself and those that build on it."""
    ranks = {name: (not step.must_have, -step.value, name) for name, step in chosen.items()}
    for name in reversed(tuple(TopologicalSorter(before).static_order())):
        for one in before[name]:
            ranks[one] = min(ranks[one], ranks[name])
    return ranks
