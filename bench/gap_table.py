"""The gap table as a script for one occasion would make it: trusts its input, explains nothing, uses floating point.

Run by itself, in the environment of the other tools: ``python gap_table.py plain|pandas FRAMEWORK SKILLS DAY OUT``.
Writes one row per required competency and, with ``score`` in place of the competency, one per person.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(path: Path) -> Any:
    """Read a file the way most scripts do."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def read_all(folder: Path) -> dict[str, Any]:
    """Read a section of the framework."""
    return {id_: one for path in sorted(folder.glob("*.yaml")) for id_, one in read(path).items()}


class Framework(NamedTuple):
    """What the table needs to know of the framework."""

    policy: dict[str, Any]
    competencies: dict[str, Any]
    roles: dict[str, Any]

    @property
    def ceilings(self) -> dict[str, int | None]:
        """The highest level each source can show."""
        return {source["id"]: source.get("ceiling") for source in self.policy["sources"]}


class Rating(NamedTuple):
    """One value, and what its source and its age make it weigh."""

    person: str
    role: str
    competency: str
    source: str
    level: int
    weight: float


def ratings(policy: dict[str, Any], skills: Path, day: dt.date) -> Iterator[Rating]:
    """Yield every rating that counts."""
    weights = {source["id"]: source["weight"] for source in policy["sources"]}
    steps = [(step.get("below", 2), step["level"]) for step in policy["shares"]]
    ages = [(step["up_to_days"], 0.5 if step["factor"] == "1/2" else step["factor"]) for step in policy["age"]]
    for path in sorted(skills.glob("*.yaml")):
        file = read(path)
        for one in file["ratings"]:
            age = (day - one["date"]).days
            weight = weights[one["source"]] * next((factor for days, factor in ages if age <= days), 0)
            if not weight:
                continue
            for competency, given in one.get("levels", {}).items():
                level = given["level"] if isinstance(given, dict) else given
                yield Rating(file["person"], file["role"], competency, one["source"], level, weight)
            for competency, share in one.get("shares", {}).items():
                level = next(level for below, level in steps if share < below)
                yield Rating(file["person"], file["role"], competency, one["source"], level, weight)


def plain(framework: Framework, skills: Path, day: dt.date, out: Path) -> None:
    """Make the table with dictionaries and loops."""
    ceilings = framework.ceilings
    people: dict[str, str] = {}
    given: dict[tuple[str, str], list[tuple[int, float, bool]]] = defaultdict(list)
    for one in ratings(framework.policy, skills, day):
        people[one.person] = one.role
        given[one.person, one.competency].append((one.level, one.weight, one.level == ceilings[one.source]))
    with out.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        for person, role in people.items():
            pillars: dict[str, list[float]] = defaultdict(lambda: [0, 0])
            for competency, asked in framework.roles[role]["requirements"].items():
                required, level = asked["level"], merged(given.get((person, competency)))
                weight = framework.competencies[competency]["weight"]
                pillar = pillars[framework.competencies[competency]["pillar"]]
                if level is not None:
                    pillar[0] += weight * min(level, required) / required
                    pillar[1] += weight
                table.writerow((person, role, competency, required, level, None if level is None else required - level))
            points = [total / weight for total, weight in pillars.values() if weight]
            score = 100 * sum(points) / len(points) if len(points) == len(pillars) else None
            table.writerow((person, role, "score", None, None, score))


def merged(values: list[tuple[int, float, bool]] | None) -> float | None:
    """Return the weighted level; a source at its ceiling says 'at least'."""
    if not values:
        return None
    below = [(level, weight) for level, weight, at_ceiling in values if not at_ceiling]
    mean = sum(level * weight for level, weight in below) / sum(weight for _, weight in below) if below else 0
    total = sum(weight * (max(level, mean) if at_ceiling else level) for level, weight, at_ceiling in values)
    return total / sum(weight for _, weight, _ in values)


def with_pandas(framework: Framework, skills: Path, day: dt.date, out: Path) -> None:
    """Make the table in whole columns."""
    import pandas as pd

    key = ["person", "competency"]
    given = pd.DataFrame(ratings(framework.policy, skills, day), columns=Rating._fields)
    at_ceiling = given["level"] == given["source"].map(pd.Series(framework.ceilings, dtype=float))
    below = given[~at_ceiling].assign(product=lambda table: table["level"] * table["weight"]).groupby(key)
    given = given.join((below["product"].sum() / below["weight"].sum()).rename("mean"), on=key)
    counts = given["level"].where(~at_ceiling, given[["level", "mean"]].max(axis=1))
    sums = given.assign(product=counts * given["weight"]).groupby(key)[["product", "weight"]].sum()
    asked = pd.DataFrame(
        [
            (role, id_, one["level"], framework.competencies[id_]["weight"], framework.competencies[id_]["pillar"])
            for role, definition in framework.roles.items()
            for id_, one in definition["requirements"].items()
        ],
        columns=["role", "competency", "required", "weight", "pillar"],
    )
    people = given[["person", "role"]].drop_duplicates()
    table = people.merge(asked, on="role").join((sums["product"] / sums["weight"]).rename("level"), on=key)
    rated = table["level"].notna()
    fulfilled = table["weight"] * table[["level", "required"]].min(axis=1) / table["required"]
    table = table.assign(gap=table["required"] - table["level"], got=fulfilled.where(rated, 0))
    table["rated"] = table["weight"].where(rated, 0)
    pillars = table.groupby(["person", "role", "pillar"])[["got", "rated"]].sum()
    points = (pillars["got"] / pillars["rated"]).groupby(["person", "role"])
    # Without a point in one pillar there is none for the whole.
    score = (100 * points.mean()).where(points.count() == points.size())
    scores = score.rename("gap").reset_index().assign(competency="score", required=None, level=None)
    columns = ["person", "role", "competency", "required", "level", "gap"]
    with out.open("w", newline="", encoding="utf-8") as file:
        scores[columns].to_csv(file, index=False, header=False)
        table[columns].to_csv(file, index=False, header=False)


def main() -> None:
    """Read the framework and make the table in one of the two ways."""
    how, folder, skills, day, out = sys.argv[1:]
    top = Path(folder)
    framework = Framework(
        read(top / "framework.yaml")["scoring"], read_all(top / "competencies"), read_all(top / "roles")
    )
    make = {"plain": plain, "pandas": with_pandas}[how]
    make(framework, Path(skills), dt.date.fromisoformat(day), Path(out))


if __name__ == "__main__":
    main()
