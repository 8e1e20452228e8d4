"""Generates whole populations: a framework of any size, levels and evidence of any number of people in Parquet.

Tables are made in a process of its own: the memory of this one counts for every process that it starts afterwards.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import yaml
from data import SEED, framework_top
from measure import environment
from setting import BENCH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PILLARS = ("craft", "people", "tools", "law")
TOP = 4
SHARE_REQUIRED = 2 / 3
MOST_REQUIRED = 60
"""Competencies that a role requires at most: a framework of 1,000 has many roles, not longer ones."""
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
    _dump(folder / "competencies" / "all.yaml", {name: _competency(at, numbers) for at, name in named(competencies)})
    (folder / "roles").mkdir()
    _dump(folder / "roles" / "all.yaml", {f"role-{number:03}": _role(competencies, numbers) for number in range(roles)})
    return folder


def named(competencies: int) -> Iterator[tuple[int, str]]:
    """Yield number and id of each competency."""
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
    return _table("levels", path, competencies, people)


def write_evidence(path: Path, competencies: int, people: int, rows: int) -> Path:
    """Write a table of evidence: about so many rows for each person, neighbours in the file."""
    return _table("evidence", path, competencies, people, rows)


def _table(shape: str, path: Path, *sizes: int) -> Path:
    command = [sys.executable, BENCH / "population_tables.py", shape, path, *sizes]
    subprocess.run(list(map(str, command)), env=environment(), check=True)
    return path
