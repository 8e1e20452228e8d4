"""Generates people to be trained: 2,000 of them in 20 roles, and 200 modules for what they lack."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import yaml
from data import LEVELS, SEED, framework_top, two_languages
from measure import DAY

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE, MODULES, ROLES, REQUIRED = 2_000, 200, 20, 15
_COMPETENCIES = MODULES // 2
_PILLARS = ("craft", "people", "tools")
_HALF, _TOP = 3, 6
_TEXT = {"de": "Text im Betrieb", "en": "Text at work"}


def write_training(folder: Path) -> tuple[Path, Path]:
    """Write a framework with its catalogue, and skill files; return both folders.

    Every competency has a module from 0 to 3 and one from 3 to 6.
    """
    numbers = random.Random(SEED)
    framework, skills = folder / "framework", folder / "skills"
    for section in ("competencies", "roles", "training/modules"):
        (framework / section).mkdir(parents=True)
    skills.mkdir()
    (framework / "framework.yaml").write_text(framework_top(), encoding="utf-8")
    for pillar in _PILLARS:
        own = {name: _competency(pillar, numbers) for name, of in _names() if of == pillar}
        (framework / "competencies" / f"{pillar}.yaml").write_text(_yaml(own), encoding="utf-8")
    roles = {f"role-{number:02}": _role(numbers) for number in range(ROLES)}
    for name, role in roles.items():
        (framework / "roles" / f"{name}.yaml").write_text(_yaml({name: role}), encoding="utf-8")
    modules = {name: module for competency, _ in _names() for name, module in _modules(competency)}
    (framework / "training" / "catalogue.yaml").write_text(_yaml(_CATALOGUE), encoding="utf-8")
    (framework / "training" / "modules" / "all.yaml").write_text(_yaml(modules), encoding="utf-8")
    for number in range(1, PEOPLE + 1):
        name = numbers.choice(list(roles))
        person = _person(number, name, list(roles[name]["requirements"]), numbers)
        (skills / f"E{number:05}.yaml").write_text(_yaml(person), encoding="utf-8")
    return framework, skills


def _yaml(data: object) -> str:
    return yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True)


class _Plain(yaml.CSafeDumper):
    """Writes everything out: framework files know no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - of no matter
        return True


def _names() -> list[tuple[str, str]]:
    return [(f"skill-{number:03}", _PILLARS[number % len(_PILLARS)]) for number in range(_COMPETENCIES)]


def _competency(pillar: str, numbers: random.Random) -> dict[str, object]:
    anchors = {level: two_languages(f"Level {level}") for level in range(LEVELS)}
    titles = {"title": _TEXT, "meaning": _TEXT}
    return {"pillar": pillar, "weight": numbers.randrange(1, 6), **titles, "anchors": anchors}


def _role(numbers: random.Random) -> dict[str, Any]:
    required = numbers.sample([name for name, _ in _names()], REQUIRED)
    return {
        "title": _TEXT,
        "purpose": _TEXT,
        "tasks": [_TEXT],
        "requirements": {
            name: {"level": numbers.choice((3, 4, 6)), "must_have": numbers.random() < 0.25}  # noqa: PLR2004 - a quarter
            for name in required
        },
    }


def _modules(competency: str) -> list[tuple[str, dict[str, object]]]:
    basics, practice = f"{competency}-basics", f"{competency}-practice"
    return [
        (basics, _module(competency, 0, _HALF, 6, [180], [])),
        (practice, _module(competency, _HALF, _TOP, 8, [120, 120], [basics])),
    ]


def _module(
    competency: str, start: int, end: int, hours: int, sessions: list[int], before: list[str]
) -> dict[str, object]:
    return {
        "title": _TEXT,
        "steps": [{"competency": competency, "from_level": start, "to_level": end}],
        "format": "workshop",
        "hours": hours,
        "prerequisites": before,
        "objectives": [{"bloom": "apply", "text": {"de": "Text anwenden", "en": "apply text"}}],
        "sessions": [{"minutes": one, "agenda": [{"minutes": one, "text": _TEXT}]} for one in sessions],
        "exercise": {"title": _TEXT, "text": _TEXT},
        "checks": {"learning": _TEXT, "behaviour": {"weeks": 8, "text": _TEXT}, "result": _TEXT},
    }


_CATALOGUE = {
    "version": "1.0.0",
    "step_hours": [2] * (LEVELS - 1),
    "group": {"smallest": 6, "largest": 12},
    "formats": {"workshop": {"title": _TEXT}},
    "bloom": {"apply": {"title": _TEXT, "verbs": {"de": ["anwenden"], "en": ["apply"]}}},
    "reaction": [_TEXT],
}


def _person(number: int, role: str, required: list[str], numbers: random.Random) -> dict[str, object]:
    levels = {name: numbers.choice((0, 0, 1, 2, 3, 3, 4, 5, 6)) for name in required}
    return {"person": f"E{number:05}", "role": role, "ratings": [{"source": "lead", "date": DAY, "levels": levels}]}
