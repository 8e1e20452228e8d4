"""The catalogue of training: modules, which steps of which competencies they close, how they are held and checked."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import Field, StringConstraints

from kiframework.model.base import VERSION, Id, Model, Ratio, Statement, Text, Whole, Words

Positive = Annotated[Whole, Field(ge=1)]
"""A whole number from 1 up."""


class Step(NamedTuple):
    """From one level of a competency to the next, which is ``level``."""

    competency: str
    level: int


class Steps(Model):
    """A way up one competency that a module takes people."""

    competency: Id
    """The competency."""
    from_level: Whole
    """The level people come with."""
    to_level: Whole
    """The level they leave with."""

    @property
    def single(self) -> tuple[Step, ...]:
        """The steps one by one."""
        return tuple(Step(self.competency, level) for level in range(self.from_level + 1, self.to_level + 1))


class Objective(Model):
    """What people can do afterwards."""

    bloom: Id
    """The stage of Bloom's taxonomy, one of the catalogue's."""
    text: Text
    """Verb, object and condition."""


class AgendaItem(Model):
    """One part of a session."""

    minutes: Positive
    """How long it takes."""
    text: Text
    """What happens."""


class Session(Model):
    """Time together with a trainer, on one day."""

    minutes: Positive
    """Its length, breaks included."""
    agenda: Annotated[list[AgendaItem], Field(min_length=1)]
    """Its parts; their minutes are those of the session."""


class Exercise(Model):
    """What people do themselves."""

    title: Text
    """Its name."""
    text: Text
    """Situation, task, what is handed in, and what a good result has."""


class Behaviour(Model):
    """How it shows at work that something was learned."""

    weeks: Positive
    """When to look, in weeks after the last session."""
    text: Text
    """What to look at."""


class TrainingChecks(Model):
    """How success is measured: Kirkpatrick's levels two to four. The first is the same for all modules."""

    learning: Text
    """Whether people have learned it (level 2)."""
    behaviour: Behaviour
    """Whether they do it at work (level 3)."""
    result: Text
    """What it brings, against a baseline (level 4)."""


class Module(Model):
    """One piece of training."""

    title: Text
    """Its name."""
    steps: Annotated[list[Steps], Field(min_length=1)]
    """What it closes."""
    format: Id
    """How it is held: one of the catalogue's formats."""
    hours: Ratio
    """Learning time of one person in hours, sessions included."""
    prerequisites: list[Id] = []
    """Modules that come before it, for whoever lacks what they teach."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""
    objectives: Annotated[list[Objective], Field(min_length=1)]
    """What people can do afterwards."""
    sessions: Annotated[list[Session], Field(min_length=1)]
    """Time with a trainer; the rest of the hours is people's own work."""
    exercise: Exercise
    """What people do themselves."""
    material: list[Text] = []
    """What has to be at hand."""
    checks: TrainingChecks
    """How success is measured."""
    max_group: Positive | None = None
    """Most people in one group; None for the catalogue's size."""
    roles: list[Id] = []
    """Roles it is for; empty for all that need one of its steps."""
    price: Ratio | None = None
    """What one group costs where it is bought, in EUR; None where one's own trainers hold it."""
    provider: Words | None = None
    """Who offers it, in free words. The shipped catalogue names nobody."""

    @property
    def closes(self) -> tuple[Step, ...]:
        """Every single step it closes."""
        return tuple(step for steps in self.steps for step in steps.single)

    @property
    def minutes(self) -> int:
        """Time with a trainer, of all sessions."""
        return sum(session.minutes for session in self.sessions)


class Titled(Model):
    """A word of the catalogue with its name."""

    title: Text
    """Its name for people."""


class BloomStage(Titled):
    """A stage of Bloom's taxonomy."""

    verbs: dict[str, list[Words]]
    """Language -> verbs by which one knows it."""


class GroupSize(Model):
    """How many people learn together."""

    smallest: Positive
    """Fewer people wait for others, or learn singly."""
    largest: Positive
    """More people make a second group."""


class Baseline(Model):
    """The module by which all staff become fit for the framework's baseline, and what is expected of it."""

    module: Id
    """The module."""
    expected_pass: Ratio
    """Share of those trained who are fit afterwards, above 0 up to 1: an assumption, until there are figures."""
    weeks: Positive
    """Weeks in which its sessions are held; the week after them is for the check."""


class Catalogue(Model):
    """All modules, and what holds for each of them."""

    version: Annotated[str, StringConstraints(pattern=VERSION)]
    """Version of the content, which stands in the record of every training."""
    step_hours: list[Ratio]
    """Usual learning time in hours for the step to level 1, to level 2, and so on."""
    group: GroupSize
    """Usual size of a group."""
    formats: dict[Id, Titled]
    """Format -> its name."""
    bloom: dict[Id, BloomStage]
    """Stage -> its name and verbs."""
    reaction: Annotated[list[Text], Field(min_length=1)]
    """What people are asked on the day (Kirkpatrick's first level)."""
    days_between: Whole = 0
    """Days from one session of a group to its next at least, so that something can be tried in between."""
    baseline: Baseline | None = None
    """How all staff reach the baseline of the framework; None where the catalogue has nothing for it."""
    modules: dict[Id, Module] = {}
    """Module -> what it is."""
