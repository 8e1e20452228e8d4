"""Tables on terminals of different widths: whole words, nothing cut, nothing wider than the screen."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.cli.workplace import MUSTERWERK

from kiframework.api.assess import AssessRequest, AssessRun, assess
from kiframework.api.roles_for import roles_for
from kiframework.api.show import show
from kiframework.cli.screen import Screen, print_assessments, print_framework_part, print_nearness

if TYPE_CHECKING:
    from kiframework.model.assessment import Assessment

DAY = dt.date(2026, 12, 1)
WIDTHS = (80, 100, 110, 120, 200)
LANGUAGES = ("de", "en")
CUT = "…"
FIRST_LINE = re.compile(r"  P-\d{3} ")
FIGURES = re.compile(r"\s*[–\d][\d.,–\s]*%.*")
_STEERING = re.compile(r"\x1b\[[\d;]*m")


class Terminal(io.StringIO):
    """A stream that says it is a terminal; its width is that of the environment."""

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        return [_STEERING.sub("", line).rstrip() for line in self.getvalue().splitlines()]


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    columns: int = request.param
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    return columns


@cache
def company() -> AssessRun:
    """Return the sample company, assessed once."""
    return assess(AssessRequest((str(MUSTERWERK),), DAY, DAY))


def table(lang: str) -> list[str]:
    terminal = Terminal()
    print_assessments(company(), lang, terminal)
    return terminal.lines()


def rows(lines: list[str]) -> list[tuple[str, str]]:
    """Return role and status of every assessment, what stands on several lines joined as one reads it."""
    head = next(line for line in lines if line.startswith("  Person"))
    role, status = (head.index(word) for word in (head.split()[1:3]))
    found: list[list[str]] = []
    for line in lines[lines.index(head) + 2 :]:
        if not line:
            break
        parts = [line[role:status].strip(), FIGURES.sub("", line[status:]).strip()]
        if FIRST_LINE.match(line):
            found.append(parts)
        else:
            found[-1] = [f"{before} {part}".strip() for before, part in zip(found[-1], parts, strict=True)]
    return [(role.replace("- ", "-"), status) for role, status in found]


def sums(lines: list[str]) -> dict[str, dict[str, int]]:
    """Return for every role the numbers below it, its own first; statuses stand further to the right."""
    found: list[dict[str, int]] = []
    for line in lines[4 : lines.index("", 4)]:
        words, _, number = line.strip().rpartition("  ")
        if not line.startswith("   "):
            found.append({})
        found[-1][words.strip()] = int(number)
    return {next(iter(one)): one for one in found}


def expected(one: Assessment, lang: str) -> tuple[str, str]:
    screen = Screen(company().setting.framework, lang, io.StringIO())
    status = screen.readiness_word(one.readiness)
    if one.provisional:
        low, high = map(screen.readiness_word, one.provisional)
        status += " " + screen.texts("provisional", low=low, high=high)
    return screen.role(one.role), status


@pytest.mark.usefixtures("width")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_role_and_status_is_shown_whole(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without the last column, which has words on further lines too: what is tested stands before it.
    monkeypatch.setattr("kiframework.cli.screen.NARROW", 1_000)
    assert rows(table(lang)) == [expected(one, lang) for one in company().document.assessments]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_of_the_table_is_cut_or_wider_than_the_screen(lang: str, width: int) -> None:
    lines = table(lang)
    assert max(map(len, lines)) <= width
    assert CUT not in "".join(lines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_statuses_stand_on_one_line_once_there_is_room(lang: str, width: int) -> None:
    words = {expected(one, lang)[1] for one in company().document.assessments if not one.provisional}
    broken = {word for word in words if not any(word in line for line in table(lang))}
    assert broken == ({"Pflichtkompetenz offen"} if (lang, width) == ("de", 80) else set())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sums_say_how_many_of_each_role_came_to_which_status(lang: str, width: int) -> None:
    every = assess(AssessRequest((str(MUSTERWERK),), DAY, DAY, all_roles=True))
    terminal = Terminal()
    print_assessments(every, lang, terminal)
    assert max(map(len, terminal.lines())) <= width
    screen = Screen(every.setting.framework, lang, io.StringIO())
    counted: dict[str, Counter[str]] = {}
    for one in every.document.assessments:
        role = screen.role(one.role)
        counted.setdefault(role, Counter()).update([role, screen.readiness_word(one.readiness)])
    assert sums(terminal.lines()) == counted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_tables_are_not_cut_either(lang: str, width: int) -> None:
    terminal = Terminal()
    print_nearness(roles_for("P-007", [str(MUSTERWERK)], None, DAY, DAY), lang, terminal)
    for wanted in (None, "lead-generator", "sicherheit", "prompt-injection-defence"):
        print_framework_part(show(wanted, None), lang, terminal)
    assert max(map(len, terminal.lines())) <= width
    assert CUT not in terminal.getvalue()


@pytest.mark.usefixtures("width")
def test_a_word_that_is_wider_than_its_column_is_continued_below() -> None:
    terminal = Terminal()
    screen = Screen(company().setting.framework, "de", terminal)
    columns = screen.table("a", "b")
    word = "Betriebssicherheitsverordnungsbeauftragtenstellvertretung" * 4
    screen.row(columns, "x", word)
    screen.show(columns)
    assert "".join("".join(terminal.lines()[2:]).split()) == f"x{word}"
