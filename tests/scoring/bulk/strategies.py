"""Random frameworks of every shape, and people whose figures lie on the limits on purpose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from hypothesis import strategies as st
from tests.scoring.cases import DAY, TEXT, built_in

from kiframework.model.evidence import assumed
from kiframework.model.framework import AgeStep, Band, CoverageLimits, Framework, Source
from kiframework.model.skills import Person
from kiframework.scoring.assess import assess
from kiframework.scoring.profile import compile_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiframework.model.assessment import Assessment

    Draw = Callable[[st.SearchStrategy[Any]], Any]

LIMITS = ["0", "1/3", "0.4", "0.5", "5/7", "0.7", "0.85", "0.123456789", "1"]
WEIGHTS = [(1, 1), (1, 3), (2, 3, 6), (1, 7, 997), (1_000_000, 999_983)]


EVIDENCE = (
    pa.field("person", pa.string(), nullable=False),
    pa.field("competency", pa.string(), nullable=False),
    pa.field("source", pa.string(), nullable=False),
    pa.field("rater", pa.string()),
    pa.field("date", pa.date32(), nullable=False),
    pa.field("value", pa.uint8(), nullable=False),
    pa.field("valid_until", pa.date32()),
)
AGES = (-3, 0, 1, 30, 31, 365, 366, 2000)


@dataclass(frozen=True)
class World:
    """A framework, and the agreed levels of some people."""

    framework: Framework
    people: tuple[dict[str, int], ...]

    def batch(self) -> pa.RecordBatch:
        names = [name for name in self.framework.competencies if any(name in person for person in self.people)]
        columns = {"person": pa.array([f"P-{number:03}" for number in range(len(self.people))], pa.large_string())}
        columns |= {name: pa.array([one.get(name) for one in self.people], pa.uint8()) for name in names}
        return pa.RecordBatch.from_pydict(columns)


@st.composite
def frameworks(draw: Draw) -> Framework:
    """Return a framework of 1 to 12 pillars, a scale from 0-1 to 0-9 or longer, and 1 to 10 roles."""
    pillars = [f"p{number}" for number in range(draw(st.sampled_from([1, 2, 3, 4, 7, 12])))]
    top = draw(st.sampled_from([1, 2, 4, 4, 9, 25]))
    weights = draw(st.sampled_from(WEIGHTS))
    names = [f"c{number}" for number in range(draw(st.integers(1, 14)))]
    competencies = {
        name: {
            "pillar": draw(st.sampled_from(pillars)),
            "weight": draw(st.sampled_from(weights)),
            "prerequisites": [draw(st.sampled_from(names[:number]))] if number and draw(st.booleans()) else [],
            "title": TEXT,
            "meaning": TEXT,
        }
        for number, name in enumerate(names)
    }
    roles = {f"r{number}": draw(_roles(names, pillars, top)) for number in range(draw(st.sampled_from([1, 2, 10])))}
    data = built_in().model_dump(mode="json")
    return Framework.model_validate(
        {
            **data,
            "targets": [],
            "baseline": None,
            "ladders": {},
            "weights": {"lowest": 1, "highest": 1_000_000},
            "scale": [{"level": level, "title": TEXT, "meaning": TEXT} for level in range(top + 1)],
            "pillars": [{"id": pillar, "title": TEXT, "meaning": TEXT} for pillar in pillars],
            "scoring": {**data["scoring"], **draw(_policies())},
            "competencies": competencies,
            "roles": roles,
        }
    )


@st.composite
def _roles(draw: Draw, names: list[str], pillars: list[str], top: int) -> dict[str, Any]:
    levels = draw(st.lists(st.integers(0, top), min_size=len(names), max_size=len(names)))
    weights = draw(st.none() | st.lists(st.sampled_from(["1", "2", "1/3", "0.4", "0.123456789"]), min_size=12))
    return {
        "title": TEXT,
        "purpose": TEXT,
        "requirements": {
            name: {"level": level, "must_have": level > 0 and draw(st.integers(0, 5)) == 0}
            for name, level in zip(names, levels, strict=True)
            if level or draw(st.booleans())
        },
        "pillar_weights": None if weights is None else dict(zip(pillars, weights, strict=False)),
    }


@st.composite
def _policies(draw: Draw) -> dict[str, Any]:
    """Return a policy with as many bands as there are limits, and with odd ones among them."""
    scores = sorted({Fraction(one) for one in draw(st.lists(st.sampled_from(LIMITS), max_size=5))}, reverse=True)
    pillars = draw(st.lists(st.none() | st.sampled_from(LIMITS), min_size=len(scores), max_size=len(scores)))
    return {
        "must_have_factor": draw(st.sampled_from(["0", "1/3", "1", "2", "7/2"])),
        "coverage": {"overall": draw(st.sampled_from(LIMITS)), "pillar": draw(st.sampled_from(LIMITS))},
        "bands": bands(scores, pillars),
    }


def bands(scores: list[Fraction], pillars: list[Any]) -> list[dict[str, Any]]:
    """Return bands of these limits, and one without any."""
    limited = [
        {"id": f"b{number}", "title": TEXT, "score": score, "pillar": pillar}
        for number, (score, pillar) in enumerate(zip(scores, pillars, strict=True))
    ]
    return [*limited, {"id": "last", "title": TEXT}]


@st.composite
def worlds(draw: Draw, missing: int = 4) -> World:
    """Return people in a framework. Of so many levels about one is missing; 0 for none."""
    framework = draw(frameworks())
    top = framework.highest_level
    people = tuple(
        {
            name: draw(st.integers(0, top))
            for name in framework.competencies
            if not missing or draw(st.integers(1, missing)) > 1
        }
        for _ in range(draw(st.integers(1, 6)))
    )
    return World(framework, people)


def exactly(world: World) -> list[Assessment]:
    """Return what the exact engine says of everybody, role by role."""
    framework = world.framework
    found = []
    for role in framework.roles:
        profile = compile_profile(framework, role)
        for person in world.people:
            known = {name: assumed(Fraction(level), ("confirmed",)) for name, level in person.items()}
            found.append(assess(framework, Person("P", (), (), {}), profile, known))
    return found


@st.composite
def worlds_on_limits(draw: Draw) -> World:
    """Return a world whose limits are figures that people have, or miss by as little as can be written."""
    world = draw(worlds(missing=draw(st.sampled_from([0, 4, 9]))))
    results = exactly(world)
    scores = {
        one for found in results for one in (found.score.low, found.score.point, found.score.high) if one is not None
    }
    pillars = {one.point for found in results for one in found.pillars if one.point is not None} | {Fraction(0)}
    covers = {found.coverage.overall for found in results} | {
        one.coverage for found in results for one in found.pillars
    }
    nudge = draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 10**9), Fraction(-1, 10**9)]))
    chosen = draw(st.lists(st.sampled_from(sorted(scores)), max_size=4))
    limits = sorted({min(max(one + nudge, Fraction(0)), Fraction(1)) for one in chosen}, reverse=True)
    of_pillars = [draw(st.none() | st.sampled_from(sorted(pillars))) for _ in limits]
    coverage = CoverageLimits(
        overall=draw(st.sampled_from(sorted(covers))),
        pillar=min(draw(st.sampled_from(sorted(covers))), Fraction(3, 5)),
    )
    changed = {"bands": [Band.model_validate(one) for one in bands(limits, of_pillars)], "coverage": coverage}
    policy = world.framework.scoring.model_copy(update=changed)
    return World(world.framework.model_copy(update={"scoring": policy}), world.people)


@dataclass(frozen=True)
class EvidenceWorld:
    """A framework, and what was said of some people."""

    framework: Framework
    rows: tuple[dict[str, Any], ...]

    def batch(self) -> pa.RecordBatch:
        return pa.RecordBatch.from_pylist(list(self.rows), schema=pa.schema(EVIDENCE))


@st.composite
def evidence_worlds(draw: Draw) -> EvidenceWorld:
    """Return a framework with its own sources and age steps, and rows of evidence in any order."""
    framework = draw(frameworks())
    top = framework.highest_level
    sources = [draw(_sources(f"s{number}", top)) for number in range(draw(st.integers(1, 4)))]
    days = sorted(draw(st.sets(st.sampled_from([30, 365, 730]))))
    age = [AgeStep(up_to_days=day, factor=draw(st.sampled_from(["0", "1/3", "1/2", "1"]))) for day in days]
    policy = framework.scoring.model_copy(update={"sources": sources, "age": age})
    framework = framework.model_copy(update={"scoring": policy})
    rows = draw(st.lists(_rows(framework), max_size=30, unique_by=lambda row: _said_by(framework, row)))
    return EvidenceWorld(framework, tuple(rows))


@st.composite
def _sources(draw: Draw, name: str, top: int) -> Source:
    ceiling = draw(st.none() | st.integers(0, top))
    return Source(
        id=name,
        title=TEXT,
        weight=draw(st.sampled_from([1, 2, 3, 1_000_000])),
        ceiling=ceiling,
        confirms=draw(st.booleans()),
        by_person=draw(st.booleans()),
    )


@st.composite
def _rows(draw: Draw, framework: Framework) -> dict[str, Any]:
    source = draw(st.sampled_from(framework.scoring.sources))
    until = draw(st.none() | st.sampled_from([-1, 0, 60]))
    return {
        "person": draw(st.sampled_from(["P-1", "P-2", "P-3"])),
        "competency": draw(st.sampled_from(list(framework.competencies)[:4])),
        "source": source.id,
        "rater": draw(st.sampled_from([None, "R-1", "R-2", "R-3"])),
        "date": DAY - dt.timedelta(days=draw(st.sampled_from(AGES))),
        "value": draw(st.integers(0, framework.highest_level if source.ceiling is None else source.ceiling)),
        "valid_until": None if until is None else DAY + dt.timedelta(days=until),
    }


def _said_by(framework: Framework, row: dict[str, Any]) -> tuple[Any, ...]:
    """Return what no two rows may share."""
    rater = None if framework.sources[row["source"]].by_person else row["rater"]
    return row["person"], row["competency"], row["source"], rater, row["date"]
