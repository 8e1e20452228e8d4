from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from tests.output.findings.samples import CLEAN, ON_INPUT, ROLE, SAMPLE, TWICE, UNKNOWN, run, runs

from kiframework.diagnostics import Diagnostic, Location, Severity
from kiframework.output.findings.full import render_full

if TYPE_CHECKING:
    from kiframework.model.validation import Validation

EXPECTED = """\
KIF230 info The title is missing in English.
 --> -:1:8
  |
1 | title: {de: Hacken}
  |        ^^^^^^^^^^^^
  |
fix: add a stub for 'en' (--unsafe-fixes)

KIF202 [*] error Unknown competency 'diging'.
 --> framework/roles/helper.yaml:4:3
  |
3 | requirements:
4 |   diging: 3
  |   ^^^^^^
5 |   hoeing: 2
  |
help: did you mean 'digging'?

KIF005 warning The key 'hoeing' stands twice.
 --> framework/roles/helper.yaml:6:3
  |
5 |   hoeing: 2
6 |   hoeing: 1
  |   ^^^^^^
  |
help: remove one of the two
note: first written here: framework/roles/helper.yaml:5:3

KIF001 error This does not exist.
 --> team/müller, 1.yaml

Found 2 errors, 1 warning, 1 info. [*] 1 fixable with --fix. 2 hidden by suppressions.
"""


def last_line(*findings: Diagnostic, suppressed: int = 0) -> str:
    return render_full(run(*findings, suppressed=suppressed)).splitlines()[-1]


def test_findings_stand_with_their_lines_and_the_way_out() -> None:
    assert render_full(SAMPLE) == EXPECTED


def test_a_clean_run_says_so() -> None:
    assert render_full(CLEAN) == "All checks passed (4 files).\n"


def test_the_last_line_counts_what_there_is() -> None:
    assert last_line(suppressed=1) == "All checks passed (4 files). 1 hidden by suppressions."
    assert last_line(ON_INPUT) == "Found 1 info."
    assert last_line(UNKNOWN, TWICE) == "Found 1 error, 1 warning. [*] 1 fixable with --fix."
    again = Diagnostic("KIF005", "The key 'digging' stands twice.", Location(ROLE, 9, 3), Severity.WARNING)
    assert last_line(TWICE, again) == "Found 2 warnings."


def test_a_text_that_is_not_known_leaves_out_the_lines() -> None:
    assert render_full(run(TWICE)).startswith(
        "KIF005 warning The key 'hoeing' stands twice.\n --> framework/roles/helper.yaml:6:3\nhelp: "
    )


def test_the_arrow_points_past_long_line_numbers() -> None:
    finding = Diagnostic("KIF202", "Unknown.", Location("a.yaml", 1000, 1, 1000, 2))
    frame = render_full(run(finding, texts={"a.yaml": "\n" * 999 + "x: 1\n"})).splitlines()[1:5]
    assert frame == ["    --> a.yaml:1000:1", "     |", " 999 |", "1000 | x: 1"]


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    text = "\x1b[2J \u202e##[stop-commands]x"
    finding = Diagnostic("KIF202", text, Location(f"{text}.yaml", 1, 1), help=text, related=((text, Location(text)),))
    shown = "\\x1b[2J \\u202e#·[stop-commands]x"
    assert render_full(run(finding, texts={f"{text}.yaml": text})) == (
        f"KIF202 error {shown}\n --> {shown}.yaml:1:1\n  |\n1 | {shown}\n  | ^\n  |\n"
        f"help: {shown}\nnote: {shown}: {shown}\n\nFound 1 error.\n"
    )


@given(runs())
def test_whatever_is_found_stays_visible_text(validation: Validation) -> None:
    text = render_full(validation)
    assert all(line.isprintable() for line in text.split("\n"))
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in text.split("\n"))
    text.encode()
