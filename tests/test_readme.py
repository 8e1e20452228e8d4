"""What the documentation shows is what the program does.

A code block with ``title="name"`` is written to that file. In ``console`` blocks each line after ``$`` is run, and what
stands below must be what is printed; ``…`` stands for lines left out. ``# exit 1`` says how a command ends.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
import typer

from kiframework.cli.app import make_app, run
from kiframework.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PICTURE = ROOT / "docs" / "images" / "report.png"
LEFT_OUT = "…"
DAY_OF_THE_SAMPLE = "1796083200"
"""1 December 2026 as SOURCE_DATE_EPOCH."""
TERMINAL_WIDTH = "80"

_FENCE = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')
_EXIT = re.compile(r"\s+# exit (\d+)$")


class Command(NamedTuple):
    """One command with what the documentation says about it."""

    line: str
    exit_code: int
    shown: list[str]


class Block(NamedTuple):
    """One fenced block."""

    language: str
    title: str | None
    text: str


def blocks(page: Path) -> list[Block]:
    found = []
    for language, info, text in _FENCE.findall(page.read_text("utf-8")):
        title = _TITLE.search(info)
        found.append(Block(language, title[1] if title else None, text))
    return found


def commands(block: Block) -> list[Command]:
    """Return the commands of a ``console`` block, and of an ``sh`` block those that can be run here."""
    if block.language == "sh":
        lines = [line for line in block.text.splitlines() if line.startswith(("kiframework ", "cp -r "))]
        return [Command(line, 0, [LEFT_OUT]) for line in lines]
    if block.language != "console":
        return []
    found: list[Command] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            ending = _EXIT.search(line)
            found.append(Command(_EXIT.sub("", line[2:]), int(ending[1]) if ending else 0, []))
        elif line.strip():
            found[-1].shown.append(words(line))
    return found


def words(line: str) -> str:
    """Return a line without the widths of its gaps: they depend on what else stands in a table."""
    return re.sub(r"─+", "─", " ".join(line.split()))


def difference(shown: list[str], printed: list[str]) -> str | None:
    """Return the first shown line that is not printed where it should be, or None."""
    place, gap = 0, False
    for line in shown:
        if line == LEFT_OUT:
            gap = True
            continue
        found = [number for number, other in enumerate(printed[place:], place) if other == line]
        if not found or (found[0] != place and not gap):
            return line
        place, gap = found[0] + 1, False
    return None if gap or place == len(printed) else f"nothing is left out here, but more is printed: {printed[place]}"


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder to run commands in, with what a fresh clone has of data."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "framework", tmp_path / "framework")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY_OF_THE_SAMPLE)
    monkeypatch.setenv("COLUMNS", TERMINAL_WIDTH)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


def execute(command: Command, clone: Path, capsys: pytest.CaptureFixture[str]) -> str | None:
    """Run a command; return what differs from the documentation, or None."""
    name, *arguments = shlex.split(command.line)
    if name == "cp":
        _, original, copy = arguments
        shutil.copytree(clone / original, clone / copy)
        return None
    assert name == "kiframework", f"the tests cannot run '{command.line}'"
    code = run(arguments)
    printed = [words(line) for line in capsys.readouterr().out.splitlines() if line.strip()]
    if code != command.exit_code:
        return f"exit code {code}, documented is {command.exit_code}"
    return difference(command.shown, printed)


def id_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=id_of)
def test_commands_print_what_the_page_shows(
    page: Path, clone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", sys.stdout)  # a page shows both, as a terminal does
    differences = {}
    for block in blocks(page):
        if block.title:
            file = clone / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, "utf-8")
        for command in commands(block):
            found = execute(command, clone, capsys)
            if found is not None:
                differences[command.line] = found
    assert differences == {}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (["a", "b", "c"], None),
        (["a", LEFT_OUT], None),
        ([LEFT_OUT, "b", LEFT_OUT], None),
        (["b", LEFT_OUT], "b"),
        (["a", "c"], "c"),
        (["a", LEFT_OUT, "x"], "x"),
        ([LEFT_OUT, "c", "a"], "a"),
        (["a", "b"], "nothing is left out here, but more is printed: c"),
    ],
)
def test_what_is_shown_is_compared_line_by_line(shown: list[str], expected: str | None) -> None:
    assert difference(shown, ["a", "b", "c"]) == expected


def test_the_readme_shows_every_command_at_work() -> None:
    shown = {command.line.split()[1] for block in blocks(ROOT / "README.md") for command in commands(block)}
    assert {"assess", "show", "roles-for"} <= shown


# --- Completeness -----------------------------------------------------------------------------------------------------


def options() -> set[str]:
    """Return every command and option that ``--help`` lists."""
    top = typer.main.get_command(make_app(COMMANDS))
    found = {option for parameter in top.params for option in parameter.opts if option.startswith("--")}
    commands = dict(top.commands)  # type: ignore[attr-defined] # an app with several commands is a group
    while commands:
        name, command = commands.popitem()
        inner = getattr(command, "commands", {})
        commands |= {f"{name} {own}": one for own, one in inner.items()}
        found |= set() if inner else {f"kiframework {name}"}
        found |= {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    return found


def test_the_readme_names_every_command_and_option() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    expected = options()
    assert {"--fail-on", "kiframework roles-for"} <= expected
    assert sorted(name for name in expected if not re.search(rf"{re.escape(name)}(?![\w-])", text)) == []


def test_the_readme_names_no_option_that_does_not_exist() -> None:
    table = "\n".join(line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("| `"))
    named = set(re.findall(r"`(--[a-z-]+)", table))
    assert named - options() == {"--help"}


def test_the_readme_documents_every_exit_code() -> None:
    from kiframework import errors

    codes = {value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    documented = re.findall(r"^\| (\d+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(map(int, documented)) == sorted(codes)


def test_skill_files_are_documented_field_by_field() -> None:
    from kiframework.model.skills import NotApplicable, RatedLevel, RoleAssignment, Round, SkillFile

    text = (ROOT / "docs" / "skill-files.md").read_text("utf-8")
    fields = {
        field for model in (SkillFile, Round, RatedLevel, RoleAssignment, NotApplicable) for field in model.model_fields
    }
    assert sorted(field for field in fields if not re.search(rf"`[^`]*\b{field}\b[^`]*`", text)) == []


def test_workspace_settings_are_documented() -> None:
    from kiframework.model.checks import Checks
    from kiframework.model.workspace import Workspace

    text = (ROOT / "docs" / "reports.md").read_text("utf-8") + (ROOT / "docs" / "checks.md").read_text("utf-8")
    fields = [*Workspace.model_fields, *Checks.model_fields]
    assert "[checks]" in text
    fields.remove("checks")
    assert [one for one in fields if not re.search(rf"^(# )?{one} = ", text, re.MULTILINE)] == []


def test_fields_of_a_framework_are_documented() -> None:
    from kiframework.model.framework import Competency, Role, ScoringPolicy, Source

    text = (ROOT / "docs" / "framework.md").read_text("utf-8")
    fields = {field for model in (Competency, Role, ScoringPolicy, Source) for field in model.model_fields}
    assert sorted(field for field in fields if not re.search(rf"\b{field}\b", text)) == []


def test_every_code_is_documented() -> None:
    """Ranges such as "KIF101 to KIF104" name all codes between them."""
    text = "".join(
        (ROOT / "docs" / name).read_text("utf-8") for name in ("skill-files.md", "framework.md", "checks.md")
    )
    documented = {int(code) for code in re.findall(r"KIF(\d{3})", text)}
    for first, last in re.findall(r"KIF(\d{3}) to KIF(\d{3})", text):
        documented |= set(range(int(first), int(last) + 1))
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert {int(code) for code in re.findall(r'"KIF(\d{3})"', sources)} - documented == set()


# --- The worked example -----------------------------------------------------------------------------------------------


def exact_figures(expected: object) -> set[Fraction]:
    """Return every exact figure of a worked case."""
    if isinstance(expected, dict):
        return set().union(*(exact_figures(value) for value in expected.values()))
    if isinstance(expected, list):
        return set().union(*(exact_figures(value) for value in expected))
    if isinstance(expected, str) and re.fullmatch(r"\d+(/\d+)?", expected):
        return {Fraction(expected)}
    return set()


def test_the_worked_example_has_the_figures_of_the_engine() -> None:
    cases = json.loads((ROOT / "tests" / "scoring-vectors.json").read_text("utf-8"))["cases"]
    text = (ROOT / "docs" / "scoring.md").read_text("utf-8")
    example = text[text.index("## A worked example") : text.index("## See it for real")]
    computed = exact_figures(cases["A"]["expected"])
    for figure in ("659/840", "143/168", "743/840", "5/6", "19/21", "10/11", "17/21", "24/7"):
        assert Fraction(figure) in computed
        assert figure in example
    levels = {line["competency"]: line["level"] for line in cases["A"]["expected"]["competencies"]}
    rows = dict(re.findall(r"^\| ([A-Z][\w -]+?) \|.*\| ([^|]+?) \| [^|]+ \|$", example, re.MULTILINE))
    shown = {name.lower().replace(" ", "-"): cell.rpartition("= ")[2] for name, cell in rows.items()}
    assert shown == {name: level or "missing" for name, level in levels.items()}
    assert cases["B"]["expected"]["provisional"] == ["developing", "ready"]
    assert cases["B"]["expected"]["score"]["point"] == "7/8"


# --- The picture ------------------------------------------------------------------------------------------------------


def test_the_picture_of_a_report_is_a_small_png_of_full_width() -> None:
    picture = PICTURE.read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20], "big") == 1280
    assert len(picture) < 300_000


def test_every_page_is_reached_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert [id_of(page) for page in PAGES[1:] if f"]({id_of(page)})" not in text] == []
    assert f"]({PICTURE.relative_to(ROOT).as_posix()})" in text
