from __future__ import annotations

import json

from hypothesis import given
from tests.output.findings.samples import CLEAN, MISSING, ON_INPUT, SAMPLE, TWICE, UNKNOWN, run, runs

from kiframework.diagnostics import Diagnostic, Location
from kiframework.model.validation import Validation, fingerprints
from kiframework.output.findings.gitlab import render_gitlab

EXPECTED = """\
[
 {
  "description": "KIF202: Unknown competency 'diging'. Help: did you mean 'digging'?",
  "check_name": "KIF202",
  "fingerprint": "dc2a836b3a39cfd755294fb4fd3cec6eb608c6d37b6b942c3928276cac17988a",
  "severity": "major",
  "location": {
   "path": "framework/roles/helper.yaml",
   "lines": {
    "begin": 4
   }
  }
 }
]
"""


def test_a_finding_is_an_issue() -> None:
    assert render_gitlab(run(UNKNOWN)) == EXPECTED


def test_all_severities_and_places_have_their_form() -> None:
    found = [
        (one["description"], one["severity"], one["location"]["path"], one["location"]["lines"]["begin"])
        for one in json.loads(render_gitlab(SAMPLE))
    ]
    assert found == [
        (f"KIF230: {ON_INPUT.message}", "info", "-", 1),
        (f"KIF202: {UNKNOWN.message} Help: did you mean 'digging'?", "major", "framework/roles/helper.yaml", 4),
        (f"KIF005: {TWICE.message} Help: remove one of the two", "minor", "framework/roles/helper.yaml", 6),
        (f"KIF001: {MISSING.message}", "major", "team/müller, 1.yaml", 1),
    ]


def test_a_clean_run_is_an_empty_report() -> None:
    assert render_gitlab(CLEAN) == "[]\n"


def test_paths_are_those_of_the_repository() -> None:
    [issue] = json.loads(render_gitlab(run(Diagnostic("KIF001", "x", Location("./a/b.yaml")))))
    assert issue["location"]["path"] == "a/b.yaml"


@given(runs())
def test_every_finding_is_an_issue_of_its_own_whatever_it_says(validation: Validation) -> None:
    text = render_gitlab(validation)
    text.encode()
    issues = json.loads(text)
    assert [one["fingerprint"] for one in issues] == list(fingerprints(validation.findings))
    assert len({one["fingerprint"] for one in issues}) == len(validation.findings)
    assert all(line.isprintable() for line in text.split("\n"))
