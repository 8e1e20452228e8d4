"""Finds the framework that another one is laid over, and tells whether it is one that will do."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kiframework.diagnostics import Diagnostic, did_you_mean
from kiframework.resources import BUILT_IN, data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiframework.diagnostics import Location

EXTENDS: Final = "extends"
"""What a framework is laid over: ``ki-mittelstand@^1``, or the path of a folder in place of the id."""

_REFERENCE = re.compile(r"(?P<name>.+)@(?P<range>[\^~]?\d+(?:\.\d+){0,2})").fullmatch
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(-.+)?").fullmatch


class Base(NamedTuple):
    """What a framework is laid over."""

    path: Path
    shown: str
    """Its name in messages."""
    id: str | None
    """The id it has to have; None where it is named by its place."""
    range: str
    """Versions that will do: ``^1``."""


def base_of(reference: Any, folder: Path, shown: str, place: Location) -> Base | Diagnostic:
    """Find what ``extends`` names, seen from the folder of the overlay. KIF250 if that is nothing."""
    found = _REFERENCE(reference) if isinstance(reference, str) else None
    help_ = "such as ki-mittelstand@^1, or ../sector@^2 for a folder"
    if found is None:
        return Diagnostic("KIF250", "Write a framework and its versions here.", place, help=help_)
    name, versions = found["name"], found["range"]
    if "/" in name or name.startswith("."):
        # Seen from where the user stands, so that messages can be followed.
        return Base(folder / name, os.path.normpath(f"{shown}/{name}").replace(os.sep, "/"), None, versions)
    return Base(data_folder("framework"), BUILT_IN, name, versions)


def misfit(base: Base, document: Mapping[str, Any], own: Mapping[str, Any], place: Location) -> Diagnostic | None:
    """Return why a framework is not the one that is extended: its id, or a version that will not do (KIF250)."""
    name = str(document.get("id"))
    if base.id is not None and name != base.id:
        help_ = (
            did_you_mean(base.id, [name]) or f"the built-in one is {name}; others are named by their folder, ../name"
        )
        return Diagnostic("KIF250", f"There is no framework '{base.id}'.", place, help=help_)
    version = str(document.get("version"))
    if not fits(version, base.range):
        message = f"'{name}' is {version} here, and {base.range} is asked for."
        help_ = f"look at what has changed and write @^{version.partition('.')[0]}, or take the version asked for"
        return Diagnostic("KIF250", message, place, help=help_)
    if own.get("id") == name:
        message = f"This framework has the id of what it extends, '{name}'."
        help_ = "give it an id of its own: ratings name the framework they were made against"
        return Diagnostic("KIF250", message, place, help=help_)
    return None


def fits(version: str, wanted: str) -> bool:
    """Tell whether a version is in a range: ``^1.2`` from there up to the next major, ``~1.2`` to the next minor."""
    found = _VERSION(version)
    if found is None:
        return False
    own = tuple(map(int, found.groups()[:3]))
    given = tuple(map(int, wanted.lstrip("^~").split(".")))
    low = (*given, 0, 0)[:3]
    if wanted[0] not in "^~":
        return own[: len(given)] == given
    same = 1 if wanted[0] == "^" and low[0] else min(2, len(given))
    return own >= low and own[:same] == low[:same]
