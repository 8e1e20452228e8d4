"""Tells what a YAML file holds: a framework, a part of one, a skill file, a record, or something that is not ours."""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kiframework.loading.files import is_file
from kiframework.loading.framework import PILOTS, QUESTIONS, REVIEWS, SECTIONS, TOP_FILE, TRAINING
from kiframework.loading.yaml import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Kind(Enum):
    """What a file holds."""

    FRAMEWORK = "framework"
    SKILLS = "skill file"
    RECORD = "record of training"
    PILOT = "pilot"
    ROADMAP = "roadmap"
    OTHER = "other"


_FRAMEWORK_KEYS = frozenset(["extends", "competencies", "pillars", "scale", "scoring", "languages", "roles", "weights"])
_ENOUGH_KEYS = 2
"""A file of another program may have one of them by chance."""
_SKILL_KEYS = frozenset(["person", "ratings", "not_applicable"])
_RECORD_KEYS = frozenset(["group", "module", "sessions", "reaction", "learning", "behaviour", "results"])
_PILOT_KEYS = frozenset(["pilot", "template", "marks", "gates", "chosen", "begun", "verdicts", "aim"])
_ROADMAP_KEYS = frozenset(["start", "sponsor", "revenue", "goals", "phases", "budget", "rotation", "uses"])
_TOP_KEY = re.compile(r"^[\"']?([A-Za-z_]+)[\"']?[ \t]*:", re.MULTILINE)


def framework_around(file: Path) -> Path | None:
    """Return the folder of the framework that a file is a part of, if it is one."""
    if file.name == TOP_FILE or (file.name == REVIEWS and is_file(file.parent / TOP_FILE)):
        return file.parent
    for section, folder in pairwise(file.parents):
        if section.name in (*SECTIONS, QUESTIONS, TRAINING, PILOTS) and is_file(folder / TOP_FILE):
            return folder
    return None


def kind_of(text: str, shown: str) -> Kind:
    """Tell what a file holds by its keys at the top. What cannot be read but has such keys counts as well."""
    keys = set(_TOP_KEY.findall(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")))
    return _kind(keys) if keys else _kind(_keys(read_data(text, shown).data))


def _keys(data: Any) -> Iterable[str]:
    return (str(key) for key in data) if isinstance(data, dict) else ()


def _kind(keys: Iterable[str]) -> Kind:
    known = set(keys)
    framework, skills = len(known & _FRAMEWORK_KEYS), len(known & _SKILL_KEYS)
    if framework > skills and framework >= _ENOUGH_KEYS:
        return Kind.FRAMEWORK
    if len(known & _RECORD_KEYS) > max(skills, _ENOUGH_KEYS):
        return Kind.RECORD
    if not skills and "pilot" in known and len(known & _PILOT_KEYS) >= _ENOUGH_KEYS:
        return Kind.PILOT
    if not skills and len(known & _ROADMAP_KEYS) >= _ENOUGH_KEYS:
        return Kind.ROADMAP
    return Kind.SKILLS if skills else Kind.OTHER
