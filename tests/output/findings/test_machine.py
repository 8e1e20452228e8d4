from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from hypothesis import given
from tests.output.findings.samples import CLEAN, MISSING, SAMPLE, TWICE, UNKNOWN, run, runs

from kiframework import __version__
from kiframework.diagnostics import Diagnostic, Location
from kiframework.output.findings.machine import render_json

if TYPE_CHECKING:
    from kiframework.model.validation import Validation

EXPECTED = """\
{
 "schema_version": "1.0",
 "tool": {
  "name": "kiframework",
  "version": "VERSION"
 },
 "files": 4,
 "suppressed": 0,
 "counts": {
  "error": 1,
  "warning": 1,
  "info": 0
 },
 "findings": [
  {
   "code": "KIF202",
   "name": "unknown-competency-reference",
   "severity": "error",
   "message": "Unknown competency 'diging'.",
   "help": "did you mean 'digging'?",
   "path": "framework/roles/helper.yaml",
   "line": 4,
   "column": 3,
   "end_line": 4,
   "end_column": 9,
   "entry": "roles/helper/requirements/diging",
   "fingerprint": "dc2a836b3a39cfd755294fb4fd3cec6eb608c6d37b6b942c3928276cac17988a",
   "related": [],
   "fix": {
    "title": "replace it with 'digging'",
    "safe": true,
    "edits": [
     {
      "path": "framework/roles/helper.yaml",
      "line": 4,
      "column": 3,
      "end_line": 4,
      "end_column": 9,
      "text": "digging"
     }
    ]
   }
  },
  {
   "code": "KIF005",
   "name": "duplicate-key",
   "severity": "warning",
   "message": "The key 'hoeing' stands twice.",
   "help": "remove one of the two",
   "path": "framework/roles/helper.yaml",
   "line": 6,
   "column": 3,
   "end_line": 6,
   "end_column": 9,
   "entry": "roles/helper/requirements/hoeing",
   "fingerprint": "411e77d73a10a89eced17b8f6671435da47e819363c979a2f1df5080a6bc7928",
   "related": [
    {
     "message": "first written here",
     "path": "framework/roles/helper.yaml",
     "line": 5,
     "column": 3,
     "end_line": 5,
     "end_column": 9
    }
   ],
   "fix": null
  }
 ]
}
"""


def test_the_document_holds_everything_about_the_findings() -> None:
    assert render_json(run(UNKNOWN, TWICE)) == EXPECTED.replace("VERSION", __version__)


def test_the_head_counts_what_there_is() -> None:
    document = json.loads(render_json(SAMPLE))
    del document["findings"]
    assert document == {
        "schema_version": "1.0",
        "tool": {"name": "kiframework", "version": __version__},
        "files": 4,
        "suppressed": 2,
        "counts": {"error": 2, "warning": 1, "info": 1},
    }
    assert json.loads(render_json(CLEAN))["findings"] == []


def test_what_is_not_known_is_null() -> None:
    [finding] = json.loads(render_json(run(MISSING)))["findings"]
    assert {key for key, value in finding.items() if value is None} == {
        "name", "help", "line", "column", "end_line", "end_column", "fix"
    }  # fmt: skip


def test_letters_stay_letters_and_what_steers_is_escaped() -> None:
    text = render_json(run(Diagnostic("KIF001", "grün 字 \x1b\x9b\u202e ##[error]x\ud800", Location("a"))))
    assert '"message": "grün 字 \\u001b\\u009b\\u202e #\\u0023[error]x\N{REPLACEMENT CHARACTER}"' in text


@given(runs())
def test_all_words_come_back_as_they_were(validation: Validation) -> None:
    text = render_json(validation)
    text.encode()
    assert all(line.isprintable() and "##" not in line for line in text.split("\n"))
    read = [(one["message"], one["path"], one["help"]) for one in json.loads(text)["findings"]]
    said = [(one.message, one.location.path, one.help) for one in validation.findings]
    assert read == [tuple(word and re.sub("[\ud800-\udfff]", "\ufffd", word) for word in words) for words in said]
