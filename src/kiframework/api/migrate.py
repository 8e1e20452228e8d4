"""``kiframework migrate``: brings skill files to the framework of today, and touches nothing else in them."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kiframework.api.assess import named_or_workspace
from kiframework.api.publish import publish
from kiframework.api.setting import find_inputs, framework_place, open_setting
from kiframework.diagnostics import Diagnostic, Location, Severity, in_order
from kiframework.loading.files import Input, read_bytes
from kiframework.loading.framework import layer_ids
from kiframework.loading.skill_text import SkillText
from kiframework.loading.skill_yaml import level_data
from kiframework.loading.skills import LoadedSkills, load_skills
from kiframework.planning.migration import Migration, migrated, migration, pin_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.model.framework import Framework
    from kiframework.model.skills import FormerRating, SkillFile


class Migrated(NamedTuple):
    """One file on its way to the framework of today."""

    path: Path
    shown: str
    before: bytes
    after: bytes
    done: tuple[str, ...]
    """What was done, in sentences."""
    decisions: tuple[str, ...]
    """What people decide, in sentences."""


@dataclass(frozen=True, slots=True)
class MigrateRun:
    """What a run is going to write; nothing is written yet."""

    framework: Framework
    files: tuple[Migrated, ...]
    """Files that change, or about which somebody has to decide."""
    current: int
    """Files that need nothing."""
    diagnostics: tuple[Diagnostic, ...]


def migrate(paths: Sequence[str], framework: str | None) -> MigrateRun:
    """Find out what becomes of skill files.

    Raises :class:`~kiframework.errors.KiframeworkError` if there is no usable framework.
    """
    named = named_or_workspace(paths)
    setting = open_setting(named, framework)
    ids = layer_ids(*framework_place(setting.workspace, framework))
    files: list[Migrated] = []
    problems: list[Diagnostic] = []
    current = 0
    for found in find_inputs(named):
        if isinstance(found, Diagnostic):
            problems.append(found)
            continue
        done = _migrated(found, setting.framework, ids)
        if isinstance(done, Migrated):
            files.append(done)
        elif done:
            problems += done
        else:
            current += 1
    return MigrateRun(setting.framework, tuple(files), current, in_order(problems))


def write_migrated(files: Sequence[Migrated]) -> int:
    """Write the files that change, each of them whole; return how many."""
    changed = [(Path(os.path.realpath(one.path)), one.after) for one in files if one.after != one.before]
    if changed:
        top = Path(os.path.commonpath([path.parent for path, _ in changed]))
        publish(top, [(str(path.relative_to(top)), data) for path, data in changed], force=True)
    return len(changed)


def _migrated(file: Input, framework: Framework, ids: frozenset[str]) -> Migrated | list[Diagnostic]:
    """Return a file as it is going to be; an empty list if it needs nothing, else what is wrong with it."""
    data = read_bytes(file.path, file.shown)
    if isinstance(data, Diagnostic):
        return [data]
    loaded = load_skills(file, lambda _path, _shown: data)
    errors = [one for one in loaded.diagnostics if one.severity is Severity.ERROR]
    skills = loaded.skills
    if skills is None or errors:
        return errors or list(loaded.diagnostics)
    wrong = _not_ours(skills, loaded, framework, ids)
    if wrong is not None:
        return [wrong]
    plan = migration(skills, framework)
    pin = pin_of(framework)
    if plan.is_empty and skills.framework in (None, pin) and skills.sha256 in (None, framework.sha256):
        return []
    if plan.unknown:
        return [_undecided(name, plan, loaded) for name in dict.fromkeys(plan.unknown)]
    return _changed(file, data, loaded, plan, framework)


def _not_ours(skills: SkillFile, loaded: LoadedSkills, framework: Framework, ids: frozenset[str]) -> Diagnostic | None:
    if skills.framework is None:
        return None
    name, version = skills.framework.split("@")
    place = loaded.source.value(["framework"])
    if name not in ids:
        message = f"These ratings were made against '{name}', which '{framework.id}' does not extend."
        return Diagnostic("KIF114", message, place, help="choose the framework with --framework")
    if name == framework.id and _numbers(version) > _numbers(framework.version):
        message = f"These ratings were made against version {version}; the framework is {framework.version}."
        return Diagnostic("KIF114", message, place, help="take that version of the framework")
    return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.partition("-")[0].split(".")))


def _undecided(name: str, plan: Migration, loaded: LoadedSkills) -> Diagnostic:
    place = Location(loaded.file.shown, 1, 1)
    choice = next((one for one in plan.decisions if f"'{name}'" in one), None)
    if choice is not None:
        return Diagnostic("KIF102", f"{choice[0].upper()}{choice[1:]}.", place, help="write it into the file")
    message = f"The framework does not have '{name}', and does not say what became of it."
    return Diagnostic(
        "KIF101", message, place, help=f"correct it here, or name '{name}' below 'retired' in the framework"
    )


def _changed(
    file: Input, data: bytes, loaded: LoadedSkills, plan: Migration, framework: Framework
) -> Migrated | list[Diagnostic]:
    pin, sha256 = pin_of(framework), framework.sha256
    text = SkillText(data.removeprefix(BOM_UTF8).decode())
    skills = loaded.skills
    assert skills is not None, "it was loaded"  # noqa: S101 - a fault of ours
    for path, role in plan.roles.items():
        text.replace(path, role)
    _put_not_applicable(text, skills, plan)
    _move(text, skills, plan)
    if skills.framework not in (None, pin):
        text.replace(["framework"], pin)
    if skills.sha256 is not None:
        text.replace(["sha256"], sha256)
    elif skills.framework is not None:
        text.add([], {"sha256": sha256})
    if plan.former:
        text.put([], "former", [_former_data(one) for one in plan.former])
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    after = mark + text.text.encode()
    again = load_skills(file, lambda _path, _shown: after)
    if again.diagnostics or again.skills != migrated(skills, plan, framework):
        message = "This file is written in a way that cannot be changed."
        return [Diagnostic("KIF409", message, Location(file.shown, 1, 1), help="write its parts on lines of their own")]
    return Migrated(file.path, file.shown, data, after, tuple(_done(skills, plan, pin)), tuple(plan.decisions))


def _put_not_applicable(text: SkillText, skills: SkillFile, plan: Migration) -> None:
    if skills.not_applicable and [*plan.not_applicable.values()] == [None] * len(skills.not_applicable):
        text.remove(["not_applicable"])
        return
    for number, competency in sorted(plan.not_applicable.items(), reverse=True):
        if competency is None:
            text.remove(["not_applicable", number])
        else:
            text.replace(["not_applicable", number, "competency"], competency)


def _move(text: SkillText, skills: SkillFile, plan: Migration) -> None:
    """Rename what moves, take out what goes, and rounds in which nothing is left."""
    gone: dict[int, int] = {}
    for move in plan.moves:
        path = ["ratings", move.round, move.part, move.competency]
        if move.to is not None:
            text.rename(path, move.to)
        else:
            gone[move.round] = gone.get(move.round, 0) + 1
    for move in plan.moves:
        occasion = skills.ratings[move.round]
        if move.to is None and gone[move.round] < len(occasion.levels) + len(occasion.shares):
            left = len(getattr(occasion, move.part)) - _gone_of(plan, move.round, move.part)
            if left:
                text.remove(["ratings", move.round, move.part, move.competency])
    if all(gone.get(at) == len(one.levels) + len(one.shares) for at, one in enumerate(skills.ratings)) and gone:
        text.remove(["ratings"])
        return
    for number in sorted(gone, reverse=True):
        occasion = skills.ratings[number]
        if gone[number] == len(occasion.levels) + len(occasion.shares):
            text.remove(["ratings", number])
            continue
        for part in ("levels", "shares"):
            values = getattr(occasion, part)
            if values and _gone_of(plan, number, part) == len(values):
                text.remove(["ratings", number, part])


def _gone_of(plan: Migration, number: int, part: str) -> int:
    return sum(one.to is None and (one.round, one.part) == (number, part) for one in plan.moves)


def _former_data(one: FormerRating) -> dict[str, Any]:
    from kiframework.loading.skill_yaml import exact

    data = one.model_dump(exclude_none=True, exclude_defaults=True)
    data["date"] = one.date.isoformat()
    if one.level is not None:
        data["level"] = level_data(one.level)
    if one.share is not None:
        data["share"] = exact(one.share)
    return data


def _done(skills: SkillFile, plan: Migration, pin: str) -> Iterator[str]:
    if skills.framework not in (None, pin):
        yield f"{skills.framework} is now {pin}"
    for path, role in plan.roles.items():
        yield f"role at {'/'.join(map(str, path))} is now {role}"
    for number, competency in plan.not_applicable.items():
        name = skills.not_applicable[number].competency
        yield f"{name} (not applicable) {'is gone' if competency is None else f'is now {competency}'}"
    for move in plan.moves:
        occasion = skills.ratings[move.round]
        became = f"is now {move.to}" if move.to else "is kept below 'former'"
        yield f"{move.competency} ({occasion.source}, {occasion.date}) {became}"
