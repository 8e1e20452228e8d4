"""Random frameworks and ratings. Values lie on limits on purpose: that is where engines differ."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from tests.scoring.cases import DAY, PILLARS, ROLE, built_in, make_framework

from kiframework.model.skills import Person, Round

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiframework.model.framework import Framework

    Draw = Callable[[st.SearchStrategy[Any]], Any]

# The same examples on every run: a red build can be repeated anywhere, and nothing is written to disk.
many_examples = settings(max_examples=100, deadline=None, derandomize=True, database=None)

AGES = (-3, 0, 1, 30, 365, 366, 500, 730, 731, 2000)
SOURCES = {one.id: one for one in built_in().scoring.sources}
RATERS = (None, "R-1", "R-2", "R-3")


@dataclass(frozen=True)
class Rating:
    """One value, in a round of its own."""

    competency: str
    source: str
    rater: str | None
    age: int
    value: int
    valid_days: int | None = None
    """Days from the assessment to the end of validity; None for evidence without one."""

    @property
    def key(self) -> tuple[str, str, str | None, int]:
        """What two values may not share."""
        return self.competency, self.source, None if SOURCES[self.source].by_person else self.rater, self.age

    def round(self) -> Round:
        until = None if self.valid_days is None else DAY + dt.timedelta(days=self.valid_days)
        return Round(
            source=self.source,
            rater=self.rater,
            date=DAY - dt.timedelta(days=self.age),
            valid_until=until,
            levels={self.competency: self.value},
        )


@dataclass(frozen=True)
class Case:
    """A framework with one role, and what is known about one person."""

    framework: Framework
    ratings: tuple[Rating, ...]
    not_applicable: dict[str, str] = field(default_factory=dict)

    def person(self) -> Person:
        return Person("P-001", (), tuple(rating.round() for rating in self.ratings), self.not_applicable)

    def having(self, *ratings: Rating) -> Case:
        return replace(self, ratings=ratings)


def skills(framework: Framework) -> list[str]:
    return list(framework.competencies)


@st.composite
def frameworks(draw: Draw, policy: st.SearchStrategy[dict[str, Any]] | None = None) -> Framework:
    """Return a framework with one role that asks for at least one competency."""
    names = [f"c{number}" for number in range(draw(st.integers(1, 7)))]
    competencies = {
        name: f"{draw(st.sampled_from(PILLARS))} {draw(st.integers(1, 3))}"
        + (f" < {draw(st.sampled_from(names[:number]))}" if number and draw(st.booleans()) else "")
        for number, name in enumerate(names)
    }
    levels = [draw(st.integers(1, 4)), *(draw(st.integers(0, 4)) for _ in names[1:])]
    must_haves = [bool(level) and draw(st.integers(0, 3)) == 0 for level in levels]
    requirements = {
        name: f"{level}{'!' if must else ''}" for name, level, must in zip(names, levels, must_haves, strict=True)
    }
    weights = draw(st.none() | st.lists(st.sampled_from(["1", "2", "1/3", "0.4"]), min_size=4, max_size=4))
    return make_framework(
        competencies,
        {ROLE: requirements},
        pillar_weights=None if weights is None else dict(zip(PILLARS, weights, strict=True)),
        **(draw(policy) if policy is not None else {}),
    )


@st.composite
def ratings(draw: Draw, names: list[str]) -> Rating:
    source = draw(st.sampled_from(sorted(SOURCES)))
    ceiling = SOURCES[source].ceiling
    age = draw(st.sampled_from(AGES))
    return Rating(
        draw(st.sampled_from(names)),
        source,
        draw(st.sampled_from(RATERS)),
        age,
        draw(st.integers(0, 4 if ceiling is None else ceiling)),
        draw(st.sampled_from([None, None, *(days for days in (-1, 0, 60) if days >= -age)])),
    )


def rating_lists(names: list[str], most: int = 14) -> st.SearchStrategy[tuple[Rating, ...]]:
    """Return ratings of which no two are of the same rater and day."""
    return st.lists(ratings(names), max_size=most, unique_by=lambda rating: rating.key).map(tuple)


@st.composite
def worlds(draw: Draw, policy: st.SearchStrategy[dict[str, Any]] | None = None) -> Case:
    """Return a framework and a person; some competencies without any rating do not apply to them."""
    framework = draw(frameworks(policy))
    given = draw(rating_lists(skills(framework)))
    asked = framework.roles[ROLE].requirements
    free = [
        name
        for name in skills(framework)
        if not asked[name].must_have and all(rating.competency != name for rating in given)
    ]
    excluded = draw(st.lists(st.sampled_from(free), unique=True)) if free else []
    return Case(framework, given, dict.fromkeys(excluded, "no such work"))


fully_rated = st.deferred(lambda: worlds().map(_with_fresh_ratings))


def _with_fresh_ratings(case: Case) -> Case:
    """Add a fresh rating by a trainer wherever there is none, so that results get as far as the bands."""
    known = {rating.key for rating in case.ratings}
    fresh = [
        Rating(name, "trainer", "R-8", 2, (number + len(case.ratings)) % 5)
        for number, name in enumerate(skills(case.framework))
    ]
    return replace(case.having(*case.ratings, *(one for one in fresh if one.key not in known)), not_applicable={})
