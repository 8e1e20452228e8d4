"""Steps three and four of the method: how a use case is judged, what has to be settled, phases, and the budget.

It lies in ``pilots/`` beside the framework, together with templates of use cases that companies begin with.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from kiframework.model.base import Id, Model, Ratio, Statement, Text, Whole, Words
from kiframework.model.framework import LegalReference
from kiframework.model.training import Positive

BEST_MARK: Final = 4
"""Marks of a use case go from 0 to this."""
SKILLS: Final = "skills"
"""The term of the utility that comes from assessments; all others are marks that people give."""

AI_ACT: Final = "ai-act"
APPROVAL: Final = "approval"
MUST_HAVES: Final = "must-haves"
"""Gates of which the tool knows more than what people record: it holds the records against the rest of the file."""

RiskClass = Literal["prohibited", "high", "transparency", "minimal"]
"""Class of a use under the AI Act."""
Criterion = Literal[
    "sponsor",
    "council-informed",
    "coverage",
    "goals-dated",
    "curriculum-agreed",
    "baseline-ready",
    "pilot-chosen",
    "gates-passed",
    "verdict",
    "verdict-scale",
    "uses-live",
    "reassessed",
]
"""What a phase waits for, or ends with; each is computed from the workspace."""


def _in_any_language(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


Said = Annotated[
    Text,
    BeforeValidator(_in_any_language),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
            ]
        }
    ),
]
"""Words of a company: in one language as plain text, or language code -> text."""


class Term(Model):
    """One point of view from which a use case is judged."""

    title: Text
    """Its name."""
    weight: Positive
    """How much it counts."""
    anchors: dict[Whole, Text] = {}
    """Mark (0 to 4) -> what is true of a use case that gets it."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""


class Gate(Model):
    """Something that has to be settled before a pilot begins."""

    title: Text
    """Its name."""
    question: Text
    """What has to be settled."""
    evidence: list[Text] = []
    """What is shown for it."""
    legal: list[LegalReference] = []
    """The law behind it."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""


class PhaseDefinition(Model):
    """One phase of the way, with its usual months."""

    id: Id
    """The name plans refer to."""
    title: Text
    """Its name for people."""
    first_month: Positive
    """Month of the project in which it usually begins."""
    last_month: Positive | None = None
    """Month in which it usually ends; None for the target date of the project."""
    beside: list[Id] = []
    """Phases that it neither begins nor ends before; they may overlap."""
    after: list[Id] = []
    """Phases that have to end before it begins."""
    entry: list[Criterion] = []
    """What it waits for."""
    exit: list[Criterion] = []
    """What ends it."""
    work: Text
    """What is done in it."""
    deliverables: list[Text] = []
    """What there is in the end."""
    risks: list[Text] = []
    """What usually goes wrong."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""


class Category(Model):
    """What money is spent on."""

    title: Text
    """Its name."""
    share: Ratio
    """Its usual share of the budget, 0 to 1: an assumption."""


class DataSource(Model):
    """Data that a use case works with."""

    source: Said
    """Where they come from."""
    owner: Said | None = None
    """Who answers for them."""
    personal: list[Said] = []
    """Categories of personal data in them; empty for none."""


class Classification(Model):
    """A use case under the AI Act; to be confirmed case by case."""

    acts_as: Literal["deployer", "provider"]
    """The firm uses an AI system, or brings one to the market."""
    risk: RiskClass
    """Its class."""
    reason: Said
    """Why it belongs there."""
    measure: Said | None = None
    """What is done about transparency (Art. 50)."""


class Measure(Model):
    """The key figure by which a pilot is judged."""

    title: Said
    """What is counted."""
    unit: Said
    """In which unit."""
    direction: Literal["up", "down"] = "up"
    """Whether more of it is better, or less."""
    how: Said | None = None
    """How it is taken, before and during the pilot."""


class Template(Model):
    """A use case to begin with. Companies change what is different with them."""

    title: Text
    """Its name."""
    role: Id
    """The role that works with it."""
    problem: Text
    """What is to get better."""
    owner: Text
    """Who usually answers for it."""
    approver: Text
    """Who usually approves what the AI proposes; a person, named before the pilot begins."""
    tools: Annotated[list[Text], Field(min_length=1)]
    """Kinds of tools; no product."""
    data: Annotated[list[DataSource], Field(min_length=1)]
    """What it works with."""
    affected: Annotated[list[Text], Field(min_length=1)]
    """Whom it touches."""
    measure: Measure
    """The key figure."""
    target: Text
    """How to set the target; never a promise."""
    stop: Annotated[list[Text], Field(min_length=1)]
    """When the pilot ends early."""
    months: Positive
    """How long the pilot usually takes."""
    ai_act: Classification
    """Its likely class."""
    gates: dict[Id, list[Text]] = {}
    """Gate -> what to look at in this use case."""
    marks: dict[Id, Whole] = {}
    """Term -> a mark from 0 to 4 to begin with; to be judged anew."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""


class BudgetRules(Model):
    """How a budget is divided as long as nothing else is decided."""

    categories: dict[Id, Category]
    """Category -> what it is; the shares add up to 1."""
    statements: list[Statement] = []
    """Statements of the source document that it implements."""


class Method(Model):
    """Everything that holds for all pilots and roadmaps."""

    version: Words
    """Version of the content."""
    utility: dict[Id, Term]
    """Terms of the utility of a use case."""
    gates: dict[Id, Gate]
    """What has to be settled, in the order in which it is looked at."""
    phases: Annotated[list[PhaseDefinition], Field(min_length=1)]
    """The phases in order."""
    budget: BudgetRules
    """How money is divided."""
    templates: dict[Id, Template] = {}
    """Template -> what it is."""
