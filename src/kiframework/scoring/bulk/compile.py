"""What bulk scoring knows about roles before it sees anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.scoring.profile import compile_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.framework import Framework
    from kiframework.scoring.profile import Profile


@dataclass(frozen=True, slots=True)
class CompiledRoles:
    """Everything that scores do not owe to people. Can be pickled and sent to another machine."""

    framework: Framework
    profiles: tuple[Profile, ...]
    roles: tuple[str, ...]
    """Role ids, in the order in which results come."""
    competencies: tuple[str, ...]
    """All competencies of the framework: the level columns that an input may have."""
    pillars: tuple[str, ...]
    """All pillars of the framework, in order: the pillar columns of a result."""
    sources: tuple[str, ...]
    """Kinds of evidence that an input may name."""
    highest_level: int
    """The top of the scale."""
    readiness: tuple[str, ...]
    """Readiness codes, the worst first."""


def compile_roles(framework: Framework, role_ids: Sequence[str]) -> CompiledRoles:
    """Work out everything about some roles that does not depend on people. Takes role ids of the framework."""
    from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE

    return CompiledRoles(
        framework,
        tuple(compile_profile(framework, role) for role in role_ids),
        tuple(role_ids),
        tuple(framework.competencies),
        tuple(framework.pillar_order),
        tuple(framework.sources),
        framework.highest_level,
        (MUST_HAVE_OPEN, NOT_ASSESSABLE, *(band.id for band in reversed(framework.scoring.bands))),
    )
