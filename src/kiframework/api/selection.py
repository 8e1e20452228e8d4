"""Decides which findings are shown: choice of rules, per-file ignores, comments in the files, the baseline."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location, Severity, did_you_mean
from kiframework.errors import KiframeworkError
from kiframework.loading.suppressions import find_suppressions
from kiframework.model.validation import Identity, identity
from kiframework.rules.catalogue import rule_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from kiframework.loading.suppressions import Suppression

ALWAYS_SHOWN = "KIF00"
"""Beginning of the codes that say that a file could not be read: nothing keeps them quiet."""
UNUSED, BAD = "KIF301", "KIF302"


@dataclass(frozen=True, slots=True)
class Choice:
    """The rules somebody asked for, as codes or beginnings of codes. The longest one that fits decides."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def wants(self, code: str) -> bool:
        """Tell whether findings of a rule are asked for."""
        if code.startswith(ALWAYS_SHOWN):
            return True
        asked_for = _longest(self.select or ("KIF",), code)
        return asked_for > 0 and asked_for > _longest(self.ignore, code)

    def wants_all(self, beginning: str) -> bool:
        """Tell whether findings of all rules with this beginning are asked for."""
        return all(self.wants(code) for code in rule_texts() if code.startswith(beginning))


def _longest(beginnings: Iterable[str], code: str) -> int:
    return max((len(one) for one in beginnings if code.startswith(one)), default=0)


def require_known(codes: Iterable[str], known: Collection[str]) -> None:
    """Refuse codes, or beginnings of codes, that no rule has."""
    for code in codes:
        if not code or not any(one.startswith(code) for one in known):
            help_ = did_you_mean(code, known) or "kiframework rule --all lists the codes"
            raise KiframeworkError(f"There is no rule '{code}'.", help_)


@dataclass(slots=True)
class Silence:
    """Everything that keeps findings quiet, and what of it was needed."""

    comments: Mapping[str, tuple[Suppression, ...]]
    """File, as findings name it -> its comments."""
    per_file: Mapping[str, tuple[str, ...]]
    """Pattern -> codes, or beginnings of codes."""
    folder: Path
    """The folder that paths in settings and baseline count from."""
    relative: Mapping[str, str]
    """File, as findings name it -> its path below the folder of the settings."""
    baseline: Counter[Identity] = field(default_factory=Counter)
    used: set[tuple[Suppression, str]] = field(default_factory=set)
    used_patterns: set[tuple[str, str]] = field(default_factory=set)
    matched: Counter[Identity] = field(default_factory=Counter)
    by_line: dict[tuple[str, int], list[Suppression]] = field(init=False)
    """File and line -> the comments about it."""

    def __post_init__(self) -> None:
        """Sort the comments by the line they are about."""
        self.by_line = defaultdict(list)
        for path, comments in self.comments.items():
            for one in comments:
                self.by_line[path, one.line].append(one)

    def covers(self, finding: Diagnostic) -> bool:
        """Tell whether something keeps a finding quiet, and remember what it was."""
        if finding.code.startswith(ALWAYS_SHOWN):
            return False
        return self._by_comment(finding) or self._by_pattern(finding) or self._by_baseline(finding)

    def _by_comment(self, finding: Diagnostic) -> bool:
        # A text may run over several lines, and has room for a comment behind the last one only.
        path, first, last = finding.location.path, finding.location.line, finding.location.end_line
        lines = dict.fromkeys((first, max(first, last)))
        here = [one for line in lines for one in self.by_line.get((path, line), ())]
        fitting = [(one, finding.code) for one in here if finding.code in one.codes]
        self.used.update(fitting)
        return bool(fitting)

    def _by_pattern(self, finding: Diagnostic) -> bool:
        path = self.relative.get(finding.location.path, finding.location.path)
        fitting = [
            (pattern, code)
            for pattern, codes in self.per_file.items()
            for code in codes
            if finding.code.startswith(code) and fnmatchcase(path, pattern)
        ]
        self.used_patterns.update(fitting)
        return bool(fitting)

    def _by_baseline(self, finding: Diagnostic) -> bool:
        key = self._key(finding)
        if self.matched[key] >= self.baseline[key]:
            return False
        self.matched[key] += 1
        return True

    def as_baseline(self, findings: Iterable[Diagnostic], old: Counter[Identity]) -> Counter[Identity]:
        """Return findings as a baseline holds them: without those that other means, or nothing, keeps quiet.

        What the old one says about files that were not checked stays.
        """
        checked = set(self.relative.values())
        kept = (one for one in findings if not one.code.startswith(ALWAYS_SHOWN))
        new = (self._key(one) for one in kept if not self._by_comment(one) and not self._by_pattern(one))
        others = {key: count for key, count in old.items() if key.path not in checked and not self.gone(key.path)}
        return Counter(new) + Counter(others)

    def gone(self, path: str) -> bool:
        """Tell whether a file that the baseline names is no longer there."""
        return not (self.folder / path).exists()

    def _key(self, finding: Diagnostic) -> Identity:
        own = identity(finding)
        return own._replace(path=self.relative.get(own.path, own.path))

    def complaints(self, choice: Choice, settings: str, baseline: str) -> Iterator[Diagnostic]:
        """Yield what is wrong with the suppressions themselves. To be asked after all findings went through."""
        for one in (comment for comments in self.comments.values() for comment in comments):
            yield from self._about(one, choice)
        checked = set(self.relative.values())
        for pattern, codes in self.per_file.items():
            for code in codes:
                unused = (pattern, code) not in self.used_patterns and choice.wants_all(code)
                if unused and any(fnmatchcase(path, pattern) for path in checked):
                    message = f"Nothing in '{pattern}' needs {code} to be ignored any more."
                    yield _unused(message, Location(settings))
        left = sum(
            count - self.matched[key]
            for key, count in self.baseline.items()
            if self.matched[key] < count and (key.path in checked or self.gone(key.path)) and choice.wants(key.code)
        )
        if left:
            message = f"The baseline holds {left} finding(s) that are gone."
            yield _unused(message, Location(baseline), "run kiframework validate --update-baseline")

    def _about(self, one: Suppression, choice: Choice) -> Iterator[Diagnostic]:
        known = rule_texts()
        if not one.codes or not one.reason:
            message = "This comment names no code." if not one.codes else "This comment gives no reason."
            help_ = "write # kif: ignore[KIF219] and why"
            yield Diagnostic(BAD, message, one.location, Severity.WARNING, help=help_)
        for code in one.codes:
            if code not in known:
                help_ = did_you_mean(code, known) or "kiframework rule --all lists the codes"
                yield Diagnostic(BAD, f"There is no rule '{code}'.", one.location, Severity.WARNING, help=help_)
            elif (one, code) not in self.used and choice.wants(code):
                yield _unused(f"There is no finding {code} to keep quiet here.", one.location)


def _unused(message: str, place: Location, help_: str = "remove it") -> Diagnostic:
    return Diagnostic(UNUSED, message, place, Severity.WARNING, help=help_)


def comments_in(texts: Mapping[str, str]) -> dict[str, tuple[Suppression, ...]]:
    """Return the comments of all files that have any."""
    found = {shown: tuple(find_suppressions(text, shown)) for shown, text in texts.items()}
    return {shown: comments for shown, comments in found.items() if comments}


def seen_from(folder: Path, paths: Mapping[str, Path]) -> dict[str, str]:
    """Return, for each name of a file in findings, its path seen from a folder."""
    return {shown: os.path.relpath(path, folder).replace(os.sep, "/") for shown, path in paths.items()}
