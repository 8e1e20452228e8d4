"""From records of training and later assessments to what came of it.

Attendance, checks and key figures raise no level: a gain is the difference of two assessments, whatever was attended.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from kiframework.model.outcome import DueCheck, Found, Gain, Measure, ModuleOutcome, PersonGain, TrainingReport
from kiframework.model.skills import RatedLevel
from kiframework.scoring.evidence import EvidenceScale
from kiframework.scoring.groups import share_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiframework.model.framework import Framework, GroupPolicy
    from kiframework.model.record import CheckRound, TrainingRecord
    from kiframework.model.skills import Person, Round
    from kiframework.model.training import Catalogue

REFRESH_MONTHS = 12
"""Months from the last session to the latest day of a refresher: people are assessed again after a year."""

_DAY = dt.timedelta(days=1)


def report_training(
    framework: Framework,
    catalogue: Catalogue,
    people: Iterable[Person],
    records: Sequence[TrainingRecord],
    day: dt.date,
) -> TrainingReport:
    """Return what came of training up to a day. Every module of the records has to be in the catalogue."""
    policy = framework.scoring.groups
    gains = tuple(
        sorted(_person_gains(framework, catalogue, people, records, day), key=lambda one: (one.person, one.competency))
    )
    measures = sorted((_measure(catalogue, one) for one in records), key=lambda one: (one.days[:1], one.group))
    modules = dict.fromkeys(one.module for one in measures)
    return TrainingReport(
        day,
        policy.smallest,
        tuple(measures),
        tuple(_outcome(policy, name, [one for one in records if one.module == name]) for name in modules),
        tuple(_gains(framework, gains)),
        gains,
        tuple(sorted(_due(catalogue, records), key=lambda one: (one.due, one.group, one.check))),
    )


def _measure(catalogue: Catalogue, record: TrainingRecord) -> Measure:
    days = record.days
    return Measure(
        record.group,
        record.module,
        record.catalogue,
        days,
        tuple(record.audience),
        catalogue.modules[record.module].closes,
        tuple(record.systems),
        len(record.people),
        record.owner,
        months_later(days[-1], REFRESH_MONTHS) if days else None,
        record.catalogue != catalogue.version,
    )


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last one of that month if it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError  # every month has a 28th


# --- What the checks found --------------------------------------------------------------------------------------------


def _outcome(policy: GroupPolicy, module: str, records: Sequence[TrainingRecord]) -> ModuleOutcome:
    results = tuple((record.group, result) for record in records for result in record.results)
    return ModuleOutcome(
        module,
        _reaction(policy, records),
        _found(policy, [(one, record) for record in records for one in record.learning]),
        _found(policy, [(one, record) for record in records for one in record.behaviour]),
        results,
    )


def _reaction(policy: GroupPolicy, records: Sequence[TrainingRecord]) -> Found:
    slips = [slip for record in records for one in record.reaction for slip in one.slips]
    answers = [answer for slip in slips for answer in slip]
    if len(slips) < policy.smallest or not answers:
        return Found(None, None)
    return Found(len(slips), None, Fraction(sum(answers), len(answers)))


def _found(policy: GroupPolicy, rounds: Sequence[tuple[CheckRound, TrainingRecord]]) -> Found:
    """Return the share of people who did what was to be seen; of several checks of one person the latest counts.

    Where attendance is recorded, only those who came are counted: the rest says nothing about the training.
    """
    latest: dict[str, str] = {}
    for one, record in sorted(rounds, key=lambda found: found[0].date):
        came = record.people if record.sessions else tuple(one.outcomes)
        latest |= {person: outcome for person, outcome in one.outcomes.items() if person in came}
    if len(latest) < policy.smallest:
        return Found(None, None)
    met = sum(outcome == "met" for outcome in latest.values())
    return Found(len(latest), share_step(Fraction(met, len(latest)), policy.share_step))


# --- Levels before and after ------------------------------------------------------------------------------------------


def _person_gains(
    framework: Framework,
    catalogue: Catalogue,
    people: Iterable[Person],
    records: Sequence[TrainingRecord],
    day: dt.date,
) -> Iterator[PersonGain]:
    """Yield levels before the first session on a competency and after the last, where something was rated later."""
    trained = _trained(catalogue, records)
    scales: dict[dt.date, EvidenceScale] = {}

    def levels(person: Person, on: dt.date) -> Mapping[str, Fraction]:
        scale = scales.setdefault(on, EvidenceScale(framework, on))
        return {name: one.level for name, one in scale.weigh(person).items() if one.level is not None}

    for person in people:
        for competency, days in trained.get(person.id, {}).items():
            first, last = min(days), max(days)
            before = levels(person, first - _DAY).get(competency)
            after = levels(person, day).get(competency)
            if before is not None and after is not None and _rated_between(person, competency, last, day):
                yield PersonGain(person.id, competency, before, after)


def _trained(catalogue: Catalogue, records: Sequence[TrainingRecord]) -> dict[str, dict[str, list[dt.date]]]:
    """Return person -> competency -> days of the sessions on it that they attended."""
    trained: dict[str, dict[str, list[dt.date]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        competencies = dict.fromkeys(step.competency for step in catalogue.modules[record.module].closes)
        for held in record.sessions:
            for person in held.present:
                for competency in competencies:
                    trained[person][competency].append(held.date)
    return trained


def _rated_between(person: Person, competency: str, last: dt.date, day: dt.date) -> bool:
    """Tell whether anybody gave a competency a value after its last session, up to a day."""
    return any(last < one.date <= day and _has_value(one, competency) for one in person.rounds)


def _has_value(occasion: Round, competency: str) -> bool:
    given = occasion.levels.get(competency)
    level = given.level if isinstance(given, RatedLevel) else given
    return isinstance(level, int) or competency in occasion.shares


def _gains(framework: Framework, people: Sequence[PersonGain]) -> Iterator[Gain]:
    """Yield means over everybody, in the order of the framework. Nobody counts twice, so no two rows share people."""
    smallest = framework.scoring.groups.smallest
    for competency in framework.competencies:
        own = [one for one in people if one.competency == competency]
        if not own:
            continue
        if len(own) < smallest:
            yield Gain(competency, None, None, None)
        else:
            before, after = (sum(values, Fraction(0)) / len(own) for values in _columns(own))
            yield Gain(competency, len(own), before, after)


def _columns(people: Sequence[PersonGain]) -> tuple[list[Fraction], list[Fraction]]:
    return [one.before for one in people], [one.after for one in people]


# --- What is still to be done -----------------------------------------------------------------------------------------


def _due(catalogue: Catalogue, records: Sequence[TrainingRecord]) -> Iterator[DueCheck]:
    """Yield the checks of groups that are not recorded: of learning at the end, of behaviour some weeks after it."""
    for record in records:
        module = catalogue.modules[record.module]
        if not record.days or not record.people or max(one.session for one in record.sessions) < len(module.sessions):
            continue
        end = record.days[-1]
        weeks = dt.timedelta(weeks=module.checks.behaviour.weeks)
        checks: tuple[tuple[Literal["learning", "behaviour"], dt.date], ...] = (
            ("learning", end),
            ("behaviour", end + weeks),
        )
        for check, due in checks:
            if not getattr(record, check):
                yield DueCheck(record.group, record.module, check, due)
