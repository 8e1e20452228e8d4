"""What becomes of one person's file when a framework has changed: what moves by itself, and what people decide.

Nothing is made up: a rating moves only where the framework says that its competency has another name, or is part of
another one and no other rating of the same occasion says otherwise. What moves or goes is kept with its origin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from kiframework.model.skills import FormerRating, RatedLevel, Round

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kiframework.model.framework import Framework
    from kiframework.model.retired import Retired
    from kiframework.model.skills import SkillFile

Part = Literal["levels", "shares"]


@dataclass(frozen=True, slots=True)
class Move:
    """One rating that moves or goes."""

    round: int
    """Which rating round of the file, counted from 0."""
    part: Part
    competency: str
    to: str | None
    """The competency it counts for now; None if it counts for nothing."""
    successors: tuple[str, ...]
    """What became of the competency."""


@dataclass(slots=True)
class Migration:
    """Everything that is to be done with one file."""

    moves: list[Move] = field(default_factory=list)
    roles: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    """Path of a role in the file -> its new id."""
    not_applicable: dict[int, str | None] = field(default_factory=dict)
    """Entry about a competency that plays no part -> its new id; None if it goes."""
    former: list[FormerRating] = field(default_factory=list)
    """Ratings to keep with their origin."""
    decisions: list[str] = field(default_factory=list)
    """What people decide, in sentences."""
    unknown: list[str] = field(default_factory=list)
    """Ids that the framework does not know and does not say anything about."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the file refers to anything that is gone."""
        return not (self.moves or self.roles or self.not_applicable or self.unknown)


def migration(skills: SkillFile, framework: Framework) -> Migration:
    """Find out what becomes of a file beside the framework of today."""
    found = Migration()
    for number, occasion in enumerate(skills.ratings):
        for part in ("levels", "shares"):
            _ratings(found, skills, framework, number, occasion, part)
    _roles(found, skills, framework)
    _not_applicable(found, skills, framework)
    return found


def in_todays_terms(skills: SkillFile, framework: Framework, ids: Collection[str]) -> SkillFile:
    """Return a file as it is understood today, where the framework says what became of everything in it.

    ``ids`` are the frameworks whose ratings may be taken over.
    """
    plan = migration(skills, framework)
    is_ours = skills.framework is None or skills.framework.partition("@")[0] in ids
    return migrated(skills, plan, framework) if is_ours and not plan.unknown else skills


def _not_applicable(found: Migration, skills: SkillFile, framework: Framework) -> None:
    """Keep what plays no part under another name; what it has become a part of may play one."""
    for number, entry in enumerate(skills.not_applicable):
        name = entry.competency
        if name in framework.competencies:
            continue
        became = successor(name, framework.retired.competencies, framework.competencies)
        if became is None:
            found.unknown.append(name)
            continue
        found.not_applicable[number] = became.to if became.is_same else None
        if not became.is_same and became.all:
            found.decisions.append(
                f"'{name}' played no part and is now {_listed(became.all)}: say so if these play none"
            )


def _ratings(
    found: Migration, skills: SkillFile, framework: Framework, number: int, occasion: Round, part: Part
) -> None:
    values: Mapping[str, object] = getattr(occasion, part)
    given: dict[str, object] = {name: value for name, value in values.items() if name in framework.competencies}
    for name, value in values.items():
        if name in framework.competencies:
            continue
        became = successor(name, framework.retired.competencies, framework.competencies)
        if became is None:
            found.unknown.append(name)
            continue
        target = None if became.to in given else became.to
        decision = _decision(name, value, became, given)
        if decision is not None:
            found.decisions.append(f"{decision} ({occasion.source}, {occasion.date})")
        if target is not None:
            given[target] = value
        found.moves.append(Move(number, part, name, target, became.all))
        found.former.append(_former(skills, occasion, part, name, became.all))


def _decision(name: str, value: object, became: Became, given: Mapping[str, object]) -> str | None:
    """Say what people decide about a rating; None where there is nothing to decide."""
    level = _plain(value)
    if isinstance(level, str):
        return None  # an answer without a value is no rating that could be lost
    if became.to is not None and became.to in given and _plain(given[became.to]) != level:
        now = "is" if became.is_same else "is a part of"
        return f"'{name}' {now} '{became.to}' now, and both were rated otherwise: rate '{became.to}' anew"
    if became.to is None and became.all:
        return f"'{name}' is now {_listed(became.all)}: rate these"
    return None


def _plain(value: object) -> object:
    return value.level if isinstance(value, RatedLevel) else value


def _former(skills: SkillFile, occasion: Round, part: Part, name: str, successors: tuple[str, ...]) -> FormerRating:
    value = getattr(occasion, part)[name]
    return FormerRating(
        framework=skills.framework,
        source=occasion.source,
        rater=occasion.rater,
        date=occasion.date,
        competency=name,
        level=value if part == "levels" else None,
        share=value if part == "shares" else None,
        became=list(successors),
    )


def _roles(found: Migration, skills: SkillFile, framework: Framework) -> None:
    for path, role in _named_roles(skills):
        if role in framework.roles:
            continue
        became = successor(role, framework.retired.roles, framework.roles)
        if became is not None and became.to is not None:
            found.roles[path] = became.to
            continue
        if became is not None and became.all:
            found.decisions.append(f"the role '{role}' is now {_listed(became.all)}: choose one")
        found.unknown.append(role)


def _named_roles(skills: SkillFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if skills.role is not None:
        yield ("role",), skills.role
    for number, one in enumerate(skills.roles):
        yield ("roles", number, "role"), one.role


def pin_of(framework: Framework) -> str:
    """Return how a skill file names a framework."""
    return f"{framework.id}@{framework.version}"


def migrated(skills: SkillFile, plan: Migration, framework: Framework) -> SkillFile:
    """Return what a file says once everything was done with it."""
    pin, sha256 = pin_of(framework), framework.sha256
    ratings = []
    for number, occasion in enumerate(skills.ratings):
        moves = {(one.part, one.competency): one.to for one in plan.moves if one.round == number}
        parts: dict[str, dict[str, Any]] = {}
        for part in ("levels", "shares"):
            named = {moves.get((part, name), name): value for name, value in getattr(occasion, part).items()}
            parts[part] = {name: value for name, value in named.items() if name is not None}
        if parts["levels"] or parts["shares"]:
            ratings.append(occasion.model_copy(update=parts))
    roles = [
        one.model_copy(update={"role": plan.roles.get(("roles", number, "role"), one.role)})
        for number, one in enumerate(skills.roles)
    ]
    not_applicable = [
        one.model_copy(update={"competency": plan.not_applicable.get(number, one.competency)})
        for number, one in enumerate(skills.not_applicable)
        if plan.not_applicable.get(number, one.competency) is not None
    ]
    changed = {
        "framework": pin if skills.framework else None,
        "sha256": sha256 if skills.framework or skills.sha256 else None,
        "role": plan.roles.get(("role",), skills.role) if skills.role else None,
        "roles": roles,
        "ratings": ratings,
        "not_applicable": not_applicable,
        "former": [*skills.former, *plan.former],
    }
    return skills.model_copy(update=changed)


class Became(NamedTuple):
    """What something has become."""

    to: str | None
    """The one thing it is now; None if there is none, or several."""
    all: tuple[str, ...]
    is_same: bool
    """Whether nothing but its name has changed."""


def successor(name: str, retired: Mapping[str, Retired], known: Mapping[str, object]) -> Became | None:
    """Return what something has become, step by step; None if nothing is said about it."""
    seen, is_same, entry = {name}, True, retired.get(name)
    while entry is not None:
        target = entry.replaced_by or entry.merged_into
        is_same = is_same and entry.replaced_by is not None
        if target is None:
            return Became(None, tuple(entry.split_into), is_same=False)
        if target in known:
            return Became(target, (target,), is_same)
        if target in seen:
            return None
        seen.add(target)
        entry = retired.get(target)
    return None


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(f"'{name}'" for name in names)
