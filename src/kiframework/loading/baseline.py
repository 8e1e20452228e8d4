"""Reads and writes baselines: findings of old that are not to be shown again, so that a team can start clean."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.files import read_text
from kiframework.model.base import Model, Words
from kiframework.model.validation import Identity

if TYPE_CHECKING:
    from pathlib import Path


class Entry(Model):
    """Findings of one rule about one entry of a file. Lines are left out: they move."""

    path: Words
    """The file, seen from the folder of the settings; without any, from where the user stands."""
    code: Words
    """The rule."""
    entry: str
    """Where it stands in the file."""
    count: Annotated[int, Field(strict=True, ge=1)]
    """How many there are."""


class Baseline(Model):
    """A whole baseline."""

    schema_version: Literal["1.0"]
    findings: list[Entry]


def load_baseline(path: Path, shown: str) -> Counter[Identity] | Diagnostic:
    """Read a baseline: what it keeps quiet, and how many findings of each."""
    text = read_text(path, shown)
    if isinstance(text, Diagnostic):
        return text
    try:
        known = Baseline.model_validate_json(text)
    except (ValidationError, RecursionError):
        message, help_ = "This is no baseline.", "make one with kiframework validate --update-baseline"
        return Diagnostic("KIF012", message, Location(shown, 1, 1), help=help_)
    return Counter({Identity(one.path, one.code, one.entry): one.count for one in known.findings})


def baseline_text(findings: Counter[Identity]) -> str:
    """Write a baseline: the same findings give the same text."""
    entries = [{**key._asdict(), "count": count} for key, count in sorted(findings.items())]
    return json.dumps({"schema_version": "1.0", "findings": entries}, indent=1, ensure_ascii=False) + "\n"
