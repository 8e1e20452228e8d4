"""The framework: scale, pillars, competencies, roles, targets, and the scoring policy as data."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kiframework.model.base import SHA256, Day, Id, Model, Ratio, SourceId, Statement, Text, Version, Whole, Words, Yes
from kiframework.model.retired import Retirements


class ScaleLevel(Model):
    """One step of the scale."""

    level: Whole
    """The number people rate with."""
    title: Text
    """Its short name."""
    meaning: Text
    """What the step stands for, whatever the competency."""


class Pillar(Model):
    """A field of competencies. Pillars take part in the score with equal weight unless a role says otherwise."""

    id: Id
    """The name competencies refer to."""
    title: Text
    """Its name for people."""
    meaning: Text
    """What belongs to it."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""


class Principle(Model):
    """A rule of the house that stands behind the content and is printed with it."""

    id: Id
    """A stable name."""
    title: Text
    """The rule in a few words."""
    meaning: Text
    """The rule in a sentence or two."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""


class Target(Model):
    """A measurable goal. Never a promise: where a figure has no empirical source, ``meaning`` says so."""

    id: Id
    """A stable name."""
    kind: Literal["share-ready", "pilot-kpi", "service-level", "time-frame", "target-date", "budget-share"]
    """What is measured."""
    title: Text
    """The goal in a few words."""
    meaning: Text
    """What it says, and where the figure comes from."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""
    role: Id | None = None
    """The role profile that a share of ready people is measured against."""
    value: Ratio | None = None
    """The figure to reach, as a share where it is one."""
    months: Whole | None = None
    """Months from the start until it is due."""
    from_month: Whole | None = None
    """First month of a time frame."""
    until_month: Whole | None = None
    """Last month of a time frame."""


class LegalReference(Model):
    """A dated pointer to the law behind a competency. No legal advice."""

    reference: Words
    """The place in the law."""
    note: Text
    """What it asks for, in neutral words."""
    as_of: Day
    """The day the wording was last checked."""
    review_by: Day
    """The day it has to be checked again."""


class Competency(Model):
    """What a person can show at work, with one observable anchor for every level of the scale."""

    pillar: Id
    """The pillar it belongs to."""
    title: Text
    """Its name for people."""
    meaning: Text
    """What it covers, in one sentence."""
    weight: Whole
    """How much it counts among the competencies of a pillar, within the framework's range of weights."""
    prerequisites: list[Id] = []
    """Competencies that come before it."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""
    anchors: dict[Whole, Text] = {}
    """Level -> the behaviour that shows it."""
    legal: list[LegalReference] = []
    """The law behind it, where there is one."""
    notes: dict[Words, Words] = {}
    """What else is written about it, such as further columns of a company's own table; no result depends on it."""


class Requirement(Model):
    """What a role asks of one competency."""

    level: Whole
    """The required level; 0 means not required."""
    must_have: Yes = False
    """Whether nothing else can make up for a level below the required one."""
    notes: dict[Words, Words] = {}
    """What else is written about it, such as further columns of a company's own table; no result depends on it."""


class Persona(Model):
    """A fictional person who makes a role vivid."""

    name: Words
    """A first name."""
    story: Text
    """Two sentences about the person's week."""


class Role(Model):
    """A role profile: what someone does in the role, and the competencies it requires."""

    title: Text
    """Its name for people."""
    persona: Persona | None = None
    """A fictional person in the role."""
    purpose: Text
    """What the role is there for, in one sentence."""
    tasks: list[Text] = []
    """What someone in the role does."""
    tools: list[Text] = []
    """Kinds of tools the role works with."""
    notices: list[Text] = []
    """What law or co-determination asks of the role. No legal advice."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""
    notes: dict[Words, Words] = {}
    """What else is written about it, such as further columns of a company's own table; no result depends on it."""
    pillar_weights: dict[Id, Ratio] | None = None
    """Pillar -> its weight in the score, where pillars shall not count alike."""
    requirements: dict[Id, Requirement]
    """Competency -> what the role asks of it."""


class Ladder(Model):
    """Steps of one career: role profiles from junior to senior."""

    title: Text
    """Its name for people."""
    steps: list[Id]
    """Roles, lowest step first."""


class WeightRange(Model):
    """The weights that competencies of the framework may have."""

    lowest: Whole
    """The lightest weight."""
    highest: Whole
    """The heaviest weight."""


class Source(Model):
    """A kind of evidence and what it counts for. A convention, not a finding of research (scoring rule 3)."""

    id: SourceId
    """The name skill files use."""
    title: Text
    """Its name for people."""
    weight: Whole
    """How much a value from it counts beside values from other sources."""
    ceiling: Whole | None = None
    """The highest level it can show; a value there means "at least"."""
    confirms: Yes
    """Whether it can confirm a level that a person claims."""
    by_person: Yes = False
    """Whether the person concerned is always the rater."""
    named_from: Whole | None = None
    """How many raters it takes before reports for others than the assessor show its value apart (rule 15)."""


class ShareStep(Model):
    """Turns a share of right answers into a level (scoring rule 3)."""

    below: Ratio | None = None
    """The limit the share stays under; left out in the last step."""
    level: Whole
    """The level it becomes."""


class AgeStep(Model):
    """What evidence still counts for at an age (scoring rule 2). Older than the last step: nothing."""

    up_to_days: Whole
    """The oldest age in days, that day included."""
    factor: Ratio
    """The factor on its weight, from 0 to 1."""


class CoverageLimits(Model):
    """How much of what a role requires must be rated before a result is given (scoring rule 10b)."""

    overall: Ratio
    """Share of all weights."""
    pillar: Ratio
    """Share of the weights of every single pillar."""


class Band(Model):
    """A word for a score (scoring rule 10c-f). The last band has no limit."""

    id: Id
    """The readiness code in machine output."""
    title: Text
    """The word for people."""
    score: Ratio | None = None
    """The lowest score of the band."""
    pillar: Ratio | None = None
    """The lowest score of every pillar."""


class GroupPolicy(Model):
    """What may be said about groups (scoring rule 18)."""

    smallest: Annotated[Whole, Field(ge=5)]
    """People it takes before a figure about a group is shown; 5 or more."""
    share_step: Ratio
    """Width of the steps in which shares are shown."""


class AgreementPolicy(Model):
    """When agreement between raters is shown, and when it raises an alarm (scoring rule 14)."""

    own_source: SourceId
    """The source that is compared with all others: people's view of themselves."""
    smallest_pairs: Whole
    """Pairs of values it takes."""
    smallest_people: Whole
    """People it takes."""
    alarm_below: Ratio
    """Weighted kappa under which anchors deserve a second look."""


class LadderPolicy(Model):
    """What ladders of questions become evidence of."""

    unsupervised: SourceId = "self_test"
    """The source of a ladder that somebody took alone."""
    supervised: SourceId = "test"
    """The source of a ladder that somebody watched over."""


class ScoringPolicy(Model):
    """Everything in the scoring rules that is a convention and may be changed by a company."""

    person_pattern: Words
    """Regular expression that pseudonyms match as a whole."""
    sources: list[Source]
    """Kinds of evidence."""
    shares: list[ShareStep]
    """From a share of right answers to a level, lowest limit first."""
    age: list[AgeStep]
    """What evidence counts for as it ages, youngest first."""
    clarify_from: Ratio
    """Difference between sources, in levels, from which they have to be reconciled."""
    near_within: Ratio
    """How far below the required level still counts as near, in levels."""
    must_have_factor: Ratio
    """What the gap of a must-have counts for in priorities."""
    coverage: CoverageLimits
    """Limits of coverage."""
    bands: list[Band]
    """Words for scores, best first."""
    groups: GroupPolicy
    """Rules for figures about groups."""
    agreement: AgreementPolicy
    """Rules for agreement between raters."""
    ladders: LadderPolicy = LadderPolicy()
    """Sources of ladders; a framework that has none of them asks no ladders."""


class Recorded(Model):
    """A version that others may have used already, and what stood in it."""

    version: Version
    """The version."""
    sha256: Annotated[str, StringConstraints(pattern=SHA256)]
    """Hash of the content it had, as ``kiframework record`` wrote it."""


class Framework(Model):
    """A whole framework, resolved and checked. Everything in it is data: no id has a meaning in code."""

    id: Id
    """The name assessments refer to."""
    version: Version
    """The version assessments refer to."""
    recorded: Recorded | None = None
    """The version recorded last; content that changes later needs a new one."""
    languages: Annotated[list[Words], Field(min_length=1)]
    """Languages every text is written in, the leading one first."""
    title: Text
    """Its name for people."""
    description: Text
    """What it is, in a few sentences."""
    purpose: Text
    """What results may be used for, and what not; printed in every report."""
    license: Words
    """Licence of the content."""
    statements: list[Statement] = []
    """Statements of the source document that the framework as a whole implements."""
    baseline: Id | None = None
    """The role profile that everybody is measured against."""
    weights: WeightRange
    """Range of competency weights."""
    scale: Annotated[list[ScaleLevel], Field(min_length=2)]
    """Levels from 0 up without a hole."""
    pillars: Annotated[list[Pillar], Field(min_length=1)]
    """Pillars in the order in which they are shown."""
    principles: list[Principle] = []
    """Rules of the house."""
    targets: list[Target] = []
    """Measurable goals."""
    scoring: ScoringPolicy
    """The conventions of the scoring rules."""
    competencies: dict[Id, Competency]
    """Id -> competency."""
    roles: dict[Id, Role]
    """Id -> role profile."""
    ladders: dict[Id, Ladder] = {}
    """Id -> ladder of role levels."""
    retired: Retirements = Retirements()
    """What is gone, or going."""

    @property
    def highest_level(self) -> int:
        """The top of the scale."""
        return len(self.scale) - 1

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Kinds of evidence by id."""
        return {source.id: source for source in self.scoring.sources}

    @cached_property
    def role_ids(self) -> tuple[str, ...]:
        """Roles in the order in which they are shown: as they are defined, the baseline last."""
        return tuple(sorted(self.roles, key=lambda role: role == self.baseline))

    @cached_property
    def pillar_order(self) -> dict[str, int]:
        """Pillar -> its place in the framework, counted from 0."""
        return {pillar.id: number for number, pillar in enumerate(self.pillars)}

    @cached_property
    def sha256(self) -> str:
        """Hash of the content: canonical JSON of the model, so line ends, comments and order of files do not matter.

        What was recorded of an earlier state is no content. Neither is what is left at its default, so that a later
        version of the program, which knows more keys, gives the same framework the same hash.
        """
        data = self.model_dump(mode="json", exclude={"recorded"}, exclude_defaults=True)
        text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def level_from_share(self, share: Fraction) -> int:
        """Turn a share of right answers (0 to 1) into a level (scoring rule 3)."""
        steps = self.scoring.shares
        return next(step.level for step in steps if step.below is None or share < step.below)
