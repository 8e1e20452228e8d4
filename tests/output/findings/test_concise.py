from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from tests.output.findings.samples import CLEAN, SAMPLE, run, runs

from kiframework.diagnostics import Diagnostic, Location
from kiframework.output.findings.concise import render_concise

if TYPE_CHECKING:
    from kiframework.model.validation import Validation

EXPECTED = """\
-:1:8: info KIF230 The title is missing in English.
framework/roles/helper.yaml:4:3: error KIF202 [*] Unknown competency 'diging'.
framework/roles/helper.yaml:6:3: warning KIF005 The key 'hoeing' stands twice.
team/müller, 1.yaml: error KIF001 This does not exist.
"""


def test_every_finding_has_a_line() -> None:
    assert render_concise(SAMPLE) == EXPECTED


def test_a_clean_run_has_none() -> None:
    assert render_concise(CLEAN) == ""


def test_no_path_begins_a_command() -> None:
    hostile = run(Diagnostic("KIF001", "a\n::error::b", Location("::error::x.yaml", 1, 1)))
    assert render_concise(run(Diagnostic("KIF001", "x", Location(":")))) == "./:: error KIF001 x\n"
    assert render_concise(hostile) == "./::error::x.yaml:1:1: error KIF001 a\\n::error::b\n"


@given(runs())
def test_every_finding_has_one_visible_line_whatever_it_says(validation: Validation) -> None:
    *lines, rest = render_concise(validation).split("\n")
    assert rest == ""
    assert len(lines) == len(validation.findings)
    assert all(line.isprintable() for line in lines)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)
