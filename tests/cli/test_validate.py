"""``kiframework validate`` and ``rule``: exit codes, where findings go, mending, hostile input."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.api.checked import BROKEN
from tests.cli.workplace import GARDEN as GARDEN_OPTION
from tests.cli.workplace import ROOT, files_below, put, put_settings, skills, start
from tests.loading.samples import GARDEN, SKILLS, edited

from kiframework.cli.colour import colour_findings
from kiframework.model.checks import STUB
from kiframework.output.findings import RENDERERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif, Outcome

MISSING = ["garden.yaml:53:5", "garden.yaml:54:3", "garden.yaml:60:3"]
"""Where the small framework has no anchors: three warnings."""


def concise(outcome: Outcome) -> list[str]:
    """Return place and code of every finding of a run with the concise format."""
    return [f"{line.split(': ')[0]} {line.split()[2]}" for line in outcome.out.splitlines()]


@pytest.fixture
def broken(place: Path) -> Path:
    """Return a folder with the small framework and an error in it that can be mended."""
    put(place, garden=BROKEN)
    return place


# --- Exit codes -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
def test_warnings_alone_do_not_fail(kif: Kif) -> None:
    found = kif("validate")
    assert (found.code, found.err) == (0, "")
    assert found.out.endswith("\nFound 3 warnings.\n")


@pytest.mark.usefixtures("broken")
def test_errors_fail(kif: Kif) -> None:
    found = kif("validate")
    assert (found.code, found.err) == (1, "")
    assert "59 |     prerequisites: [diging]" in found.out
    assert "help: did you mean 'digging'?" in found.out
    assert found.out.endswith("\nFound 1 error, 3 warnings. [*] 1 fixable with --fix.\n")


def test_nothing_to_find_is_said(kif: Kif, place: Path) -> None:
    put(place, a=SKILLS)
    found = kif("validate", "a.yaml", *GARDEN_OPTION)
    assert (found.code, found.out, found.err) == (0, "All checks passed (1 file).\n", "")


GATES = [
    ((), 0),
    (("--fail-on", "warning"), 1),
    (("--fail-on", "info"), 1),
    (("--fail-on", "error"), 0),
    (("--max-warnings", "3"), 0),
    (("--max-warnings", "2"), 1),
    (("--max-warnings", "0", "--exit-zero"), 0),
    (("--fail-on", "warning", "--exit-zero"), 0),
    (("--fail-on", "warning", "--ignore", "KIF217"), 0),
]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(("options", "code"), GATES)
def test_options_say_what_fails(kif: Kif, options: tuple[str, ...], code: int) -> None:
    assert kif("validate", *options).code == code


@pytest.mark.parametrize(
    ("settings", "code"), [('fail_on = "warning"', 1), ("max_warnings = 2", 1), ("max_warnings = 3", 0)]
)
@pytest.mark.parametrize(
    ("file", "table"), [("kiframework.toml", "checks"), ("pyproject.toml", "tool.kiframework.checks")]
)
def test_settings_say_what_fails_and_options_come_first(
    kif: Kif, place: Path, file: str, table: str, settings: str, code: int
) -> None:
    (place / file).write_text(f"[{table}]\n{settings}\n", "utf-8")
    assert kif("validate").code == code
    assert kif("validate", "--fail-on", "error", "--max-warnings", "9").code == 0


@pytest.mark.usefixtures("place")
def test_what_cannot_be_read_ends_with_2(kif: Kif) -> None:
    for more in ((), ("--fix",), ("--diff",), ("--select", "KIF2")):
        found = kif("validate", "none.yaml", "garden.yaml", *more)
        assert found.code == 2, more
        assert "none.yaml" in found.out + found.err
        assert "KIF001" in found.out + found.err
    assert kif("validate", "none.yaml", "--exit-zero").code == 2


USAGE = {
    "empty path": ("",),
    "unsafe alone": ("--unsafe-fixes",),
    "a name for nothing": ("--stdin-filename", "a.yaml"),
    "unknown code": ("--select", "KIF9"),
    "no code": ("--ignore", "KIF202,"),
    "unknown form": ("--output-format", "yaml"),
    "unknown form of a file": ("-o", "yaml=x"),
    "no file": ("-o", "json="),
    "no form": ("-o", "x"),
    "a folder as file": ("-o", "json=."),
    "a device as file": ("-o", f"json={os.devnull}", "--force"),
    "no baseline named": ("--update-baseline",),
    "no baseline there": ("--baseline", "none.json"),
    "no date": ("--date", "tomorrow"),
    "fewer than none": ("--max-warnings", "-1"),
    "no repository": ("--base", "HEAD"),
}


@pytest.mark.parametrize("options", USAGE.values(), ids=USAGE.keys())
def test_a_wish_that_makes_no_sense_ends_with_2(
    kif: Kif, place: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(place.parent))
    before = files_below(place)
    found = kif("validate", *options)
    assert found.code == 2
    assert found.err
    assert files_below(place) == before


# --- Formats ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_every_form_goes_to_standard_output_and_the_summary_beside_it(kif: Kif, form: str) -> None:
    found = kif("validate", "--output-format", form)
    assert found.code == 1
    assert "KIF202" in found.out
    assert found.err == ("" if form == "full" else "Found 1 error, 3 warnings. [*] 1 fixable with --fix.\n")


def test_several_forms_go_to_files_at_once(kif: Kif, broken: Path) -> None:
    files = ("-o", "sarif=out/a.sarif", "-o", "json=out/a.json")
    assert kif("validate", *files, "--output-format", "concise").code == 1
    assert json.loads((broken / "out" / "a.json").read_text("utf-8"))["counts"]["error"] == 1
    assert json.loads((broken / "out" / "a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    found = kif("validate", *files)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("error: out/a.sarif exists.\nhelp: replace it with --force")
    assert kif("validate", *files, "--force").code == 1


@pytest.mark.usefixtures("broken")
def test_on_github_findings_are_workflow_commands(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::error file=garden.yaml,line=59" in kif("validate").out
    assert kif("validate", "--output-format", "concise").out.startswith(MISSING[0])


@pytest.mark.usefixtures("broken")
def test_on_gitlab_findings_are_its_report_and_the_log_is_for_people(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_CI", "true")
    found = kif("validate")
    assert [one["check_name"] for one in json.loads(found.out)].count("KIF202") == 1
    assert "garden.yaml:59:21: error KIF202" in found.err
    assert "garden.yaml:59:21" not in kif("validate", "--output-format", "gitlab").err


@pytest.mark.usefixtures("broken")
def test_the_form_can_be_set_in_the_environment(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIFRAMEWORK_OUTPUT_FORMAT", "concise")
    assert len(concise(kif("validate"))) == 4
    assert json.loads(kif("validate", "--output-format", "json").out)
    monkeypatch.setenv("KIFRAMEWORK_OUTPUT_FORMAT", "yaml")
    assert kif("validate").code == 2


@pytest.mark.usefixtures("broken")
def test_a_terminal_gets_colour_and_the_same_words(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = kif("validate").out
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    coloured = kif("validate").out
    assert coloured == colour_findings(plain)
    assert "\x1b[1;31mKIF202 [*] error\x1b[0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert kif("validate").out == plain


# --- Mending ----------------------------------------------------------------------------------------------------------

WANTED = edited(GARDEN, ("id: garden", "id: garden # ü 😀"))
SPOILT = edited(WANTED, ("[digging]", "[diging]"))


def test_diff_shows_what_would_change_and_changes_nothing(kif: Kif, broken: Path) -> None:
    found = kif("validate", "--diff")
    assert found.code == 1
    assert found.out.startswith("--- garden.yaml\n+++ garden.yaml\n@@ ")
    assert "-    prerequisites: [diging]\n+    prerequisites: [digging]\n" in found.out
    assert found.err == "Fixes that --fix would make: 1, files: 1.\n"
    assert (broken / "garden.yaml").read_text("utf-8") == BROKEN
    assert kif("validate", "--diff", "--ignore", "KIF202").code == 0


ENDINGS = {
    "plain": SPOILT,
    "no line end at the end": SPOILT.rstrip("\n"),
    "Windows": SPOILT.replace("\n", "\r\n"),
    "line ends inside of lines": edited(SPOILT, ("{en: Garden}", '{en: "Gar\x85 \u2028 den"}')),
    "byte order mark": "\ufeff" + SPOILT,
}


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("text", ENDINGS.values(), ids=ENDINGS.keys())
def test_a_diff_can_be_applied_and_does_what_fix_does(place: Path, text: str) -> None:
    (place / "garden.yaml").write_bytes(text.encode())
    (place / "copy").mkdir()
    (place / "copy" / "garden.yaml").write_bytes(text.encode())
    patch = start("validate", "garden.yaml", "--diff", cwd=place).stdout
    apply = ["git", "-c", "core.autocrlf=false", "apply", "-p0", "--whitespace=nowarn"]
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(place)}
    subprocess.run(apply, cwd=place / "copy", input=patch, env=environment, check=True, timeout=60)
    assert start("validate", "garden.yaml", "--fix", cwd=place).returncode == 0
    assert (place / "garden.yaml").read_bytes() == (place / "copy" / "garden.yaml").read_bytes()
    assert (place / "garden.yaml").read_bytes() == text.replace("[diging]", "[digging]").encode()


def test_fix_mends_and_says_what_is_left(kif: Kif, broken: Path) -> None:
    (broken / "garden.yaml").chmod(0o640)
    found = kif("validate", "--fix", "--output-format", "concise")
    assert (found.code, [one.split()[0] for one in concise(found)]) == (0, MISSING)
    assert found.err.endswith("Fixes made: 1, files changed: 1.\n")
    assert files_below(broken) == {"garden.yaml": GARDEN.encode()}
    assert (broken / "garden.yaml").stat().st_mode & 0o777 == 0o640


def test_fix_edits_what_a_link_leads_to(kif: Kif, place: Path) -> None:
    put(place, real__garden=BROKEN)
    (place / "link.yaml").symlink_to("real/garden.yaml")
    assert kif("validate", "link.yaml", "--fix").code == 0
    assert (place / "link.yaml").is_symlink()
    assert (place / "real" / "garden.yaml").read_text("utf-8") == GARDEN


def test_unsafe_fixes_are_made_only_if_asked_for(kif: Kif, place: Path) -> None:
    german = edited(GARDEN, ("languages: [en]", "languages: [en, de]"))
    put(place, garden=german)
    assert kif("validate", "--fix").code == 0
    assert (place / "garden.yaml").read_text("utf-8") == german
    assert f"{STUB} Garden" in kif("validate", "--diff", "--unsafe-fixes").out
    assert (place / "garden.yaml").read_text("utf-8") == german
    assert kif("validate", "--fix", "--unsafe-fixes", "--fail-on", "warning").code == 1
    assert f'title: {{de: "{STUB} Garden", en: Garden}}' in (place / "garden.yaml").read_text("utf-8")


def test_settings_and_frameworks_that_are_only_used_are_not_mended(kif: Kif, broken: Path) -> None:
    put(broken, ws__a=SKILLS)
    put_settings(broken / "ws", 'compny = "x"\n')
    before = files_below(broken)
    found = kif("validate", "ws", *GARDEN_OPTION, "--fix")
    assert found.code == 1
    assert "[*]" not in found.out
    assert files_below(broken) == before


# --- Standard input ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
def test_standard_input_can_be_checked(kif: Kif) -> None:
    found = kif("validate", "-", *GARDEN_OPTION, "--output-format", "concise", stdin=b"person: P-001\nrle: x\n")
    assert (found.code, concise(found)) == (1, ["-:2:1 KIF010"])


def test_standard_input_stands_for_an_unsaved_part_of_a_framework(kif: Kif, place: Path) -> None:
    top, _, roles = GARDEN.partition("roles:\n")
    roles, _, ladders = roles.partition("ladders:\n")
    part = "".join(line.removeprefix("  ") for line in roles.splitlines(keepends=True))
    put(place, fw__framework=f"{top}ladders:\n{ladders}", fw__roles__all=part)
    unsaved = part.replace("composting: {level: 2}", "compsting: {level: 2}").encode()
    named = ("validate", "-", "--stdin-filename", "fw/roles/all.yaml")
    found = kif(*named, "--output-format", "concise", "--select", "KIF202", stdin=unsaved)
    assert (found.code, concise(found)) == (1, ["fw/roles/all.yaml:11:5 KIF202"])
    before = files_below(place)
    done = kif(*named, "--fix", "--select", "KIF202", stdin=unsaved)
    assert (done.code, done.out) == (0, part)
    assert done.err == "Fixes made: 1, files changed: 1.\n"
    assert files_below(place) == before


@pytest.mark.usefixtures("place")
def test_fix_hands_standard_input_on_where_there_is_nothing_to_mend(kif: Kif) -> None:
    text = "person: P-001 # ü\r\nxyz: x\r\n"
    found = kif("validate", "-", *GARDEN_OPTION, "--fix", stdin=text.encode())
    assert (found.code, found.out) == (1, text)
    assert found.err == "-:2:1: error KIF010 Unknown key.\nFixes made: 0, files changed: 0.\n"


# --- Baseline and revisions -------------------------------------------------------------------------------------------


def test_after_update_baseline_a_run_is_clean(kif: Kif, broken: Path) -> None:
    put_settings(broken, 'checks = {baseline = "old.json", fail_on = "info"}\n')
    assert kif("validate").code == 2
    found = kif("validate", "--update-baseline")
    assert (found.code, found.out) == (0, "")
    assert found.err.endswith("old.json holds 4 findings.\n")
    clean = kif("validate")
    assert (clean.code, clean.out) == (0, "All checks passed (2 files). 4 hidden by suppressions.\n")
    assert kif("validate", "--update-baseline").code == 0
    assert kif("validate").code == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_changed_content_is_told_by_a_revision(kif: Kif, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        subprocess.run(["git", *who, *arguments], cwd=place, check=True, timeout=60)
    versions = (
        "validate",
        "--base",
        "HEAD",
        "--select",
        "KIF227",
        "--fail-on",
        "warning",
        "--output-format",
        "concise",
    )
    assert kif(*versions).code == 0
    put(place, garden="# a remark\n" + GARDEN)
    assert kif(*versions).code == 0
    changed = edited(GARDEN, ("pruning: {level: 3}", "pruning: {level: 2}"))
    put(place, garden=changed)
    found = kif(*versions)
    assert (found.code, concise(found)) == (1, ["garden.yaml:2:10 KIF227"])
    put(place, garden=edited(changed, ('"2.1.0"', '"2.2.0"')))
    assert kif(*versions).code == 0
    put(place, new__framework=changed)
    assert kif(*versions, "new").code == 0
    for unknown in ("none", "--all"):
        assert kif("validate", f"--base={unknown}").err.startswith(f"error: There is no revision '{unknown}'")


# --- Names ------------------------------------------------------------------------------------------------------------

NAMING = {
    "id": "person: Rieke Muster\nrole: gardner\nrle: x\n",
    "rater": skills(role="gardner").replace("source: boss", "source: boss, rater: Rieke Muster"),
    "personal field": "person: P-001\nname: Rieke Muster\nrole: gardner\n",
    "no YAML": "person: Rieke Muster\nratings: [\n",
    "on one line": "{person: Rieke Muster, role: gardner}\n",
}


@pytest.mark.parametrize("text", NAMING.values(), ids=NAMING.keys())
def test_a_name_is_repeated_in_no_form(kif: Kif, place: Path, text: str) -> None:
    put(place, a=text)
    for form in RENDERERS:
        found = kif("validate", "a.yaml", *GARDEN_OPTION, "--output-format", form, "--ignore", "KIF109")
        assert found.code == 1
        assert "ieke" not in found.out + found.err, form
    for more in (("--diff",), ("--fix",)):
        found = kif("validate", "a.yaml", *GARDEN_OPTION, *more)
        assert "ieke" not in found.out + found.err, more


# --- Rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("given", ["KIF202", "kif202", "unknown-competency-reference"])
def test_a_rule_is_explained_by_its_code_or_name(kif: Kif, given: str) -> None:
    found = kif("rule", given)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("## KIF202 unknown-competency-reference (error)\n")
    assert [word for word in ("What it does", "Why", "Bad", "Good") if f"\n**{word}:** " not in found.out] == []


@pytest.mark.usefixtures("place")
def test_all_rules_can_be_listed(kif: Kif) -> None:
    found = kif("rule", "--all")
    heads = [line.split()[1] for line in found.out.splitlines() if line.startswith("## KIF")]
    assert heads == sorted(set(heads))
    assert {"KIF001", "KIF101", "KIF202", "KIF217", "KIF301", "KIF302"} <= set(heads)


@pytest.mark.usefixtures("place")
def test_an_unknown_rule_is_answered_with_close_matches(kif: Kif) -> None:
    found = kif("rule", "unknown-competency-referense")
    assert (found.code, found.out) == (2, "")
    assert "help: did you mean 'unknown-competency-reference'" in found.err
    assert "kiframework rule --all lists all of them" in kif("rule", "zzz").err
    assert kif("rule").code == kif("rule", "KIF202", "--all").code == 2


# --- Hostile input ----------------------------------------------------------------------------------------------------

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
HOSTILE = {
    "aliases": ("person: P-001\n" + BOMB, "KIF004"),
    "1,000 levels": ("person: P-001\nratings: " + "[" * 1_000, "KIF004"),
    "100,000 levels": ("person: P-001\nratings: " + "[" * 100_000, "KIF004"),
    "100,000 levels and a comment": ("person: P-001 # kif: ignore[KIF004] x\nratings: " + "[" * 100_000, "KIF004"),
    "100,000 levels of braces": ("person: P-001\nratings: " + "{a: " * 100_000, "KIF004"),
    "100,000 levels and nothing else": ("[" * 100_000, "KIF015"),
    "11 MB": ("person: P-001\n" + "# ..........\n" * 850_000, "KIF004"),
    "50,000 comments": ("persn: P-001\nrole: x\nratings: []\n" + "# kif: ignore[KIF101] x\n" * 50_000, "KIF010"),
}
# What the process takes is read in the process itself, and from its own memory map: the counter of `getrusage` begins
# with what the process that started it held, which is a test run of any size.
MEASURED = """
import sys, time
from pathlib import Path
from kiframework.cli.app import run
begin = time.process_time()
code = run(sys.argv[1:])
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
print("MEASURED", code, time.process_time() - begin, int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_within_a_second_and_300_mb(place: Path, text: str, code: str) -> None:
    (place / "a.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-c", MEASURED, "validate", "a.yaml", *GARDEN_OPTION, "--output-format", "concise"]
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": paths, "SOURCE_DATE_EPOCH": "1796083200"}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=True, timeout=60, text=True)
    assert f" {code} " in done.stdout
    _, exit_code, seconds, megabytes = done.stdout.splitlines()[-1].split()
    assert int(exit_code) == 1
    assert float(seconds) < 1
    assert int(megabytes) < 300


@pytest.mark.usefixtures("place")
def test_too_much_on_standard_input_is_refused(kif: Kif) -> None:
    found = kif(
        "validate", "-", *GARDEN_OPTION, "--output-format", "concise", stdin=b"person: P-001\n" + b"#\n" * 5_500_000
    )
    assert (found.code, found.out) == (1, "-: error KIF004 The file is larger than 10 MB.\n")


@pytest.mark.skipif(os.name != "posix", reason="such names are not allowed there")
@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_names_of_files_steer_nothing(kif: Kif, place: Path, form: str) -> None:
    for name in (b"a\nb.yaml", b"c\x1b[31m.yaml", b"\xff.yaml"):
        with open(os.fsencode(place) + b"/" + name, "wb") as file:  # noqa: PTH123 - a path of bytes
            file.write(b"person: P-001\nrle: x\n")
    found = kif("validate", "--output-format", form)
    assert found.code in (1, 2)
    assert "\x1b" not in found.out + found.err
    assert "a\nb" not in found.out + found.err


# --- Our own files ----------------------------------------------------------------------------------------------------


def test_the_built_in_framework_and_the_examples_are_clean_with_every_rule_on(
    kif: Kif, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    found = kif("validate", "framework", "examples", "--fail-on", "info", "--date", "2026-12-01")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("All checks passed")
    assert "hidden" not in found.out


@pytest.mark.parametrize(
    "line",
    ["role: Erika Beispiel\n", "person: Erika Beispiel\n", "Erika Beispiel: 3\n"],
)
@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "gitlab", "junit", "sarif", "markdown"])
def test_a_name_in_the_wrong_place_stands_in_no_form(kif: Kif, place: Path, line: str, form: str) -> None:
    text = SKILLS.replace("role: gardener\n", "") + line
    put(place, **{"P-001": text.replace("digging: 2", "diging: 2")})
    found = kif("validate", "P-001.yaml", "--framework", "garden.yaml", "--output-format", form)
    assert found.code == 1
    assert "Erika" not in found.out + found.err


def test_skill_files_go_by_the_framework_that_they_name(kif: Kif, place: Path) -> None:
    other = GARDEN.replace("id: garden", "id: kitchen").replace("digging", "cutting")
    put(place, a=GARDEN, b=other, c=SKILLS.replace("garden@2.1.0", "kitchen@2.1.0").replace("digging", "cutting"))
    (place / "garden.yaml").unlink()
    found = kif("validate", ".", "--select", "KIF1", "--output-format", "concise")
    assert (found.code, found.out) == (0, "")


def test_broken_files_in_the_folder_of_skill_files_are_no_strangers(kif: Kif, place: Path) -> None:
    put_settings(place, 'skills = "people"\nframework = "garden.yaml"\n')
    put(place, people__a="Person: P-001\nRatngs: []\n", people__b="", notes="list: [a]\n")
    found = kif("validate", ".", "--select", "KIF0", "--output-format", "concise")
    assert found.code == 1
    assert "people/a.yaml:1:1: error KIF010" in found.out
    assert "people/b.yaml:1:1: error KIF006" in found.out
    assert "notes.yaml" not in found.out
