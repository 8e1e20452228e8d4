"""From skill files to people: read, check, join. Whoever has an error in any file is left out and listed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.loading.skills import load_skills
from kiframework.model.assessment import LeftOut
from kiframework.model.skills import Person, RoleAssignment
from kiframework.rules import check_person, check_skills
from kiframework.rules.base import PersonFile, PersonFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kiframework.loading.files import Input
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

    Understand = Callable[[SkillFile], SkillFile]
    """Puts a file into other terms."""


@dataclass(slots=True)
class People:
    """Everybody whose files can be used, and what was wrong with the others."""

    people: list[Person] = field(default_factory=list)
    """In order of their ids."""
    files: dict[str, tuple[Input, ...]] = field(default_factory=dict)
    """Whose files are which."""
    named: frozenset[str] = frozenset()
    """Everybody some file names."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Files that are not used, by path."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class _Files:
    """The files of one person on their way to being joined."""

    files: list[tuple[Input, PersonFile]] = field(default_factory=list)
    codes: dict[Input, set[str]] = field(default_factory=dict)
    """File with an error -> the codes found in it."""


def as_written(skills: SkillFile) -> SkillFile:
    """Return a file as it is."""
    return skills


def read_people(
    inputs: Iterable[Input | Diagnostic], context: SkillContext, understand: Understand = as_written
) -> People:
    """Read, check and join skill files.

    ``inputs`` is used up one by one, so that progress can be watched; ``understand`` may put a file into other terms.
    """
    result = People()
    by_person: dict[str | None, _Files] = {}
    for file in inputs:
        if isinstance(file, Diagnostic):
            result.diagnostics.append(file)
            result.left_out.append(LeftOut(file.location.path, None, (file.code,)))
            continue
        loaded = load_skills(file)
        files = by_person.get(loaded.person) or by_person.setdefault(loaded.person, _Files())
        problems = list(loaded.diagnostics)
        if loaded.skills is not None:
            skills = understand(loaded.skills)
            problems += check_skills(skills, loaded.source, context)
            files.files.append((file, PersonFile(skills, loaded.source)))
        if problems:
            result.diagnostics += problems
            _remember(files, file, problems)
    for person in sorted(by_person, key=lambda one: (one is not None, one)):
        _join(person, by_person[person], context, result)
    result.named = frozenset(filter(None, by_person))
    result.left_out.sort(key=lambda one: one.path)
    return result


def _remember(files: _Files, file: Input, problems: Iterable[Diagnostic]) -> None:
    codes = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    if codes:
        files.codes[file] = codes


def _join(person: str | None, files: _Files, context: SkillContext, result: People) -> None:
    """Make one person of their files, or list the files as left out."""
    if person is not None:
        own = PersonFiles(person, tuple(file for _, file in files.files))
        problems = list(check_person(own, context))
        result.diagnostics.extend(problems)
        if not problems and not files.codes:
            result.people.append(_person(own))
            result.files[person] = tuple(file for file, _ in files.files)
            return
        for file, _ in files.files:
            files.codes.setdefault(file, set()).update(problem.code for problem in problems)
    # What is no pseudonym may be a name: it stays out of every output.
    named = person if person is not None and context.pseudonym.fullmatch(person) else None
    for file, codes in files.codes.items():
        result.left_out.append(LeftOut(file.relative, named, tuple(sorted(codes))))


def _person(own: PersonFiles) -> Person:
    named = [_aimed_at(file.skills.role) for file in own.files if file.skills.role]
    named += [assignment for file in own.files for assignment in file.skills.roles]
    return Person(
        own.id,
        tuple(dict.fromkeys(named)),
        tuple(occasion for file in own.files for occasion in file.skills.ratings),
        {entry.competency: entry.reason for file in own.files for entry in file.skills.not_applicable},
    )


@lru_cache(maxsize=1024)
def _aimed_at(role: str) -> RoleAssignment:
    """Return the assignment of whoever names a role and no dates; it is the same for all of them."""
    return RoleAssignment(role=role)
