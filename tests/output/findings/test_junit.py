from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given
from tests.output.findings.samples import CLEAN, ON_INPUT, SAMPLE, run, runs

from kiframework.diagnostics import Diagnostic, Location, Severity
from kiframework.output.findings.junit import render_junit

if TYPE_CHECKING:
    from kiframework.model.validation import Validation

EXPECTED = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="kiframework" package="kiframework" id="0" tests="3" failures="3" errors="0" \
timestamp="1970-01-01T00:00:00" hostname="localhost" time="0">
    <properties />
    <testcase name="KIF202 framework/roles/helper.yaml:4:3" classname="framework/roles/helper" time="0">
      <failure message="Unknown competency 'diging'." type="error">\
framework/roles/helper.yaml:4:3: KIF202 [*] Unknown competency 'diging'.
help: did you mean 'digging'?</failure>
    </testcase>
    <testcase name="KIF005 framework/roles/helper.yaml:6:3" classname="framework/roles/helper" time="0">
      <failure message="The key 'hoeing' stands twice." type="warning">\
framework/roles/helper.yaml:6:3: KIF005 The key 'hoeing' stands twice.
help: remove one of the two
note: first written here: framework/roles/helper.yaml:5:3</failure>
    </testcase>
    <testcase name="KIF001 team/müller, 1.yaml" classname="team/müller, 1" time="0">
      <failure message="This does not exist." type="error">\
team/müller, 1.yaml: KIF001 This does not exist.</failure>
    </testcase>
    <system-out>-:1:8: info KIF230 The title is missing in English.
Found 2 errors, 1 warning, 1 info. [*] 1 fixable with --fix. 2 hidden by suppressions.</system-out>
    <system-err />
  </testsuite>
</testsuites>
"""
EXPECTED_CLEAN = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="kiframework" package="kiframework" id="0" tests="1" failures="0" errors="0" \
timestamp="1970-01-01T00:00:00" hostname="localhost" time="0">
    <properties />
    <testcase name="All checks passed" classname="kiframework" time="0" />
    <system-out>All checks passed (4 files).</system-out>
    <system-err />
  </testsuite>
</testsuites>
"""
# What the XSD of Ant's reports lets stand in an element, in this order, and the attributes it asks for.
FORM = {
    "testsuites": (["testsuite"], set()),
    "testsuite": (
        ["properties", "testcase", "system-out", "system-err"],
        {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time"},
    ),
    "properties": ([], set()),
    "testcase": (["failure"], {"name", "classname", "time"}),
    "failure": ([], {"message", "type"}),
    "system-out": ([], set()),
    "system-err": ([], set()),
}


def read(validation: Validation) -> ET.Element:
    """Read a report as strictly as an XML parser does."""
    return ET.fromstring(render_junit(validation).encode())


def test_errors_and_warnings_are_failed_tests() -> None:
    assert render_junit(replace(SAMPLE, fails_from=Severity.WARNING)) == EXPECTED


def test_what_does_not_fail_the_run_fails_no_test() -> None:
    suite = read(SAMPLE)[0]
    errors = SAMPLE.count(Severity.ERROR)
    assert (suite.get("tests"), suite.get("failures")) == (str(errors), str(errors))
    assert suite.findtext("system-out", "").count("warning KIF") == SAMPLE.count(Severity.WARNING)


def test_a_clean_run_is_a_test_that_passes() -> None:
    assert render_junit(CLEAN) == EXPECTED_CLEAN


def test_infos_fail_nothing() -> None:
    suite = read(run(ON_INPUT))[0]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert [case.get("name") for case in suite.iter("testcase")] == ["All checks passed"]
    assert suite.findtext("system-out") == "-:1:8: info KIF230 The title is missing in English.\nFound 1 info."


def test_tests_of_the_same_place_have_names_of_their_own() -> None:
    places = [Location("a.yaml", 1, 1, entry=entry) for entry in ("a", "b")]
    suite = read(run(*(Diagnostic("KIF001", place.entry, place) for place in places)))[0]
    assert [case.get("name") for case in suite.iter("testcase")] == ["KIF001 a.yaml:1:1", "KIF001 a.yaml:1:1 (2)"]


def test_tests_belong_to_the_file_without_its_ending() -> None:
    paths = ["-", ".yaml", "a.b.yml", "a/.yaml", "b/c.yaml", "d.txt"]
    suite = read(run(*(Diagnostic("KIF001", "x", Location(path)) for path in paths)))[0]
    assert [case.get("classname") for case in suite.iter("testcase")] == [
        "-",
        ".yaml",
        "a.b",
        "a/.yaml",
        "b/c",
        "d.txt",
    ]


def test_hostile_words_stay_words() -> None:
    text = "]]> <failure/> &amp; \x00\x1b\ufffe\ud800 ##[error]x"
    failure = read(run(Diagnostic("KIF001", text, Location("a"))))[0].find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "]]> <failure/> &amp; \\x00\\x1b\\ufffe\\ud800 #·[error]x"
    assert failure.text == f"a: KIF001 {failure.get('message')}"


@given(runs())
def test_every_failure_is_one_test_in_the_asked_form_whatever_it_says(validation: Validation) -> None:
    top = read(validation)
    for element in top.iter():
        children, attributes = FORM[element.tag]
        tags = [child.tag for child in element]
        assert tags == sorted(tags, key=children.index)
        assert set(element.keys()) == attributes
    failing = validation.count(Severity.ERROR)
    cases = list(top.iter("testcase"))
    assert len(list(top.iter("failure"))) == failing == int(top[0].get("failures", ""))
    assert len(cases) == max(1, failing) == int(top[0].get("tests", ""))
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases)
