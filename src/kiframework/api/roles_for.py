"""``kiframework roles-for``: how near each role is, for the person alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.assess import named_or_workspace
from kiframework.api.people import People, read_people
from kiframework.api.setting import UnusableInputError, collector_paused, find_inputs, open_setting
from kiframework.diagnostics import Diagnostic, did_you_mean, in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.files import is_file
from kiframework.rules.base import SkillContext
from kiframework.scoring.evidence import EvidenceScale
from kiframework.scoring.nearness import Nearness, nearness

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from kiframework.model.framework import Framework


@dataclass(frozen=True, slots=True)
class RolesForRun:
    """How near each role is to one person."""

    framework: Framework
    person: str
    roles: tuple[Nearness, ...]
    """The nearest first; roles without a distance last; ties in the order of the framework."""
    diagnostics: tuple[Diagnostic, ...]


def roles_for(person: str, paths: Sequence[str], framework: str | None, day: dt.date, today: dt.date) -> RolesForRun:
    """Measure the distance of one person to every role (scoring rule 17).

    ``person`` is a pseudonym, looked up in the skill files behind ``paths`` (none: those of the workspace the user
    stands in), or the path of a skill file. Raises :class:`~kiframework.errors.KiframeworkError` if there is no such
    person, or their files cannot be used.
    """
    given_as_file = is_file(Path(person))
    where = [person] if given_as_file else named_or_workspace(paths)
    setting = open_setting(where, framework)
    with collector_paused():
        found = read_people(find_inputs(where), SkillContext(setting.framework, today))
    known = {one.id: one for one in found.people}
    if given_as_file and len(known) == 1:
        person = next(iter(known))
    if person not in known:
        raise _not_found(person, list(known), found)
    evidence = EvidenceScale(setting.framework, day).weigh(known[person])
    roles = [nearness(setting.framework, evidence, role) for role in setting.framework.role_ids]
    roles.sort(key=lambda one: -(one.nearness if one.nearness is not None else -1))
    own = [one for one in found.diagnostics if given_as_file]
    return RolesForRun(setting.framework, person, tuple(roles), in_order(own))


def _not_found(person: str, known: Sequence[str], found: People) -> KiframeworkError:
    """Explain why a person cannot be shown, with the problems of their own files only."""
    own = [one.path for one in found.left_out if one.person == person or not known]
    if own:
        problems = [one for one in found.diagnostics if one.location.path.endswith(tuple(own))]
        return UnusableInputError(f"The skill file of '{person}' cannot be used.", problems)
    help_ = did_you_mean(person, known) or "name the folder or workspace with the skill files after the person"
    return KiframeworkError(f"There is no skill file of '{person}'.", help_)
