"""A part of the skill files: who can be assessed by them, and what comes out for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kiframework.api.people import People, as_written, read_people
from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.files import read_beginning
from kiframework.loading.skills import person_line
from kiframework.model.assessment import Assessment, LeftOut
from kiframework.scoring.assess import assess as assess_person
from kiframework.scoring.evidence import EvidenceScale
from kiframework.scoring.profile import compile_profile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kiframework.api.people import Understand
    from kiframework.loading.files import Input
    from kiframework.model.evidence import Evidence
    from kiframework.model.framework import Framework
    from kiframework.model.skills import Person, RoleAssignment
    from kiframework.rules.base import SkillContext
    from kiframework.scoring.profile import Profile

T = TypeVar("T")

AT_A_TIME = 16
"""People who are taken through one step before the next one begins: a step finds what it remembers still in the cache
of the processor. Of many more, the people themselves would no longer fit in there."""


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """What to do with skill files."""

    context: SkillContext
    day: dt.date
    """T, the assessment date."""
    finish: Callable[[Assessment], T]
    """Makes of an assessment what is wanted of it. Where processes share the work, both are handed between them."""
    understand: Understand = as_written
    """Puts skill files into the terms of the framework."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading came to."""

    people: tuple[str, ...]
    """Who can be assessed, in order of their ids."""
    named: frozenset[str]
    """Everybody some file names."""
    assignments: tuple[RoleAssignment, ...]
    """Which roles they have, and since when."""
    left_out: tuple[LeftOut, ...]
    """Files that are not used."""
    diagnostics: tuple[Diagnostic, ...]


class Result(NamedTuple, Generic[T]):
    """What is wanted of one assessment."""

    readiness: str
    wanted: T


class Share(Generic[T]):
    """Reads its files first; what comes out for each person is worked out when it is asked for, and not kept."""

    def __init__(self, task: Task[T]) -> None:
        """Begin without any people."""
        self._task = task
        self._people: list[tuple[Person, Sequence[str]]] = []

    def read(self, inputs: Iterable[Input | Diagnostic]) -> Reading:
        """Read, check and join files. ``inputs`` is used up one by one, so that progress can be watched."""
        context, day = self._task.context, self._task.day
        found = read_people(inputs, context, self._task.understand)
        self._people = []
        for person in found.people:
            roles = context.roles or _current_roles(context.framework, person, day)
            if roles:
                self._people.append((person, roles))
            else:
                _without_role(person, found)
        people = tuple(person.id for person, _ in self._people)
        assignments = tuple(one for person in found.people for one in person.assignments)
        return Reading(people, found.named, assignments, tuple(found.left_out), tuple(found.diagnostics))

    def results(self) -> Iterator[list[Result[T]]]:
        """Yield for each person, in order of their ids, what is wanted of the assessment against each role.

        Whoever is done is let go, so there is only one round of this.
        """
        framework, finish = self._task.context.framework, self._task.finish
        scale = EvidenceScale(framework, self._task.day)
        profiles = {role: compile_profile(framework, role) for role in framework.roles}
        self._people.reverse()
        while self._people:
            group = [self._people.pop() for _ in range(min(AT_A_TIME, len(self._people)))]
            asked = [(person, [profiles[role] for role in roles]) for person, roles in group]
            weighed = [_weigh(scale, person, own) for person, own in asked]
            assessed = [
                [assess_person(framework, person, profile, evidence) for profile in own]
                for (person, own), evidence in zip(asked, weighed, strict=True)
            ]
            for assessments in assessed:
                yield [Result(one.readiness, finish(one)) for one in assessments]


def _weigh(scale: EvidenceScale, person: Person, own: Sequence[Profile]) -> Mapping[str, Evidence]:
    """Return the evidence for what some roles ask of a person."""
    required = [profile.competencies for profile in own]
    return scale.weigh(person, required[0] if len(own) == 1 else frozenset().union(*required))


def whose(inputs: Iterable[Input | Diagnostic], context: SkillContext) -> list[str | None]:
    """Tell, without parsing, whom files seem to be about: by a pseudonym for a name, or by how they begin."""
    return [None if isinstance(file, Diagnostic) else _whose(file, context) for file in inputs]


def _whose(file: Input, context: SkillContext) -> str | None:
    stem = file.relative.rpartition("/")[2].partition(".")[0]
    return stem if context.pseudonym.fullmatch(stem) else person_line(read_beginning(file.path))


def _current_roles(framework: Framework, person: Person, day: dt.date) -> list[str]:
    """Return the roles a person has on the day, in the order of the framework."""
    current = {
        one.role
        for one in person.assignments
        if (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
    }
    return [role for role in framework.role_ids if role in current]


def _without_role(person: Person, found: People) -> None:
    message = f"{person.id} has no role on the assessment date."
    help_ = "add 'role:' to the file, or choose one with --role"
    for file in found.files[person.id]:
        found.diagnostics.append(Diagnostic("KIF111", message, Location(file.shown, 1, 1), help=help_))
        found.left_out.append(LeftOut(file.relative, person.id, ("KIF111",)))
