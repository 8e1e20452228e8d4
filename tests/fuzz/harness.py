"""Runs ``validate`` the way the command does, and states what must hold whatever stands in the files."""

from __future__ import annotations

import datetime as dt
import json
import signal
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from kiframework.api.fixes import mend_files
from kiframework.api.validate import ValidateRequest, validate
from kiframework.cli.findings import Gate
from kiframework.diagnostics import Severity, in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.files import LINE_ENDS
from kiframework.output.findings import RENDERERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.fuzz.cases import Case

    from kiframework.api.validate import ValidateRun
    from kiframework.diagnostics import Diagnostic, Location

TODAY = dt.date(2026, 12, 1)
NOT_OURS = "KIF015"
"""The code of a file that is neither a framework nor a skill file."""
MOST_SECONDS = 5
"""Processor time that one case may take."""


class TooSlowError(Exception):
    """A case took longer than it may."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TooSlowError` after so much processor time; a busy machine alone does not run it out."""

    def stop(_signal: int, _frame: Any) -> None:
        raise TooSlowError(f"more than {seconds} s of processor time")

    if not hasattr(signal, "ITIMER_PROF"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def check_case(case: Case, seconds: float = MOST_SECONDS) -> ValidateRun | None:
    """Run a case; raises whatever went wrong."""
    with time_limit(seconds):
        return check_files(case.target, {str(case.file): case.data}, mend=case.mend, unsafe=case.unsafe)


def check_files(
    target: str, instead: Mapping[str, bytes], *, mend: bool = False, unsafe: bool = False
) -> ValidateRun | None:
    """Check a target with other texts in place of some files; None where the request was refused."""
    request = ValidateRequest((target,), TODAY, instead=instead)
    try:
        run = validate(request)
        assert_run(run)
        if mend:
            _assert_mended(request, run, unsafe=unsafe)
    except KiframeworkError as refused:
        if not str(refused):
            raise
        return None
    return run


def assert_run(run: ValidateRun) -> None:
    """State what holds for every run."""
    validation = run.validation
    findings = validation.findings
    assert findings == in_order(findings), "findings are not sorted, or one stands twice"
    lines = {shown: LINE_ENDS.split(_decoded(data)) for shown, data in run.contents.items()}
    for finding in findings:
        _assert_finding(finding, run, lines)
    _assert_rendered(run)
    _assert_exit_codes(run)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


def _assert_finding(finding: Diagnostic, run: ValidateRun, lines: Mapping[str, list[str]]) -> None:
    assert finding.code in run.validation.rules, f"{finding.code} is no rule"
    assert finding.message, f"{finding.code} says nothing"
    assert "\n" not in finding.message, f"{finding.code} takes more than one line: {finding.message!r}"
    edits = [edit.where for edit in finding.fix.edits] if finding.fix else []
    for place in (finding.location, *(place for _, place in finding.related), *edits):
        _assert_inside(place, lines, finding)
    assert all(place.end_line for place in edits), f"an edit of {finding} has no end"


def _assert_inside(place: Location, lines: Mapping[str, list[str]], finding: Diagnostic) -> None:
    if not place.line:
        assert (place.column, place.end_line, place.end_column) == (0, 0, 0), f"{place} is half a place: {finding}"
        return
    if finding.code == NOT_OURS:  # its text is not kept
        assert (place.line, place.column) == (1, 1)
        return
    assert place.path in lines, f"{place.path} was not read: {finding}"
    text = lines[place.path]
    assert place.line <= len(text), f"line {place.line} of {len(text)}: {finding}"
    assert 1 <= place.column <= len(text[place.line - 1]) + 1, f"column {place.column} is outside: {finding}"
    if place.end_line:
        assert place.end_line <= len(text), f"end line {place.end_line} of {len(text)}: {finding}"
        assert 1 <= place.end_column <= len(text[place.end_line - 1]) + 1, f"end column is outside: {finding}"
        assert (place.end_line, place.end_column) >= (place.line, place.column), f"ends before it begins: {finding}"


def _assert_rendered(run: ValidateRun) -> None:
    rendered = {form: render(run.validation) for form, render in RENDERERS.items()}
    for text in rendered.values():
        text.encode()
    findings = run.validation.findings
    json.loads(rendered["json"])
    assert len(json.loads(rendered["sarif"])["runs"][0]["results"]) == len(findings)
    gitlab = json.loads(rendered["gitlab"])
    assert len({one["fingerprint"] for one in gitlab}) == len(gitlab) == len(findings)
    ET.fromstring(rendered["junit"])
    assert len([line for line in rendered["concise"].split("\n") if line]) >= len(findings)


def _assert_exit_codes(run: ValidateRun) -> None:
    errors = run.validation.count(Severity.ERROR)
    strict = replace(run, validation=replace(run.validation, fails_from=Severity.INFO))
    codes = [Gate(most, exit_zero=False).exit_code(one) for one in (run, strict) for most in (None, 0)]
    assert set(codes) <= {0, 1, 2}, f"exit codes {codes}"
    assert bool(errors) <= bool(codes[0]), "errors, and yet the exit code is 0"
    assert bool(run.validation.findings) == bool(codes[2]), "--fail-on info goes by whether there are findings"
    assert Gate(None, exit_zero=True).exit_code(run) == 0


def _assert_mended(request: ValidateRequest, before: ValidateRun, *, unsafe: bool) -> None:
    done = mend_files(request, unsafe=unsafe)
    assert_run(done.run)
    assert bool(done.fixes) == bool(done.files), "fixes without a file, or a file without a fix"
    for shown, file in done.files.items():
        assert file.before == before.contents[shown]
        assert file.after != file.before, f"{shown} was mended, and nothing changed"
        assert done.run.contents[shown] == file.after
    errors, left = before.validation.count(Severity.ERROR), done.run.validation.count(Severity.ERROR)
    unreadable = any(one.code.startswith("KIF0") for one in before.validation.findings)
    assert unreadable or left <= errors, f"mending {done.fixes} thing(s) made {left} errors of {errors}"
