"""What comes out of checking files: findings, the texts they are about, and what the rules are for."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kiframework.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kiframework.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule is for, in words. Taken from the docstring of the rule."""

    code: str
    """``KIF202``; never reused."""
    name: str
    """Names the wrong pattern: ``unknown-competency-reference``."""
    severity: Severity
    summary: str
    """One sentence: what is wrong."""
    what: str
    """What the rule looks at."""
    why: str
    """What would go wrong without it."""
    bad: str
    """An example that it finds."""
    good: str
    """The same, mended."""


@dataclass(frozen=True, slots=True)
class Validation:
    """The result of ``kiframework validate``."""

    findings: tuple[Diagnostic, ...]
    """Sorted by place; suppressed ones are left out."""
    files: int
    """How many files were checked."""
    suppressed: int
    """How many findings are left out because somebody said so."""
    texts: Mapping[str, str]
    """File, as findings name it -> its text, as far as it could be read."""
    rules: Mapping[str, RuleText]
    """Code -> rule, for every rule there is."""
    fails_from: Severity = Severity.ERROR
    """The mildest severity that makes the run fail."""

    def fails(self, finding: Diagnostic) -> bool:
        """Tell whether a finding makes the run fail."""
        order = list(Severity)
        return order.index(finding.severity) <= order.index(self.fails_from)

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(one.severity is severity for one in self.findings)


class Identity(NamedTuple):
    """What stays the same of a finding when lines move: its file, its rule, the entry it is about."""

    path: str
    code: str
    entry: str


def identity(finding: Diagnostic) -> Identity:
    """Return what stays the same of a finding when lines move."""
    return Identity(finding.location.path, finding.code, finding.location.entry)


def fingerprints(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a fingerprint (64 hexadecimal digits) for each finding; no two are alike.

    Findings of the same identity are told apart by their order.
    """
    seen: Counter[Identity] = Counter()
    for finding in findings:
        own = identity(finding)
        seen[own] += 1
        yield hashlib.sha256("\0".join([*own, str(seen[own])]).encode("utf-8", "replace")).hexdigest()
