"""Generates input of real size: the same bytes for the same numbers, on every machine."""

from __future__ import annotations

import datetime as dt
import random
import re
from typing import TYPE_CHECKING

from measure import DAY
from setting import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 20261201
RATINGS = {"self": 20, "manager": 12, "work_sample": 4, "test": 4}
"""Source -> ratings in each skill file; 40 together."""


def write_skill_files(folder: Path, count: int) -> Path:
    """Write skill files of 40 ratings each for the built-in framework; return the folder."""
    numbers = random.Random(SEED)
    competencies, roles = _built_in()
    folder.mkdir()
    for number in range(1, count + 1):
        text = "".join(_skill_file(number, numbers, competencies, roles))
        (folder / f"P-{number:05}.yaml").write_text(text, encoding="utf-8")
    return folder


def _built_in() -> tuple[list[str], list[str]]:
    """Return the ids of the built-in competencies and roles: the keys at the start of a line."""
    ids = re.compile(r"^([a-z][a-z0-9-]*):", re.MULTILINE)

    def keys(section: str) -> list[str]:
        files = sorted((ROOT / "framework" / section).glob("*.yaml"))
        return [key for file in files for key in ids.findall(file.read_text("utf-8"))]

    return keys("competencies"), keys("roles")


def _skill_file(number: int, numbers: random.Random, competencies: list[str], roles: list[str]) -> Iterator[str]:
    yield f"framework: ki-mittelstand@1.0.0\nperson: P-{number:05}\nrole: {numbers.choice(roles)}\nratings:\n"
    for source, count in RATINGS.items():
        # Nobody who runs this before the day of the assessment shall find ratings that lie in the future.
        day = dt.date.fromisoformat(DAY) - dt.timedelta(days=numbers.randrange(30, 830))
        yield f"  - source: {source}\n"
        if source != "self":
            yield f"    rater: R-{numbers.randrange(1, 40):02}\n"
        yield f"    date: {day}\n    {'shares' if source == 'test' else 'levels'}:\n"
        for competency in sorted(numbers.sample(competencies, count)):
            yield f"      {competency}: {_value(source, numbers)}\n"


def _value(source: str, numbers: random.Random) -> str:
    level = numbers.choice((0, 1, 1, 2, 2, 2, 3, 3, 3, 4))
    if source == "test":
        return f"0.{numbers.randrange(20, 100)}"
    if source == "work_sample":
        return f"{{level: {level}, evidence: Arbeitsprobe {numbers.randrange(1000, 9999)}}}"
    return str(level)


ROLES, COMPETENCIES, LEVELS = 900, 70, 8
REQUIREMENTS = 60_000


def write_framework(folder: Path) -> Path:
    """Write a framework that has nothing in common with the built-in one: scale 0 to 7, three pillars, 900 roles."""
    numbers = random.Random(SEED)
    for section in ("competencies", "roles"):
        (folder / section).mkdir(parents=True)
    (folder / "framework.yaml").write_text("".join(_top()), encoding="utf-8")
    for pillar in ("craft", "people", "tools"):
        text = "".join(_competencies(pillar, numbers))
        (folder / "competencies" / f"{pillar}.yaml").write_text(text, encoding="utf-8")
    for number in range(ROLES):
        text = "".join(_role(number, numbers))
        (folder / "roles" / f"{role_id(number)}.yaml").write_text(text, encoding="utf-8")
    return folder


def role_id(number: int) -> str:
    """Return the id of a generated role."""
    return f"role-{number:03}"


def _pillar_of(number: int) -> str:
    return ("craft", "people", "tools")[number % 3]


def framework_top() -> str:
    """Return everything of the generated framework but its competencies and roles."""
    return "".join(_top())


def two_languages(word: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {"de": f"{word} im Betrieb", "en": f"{word} at work"}


def _text(word: str, indent: str) -> str:
    return f"\n{indent}de: {word} im Betrieb\n{indent}en: {word} at work\n"


def _top() -> Iterator[str]:
    yield 'id: generated\nversion: "2.3.0"\nlanguages: [de, en]\nlicense: CC0-1.0\nweights: {lowest: 1, highest: 5}\n'
    for key in ("title", "description", "purpose"):
        yield f"{key}:{_text(key.title(), '  ')}"
    yield "scale:\n"
    for level in range(LEVELS):
        yield f"  - level: {level}\n    title:{_text(f'Level {level}', '      ')}"
        yield f"    meaning:{_text(f'Meaning {level}', '      ')}"
    yield "pillars:\n"
    for pillar in ("craft", "people", "tools"):
        yield f"  - id: {pillar}\n    title:{_text(pillar.title(), '      ')}    meaning:{_text(pillar, '      ')}"
    yield _POLICY


_POLICY = """\
scoring:
  person_pattern: '^E[0-9]+$'
  sources:
    - {id: own, title: {de: Eigene, en: Own}, weight: 1, confirms: false, by_person: true}
    - {id: lead, title: {de: Leitung, en: Lead}, weight: 2, confirms: true}
  shares:
    - {below: 0.50, level: 0}
    - {level: 7}
  age:
    - {up_to_days: 500, factor: 1}
  clarify_from: 3
  near_within: 1
  must_have_factor: 2
  coverage: {overall: 80 %, pillar: 60 %}
  bands:
    - {id: able, title: {de: fähig, en: able}, score: 80 %, pillar: 70 %}
    - {id: learning, title: {de: lernend, en: learning}}
  groups: {smallest: 5, share_step: 20 %}
  agreement: {own_source: own, smallest_pairs: 20, smallest_people: 5, alarm_below: 0.40}
"""


def _competencies(pillar: str, numbers: random.Random) -> Iterator[str]:
    for number in range(COMPETENCIES):
        if _pillar_of(number) == pillar:
            yield f"skill-{number:02}:\n  pillar: {pillar}\n  weight: {numbers.randrange(1, 6)}\n"
            yield f"  title:{_text(f'Skill {number}', '    ')}  meaning:{_text(f'Meaning {number}', '    ')}"
            yield "  anchors:\n"
            for level in range(LEVELS):
                yield f"    {level}:{_text(f'Shows {number} to degree {level}', '      ')}"


def _role(number: int, numbers: random.Random) -> Iterator[str]:
    yield f"{role_id(number)}:\n  title:{_text(f'Role {number}', '    ')}  purpose:{_text(f'Purpose {number}', '    ')}"
    yield "  tasks:\n"
    for task in range(4):
        yield f"    - de: Aufgabe {task} im Betrieb\n      en: Task {task} at work\n"
    yield "  requirements:\n"
    # 66 or 67 of 70, so that it is 60,000 in all.
    share, rest = divmod(REQUIREMENTS, ROLES)
    required = share + (number % ROLES < rest)
    for competency in sorted(numbers.sample(range(COMPETENCIES), required)):
        must = ", must_have: true" if not numbers.randrange(10) else ""
        yield f"    skill-{competency:02}: {{level: {numbers.randrange(1, LEVELS)}{must}}}\n"


LINES_PER_COMPETENCY, LINES_PER_ROLE = 35, 44
PER_ROLE, COMPETENCIES_PER_FILE, ROLES_PER_FILE = 30, 50, 10


def write_content(folder: Path, lines: int, flaws: int = 0) -> Path:
    """Write a framework of about so many lines as a large company would have it, with nothing to complain about.

    As in the built-in one, most of it is anchors in two languages; half as many lines are roles. With ``flaws``, one
    competency in so many holds a placeholder.
    """
    numbers = random.Random(SEED)
    words = {language: _vocabulary(numbers) for language in ("de", "en")}
    # Whole groups, so that roles ask for what comes before.
    count = 2 * lines // 3 // LINES_PER_COMPETENCY // PER_ROLE * PER_ROLE
    competencies = [f"skill-{number:05}" for number in range(count)]
    for section in ("competencies", "roles"):
        (folder / section).mkdir(parents=True)
    (folder / "framework.yaml").write_text("".join(_top()), encoding="utf-8")
    for first in range(0, count, COMPETENCIES_PER_FILE):
        part = range(first, min(first + COMPETENCIES_PER_FILE, count))
        text = "".join(line for number in part for line in _described(number, numbers, words, flaws))
        (folder / "competencies" / f"part-{first:05}.yaml").write_text(text, encoding="utf-8")
    for file, roles in enumerate(_batched(_teams(competencies, lines // 3), ROLES_PER_FILE)):
        text = "".join(line for own in roles for line in _team(own, numbers, words))
        (folder / "roles" / f"part-{file:04}.yaml").write_text(text, encoding="utf-8")
    return folder


def _vocabulary(numbers: random.Random) -> list[str]:
    """Return made-up words: no list of vague words has them, and texts are as different as real ones."""
    syllables = [first + second for first in "bdfgklmnprstw" for second in ("a", "e", "i", "o", "u", "ei")]
    return ["".join(numbers.choices(syllables, k=numbers.randrange(2, 5))) for _ in range(2_000)]


def _sentence(numbers: random.Random, words: list[str], most: int = 20) -> str:
    return " ".join(numbers.choices(words, k=numbers.randrange(most // 2, most + 1))).capitalize() + "."


def _both(numbers: random.Random, words: dict[str, list[str]], indent: str, most: int = 20) -> str:
    return "\n" + "".join(f"{indent}{one}: {_sentence(numbers, own, most)}\n" for one, own in words.items())


def _described(number: int, numbers: random.Random, words: dict[str, list[str]], flaws: int) -> Iterator[str]:
    before = [f"skill-{number - 1:05}"] if number % PER_ROLE else []
    yield f"skill-{number:05}:\n  pillar: {_pillar_of(number)}\n  weight: {numbers.randrange(1, 6)}\n"
    yield f"  prerequisites: [{', '.join(before)}]\n  title:{_both(numbers, words, '    ', 6)}"
    meaning = _both(numbers, words, "    ")
    yield f"  meaning:{meaning if not flaws or number % flaws else meaning.replace('.', ' TBD.')}  anchors:\n"
    for level in range(LEVELS):
        yield f"    {level}:{_both(numbers, words, '      ')}"


def _teams(competencies: list[str], lines: int) -> Iterator[list[str]]:
    """Yield what each role requires: every competency at least once, and of every pillar something."""
    left: list[str] = []
    for _ in range(max(lines // LINES_PER_ROLE, 1 + len(competencies) // PER_ROLE)):
        left = left if len(left) >= PER_ROLE else [*left, *competencies]
        own, left = left[:PER_ROLE], left[PER_ROLE:]
        yield sorted(own)


def _batched(items: Iterator[list[str]], size: int) -> Iterator[list[tuple[int, list[str]]]]:
    numbered = list(enumerate(items))
    for first in range(0, len(numbered), size):
        yield numbered[first : first + size]


def _team(role: tuple[int, list[str]], numbers: random.Random, words: dict[str, list[str]]) -> Iterator[str]:
    number, required = role
    yield f"role-{number:04}:\n  title:{_both(numbers, words, '    ', 6)}  purpose:{_both(numbers, words, '    ')}"
    yield "  tasks:\n"
    for _ in range(3):
        yield "    - de: {}\n      en: {}\n".format(*(_sentence(numbers, own) for own in words.values()))
    yield "  requirements:\n"
    for competency in required:
        must = ", must_have: true" if not numbers.randrange(10) else ""
        yield f"    {competency}: {{level: {numbers.randrange(1, LEVELS)}{must}}}\n"
