"""The edge of the program: help, version, wrong usage, our own faults, Ctrl-C, closed pipes, odd terminals."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.workplace import FIT, GARDEN, MUSTERWERK, ROOT, put, put_settings, skills, start

import kiframework.__main__ as entry
from kiframework import __version__
from kiframework.api import share
from kiframework.cli.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif


# --- Help and usage ---------------------------------------------------------------------------------------------------


def test_the_version_is_shown(kif: Kif, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert (kif("--version").code, kif("--version").out) == (0, f"kiframework {__version__}\n")
    monkeypatch.setattr(sys, "argv", ["kiframework", "--version"])
    entry.main()
    assert capsys.readouterr().out == f"kiframework {__version__}\n"


def test_help_lists_every_command_and_the_exit_codes(kif: Kif) -> None:
    found = kif("--help")
    assert (found.code, found.err) == (0, "")
    assert all(re.search(rf"\n  {name} +{re.escape(one.short_help)}\n", found.out) for name, one in COMMANDS.items())
    assert "0 fine, 1 findings, 2 usage" in found.out
    assert kif("-h").out == found.out


@pytest.mark.parametrize("group", [[], ["bulk"], ["pilot"], ["report"], ["training"]])
def test_every_command_is_named_on_one_whole_line_of_80_columns(
    kif: Kif, group: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = kif(*group, "--help").out.split("\nCommands:\n")[1].split("\n\n")[0].splitlines()
    assert listed
    assert all(re.fullmatch(r"  [a-z]\S*  +[A-Z].*[^.]\.", line) and len(line) <= 80 for line in listed)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(kif: Kif, command: str) -> None:
    found = kif(command, "--help")
    assert found.code == 0
    assert found.out.startswith(f"Usage: kiframework {command} ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["asess", "."],
        ["--nonsense"],
        ["assess", "--nonsense"],
        ["assess", "--format"],
        ["assess", "--audience", "everybody"],
        ["roles-for"],
        ["schema"],
        ["schema", "nonsense"],
        ["show", "a", "b"],
    ],
)
def test_wrong_usage_ends_with_2(kif: Kif, arguments: list[str]) -> None:
    found = kif(*arguments)
    assert found.code == 2
    assert "Usage: kiframework" in found.out + found.err or found.err.startswith("Error: Option ")


def test_two_hyphens_may_stand_before_the_command(kif: Kif) -> None:
    assert kif("--", "schema", "assessment").out == kif("schema", "assessment").out
    assert "No such command '--'. Did you mean 'report'" in kif("--", "--", "report").err


def test_a_misspelt_command_is_answered_with_the_one_that_was_meant(kif: Kif) -> None:
    assert "No such command 'asess'. Did you mean 'assess'?" in kif("asess", ".").err


@pytest.mark.parametrize(
    ("words", "offered"), [("kiframework ro", ["roadmap", "roles-for"]), ("kiframework bulk s", ["score", "summary"])]
)
def test_completion_knows_commands_that_were_not_asked_for(place: Path, words: str, offered: list[str]) -> None:
    so_far = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    found = start(cwd=place, **so_far, _KIFRAMEWORK_COMPLETE="complete_bash")
    assert sorted(found.stdout.decode().split()) == offered, found.stderr


# --- Faults of our own ------------------------------------------------------------------------------------------------


FAULTS = [RuntimeError("P-001 is Erika"), MemoryError(), RecursionError("Erika"), KeyError("Erika")]


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_a_fault_of_ours_is_told_without_data_and_without_a_traceback(
    kif: Kif, place: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    put(place, a=skills())
    monkeypatch.setattr(share, "read_people", fail)
    found = kif("assess", "a.yaml", *GARDEN)
    assert (found.code, found.out) == (3, "")
    fault, help_ = found.err.splitlines()
    assert fault.startswith(f"error: kiframework {__version__} has met a fault of its own ({type(error).__name__} at ")
    assert help_.startswith("help: please report this line")
    assert "Erika" not in found.err


def test_ctrl_c_ends_with_130(kif: Kif, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    put(place, a=skills())
    monkeypatch.setattr(share, "read_people", interrupt)
    found = kif("assess", "a.yaml", *GARDEN)
    assert (found.code, found.out) == (130, "")
    assert found.err.splitlines()[-1] == "Interrupted."


def test_ctrl_c_while_starting_ends_with_130_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_prepare", interrupt)
    monkeypatch.setattr(sys, "argv", ["kiframework", "show"])
    with pytest.raises((SystemExit, KeyboardInterrupt)) as leaving:
        entry.main()
    assert leaving.value.args == (130,)
    assert "Traceback" not in capsys.readouterr().err


# --- Processes of their own -------------------------------------------------------------------------------------------


def test_the_command_runs_as_a_process(place: Path) -> None:
    put(place, a=skills(), b="person: P-002\nrle: x\n")
    found = start("assess", "a.yaml", "b.yaml", *GARDEN, "--format", "json", cwd=place)
    assert found.returncode == 2
    assert found.stdout.startswith(b'{\n "schema_version": 1,')
    assert b"b.yaml:2:1: error KIF010" in found.stderr
    assert start("--version", cwd=place).stdout.decode().strip() == f"kiframework {__version__}"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is always full")  # noqa: PTH110
@pytest.mark.parametrize("arguments", [["--help"], ["schema", "assessment"]])
def test_a_full_disk_behind_standard_output_ends_with_2(place: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "kiframework", *arguments]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=buffered, cwd=place, check=False)
    assert found.returncode == 2
    assert found.stderr.decode().splitlines() == ["error: Cannot write to standard output: No space left on device."]


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by a shell")
def test_the_version_needs_no_standard_output(place: Path) -> None:
    command = f'"{sys.executable}" -m kiframework --version >&-'
    found = subprocess.run(command, shell=True, capture_output=True, cwd=place, check=False)
    assert (found.returncode, found.stderr) == (0, b"")


def test_a_reader_who_has_enough_is_no_failure(place: Path) -> None:
    put(place, a=skills())
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        found = subprocess.run(
            [sys.executable, "-m", "kiframework", "assess", "a.yaml", *GARDEN, "--format", "json"],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=write_end,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(write_end)
    assert found.stderr == b""
    assert found.returncode == 0


@pytest.mark.parametrize("arguments", [["show"], ["assess", str(MUSTERWERK)], ["roles-for", "P-007", str(MUSTERWERK)]])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_that_lacks_characters_shows_what_it_can(place: Path, arguments: list[str], encoding: str) -> None:
    found = start(*arguments, cwd=place, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.decode(encoding) != ""


def test_machine_output_is_utf_8_whatever_the_console(place: Path) -> None:
    put(place, a=skills(extra="- {source: self, note: Prüfung, date: 2026-11-19, levels: {digging: 1}}\n"))
    found = start("assess", "a.yaml", *GARDEN, "--format", "json", cwd=place, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "Prüfung" in found.stdout.decode("utf-8")


# --- Text of files must not steer the terminal ------------------------------------------------------------------------

ESCAPE = "\x1b"
BIDI = "\u202e"


def assert_tame(text: str) -> None:
    assert ESCAPE not in text
    assert BIDI not in text
    assert "\x07" not in text
    assert "\x9b" not in text


@pytest.mark.parametrize("sign", [r"\e[31m", r"\x9b31m", r"\a", r"\u202e"])
def test_diagnostics_show_control_characters_instead_of_obeying_them(kif: Kif, place: Path, sign: str) -> None:
    put(place, a=f'person: P-001\n"{sign}x": 1\nrole: "{sign}"\n')
    found = kif("assess", "a.yaml", *GARDEN)
    assert found.err.count("a.yaml:") >= 2
    assert_tame(found.out + found.err)


@pytest.mark.skipif(os.name != "posix", reason="this system refuses such names")
def test_the_name_of_a_file_does_not_steer_the_terminal(kif: Kif, place: Path) -> None:
    put(place, **{f"skills__{ESCAPE}[31m{BIDI}": "x: 1\nx: 2\n"})
    assert_tame(kif("assess", "skills", *GARDEN).err)


def test_settings_do_not_steer_the_terminal(kif: Kif, place: Path) -> None:
    put(place, ws__skills__a=skills())
    put_settings(place / "ws", 'logo = "\\u001b[31m.png"\n')
    assert_tame(kif("assess", "ws", *GARDEN, "--format", "md").err)


def test_a_pseudonym_does_not_steer_the_terminal(kif: Kif, place: Path) -> None:
    framework = (place / "garden.yaml").read_text("utf-8").replace("'P-[0-9]{3}'", "'.+'")
    put(place, garden=framework, a=skills('"P\\e[31m\\u202e"'))
    assert_tame(kif("assess", "a.yaml", *GARDEN).out)
    assert_tame(kif("roles-for", "a.yaml", *GARDEN).out)


def test_an_explanation_does_not_steer_the_terminal(kif: Kif, place: Path) -> None:
    text = skills(levels={"digging": "3", "pruning": "3"}).replace(
        "source: boss", 'source: boss, rater: "R\\e[31m\\u202e"'
    )
    put(place, a=text + 'not_applicable: [{competency: composting, reason: "no\\e[2J"}]\n')
    found = kif("assess", "a.yaml", *GARDEN, "--explain")
    assert found.code == 0
    assert_tame(found.out)


@pytest.mark.parametrize("wanted", [None, "gardener", "soil", "digging"])
def test_a_framework_does_not_steer_the_terminal(kif: Kif, place: Path, wanted: str | None) -> None:
    framework = (place / "garden.yaml").read_text("utf-8")
    for word in ("Gardener", "Digging", "Soil", "Garden", "Turns the soil."):
        framework = framework.replace(f"{{en: {word}}}", f'{{en: "{word}\\e[31m\\u202e"}}')
    person = '    persona: {name: "Kim\\e[31m", story: {en: x}}\n    purpose: {en: Keeps the garden.}\n'
    framework = framework.replace("    purpose: {en: Keeps the garden.}\n", person)
    law = '    legal: [{reference: "Art. 1\\e[31m", note: {en: x}, as_of: 2026-01-01, review_by: 2027-01-01}]\n'
    put(place, garden=framework.replace("    weight: 1\n", f"    weight: 1\n{law}"))
    found = kif("show", *filter(None, [wanted]), *GARDEN)
    assert found.code == 0
    assert_tame(found.out)


def test_markup_in_files_is_printed_as_it_stands(kif: Kif, place: Path) -> None:
    framework = (
        (place / "garden.yaml").read_text("utf-8").replace("{en: Gardener}", "{en: '[red]Gardener[/red] :smile:'}")
    )
    put(place, garden=framework, a=skills(levels=FIT))
    assert "[red]Gardener[/red] :smile:" in kif("show", "gardener", *GARDEN).out
