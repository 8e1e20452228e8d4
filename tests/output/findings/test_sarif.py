from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator
from tests.output.findings.samples import CLEAN, MISSING, ON_INPUT, SAMPLE, TWICE, UNKNOWN, run, runs

from kiframework import __version__
from kiframework.diagnostics import Diagnostic, Edit, Fix, Location
from kiframework.model.validation import Validation, fingerprints
from kiframework.output.findings import sarif
from kiframework.output.findings.sarif import render_sarif

ROLE_FILE = {"uri": "framework/roles/helper.yaml", "uriBaseId": "%SRCROOT%"}
PLACE = {"startLine": 4, "startColumn": 3, "endLine": 4, "endColumn": 9}
EXPECTED = {
    "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    "version": "2.1.0",
    "runs": [
        {
            "tool": {
                "driver": {
                    "name": "kiframework",
                    "semanticVersion": __version__,
                    "rules": [
                        {
                            "id": "KIF202",
                            "name": "unknown-competency-reference",
                            "shortDescription": {"text": "A reference leads nowhere."},
                            "fullDescription": {
                                "text": "A reference leads nowhere. Why: what does not exist cannot be learnt."
                            },
                            "help": {
                                "text": "What it does: compares references with competencies.\n"
                                "Why: what does not exist cannot be learnt.\n"
                                "Bad: ``requirements: {diging: 3}``\n"
                                "Good: ``requirements: {digging: 3}``",
                                "markdown": "**What it does:** compares references with competencies.\n\n"
                                "**Why:** what does not exist cannot be learnt.\n\n"
                                "**Bad:** ``requirements: {diging: 3}``\n\n"
                                "**Good:** ``requirements: {digging: 3}``",
                            },
                            "defaultConfiguration": {"level": "error"},
                            "properties": {"tags": ["kiframework"]},
                        }
                    ],
                }
            },
            "invocations": [{"executionSuccessful": True}],
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder that paths start from."}}},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029"],
            "results": [
                {
                    "ruleId": "KIF202",
                    "ruleIndex": 0,
                    "level": "error",
                    "message": {"text": "Unknown competency 'diging'.\nhelp: did you mean 'digging'?"},
                    "locations": [{"physicalLocation": {"artifactLocation": ROLE_FILE, "region": PLACE}}],
                    "partialFingerprints": {
                        "kiframework/v1": "dc2a836b3a39cfd755294fb4fd3cec6eb608c6d37b6b942c3928276cac17988a"
                    },
                    "fixes": [
                        {
                            "description": {"text": "replace it with 'digging'"},
                            "artifactChanges": [
                                {
                                    "artifactLocation": ROLE_FILE,
                                    "replacements": [{"deletedRegion": PLACE, "insertedContent": {"text": "digging"}}],
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    ],
}


def log(validation: Validation) -> dict[str, Any]:
    """Render and read one run of a log."""
    document = json.loads(render_sarif(validation))
    [only] = document["runs"]
    found: dict[str, Any] = only
    return found


def result(finding: Diagnostic) -> dict[str, Any]:
    found: dict[str, Any] = log(run(finding))["results"][0]
    return found


def uri(path: str) -> dict[str, str]:
    place = result(Diagnostic("KIF001", "x", Location(path)))["locations"][0]["physicalLocation"]
    found: dict[str, str] = place["artifactLocation"]
    return found


def test_a_finding_is_a_result_with_its_rule_and_its_fix() -> None:
    rendered = render_sarif(run(UNKNOWN))
    assert json.loads(rendered) == EXPECTED
    assert rendered == json.dumps(EXPECTED, indent=1) + "\n"


def test_a_clean_run_has_neither_rules_nor_results() -> None:
    clean = log(CLEAN)
    assert (clean["tool"]["driver"]["rules"], clean["results"]) == ([], [])


def test_rules_that_found_nothing_are_left_out() -> None:
    rules = log(SAMPLE)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["KIF001", "KIF005", "KIF202", "KIF230"]
    assert rules[0] == {"id": "KIF001"}, "a code without words"
    assert [rule["defaultConfiguration"]["level"] for rule in rules[1:]] == ["error", "error", "note"]


def test_results_have_the_level_of_the_finding_and_point_at_their_rule() -> None:
    sample = log(SAMPLE)
    rules = [rule["id"] for rule in sample["tool"]["driver"]["rules"]]
    assert [(rules[one["ruleIndex"]], one["ruleId"], one["level"]) for one in sample["results"]] == [
        ("KIF230", "KIF230", "note"),
        ("KIF202", "KIF202", "error"),
        ("KIF005", "KIF005", "warning"),
        ("KIF001", "KIF001", "error"),
    ]


def test_related_places_are_linked_from_the_message() -> None:
    found = result(TWICE)
    assert found["message"]["text"].endswith("\nnote: [first written here](1)")
    assert found["relatedLocations"] == [
        {
            "id": 1,
            "message": {"text": "first written here"},
            "physicalLocation": {
                "artifactLocation": ROLE_FILE,
                "region": {"startLine": 5, "startColumn": 3, "endLine": 5, "endColumn": 9},
            },
        }
    ]


def test_unsafe_fixes_say_so() -> None:
    [fix] = result(ON_INPUT)["fixes"]
    assert fix["description"]["text"] == "add a stub for 'en' (unsafe: look at it afterwards)"
    [change] = fix["artifactChanges"]
    insertion = {"startLine": 1, "startColumn": 20, "endLine": 1, "endColumn": 20}
    assert change["replacements"] == [{"deletedRegion": insertion, "insertedContent": {"text": ", en: ''"}}]


def test_a_deletion_inserts_nothing() -> None:
    place = Location("a.yaml", 1, 1, 2, 1)
    [fix] = result(Diagnostic("KIF001", "x", place, fix=Fix("remove it", (Edit(place, ""),))))["fixes"]
    region = {"startLine": 1, "startColumn": 1, "endLine": 2, "endColumn": 1}
    assert fix["artifactChanges"][0]["replacements"] == [{"deletedRegion": region}]


def test_a_place_without_a_line_is_the_start_of_the_file() -> None:
    region = result(MISSING)["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("-", "-"),
        ("./a b/ü.yaml", "a%20b/%C3%BC.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("http://example.org/a.yaml", "http%3A//example.org/a.yaml"),
        ("100%.yaml", "100%25.yaml"),
        ("a?b#c.yaml", "a%3Fb%23c.yaml"),
        ("a\\b.yaml", "a%5Cb.yaml"),
        ("a\udcff.yaml", "a%EF%BF%BD.yaml"),
    ],
)
def test_relative_paths_are_encoded_below_the_root(path: str, expected: str) -> None:
    assert uri(path) == {"uri": expected, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
        ("C:\\a\\b c.yaml", "file:///C:/a/b%20c.yaml"),
        ("d:/a.yaml", "file:///d:/a.yaml"),
    ],
)
def test_absolute_paths_are_addresses_of_files(path: str, expected: str) -> None:
    assert uri(path) == {"uri": expected}


def test_words_make_no_links() -> None:
    hostile = "[click](http://example.org) \x1b]8;;x"
    found = result(Diagnostic("KIF001", hostile, Location("a"), related=((hostile, Location("b")),)))
    assert found["message"]["text"] == (
        "[click] (http://example.org) \\x1b]8;;x\nnote: [(click) (http://example.org) \\x1b)8;;x](1)"
    )


def test_more_results_than_a_platform_takes_are_left_out_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    cut = log(SAMPLE)
    assert [one["ruleId"] for one in cut["results"]] == ["KIF230", "KIF202", "KIF005"]
    [notification] = cut["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "1 finding is left out: a run may have 3 results."


@given(runs())
def test_every_finding_is_one_sound_result_whatever_it_says(validation: Validation) -> None:
    text = render_sarif(validation)
    text.encode()
    assert all(line.isprintable() and "##" not in line for line in text.split("\n"))
    found = log(validation)["results"]
    marks = [one["partialFingerprints"]["kiframework/v1"] for one in found]
    assert marks == list(fingerprints(validation.findings))
    for one in found:
        for link in re.findall(r"\]\((.*?)\)", one["message"]["text"]):
            assert link in {str(related["id"]) for related in one.get("relatedLocations", [])}
        for place in [*one["locations"], *one.get("relatedLocations", [])]:
            assert_sound(place["physicalLocation"])


def assert_sound(place: dict[str, Any]) -> None:
    address, region = place["artifactLocation"]["uri"], place["region"]
    assert re.fullmatch(r"(file://)?([\w.~/-]|%[0-9A-F]{2}|(?<=^file:///[A-Za-z]):)+", address, re.ASCII), address
    assert "\0" not in unquote(address) or "%00" in address
    assert min(region.values()) >= 1
    start = region["startLine"], region["startColumn"]
    assert (region.get("endLine", start[0]), region.get("endColumn", start[1])) >= start


# --- The official schema ----------------------------------------------------------------------------------------------

# It is not part of the repository: it lies beside it, or where the variable says.
SCHEMAS = Path(os.environ.get("KIFRAMEWORK_SCHEMAS") or Path(__file__).resolve().parents[4] / "shared/data/schemas")
SCHEMA = SCHEMAS / "sarif-schema-2.1.0.json"
with_schema = pytest.mark.skipif(
    not SCHEMA.is_file(), reason="the schema of SARIF is not here; see KIFRAMEWORK_SCHEMAS"
)


@cache
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))


def violations(validation: Validation) -> list[str]:
    return [error.message for error in validator().iter_errors(json.loads(render_sarif(validation)))]


@with_schema
def test_the_schema_is_the_one_that_is_named() -> None:
    assert validator().schema["id"] == sarif.SCHEMA
    assert not validator().is_valid({"$schema": sarif.SCHEMA, "version": "2.1.0", "runs": [{}]})


@with_schema
@pytest.mark.parametrize("validation", [SAMPLE, CLEAN], ids=["findings", "clean"])
def test_the_log_keeps_the_official_schema(validation: Validation) -> None:
    assert violations(validation) == []


@with_schema
def test_a_log_that_was_cut_keeps_the_official_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 1)
    assert violations(SAMPLE) == []


@with_schema
@settings(max_examples=40, deadline=None)
@given(runs())
def test_the_log_keeps_the_official_schema_whatever_is_found(validation: Validation) -> None:
    assert violations(validation) == []
