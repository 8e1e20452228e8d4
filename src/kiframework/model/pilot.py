"""A company's own pilot: what is tried, by whom, what is settled, what it measured, and the verdict. One file each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kiframework.model.base import REFERENCE, Day, Id, Model, Ratio, Whole, Words
from kiframework.model.method import BEST_MARK, Classification, DataSource, Measure, Said
from kiframework.model.training import Positive

GateState = Literal["open", "met", "not_met", "not_applicable"]
"""How far a gate is."""
Decision = Literal["scale", "change", "stop"]
"""What a verdict ends in."""


class GateRecord(Model):
    """What is settled of one gate: never without a reason, a person and a day unless it is open."""

    state: GateState = "open"
    """How far it is."""
    reason: Said | None = None
    """Why it is met, not met, or does not apply; what is missing while it is open."""
    evidence: list[Said] = []
    """What was looked at."""
    person: Words | None = None
    """Who says so, as a pseudonym."""
    date: Day | None = None
    """When it was settled."""


class Team(Model):
    """Who tries it."""

    people: list[Words] = []
    """Pseudonyms of those who take part."""
    consent: Day | None = None
    """When all of them agreed that their mean, and whether their must-haves are met, is used although they are few."""


class Aim(Model):
    """What the key figure is and shall become."""

    baseline: Ratio
    """The figure before the pilot."""
    taken: Day
    """When the baseline was taken."""
    target: Ratio
    """The figure to reach."""
    due: Day
    """When it shall be reached."""


class Value(Model):
    """A key figure on a day."""

    date: Day
    """The day it was taken."""
    value: Ratio
    """The figure."""


class Choice(Model):
    """That it is the first pilot."""

    person: Words
    """Who decided, as a pseudonym."""
    date: Day
    """When it was chosen."""
    reason: Said | None = None
    """Why this one."""


class Verdict(Model):
    """What came of a pilot, signed by a person."""

    date: Day
    """When it was signed."""
    person: Words
    """Who signs, as a pseudonym."""
    decision: Decision
    """What it ends in."""
    value: Ratio
    """The key figure at the end."""
    incidents: Whole
    """Incidents during the pilot."""
    proposals: Whole
    """Proposals of the AI that people looked at."""
    overridden: Whole
    """Proposals that people rejected or changed."""
    cost: Ratio
    """What it cost, in EUR."""
    feedback: Said
    """What those who worked with it say."""
    behaviour: Said
    """What is done differently at work now (Kirkpatrick's third level)."""
    reason: Said
    """Why it ends in this decision."""


class Pilot(Model):
    """A use case of a company. What is left out is that of the template."""

    pilot: Id
    """Its id."""
    template: Id | None = None
    """The template it begins with."""
    framework: Annotated[str, StringConstraints(pattern=REFERENCE)] | None = None
    """Framework and version: id@1.0.0."""
    title: Said | None = None
    """Its name."""
    role: Id | None = None
    """The role that works with it."""
    problem: Said | None = None
    """What is to get better."""
    owner: Words | None = None
    """Who answers for it, as a pseudonym."""
    approver: Words | None = None
    """Who approves what the AI proposes: one person, as a pseudonym."""
    tools: list[Said] = []
    """What is used."""
    data: list[DataSource] = []
    """What it works with."""
    affected: list[Said] = []
    """Whom it touches."""
    measure: Measure | None = None
    """The key figure."""
    aim: Aim | None = None
    """What the key figure is and shall become."""
    stop: list[Said] = []
    """When the pilot ends early."""
    cost: Ratio | None = None
    """What it is expected to cost, in EUR."""
    months: Positive | None = None
    """How long it takes."""
    ai_act: Classification | None = None
    """Its class under the AI Act."""
    marks: dict[Id, Annotated[Whole, Field(le=BEST_MARK)]] = {}
    """Term of the utility -> mark from 0 to 4."""
    skills: Annotated[Ratio, Field(le=100)] | None = None
    """Skill readiness of the team entered by hand, 0 to 100; for teams of which no mean may be computed."""
    team: Team = Team()
    """Who tries it."""
    gates: dict[Id, GateRecord] = {}
    """Gate -> what is settled."""
    chosen: Choice | None = None
    """Left out, it is not the first pilot."""
    begun: Day | None = None
    """The day it began."""
    values: list[Value] = []
    """Key figures during the pilot."""
    verdicts: list[Verdict] = []
    """What was decided, in order of days."""

    @property
    def active(self) -> bool:
        """Whether it is the first pilot at present: chosen, and neither scaled nor stopped."""
        return self.chosen is not None and (not self.verdicts or self.last_verdict.decision == "change")

    @property
    def last_verdict(self) -> Verdict:
        """The latest verdict; of several on one day, the one that stands last. There has to be one."""
        return max(reversed(self.verdicts), key=lambda one: one.date)
