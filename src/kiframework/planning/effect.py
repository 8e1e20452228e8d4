"""What a plan does to readiness, if everything that is learned is confirmed afterwards."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.curriculum import Change
from kiframework.model.evidence import Evidence, assumed
from kiframework.model.skills import Person
from kiframework.scoring.assess import assess
from kiframework.scoring.profile import compile_profile
from kiframework.scoring.suppression import hidden_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kiframework.model.assessment import Assessment, Line
    from kiframework.model.curriculum import PathStep, PersonPath
    from kiframework.model.framework import Framework
    from kiframework.scoring.profile import Profile


def changes(
    framework: Framework,
    assessments: Iterable[Assessment],
    paths: Iterable[PersonPath],
    taken: Callable[[str, str], bool],
) -> Iterator[Change]:
    """Yield the readiness of every person and role today, after the plan, and after a plan without limits.

    ``taken`` tells whether a person gets a module. Levels are what the modules lead to, with evidence that confirms
    them, as the checks at their end are meant to bring; attendance alone changes nothing.
    """
    of = {path.person: path for path in paths}
    profiles: dict[str, Profile] = {}
    for one in assessments:
        profile = profiles.setdefault(one.role, compile_profile(framework, one.role))
        steps = of[one.person].steps
        planned = _reached(step for step in steps if taken(one.person, step.module))
        after = (_readiness(framework, profile, one, reached) for reached in (planned, _reached(steps)))
        yield Change(one.person, one.role, one.readiness, *after)


def _reached(steps: Iterable[PathStep]) -> dict[str, int]:
    """Return competency -> the level that modules lead to."""
    reached: dict[str, int] = {}
    for step in steps:
        for need in step.closes:
            name, level = need.step
            reached[name] = max(level, reached.get(name, 0))
    return reached


def _readiness(framework: Framework, profile: Profile, one: Assessment, reached: Mapping[str, int]) -> str:
    if not reached:
        return one.readiness
    excluded = {line.competency: line.reason or "" for line in one.competencies if line.status == "not-applicable"}
    evidence = {line.competency: _evidence(line, reached) for line in one.competencies}
    return assess(framework, Person(one.person, (), (), excluded), profile, evidence).readiness


def _evidence(line: Line, reached: Mapping[str, int]) -> Evidence:
    level = reached.get(line.competency)
    if level is None:
        return assumed(line.level, line.flags)
    return assumed(max(Fraction(level), line.level or Fraction(0)), ("confirmed",))


def readiness_counts(
    framework: Framework, changes: Sequence[Change]
) -> dict[str, tuple[int | None, int | None, int | None]]:
    """Count results by readiness: today, after the plan, after a plan without limits (scoring rule 18)."""
    codes = list(dict.fromkeys(code for one in changes for code in (one.now, one.planned, one.everything)))
    columns = []
    for state in ("now", "planned", "everything"):
        found = [[one for one in changes if getattr(one, state) == code] for code in codes]
        people = [frozenset(one.person for one in some) for some in found]
        hidden = hidden_groups(people, framework.scoring.groups.smallest)
        columns.append([None if number in hidden else len(some) for number, some in enumerate(found)])
    return {code: (now, planned, all_) for code, now, planned, all_ in zip(codes, *columns, strict=True)}
