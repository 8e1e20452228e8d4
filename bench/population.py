"""Generates whole populations: a framework of any size, levels and evidence of any number of people in Parquet.

The same data for the same numbers, on every machine. People differ in ability, competencies in difficulty; most people
are rated in nearly everything, some in half, a few in hardly anything, and some lack a whole pillar.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from data import SEED, framework_top
from measure import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PILLARS = ("craft", "people", "tools", "law")
TOP = 4
SHARE_REQUIRED = 2 / 3
MOST_REQUIRED = 60
"""Competencies that a role requires at most: a framework of 1,000 has many roles, not longer ones."""
BLOCK = 250_000
PEOPLE_OF_EVIDENCE = 20_000
"""People in a row group."""
SOURCES = {"own": 1, "lead": 2, "test": 3, "peer": 2}
BANDS = (("able", "85 %", "70 %"), ("supported", "70 %", "50 %"), ("learning", "40 %", None), ("new", None, None))


def write_framework(folder: Path, competencies: int, roles: int) -> Path:
    """Write a framework of four pillars and a scale from 0 to 4; a third of the roles weigh their pillars."""
    numbers = random.Random(SEED)
    top = yaml.safe_load(framework_top())
    top["weights"] = {"lowest": 1, "highest": 3}
    top["scale"] = top["scale"][: TOP + 1]
    top["pillars"] = [{**top["pillars"][0], "id": pillar} for pillar in PILLARS]
    top["scoring"] |= {
        "shares": [{"below": 0.5, "level": 0}, {"level": TOP}],
        "age": [{"up_to_days": 365, "factor": 1}, {"up_to_days": 730, "factor": "1/2"}],
        "bands": [_band(*band) for band in BANDS],
        "sources": [_source(name, weight) for name, weight in SOURCES.items()],
    }
    folder.mkdir(parents=True)
    _dump(folder / "framework.yaml", top)
    (folder / "competencies").mkdir()
    _dump(folder / "competencies" / "all.yaml", {name: _competency(at, numbers) for at, name in _named(competencies)})
    (folder / "roles").mkdir()
    _dump(folder / "roles" / "all.yaml", {f"role-{number:03}": _role(competencies, numbers) for number in range(roles)})
    return folder


def _named(competencies: int) -> Iterator[tuple[int, str]]:
    return ((number, f"skill-{number:04}") for number in range(competencies))


def _dump(path: Path, content: Any) -> None:
    """JSON is YAML."""
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _text(word: str) -> dict[str, str]:
    return {"de": word, "en": word}


def _band(name: str, score: str | None, pillar: str | None) -> dict[str, Any]:
    limits = {"score": score, "pillar": pillar}
    return {"id": name, "title": _text(name), **{key: limit for key, limit in limits.items() if limit}}


def _source(name: str, weight: int) -> dict[str, Any]:
    own = name == "own"
    ceiling = {"ceiling": 3} if name == "test" else {}
    return {"id": name, "title": _text(name), "weight": weight, "confirms": not own, "by_person": own, **ceiling}


def _competency(number: int, numbers: random.Random) -> dict[str, Any]:
    before = [f"skill-{number - 4:04}"] if number >= len(PILLARS) and not numbers.randrange(3) else []
    return {
        "pillar": PILLARS[number % len(PILLARS)],
        "title": _text(f"Skill {number}"),
        "meaning": _text(f"Meaning {number}"),
        "weight": numbers.randrange(1, 4),
        "prerequisites": before,
    }


def _role(competencies: int, numbers: random.Random) -> dict[str, Any]:
    required = numbers.sample(range(competencies), min(round(competencies * SHARE_REQUIRED), MOST_REQUIRED))
    asked = {
        f"skill-{one:04}": {"level": numbers.choice((1, 2, 2, 2, 3, 3, 3, 4)), "must_have": not numbers.randrange(10)}
        for one in sorted(required)
    }
    weights = None if numbers.randrange(3) else {pillar: numbers.randrange(1, 4) for pillar in PILLARS}
    weighed = {"pillar_weights": weights} if weights else {}
    return {"title": _text("Role"), "purpose": _text("Purpose"), "requirements": asked, **weighed}


def write_levels(path: Path, competencies: int, people: int) -> Path:
    """Write a table of levels: a row per person, a column per competency."""
    with pq.ParquetWriter(path, _levels(competencies, 0, 0).schema) as writer:
        for first in range(0, people, BLOCK):
            writer.write_table(_levels(competencies, first, min(BLOCK, people - first)))
    return path


def _levels(competencies: int, first: int, people: int) -> pa.Table:
    numbers = np.random.default_rng([SEED, first])
    ability = numbers.normal(0, 0.7, people).astype(np.float32)
    missing = numbers.choice(np.array([0.01, 0.12, 0.5, 0.95], np.float32), people, p=[0.6, 0.25, 0.12, 0.03])
    lacking = numbers.random((len(PILLARS), people), np.float32) < 0.03  # noqa: PLR2004
    columns: dict[str, pa.Array] = {"person": pa.array([f"P-{first + one:08}" for one in range(people)], pa.string())}
    for number, name in _named(competencies):
        difficulty = np.float32((number * 7 % 11 - 5) / 8)
        level = 2.6 + ability - difficulty + numbers.normal(0, 0.8, people).astype(np.float32)
        absent = (numbers.random(people, np.float32) < missing) | lacking[number % len(PILLARS)]
        columns[name] = pa.array(np.clip(np.rint(level), 0, TOP).astype(np.uint8), mask=absent)
    return pa.table(columns)


def write_evidence(path: Path, competencies: int, people: int, rows: int) -> Path:
    """Write a table of evidence: about so many rows for each person, neighbours in the file."""
    with pq.ParquetWriter(path, _evidence(competencies, 0, 0, rows).schema) as writer:
        for first in range(0, people, PEOPLE_OF_EVIDENCE):
            writer.write_table(_evidence(competencies, first, min(PEOPLE_OF_EVIDENCE, people - first), rows))
    return path


def _evidence(competencies: int, first: int, people: int, rows: int) -> pa.Table:
    """Return rows of people, who rate themselves; others rate, test, or rate again."""
    numbers = np.random.default_rng([SEED, first, rows])
    person = np.repeat(np.arange(people), rows)
    # Twice as many values as competencies: what counts is merged of several sources and raters.
    rated = np.argsort(numbers.random((people, competencies), np.float32), axis=1)[:, : -(-rows // 2)]
    competency = np.concatenate([rated, rated], axis=1)[:, :rows].ravel()
    source = numbers.choice(len(SOURCES), people * rows, p=[0.5, 0.3, 0.1, 0.1])
    rater = np.where(source == 0, 0, numbers.integers(0, 40, people * rows))
    days = numbers.integers(1, 900, people * rows)
    level = np.clip(np.rint(2.4 + 0.8 * numbers.normal(0, 1, people * rows)), 0, np.where(source == 2, 3, TOP))  # noqa: PLR2004
    said = np.unique(
        (((person * competencies + competency) * len(SOURCES) + source) * 40 + rater) * 1000 + days, return_index=True
    )[1]
    day = (np.datetime64(DAY) - days[said].astype("timedelta64[D]")).astype("datetime64[D]")
    until = day + np.timedelta64(730, "D")
    return pa.table(
        {
            "person": _words([f"P-{first + one:08}" for one in range(people)], person[said]),
            "competency": _words([name for _, name in _named(competencies)], competency[said]),
            "source": _words(list(SOURCES), source[said]),
            "rater": _words([f"R-{one:02}" for one in range(40)], rater[said], source[said] == 0),
            "date": pa.array(day, pa.date32()),
            "value": pa.array(level[said].astype(np.uint8)),
            "valid_until": pa.array(until, pa.date32(), mask=source[said] != 2),  # noqa: PLR2004
        }
    )


def _words(words: list[str], places: Any, absent: Any = None) -> pa.Array:
    numbers = pa.array(places.astype(np.int32), mask=absent)
    return pa.DictionaryArray.from_arrays(numbers, pa.array(words, pa.string())).dictionary_decode()
