"""Assessments of several dates side by side; for groups, no difference that tells of few people (scoring rule 18)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.progress import GroupLine, GroupProgress, PersonProgress, Progress, ProgressLine
from kiframework.scoring.groups import share_step

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework
    from kiframework.model.team import ShareStep

    Results = Sequence[Mapping[tuple[str, str], Assessment]]
    """For each date, person and role -> assessment."""


def progress(framework: Framework, dates: Sequence[dt.date], assessments: Sequence[Sequence[Assessment]]) -> Progress:
    """Compare assessments of the same people, one sequence for each date."""
    results = [{(one.person, one.role): one for one in at} for at in assessments]
    keys = sorted({key for at in results for key in at})
    people = tuple(_person(key, results) for key in keys)
    always = [key for key in keys if all(key in at for at in results)]
    return Progress(tuple(dates), framework.scoring.groups.smallest, people, _group(framework, always, results))


def _person(key: tuple[str, str], results: Results) -> PersonProgress:
    found = [at.get(key) for at in results]
    last = next(one for one in reversed(found) if one is not None)
    levels = [{} if one is None else {line.competency: line.level for line in one.competencies} for one in found]
    lines = tuple(
        ProgressLine(line.competency, line.required, line.must_have, tuple(at.get(line.competency) for at in levels))
        for line in last.competencies
        if line.status != "not-applicable"
    )
    return PersonProgress(*key, tuple(None if one is None else one.readiness for one in found), lines)


def _group(framework: Framework, keys: Sequence[tuple[str, str]], results: Results) -> GroupProgress:
    policy = framework.scoring.groups
    people = {person for person, _ in keys}
    if len(people) < policy.smallest:
        return GroupProgress(None, tuple(None for _ in results), ())
    return GroupProgress(len(people), tuple(_ready(framework, keys, results)), tuple(_lines(framework, keys, results)))


def _ready(framework: Framework, keys: Sequence[tuple[str, str]], results: Results) -> Iterator[ShareStep | None]:
    """Yield the share of ready results at each date; a step by which only few have moved is hidden."""
    best, policy = framework.scoring.bands[0].id, framework.scoring.groups
    before: dict[tuple[str, str], bool] | None = None
    for at in results:
        ready = {key: at[key].readiness == best for key in keys}
        moved = {key[0] for key in keys if before is not None and ready[key] != before[key]}
        if 0 < len(moved) < policy.smallest:
            yield None
        else:
            yield share_step(Fraction(sum(ready.values()), len(keys)), policy.share_step)
            before = ready


def _lines(framework: Framework, keys: Sequence[tuple[str, str]], results: Results) -> Iterator[GroupLine]:
    levels = [_levels(keys, at) for at in results]
    for competency in framework.competencies:
        rated = [person for person in levels[0] if all(competency in at[person] for at in levels)]
        if not any(competency in own for at in levels for own in at.values()):
            continue
        if len(rated) < framework.scoring.groups.smallest:
            yield GroupLine(competency, None, tuple(None for _ in results))
        else:
            values = [{person: at[person][competency] for person in rated} for at in levels]
            yield GroupLine(competency, len(rated), tuple(_means(values, framework.scoring.groups.smallest)))


def _levels(
    keys: Sequence[tuple[str, str]], at: Mapping[tuple[str, str], Assessment]
) -> dict[str, dict[str, Fraction]]:
    """Return person -> competency -> level; the level of a person is the same in all roles."""
    found: dict[str, dict[str, Fraction]] = {person: {} for person, _ in keys}
    for key in keys:
        for line in at[key].competencies:
            if line.level is not None:
                found[key[0]][line.competency] = line.level
    return found


def _means(values: Sequence[Mapping[str, Fraction]], smallest: int) -> Iterator[Fraction | None]:
    """Yield means; one that differs from the last shown one by the levels of a few people is hidden."""
    before: Mapping[str, Fraction] | None = None
    for at in values:
        moved = 0 if before is None else sum(at[person] != before[person] for person in at)
        if 0 < moved < smallest:
            yield None
        else:
            yield sum(at.values(), Fraction(0)) / len(at)
            before = at
