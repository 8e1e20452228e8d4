"""How long commands take until they have answered, against an interpreter that does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measure import DAY, Row, Section, compared, in_turn, plain, wall_ratio
from setting import SAMPLE

if TYPE_CHECKING:
    from measure import Command
    from setting import Setting

BARE = "python -c pass"
LEAST_ROUNDS = 21
"""Short commands are cheap to repeat, and their ratios are the noisiest."""
MOST_NOISE = 0.2
"""Distance of the quartiles of a command compared with itself, from which on a warning is due."""
LONGER = ("all formats into a folder", "a page for each person and role")
PERSON = SAMPLE / "skills" / "P-001.yaml"
FORMATS = ("--format", "html", "--format", "md", "--format", "json", "--format", "csv")


def startup(setting: Setting) -> Section:
    """Measure short commands."""
    section = Section("Start-up")
    bare: Command = [setting.python, "-c", "pass"]
    noise = in_turn({BARE: bare, f"{BARE}, again": bare}, max(setting.rounds, LEAST_ROUNDS))
    section.rows += [plain(BARE, noise), compared(f"{BARE}, again", BARE, noise)]
    spread = wall_ratio(noise[f"{BARE}, again"], noise[BARE])
    if spread.high - spread.low > MOST_NOISE:
        section.notes.append(
            "**Something else was using the machine: trust the ratios of CPU time more than the others.**"
        )
    assess: Command = ["assess", PERSON, "--date", DAY]
    page: Command = ["--format", "html", "-o", setting.folder / "page", "--force"]
    section.rows += [
        _row(setting, "kiframework --version", ["--version"], 1.3),
        _row(setting, "kiframework --help", ["--help"], 7),
        _row(setting, "kiframework assess, one person", assess, 25),
        _row(setting, "the same as JSON", [*assess, "--format", "json"], None),
        _row(setting, "the same as pages (HTML) into a folder", [*assess, *page], None),
        _row(setting, "kiframework show", ["show"], None),
    ]
    script = setting.kiframework.read_text("utf-8")
    section.notes.append(
        "The console script is "
        + ("of the form that imports `re`, which an older pip writes." if "import re" in script else "the short form.")
    )
    return section


def sample(setting: Setting) -> Section:
    """Measure the whole sample company."""
    section = Section("The sample company, 24 people in 25 files")
    whole: Command = ["assess", SAMPLE, "--date", DAY, "--force", "-o"]
    section.rows += [
        _row(setting, "on the terminal", ["assess", SAMPLE, "--date", DAY], None),
        _row(setting, LONGER[0], [*whole, setting.folder / "company", *FORMATS], None),
        _row(
            setting,
            LONGER[1],
            [*whole, setting.folder / "personal", "--audience", "self", "--format", "html"],
            None,
        ),
    ]
    pages = len(list((setting.folder / "personal").rglob("*.html")))
    section.notes.append(f"{pages} pages; each file is flushed to the disk (fsync) before it takes its place.")
    return section


def _row(setting: Setting, what: str, arguments: Command, most: float | None) -> Row:
    rounds = setting.rounds if what in LONGER else max(setting.rounds, LEAST_ROUNDS)
    commands: dict[str, Command] = {BARE: [setting.python, "-c", "pass"], what: [setting.kiframework, *arguments]}
    return compared(what, BARE, in_turn(commands, rounds), most=most)
