"""Findings as a JUnit report, which nearly every CI service can show as tests."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kiframework.output.findings.concise import concise_line
from kiframework.output.findings.signs import shown, shown_place
from kiframework.output.findings.summary import marked_code, summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from kiframework.diagnostics import Diagnostic
    from kiframework.model.validation import Validation

_TOOL = "kiframework"
_ENDING = re.compile(r"(?<=[^/])\.ya?ml$")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# The form asks for these; the same files give the same report on every machine and on every day.
_SOMEWHERE_SOMETIME = {"timestamp": "1970-01-01T00:00:00", "hostname": "localhost", "time": "0"}


def render_junit(validation: Validation) -> str:
    """Return a test suite: what makes the run fail is a failure, the rest its output; a clean run is one test."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    failures = [one for one in validation.findings if validation.fails(one)]
    infos = [concise_line(one) for one in validation.findings if not validation.fails(one)]
    top = Element("testsuites")
    suite = SubElement(top, "testsuite", _facts(len(failures)))
    SubElement(suite, "properties")
    suite.extend(_cases(failures))
    SubElement(suite, "system-out").text = "\n".join([*infos, summary(validation)])
    SubElement(suite, "system-err")
    indent(top)
    return f"{_DECLARATION}{tostring(top, encoding='unicode')}\n"


def _facts(failures: int) -> dict[str, str]:
    counts = {"tests": str(max(1, failures)), "failures": str(failures), "errors": "0"}
    return {"name": _TOOL, "package": _TOOL, "id": "0", **counts, **_SOMEWHERE_SOMETIME}


def _cases(findings: Sequence[Diagnostic]) -> list[Element]:
    """Return a failed test per finding. Readers drop tests of the same name, so repeated ones are numbered."""
    from xml.etree.ElementTree import Element

    seen: Counter[str] = Counter()
    cases = []
    for one in findings:
        name = shown(f"{one.code} {one.location}")
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name} ({seen[name]})"
        case = Element("testcase", name=name, classname=_class(one.location.path), time="0")
        case.append(_failure(one))
        cases.append(case)
    return cases or [Element("testcase", name="All checks passed", classname=_TOOL, time="0")]


def _class(path: str) -> str:
    return shown(_ENDING.sub("", path))


def _failure(finding: Diagnostic) -> Element:
    from xml.etree.ElementTree import Element

    message = shown(finding.message)
    lines = [f"{shown_place(finding.location)}: {marked_code(finding)} {message}"]
    lines += [f"help: {shown(finding.help)}"] if finding.help else []
    lines += [f"note: {shown(f'{word}: {place}')}" for word, place in finding.related]
    failure = Element("failure", message=message, type=finding.severity.value)
    failure.text = "\n".join(lines)
    return failure
