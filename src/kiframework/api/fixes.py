"""Mends what a machine can: edits at exact places that leave every other byte alone.

After each change the text is read again: everything outside the edits must read as before, and no key may stand twice.
What does not pass is left for people.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from kiframework.api.validate import validate
from kiframework.loading.files import line_starts
from kiframework.loading.yaml import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kiframework.api.validate import ValidateRequest, ValidateRun
    from kiframework.diagnostics import Fix, Location


ROUNDS = 10
"""How often mended files are checked again: mending one thing may bring another to light."""


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file before and after its fixes."""

    path: Path
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class MendRun:
    """What was mended, and what is left to find in the mended files."""

    run: ValidateRun
    files: Mapping[str, MendedFile]
    """File, as findings name it -> what becomes of it. Nothing is written yet."""
    fixes: int
    """How many fixes were made."""


def mend_files(request: ValidateRequest, *, unsafe: bool) -> MendRun:
    """Check, mend and check again until nothing is left that a machine can mend."""
    run = validate(request)
    files: dict[str, MendedFile] = {}
    count = 0
    for _ in range(ROUNDS):
        mended = _round(run, unsafe=unsafe)
        if not mended:
            break
        for shown, (data, applied) in mended.items():
            before = files[shown].before if shown in files else run.contents[shown]
            files[shown] = MendedFile(run.paths[shown], before, data)
            count += applied
        instead = {os.path.abspath(one.path): one.after for one in files.values()}  # noqa: PTH100 - links stay
        run = validate(replace(request, instead={**request.instead, **instead}))
    return MendRun(run, files, count)


def _round(run: ValidateRun, *, unsafe: bool) -> dict[str, tuple[bytes, int]]:
    """Return, for each file with something to mend, its new content and the number of fixes."""
    by_file: dict[str, list[Fix]] = defaultdict(list)
    for finding in run.validation.findings:
        if finding.fix is not None and (finding.fix.safe or unsafe):
            by_file[finding.location.path].append(finding.fix)
    mended: dict[str, tuple[bytes, int]] = {}
    for shown, fixes in by_file.items():
        data = run.contents[shown]
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        after = mend(data.removeprefix(mark).decode(), fixes)
        if after.applied:
            mended[shown] = (mark + after.text.encode(), len(after.applied))
    return mended


class Change(NamedTuple):
    """An edit in characters of the text: what stands from ``start`` to ``end`` becomes ``text``."""

    start: int
    end: int
    text: str


class Mended(NamedTuple):
    """A text after its fixes."""

    text: str
    applied: tuple[Fix, ...]


def mend(text: str, fixes: Sequence[Fix]) -> Mended:
    """Apply all fixes of one file that keep the rest of it as it is; those that get in each other's way wait."""
    chosen = list(_apart(text, fixes))
    changed = _changed(text, [change for _, changes in chosen for change in changes])
    if changed is not None:
        return Mended(changed, tuple(fix for fix, _ in chosen))
    return _one_by_one(text, chosen)


def _one_by_one(text: str, chosen: Sequence[tuple[Fix, list[Change]]]) -> Mended:
    """Find the fixes that do no harm where all together do."""
    kept: list[tuple[Fix, list[Change]]] = []
    result = text
    for one in chosen:
        changed = _changed(text, [change for _, changes in (*kept, one) for change in changes])
        if changed is not None:
            kept.append(one)
            result = changed
    return Mended(result, tuple(fix for fix, _ in kept))


def _apart(text: str, fixes: Iterable[Fix]) -> Iterator[tuple[Fix, list[Change]]]:
    """Yield the fixes whose edits touch none of those before."""
    starts = line_starts(text)
    line_end = "\r\n" if "\r\n" in text else "\n"
    taken: set[int] = set()
    for fix in fixes:
        changes = [Change(*_span(edit.where, starts), edit.text.replace("\n", line_end)) for edit in fix.edits]
        touched = {
            position for change in changes for position in range(change.start, max(change.end, change.start + 1))
        }
        if not touched & taken:
            taken |= touched
            yield fix, changes


def _span(place: Location, starts: Sequence[int]) -> tuple[int, int]:
    start = starts[place.line - 1] + place.column - 1
    return start, starts[place.end_line - 1] + place.end_column - 1


def _changed(text: str, changes: Iterable[Change]) -> str | None:
    """Return the changed text, or None if it would read differently outside the changes."""
    ordered = sorted(changes)
    parts: list[str] = []
    new_spans: list[tuple[int, int]] = []
    done = length = 0
    for change in ordered:
        parts += [text[done : change.start], change.text]
        begin = length + change.start - done
        length = begin + len(change.text)
        new_spans.append((begin, length))
        done = change.end
    result = "".join([*parts, text[done:]])
    before = _outside(text, [(change.start, change.end) for change in ordered])
    if before is None or before != _outside(result, new_spans):
        return None
    worse = len(read_data(result, "").diagnostics) > len(read_data(text, "").diagnostics)
    return None if worse else result


def _outside(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, str]] | None:
    """Return what a parser sees outside the spans, in order; None if the text cannot be read."""
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    seen: list[tuple[str, str]] = []
    left = iter([*spans, (len(text) + 1, len(text) + 1)])
    start, end = next(left)
    try:
        for event in yaml.parse(text, Loader=loader):
            mark: Any = event.start_mark
            while mark.index >= end:
                start, end = next(left)
            # A collection that starts where an edit does is there before and after; inside of one it is new.
            starts_here = mark.index == start and not isinstance(event, yaml.ScalarEvent)
            if mark.index < start or starts_here:
                seen.append((type(event).__name__, getattr(event, "value", getattr(event, "anchor", None)) or ""))
    except (yaml.YAMLError, UnicodeEncodeError):
        return None
    return seen
