"""``kiframework curriculum``: from assessments to a plan for training."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiframework.api.assess import AssessRequest, AssessRun, assess, require_settled_council
from kiframework.api.catalogue import open_catalogue
from kiframework.api.record_files import RecordFiles, open_records
from kiframework.diagnostics import Severity
from kiframework.errors import KiframeworkError
from kiframework.loading.earlier_plan import load_earlier_plan
from kiframework.loading.holidays import public_holidays
from kiframework.model.curriculum import Capacity, GroupNames, Limits, Period, Plan, Terms, Trainer
from kiframework.planning.plan import Staff, make_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiframework.api.crew import Watch
    from kiframework.model.earlier import EarlierPlan
    from kiframework.model.training import Catalogue
    from kiframework.model.workspace import TrainingMeans

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Names of weekdays in options."""
MOST_YEARS = 10
"""Years ahead for which anything is planned."""
_ONE_DAY = dt.timedelta(days=1)
_ONE_TRAINER, _ONE_ROOM = "T-01", "R-01"


@dataclass(frozen=True, slots=True)
class CurriculumRequest:
    """What to plan."""

    assess: AssessRequest
    """Who is assessed, and against which roles."""
    limits: Limits
    start: dt.date | None = None
    """The first day; None for the first working day after the assessment."""
    until: dt.date | None = None
    """The last day; None for as long as it takes."""
    weekdays: frozenset[int] = frozenset(range(5))
    """Working days, 0 for Monday up to 6."""
    state: str | None = None
    """German state whose holidays are kept free."""
    largest: int | None = None
    """Most people in a group; None for what the catalogue says."""
    must_haves_only: bool = False
    earliest: dt.date | None = None
    """The day before which nothing is planned; None for today."""
    replaces: Path | None = None
    """The plan, as JSON, that was handed out before."""


@dataclass(frozen=True, slots=True)
class CurriculumRun:
    """What came out of a run."""

    assessed: AssessRun
    catalogue: Catalogue
    plan: Plan
    earlier: EarlierPlan | None
    """The plan that this one replaces."""
    held: frozenset[str]
    """Groups of which something is recorded."""
    notes: tuple[str, ...]
    """Wishes that could not be met as they stood, and what was planned instead."""


def plan_curriculum(request: CurriculumRequest, watch: Watch = iter) -> CurriculumRun:
    """Assess people and plan what they learn.

    Raises :class:`~kiframework.errors.KiframeworkError` as :func:`~kiframework.api.assess.assess` does, and where there
    is no catalogue of training, or a budget without prices.
    """
    assessed = assess(request.assess, watch)
    setting = assessed.setting
    catalogue = open_catalogue(setting, request.assess.framework)
    means = setting.workspace.settings.training
    _require_prices(catalogue, means, request.limits)
    period, notes = _period(request)
    earlier = None if request.replaces is None else load_earlier_plan(request.replaces, setting.framework.id)
    records = open_records(setting, None)
    held = frozenset(records.files)
    terms = Terms(
        period=period,
        capacity=_capacity(means, catalogue),
        limits=request.limits,
        largest=request.largest,
        must_haves_only=request.must_haves_only,
        trainer_hour=means.trainer_hour,
        names=GroupNames(() if earlier is None else earlier.groups, held),
    )
    staff = Staff(assessed.document.date, assessed.assignments)
    plan = make_plan(setting.framework, catalogue, assessed.document.assessments, terms, staff)
    notes = (*notes, *_notes(assessed, means), *_recorded(plan, records))
    return CurriculumRun(assessed, catalogue, plan, earlier, held, notes)


def _require_prices(catalogue: Catalogue, means: TrainingMeans, limits: Limits) -> None:
    """Make sure that a budget can be held against something."""
    unpriced = [name for name, module in catalogue.modules.items() if module.price is None]
    if limits.budget is not None and means.trainer_hour is None and unpriced:
        message = f"A budget needs prices, and {len(unpriced)} module(s) have none."
        raise KiframeworkError(message, "in kiframework.toml, below [training]: trainer_hour = 120 (EUR)")


def _capacity(means: TrainingMeans, catalogue: Catalogue) -> Capacity:
    """Return trainers and rooms; where none are named, there is one of each."""
    known = catalogue.modules
    for trainer, modules in means.trainers.items():
        if "@" in trainer or len(trainer.split()) != 1:
            help_ = "below [training] in kiframework.toml, use ids such as T-01"
            raise KiframeworkError("A trainer is named by something other than a pseudonym.", help_)
        for module in modules:
            if module not in known:
                from kiframework.diagnostics import did_you_mean

                message = f"{trainer} holds '{module}', which is no module of the catalogue."
                raise KiframeworkError(message, did_you_mean(module, known) or "see [training] in kiframework.toml")
    trainers = tuple(Trainer(name, tuple(modules)) for name, modules in means.trainers.items())
    return Capacity(trainers or (Trainer(_ONE_TRAINER),), tuple(means.rooms) or (_ONE_ROOM,))


def _period(request: CurriculumRequest) -> tuple[Period, tuple[str, ...]]:
    """Return the days to plan for. What lies in the past is moved, and a note says so."""
    today = request.earliest or request.assess.today
    for day in (request.start, request.until):
        if day is not None and day.year > today.year + MOST_YEARS:
            raise KiframeworkError(f"{day} lies more than {MOST_YEARS} years ahead.", "no plan holds that long")
    notes: list[str] = []
    usual = max(today, request.assess.day) + _ONE_DAY
    start = request.start or usual
    if start < today:
        notes.append(f"{start} is past; the plan begins on {usual} at the earliest")
        start = usual
    period = Period(start, None, request.weekdays)
    if request.state is not None:
        period = replace(period, holidays=public_holidays(request.state, start))
    while not period.works_on(period.start):
        period = replace(period, start=period.start + _ONE_DAY)
    if request.until is not None and request.until < period.start:
        notes.append(f"{request.until} lies before the first day, {period.start}; the plan has no end")
        return period, tuple(notes)
    return replace(period, until=request.until), tuple(notes)


def _notes(assessed: AssessRun, means: TrainingMeans) -> Iterator[str]:
    council = require_settled_council(assessed, "self")
    if council:
        yield council.removeprefix("note: ")
    if not means.trainers or not means.rooms:
        yield "one trainer and one room are taken for granted; name yours below [training] in kiframework.toml"


def _recorded(plan: Plan, records: RecordFiles) -> Iterator[str]:
    """Yield what records have to say on a plan."""
    broken = sum(one.severity is Severity.ERROR for one in records.diagnostics)
    if broken:
        yield f"{broken} problem(s) in {records.shown}: groups in these files may get their names again; validate them"
    attended = {(person, file.record.module) for file in records.files.values() for person in file.record.people}
    again = len(attended & plan.choice.taken)
    if again:
        yield f"{again} place(s) are for people who took part before; take in what was rated since, then plan"
