"""Compares two states of a framework, and the people assessed against both.

A change is *major* if somebody may come out worse by it or earlier ratings no longer fit, *minor* if results may change
and nobody comes out worse, *patch* if only words differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE, FrameworkStamp
from kiframework.model.changes import ORDER, STEPS, Change, FrameworkDiff, Impact, Shift, Step
from kiframework.planning.migration import successor
from kiframework.scoring.suppression import hidden_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.changes import Path
    from kiframework.model.framework import Framework

_TEXTS = frozenset(["title", "description", "purpose", "license", "meaning", "persona", "tasks", "tools", "notices"])
_WORDING = _TEXTS | {"statements", "legal", "principles", "notes"}
"""Parts of a framework that no score depends on."""
_EASY = frozenset(["targets", "retired", "ladders", "weights", "prerequisites", "agreement", "groups", "near_within"])
"""Parts that decide what is shown, planned or asked about, and no readiness."""


def compare(old: Framework, new: Framework) -> FrameworkDiff:
    """Return what differs between two states of a framework; versions and what was recorded of them are no content."""
    found = sorted(_changes(content(old), content(new), ()), key=lambda one: STEPS.index(one.step))
    required = found[0].step if found else None
    before, after = (FrameworkStamp(one.id, one.version, one.sha256) for one in (old, new))
    # Two frameworks with ids of their own have versions of their own.
    least = None if required is None or old.id != new.id else _raised_by(old.version, required)
    raised = least is None or _numbers(new.version) >= _numbers(least)
    return FrameworkDiff(before, after, tuple(found), required, least, raised)


def content(framework: Framework) -> dict[str, Any]:
    """Return a framework as JSON in which everything is found by its id."""
    data = framework.model_dump(mode="json", exclude={"version", "recorded"}, exclude_defaults=True)
    keyed: dict[str, Any] = _keyed(data)
    return keyed


def _keyed(node: Any) -> Any:
    """Turn lists of things with ids, and the scale, into mappings; their order becomes an entry."""
    if isinstance(node, dict):
        return {str(key): _keyed(value) for key, value in node.items()}
    if isinstance(node, list) and node and all(isinstance(one, dict) for one in node):
        for key in ("id", "level"):
            ids = [str(one.get(key)) for one in node]
            if all(key in one for one in node) and len(set(ids)) == len(ids) and "below" not in node[0]:
                return {name: _keyed(one) for name, one in zip(ids, node, strict=True)} | {ORDER: ids}
    return node


def applied(before: dict[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """Return the content that changes make of an earlier one."""
    whole = _copied(before)
    for change in changes:
        node = whole
        for step in change.path[:-1]:
            node = node[step]
        if change.after is None:
            del node[change.path[-1]]
        else:
            node[change.path[-1]] = _copied(change.after)
    _put_in_order(whole)
    result: dict[str, Any] = whole
    return result


def _copied(node: Any) -> Any:
    return {key: _copied(value) for key, value in node.items()} if isinstance(node, dict) else node


def _put_in_order(node: Any) -> None:
    """Take what is gone out of the order of items, and put what is new behind them."""
    if isinstance(node, dict):
        if ORDER in node:
            known = [one for one in node[ORDER] if one in node]
            node[ORDER] = [*known, *(one for one in node if one != ORDER and one not in known)]
        for value in node.values():
            _put_in_order(value)


def _changes(before: dict[str, Any], after: dict[str, Any], path: Path) -> Iterator[Change]:
    for key in [*before, *(key for key in after if key not in before)]:
        old, new, here = before.get(key), after.get(key), (*path, key)
        if old == new or (key == ORDER and _follows(old, new)):
            continue
        if isinstance(old, dict) and isinstance(new, dict) and not _is_one(here):
            yield from _changes(old, new, here)
        else:
            yield Change(here, old, new, _step(here, old, new))


def _follows(old: list[str] | None, new: list[str] | None) -> bool:
    """Tell whether an order is the earlier one, without what is gone and with what is new behind it."""
    before, after = old or [], new or []
    return [one for one in before if one in after] + [one for one in after if one not in before] == after


def _is_one(path: Path) -> bool:
    """Tell whether what stands at a path is told of as one: what a role requires of a competency."""
    return len(path) == len(("roles", "role", "requirements", "competency")) and path[2] == "requirements"


# --- What a change means ----------------------------------------------------------------------------------------------


def _step(path: Path, before: Any, after: Any) -> Step:
    section, *rest = path
    if path[-1] == ORDER:
        return "major" if "bands" in path else "patch"
    if section == "roles" and "requirements" in rest:
        return _of_requirement(before, after)
    if section in ("competencies", "roles", "pillars", "scale") and len(rest) == 1:
        return "minor" if before is None and section != "scale" else "major"
    if "anchors" in rest:
        # One anchor, or all there are; a single language of one is a matter of words.
        is_whole = len(rest) <= rest.index("anchors") + 2
        return "patch" if not is_whole else "major" if after is None else "minor" if before is None else "patch"
    return _of_part(path, before, after)


def _of_part(path: Path, before: Any, after: Any) -> Step:
    if path[0] == "languages":
        return "minor" if set(before) <= set(after) else "major"
    if _WORDING & set(path):
        return "patch"
    is_new_source = path[:2] == ("scoring", "sources") and len(path) == len(("scoring", "sources", "id"))
    return "minor" if _EASY & set(path) or (is_new_source and before is None) else "major"


def _of_requirement(before: dict[str, Any] | None, after: dict[str, Any] | None) -> Step:
    old, new = before or {"level": 0}, after or {"level": 0}
    if all(old.get(key) == new.get(key) for key in ("level", "must_have")):
        return "patch"
    is_more = new["level"] > old["level"] or (new.get("must_have", False) and not old.get("must_have", False))
    return "major" if is_more and new["level"] else "minor"


def _raised_by(version: str, step: Step) -> str:
    """Return the next version by a step; before 1.0.0 the second number stands in for the first."""
    numbers = _numbers(version)
    place = STEPS.index(step)
    if numbers[0] == 0 and step == "major":
        place += 1
    return ".".join(map(str, (*numbers[:place], numbers[place] + 1, 0, 0)[: len(numbers)]))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.partition("-")[0].split(".")))


# --- What it does to people -------------------------------------------------------------------------------------------


def impact(
    framework: Framework, before: Sequence[Assessment], after: Sequence[Assessment], order: Sequence[str]
) -> Impact:
    """Return whose readiness changes; ``order`` are the readiness codes from worst to best, those of both states."""
    now = {(one.person, one.role): one.readiness for one in after}
    rank = {code: number for number, code in enumerate(order)}
    shifts = tuple(
        _shift(one.person, one.role, one.readiness, now.get((one.person, _todays(one.role, framework))), rank)
        for one in sorted(before, key=lambda one: (one.person, one.role))
    )
    smallest = framework.scoring.groups.smallest
    everybody = {one.person for one in shifts}
    directions = ("better", "same", "worse", "lost")
    parts = [frozenset(one.person for one in shifts if one.direction == direction) for direction in directions]
    hidden = hidden_groups(parts, smallest)
    better, same, worse, lost = (
        None if number in hidden else sum(one.direction == direction for one in shifts)
        for number, direction in enumerate(directions)
    )
    return Impact(len(everybody) if len(everybody) >= smallest else None, better, same, worse, lost, shifts)


def _todays(role: str, framework: Framework) -> str:
    """Return what a role is called today."""
    became = successor(role, framework.retired.roles, framework.roles)
    return role if role in framework.roles or became is None or became.to is None else became.to


def _shift(person: str, role: str, before: str, after: str | None, rank: dict[str, int]) -> Shift:
    direction: Literal["better", "same", "worse", "lost"] = "same"
    if after is None:
        direction = "lost"
    elif rank[after] != rank[before]:
        direction = "better" if rank[after] > rank[before] else "worse"
    return Shift(person, role, before, after, direction)


def readiness_ranks(old: Framework, new: Framework) -> list[str]:
    """Return the readiness codes of two states from worst to best; bands that only one of them has stand by score."""
    bands = {band.id: band.score or 0 for one in (old, new) for band in one.scoring.bands}
    return [MUST_HAVE_OPEN, NOT_ASSESSABLE, *sorted(bands, key=lambda band: bands[band])]
