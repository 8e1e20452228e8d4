"""``kiframework diff``: two states of a framework, and what the change does to people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.assess import assess_in_todays_terms, assess_people
from kiframework.api.setting import (
    Setting,
    UnusableInputError,
    find_inputs,
    framework_place,
    open_framework,
    open_workspace,
)
from kiframework.errors import KiframeworkError
from kiframework.loading.framework import load_framework
from kiframework.loading.revision import framework_at, merge_base
from kiframework.planning.changes import compare, impact, readiness_ranks
from kiframework.rules import check_framework
from kiframework.rules.base import SkillContext

if TYPE_CHECKING:
    import datetime as dt

    from kiframework.diagnostics import Diagnostic
    from kiframework.model.changes import FrameworkDiff, Impact
    from kiframework.model.framework import Framework


@dataclass(frozen=True, slots=True)
class DiffRequest:
    """What to compare."""

    old: str
    """A folder, a file, or a revision of the framework; ``main..HEAD`` names both states, ``main...HEAD`` those since
    the branch left ``main``."""
    new: str | None
    """The same; None for the framework as it lies there."""
    framework: str | None
    """Folder or file of the framework that revisions are of; None for that of the workspace, else the built-in one."""
    people: tuple[str, ...]
    """Skill files, folders or workspaces of people to compare results of; empty for none."""
    day: dt.date
    today: dt.date


@dataclass(frozen=True, slots=True)
class DiffRun:
    """What came out of a run."""

    setting: Setting
    old: Framework
    new: Framework
    diff: FrameworkDiff
    impact: Impact | None
    """None if nobody was asked about."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with files of people beside the earlier state."""


def diff(request: DiffRequest) -> DiffRun:
    """Compare two states of a framework.

    Raises :class:`~kiframework.errors.KiframeworkError` if one of them cannot be found or used.
    """
    workspace = open_workspace(request.people)
    place = framework_place(workspace, request.framework)
    first, second = (request.old, request.new) if request.new is not None else _both(request.old, place[0])
    old = _state(first, place)
    new = _state(second, place) if second else open_framework(workspace, request.framework)
    setting = Setting(workspace, new)
    if not request.people:
        return DiffRun(setting, old, new, compare(old, new), None, ())
    people, diagnostics = _impact(request, old, new)
    return DiffRun(setting, old, new, compare(old, new), people, diagnostics)


def _both(written: str, place: Path) -> tuple[str, str | None]:
    """Return the two states of ``main..HEAD``, as git understands it; of anything else there is one."""
    first, dots, second = written.partition("..")
    if not dots or Path(written).exists():
        return written, None
    if second.startswith("."):
        later = second[1:] or "HEAD"
        return merge_base(place, first or "HEAD", later), later
    return first or "HEAD", second or None


def _state(name: str, place: tuple[Path, str]) -> Framework:
    """Return a state of the framework: what lies at a path, or a revision of what lies at the place."""
    path = Path(name)
    if not path.exists():
        found = framework_at(place[0], name)
        if found is None:
            raise KiframeworkError(f"There was no usable framework in {place[1]} at '{name}'.", "name another revision")
        return found
    loaded = load_framework(path, name)
    problems = list(loaded.diagnostics)
    if loaded.framework is not None:
        problems += check_framework(loaded.framework, loaded.source, complete=loaded.complete)
    if loaded.framework is None or problems:
        raise UnusableInputError(f"The framework {name} cannot be used.", problems)
    return loaded.framework


def _impact(request: DiffRequest, old: Framework, new: Framework) -> tuple[Impact, tuple[Diagnostic, ...]]:
    inputs = list(find_inputs(request.people))
    before, assessed = assess_people(SkillContext(old, request.today), inputs, request.day)
    _, again = assess_in_todays_terms(SkillContext(new, request.today), inputs, request.day, {old.id, new.id})
    return impact(new, assessed, again, readiness_ranks(old, new)), tuple(before.diagnostics)
