"""Cases of the fuzzer. Each follows from its number alone, so a failure can be repeated by that number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz.mutations import mutated
from tests.fuzz.outline import Entry, outline

ROOT = Path(__file__).resolve().parents[2]
FRAMEWORK = ROOT / "framework"
SKILLS = ROOT / "examples" / "musterwerk" / "skills"
PEOPLE = ("P-001.yaml", "P-011.yaml")
SHARE_OF_SKILLS = 0.2
"""Skill files are short: a fifth of the cases covers them as densely as the framework."""
SHARE_MENDED = 0.2
"""Cases in which files are mended as well."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file with damage, and what is done with it."""

    number: int
    target: str
    """The path that is checked: a whole framework or one skill file."""
    file: Path
    """The file that is damaged."""
    data: bytes
    how: str
    mend: bool
    unsafe: bool

    def __str__(self) -> str:
        """Name the case so that it can be repeated."""
        mended = " and mended" if self.mend else ""
        return f"case {self.number}: {self.file.relative_to(ROOT).as_posix()}, {self.how}{mended}"


def make_case(number: int) -> Case:
    """Return the case with a number."""
    numbers = Random(number)
    skills = numbers.random() < SHARE_OF_SKILLS
    # Large files get more of the damage: every line is as likely as any other.
    files = [SKILLS / name for name in PEOPLE] if skills else _framework_files()
    file = numbers.choices(files, [len(_read(one)[0]) for one in files])[0]
    text, entries = _read(file)
    data, how = mutated(text, entries, numbers)
    target = str(file if skills else FRAMEWORK)
    return Case(number, target, file, data, how, numbers.random() < SHARE_MENDED, numbers.random() < 0.5)


@cache
def _framework_files() -> list[Path]:
    return sorted(FRAMEWORK.rglob("*.yaml"))


@cache
def _read(file: Path) -> tuple[str, list[Entry]]:
    text = file.read_text("utf-8")
    return text, outline(text)
