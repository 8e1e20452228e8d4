"""What bulk scoring knows about roles before it sees anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE
from kiframework.scoring.bulk.grid import make_grid
from kiframework.scoring.bulk.readiness import make_limits
from kiframework.scoring.bulk.tables import Alphabet, make_tables
from kiframework.scoring.profile import compile_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.grid import Grid
    from kiframework.scoring.bulk.readiness import Limits
    from kiframework.scoring.bulk.tables import Tables
    from kiframework.scoring.profile import Profile

TOGETHER = 6
"""Competencies that share a table, at most."""


@dataclass(frozen=True)
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
    grid: Grid
    limits: Limits
    tables: Tables
    """For levels that are agreed: code 0 is no level, code 1 is level 0."""


def compile_roles(framework: Framework, role_ids: Sequence[str]) -> CompiledRoles:
    """Work out everything about some roles that does not depend on people. Takes role ids of the framework."""
    profiles = tuple(compile_profile(framework, role) for role in role_ids)
    competencies = tuple(framework.competencies)
    policy = framework.scoring
    grid = make_grid(policy)
    codes = np.arange(framework.highest_level + 2)
    agreed = Alphabet(np.maximum(codes - 1, 0), 1, codes > 0)
    return CompiledRoles(
        framework,
        profiles,
        tuple(role_ids),
        competencies,
        tuple(framework.pillar_order),
        tuple(framework.sources),
        framework.highest_level,
        (MUST_HAVE_OPEN, NOT_ASSESSABLE, *(band.id for band in reversed(policy.bands))),
        grid,
        make_limits(policy, grid),
        make_tables(profiles, competencies, grid, agreed, together=TOGETHER),
    )
