"""A company's roadmap: its start, goals, phases, rotation of roles, planned uses and budget. One file."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kiframework.model.base import REFERENCE, Day, Id, Model, Ratio, Statement, Whole, Words
from kiframework.model.method import Said

State = Literal["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
"""A German state, by its two letters."""
Direction = Literal["up", "down"]
"""Whether a figure is meant to rise or to fall."""


class Actual(Model):
    """What a figure was on a day."""

    date: Day
    """The day it was taken."""
    value: Ratio
    """The figure, a share where the goal is one: 8 %."""


class GoalPlan(Model):
    """A goal of the company. With ``preset`` it begins with a target of the framework."""

    preset: Id | None = None
    """The target of the framework whose title, figure and period hold where nothing else is said."""
    title: Said | None = None
    """The goal in a few words."""
    statement: Statement | None = None
    """The statement of the source document behind it."""
    metric: Said | None = None
    """What is measured, with its unit."""
    baseline: Ratio = Fraction(0)
    """The figure at the start."""
    target: Ratio | None = None
    """The figure to reach."""
    start: Day | None = None
    """When it begins; left out, with the roadmap."""
    due: Day | None = None
    """When it is to be reached."""
    direction: Direction = "up"
    """Whether the figure is meant to rise or to fall."""
    actuals: list[Actual] = []
    """What it was, on which day; where it is left out, the tool computes what it can."""


class PhasePlan(Model):
    """What is different about a phase here."""

    begin: Day | None = None
    """The first day; left out, the usual month."""
    end: Day | None = None
    """The last day; left out, the usual month."""
    owner: Words | None = None
    """Who answers for it, as a pseudonym."""
    beside: list[Id] | None = None
    """Phases that it neither begins nor ends before; left out, those of the method."""
    after: list[Id] | None = None
    """Phases that have to end before it begins; left out, those of the method."""
    deliverables: list[Said] = []
    """What there is in the end, besides what is usual."""
    goals: list[Id] = []
    """Goals it serves."""
    risks: list[Said] = []
    """What may go wrong here."""


class Rotation(Model):
    """Somebody takes a role for a time."""

    person: Words
    """The pseudonym."""
    role: Id
    """The role."""
    begin: Day
    """The first day."""
    end: Day
    """The last day."""


class Use(Model):
    """A use that is planned for the whole firm."""

    title: Said
    """What is used, and where."""
    pilot: Id | None = None
    """The pilot it comes from."""
    live: Day | None = None
    """Since when it is in use; left out, it is planned."""


class Revenue(Model):
    """The turnover that the budget is measured by."""

    amount: Ratio
    """In EUR."""
    year: Annotated[Whole, Field(ge=2000, le=2100)]
    """The year it is of."""


class BudgetItem(Model):
    """Something that money is spent on."""

    item: Said
    """What it is."""
    category: Id | None = None
    """What kind of spending."""
    phase: Id | None = None
    """In which phase it falls."""
    planned: Ratio
    """In EUR."""
    actual: Ratio | None = None
    """What was spent so far, in EUR."""


class BudgetPlan(Model):
    """Money, in EUR a year."""

    share: Ratio | None = None
    """Share of revenue; left out, that of the framework's target."""
    ceiling: Ratio | None = None
    """Ceiling that was decided otherwise, in EUR; left out, revenue times share."""
    split: dict[Id, Ratio] = {}
    """Category -> share of the ceiling; left out, that of the method."""
    items: list[BudgetItem] = []
    """What is planned and spent."""
    learner_hour: Ratio | None = None
    """What an hour of a learner costs, in EUR; their working time is shown apart and is no part of the budget."""


class Agreed(Model):
    """Something that was agreed with the works council."""

    date: Day
    """When it was agreed."""
    person: Words
    """Who agreed it, as a pseudonym or an office."""


class Roadmap(Model):
    """The way of a company from the first check to the whole firm."""

    framework: Annotated[str, StringConstraints(pattern=REFERENCE)] | None = None
    """Framework and version: id@1.0.0."""
    start: Day
    """The first day of the project."""
    target_date: Day | None = None
    """When the whole firm is to work this way; left out, the framework's target counts from the start."""
    holidays: State | None = None
    """German state whose holidays are kept free, such as BY."""
    sponsor: Words | None = None
    """Who in the management stands behind it, as a pseudonym."""
    curriculum_agreed: Agreed | None = None
    """That the works council has agreed to how training is held (BetrVG section 98)."""
    revenue: Revenue | None = None
    """The turnover that the budget is measured by."""
    goals: dict[Id, GoalPlan] = {}
    """Goal -> what it is."""
    phases: dict[Id, PhasePlan] = {}
    """Phase -> what is different here."""
    rotation: list[Rotation] = []
    """Who takes which role when."""
    uses: list[Use] = []
    """Uses planned for the whole firm."""
    budget: BudgetPlan = BudgetPlan()
    """Money."""

    def ceiling(self, share: Fraction | None) -> Fraction | None:
        """Return the most that may be spent in a year, in EUR: what was decided, else the revenue times a share.

        ``share`` is the usual one, where the company has none of its own. None without a figure to begin with.
        """
        own = share if self.budget.share is None else self.budget.share
        if self.budget.ceiling is not None or self.revenue is None or own is None:
            return self.budget.ceiling
        return self.revenue.amount * own
