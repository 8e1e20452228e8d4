"""Where a company stands on its way: pilots, goals, phases, money. Computed from files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kiframework.model.method import Criterion, Method
from kiframework.model.pilot import GateState, Pilot
from kiframework.model.roadmap import Direction, Roadmap
from kiframework.model.team import ShareStep

PilotState = Literal["clear", "conditional", "excluded", "unscored"]
"""All gates are settled; some are open; one is not met; a mark is missing."""
GoalState = Literal["reached", "on-course", "at-risk", "missed", "not-measured"]
"""How far a goal is on its day."""
PhaseState = Literal["done", "running", "blocked", "ahead"]
"""Its exits are met; it has begun; an entry is missing though its day has come; its day has not come."""


@dataclass(frozen=True, slots=True)
class GateResult:
    """One gate of a pilot."""

    gate: str
    state: GateState
    """The state that holds: what was recorded, unless the rest of the file speaks against it."""
    recorded: GateState
    against: str | None = None
    """Why what was recorded does not hold: a key of the text catalogue."""


@dataclass(frozen=True, slots=True)
class UtilityTerm:
    """One term of the utility."""

    term: str
    weight: int
    mark: Fraction | None
    """0 to 4; None while it is missing."""


@dataclass(frozen=True, slots=True)
class Skills:
    """Skill readiness of a team, 0 to 100."""

    score: Fraction | None
    """None while nothing is known."""
    origin: Literal["assessed", "entered", "unknown"]
    """The mean of assessments, a figure entered by hand, or nothing."""
    people: int | None = None
    """How many the mean is of; None where it was entered."""


@dataclass(frozen=True, slots=True)
class PilotResult:
    """One pilot, judged."""

    pilot: Pilot
    """With everything that its template has."""
    gates: tuple[GateResult, ...]
    terms: tuple[UtilityTerm, ...]
    skills: Skills
    utility: Fraction | None
    """U, 0 to 100; None while a mark is missing."""
    state: PilotState
    rank: int | None
    """1 for the best; None for pilots that are excluded or not scored."""

    @property
    def open_gates(self) -> tuple[str, ...]:
        """Gates that are open."""
        return tuple(one.gate for one in self.gates if one.state == "open")

    @property
    def failed_gates(self) -> tuple[str, ...]:
        """Gates that are not met."""
        return tuple(one.gate for one in self.gates if one.state == "not_met")


@dataclass(frozen=True, slots=True)
class GoalResult:
    """One goal on the day of the report."""

    id: str
    title: dict[str, str]
    metric: dict[str, str] | None
    statement: str | None
    preset: str | None
    kind: str | None
    """Kind of the framework's target behind it."""
    baseline: Fraction
    target: Fraction | None
    start: dt.date
    due: dt.date | None
    direction: Direction
    actual: Fraction | ShareStep | None
    """A share of people is known by its step alone; None while nothing is known."""
    measured: dt.date | None
    """The day of the figure."""
    expected: Fraction | None
    """What it would have to be on the day of the report."""
    state: GoalState
    computed: bool
    """Whether the tool has computed the figure."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One thing that a phase waits for, or ends with."""

    criterion: Criterion
    met: bool | None
    """None where nothing is known."""
    figure: Fraction | ShareStep | None = None
    """What was found, as a share."""
    needed: Fraction | None = None
    """What it takes, as a share."""


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """One phase with its dates."""

    id: str
    begin: dt.date
    end: dt.date
    """The last working day."""
    entry: tuple[CriterionResult, ...]
    exit: tuple[CriterionResult, ...]
    state: PhaseState
    moved: str | None
    """Why it does not lie where the method puts it: ``phases``, ``curriculum``, or None."""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """What is planned and spent of one category, or one phase."""

    id: str
    share: Fraction | None
    """Share of the ceiling; None for phases."""
    limit: Fraction | None
    """Share of the ceiling in EUR; None without a ceiling, and for phases."""
    planned: Fraction
    actual: Fraction


@dataclass(frozen=True, slots=True)
class BudgetResult:
    """Money in EUR."""

    revenue: Fraction | None
    share: Fraction | None
    ceiling: Fraction | None
    categories: tuple[BudgetRow, ...]
    phases: tuple[BudgetRow, ...]
    planned: Fraction
    actual: Fraction
    learning_hours: Fraction | None
    """Working time of learners that the plan for training takes; None where nothing is planned."""
    learning_cost: Fraction | None
    """The same in EUR; None without the cost of an hour."""

    @property
    def limits(self) -> Fraction:
        """The shares of all categories in the ceiling, in EUR; the ceiling, where they are all of it."""
        return sum((one.limit for one in self.categories if one.limit is not None), Fraction(0))

    @property
    def over(self) -> Fraction:
        """How much more is planned than there is; 0 where the plan fits, or nothing limits it."""
        return Fraction(0) if self.ceiling is None else max(Fraction(0), self.planned - self.ceiling)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day to remember."""

    id: str
    """Stable, so that a changed plan moves it."""
    date: dt.date
    kind: Literal["phase-begin", "phase-end", "goal", "verdict", "reassess"]
    about: str
    """Phase, goal or pilot."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A decision that is due next."""

    kind: str
    """What has to be decided: a key of the text catalogue."""
    about: str
    """Phase, gate, pilot or goal."""
    by: dt.date
    """When it is due."""
    who: str | None
    """Who answers for the pilot or the phase behind it, else the sponsor, as a pseudonym; None for nobody yet."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a roadmap says on one day."""

    day: dt.date
    smallest: int
    """People it takes before a figure about them is shown."""
    method: Method
    roadmap: Roadmap
    pilots: tuple[PilotResult, ...]
    """In order of rank; those without one last, by id."""
    first_pilot: PilotResult | None
    """The pilot that was chosen: the active one, else that with the latest verdict."""
    goals: tuple[GoalResult, ...]
    phases: tuple[PhaseResult, ...]
    budget: BudgetResult
    milestones: tuple[Milestone, ...]
    next_steps: tuple[NextStep, ...]
    """The most urgent first."""
