from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.output.findings.samples import CLEAN, SAMPLE, run, runs

from kiframework.diagnostics import Diagnostic, Location
from kiframework.output.findings.github import render_github

if TYPE_CHECKING:
    from kiframework.model.validation import Validation

EXPECTED = """\
::notice file=-,line=1,endLine=1,col=8,endColumn=21,title=KIF230 (missing-language)\
::-:1:8: KIF230 The title is missing in English.
::error file=framework/roles/helper.yaml,line=4,endLine=4,col=3,endColumn=9,title=KIF202 (unknown-competency-reference)\
::framework/roles/helper.yaml:4:3: KIF202 Unknown competency 'diging'.%0Ahelp: did you mean 'digging'?
::warning file=framework/roles/helper.yaml,line=6,endLine=6,col=3,endColumn=9,title=KIF005 (duplicate-key)\
::framework/roles/helper.yaml:6:3: KIF005 The key 'hoeing' stands twice.%0Ahelp: remove one of the two
::error file=team/müller%2C 1.yaml,title=KIF001::team/müller, 1.yaml: KIF001 This does not exist.
"""


def command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a line as the runner does: name, properties, text."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert found, line
    pairs = (pair.split("=", 1) for pair in found[2].split(","))
    return found[1], {name: unescaped(value) for name, value in pairs}, unescaped(found[3])


def unescaped(text: str) -> str:
    for escape, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


def test_every_finding_is_a_command() -> None:
    assert render_github(SAMPLE) == EXPECTED


def test_a_clean_run_has_no_commands() -> None:
    assert render_github(CLEAN) == ""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Location("a", 2, 3), {"line": "2", "col": "3"}),
        (Location("a", 2, 3, 2, 5), {"line": "2", "endLine": "2", "col": "3", "endColumn": "5"}),
        (Location("a", 2, 3, 4, 5), {"line": "2", "endLine": "4"}),
        (Location("a"), {}),
    ],
)
def test_columns_are_given_for_a_single_line_only(place: Location, expected: dict[str, str]) -> None:
    _, properties, _ = command(render_github(run(Diagnostic("KIF001", "x", place))).rstrip("\n"))
    assert properties == {"file": "a", "title": "KIF001"} | expected


def test_words_come_back_as_they_were() -> None:
    finding = Diagnostic("KIF202", "100 %0A::error::, a:b", Location("./a,b:c%3A.yaml", 1, 1), help="50 %")
    name, properties, text = command(render_github(run(finding)).rstrip("\n"))
    assert (name, properties["file"]) == ("error", "a,b:c%3A.yaml")
    assert text == "./a,b:c%3A.yaml:1:1: KIF202 100 %0A::error::, a:b\nhelp: 50 %"


@given(runs())
def test_every_finding_is_one_command_whatever_it_says(validation: Validation) -> None:
    *lines, rest = render_github(validation).split("\n")
    assert rest == ""
    assert len(lines) == len(validation.findings)
    for line in lines:
        name, properties, _ = command(line)
        assert name in {"error", "warning", "notice"}
        assert properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert line.isprintable()
        assert "##[" not in line
