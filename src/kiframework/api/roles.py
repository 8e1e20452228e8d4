"""Finds the roles that a user has named. On its own, so that commands that assess nobody load nothing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import did_you_mean
from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from kiframework.model.framework import Framework


def find_role(framework: Framework, role: str) -> str:
    """Return the role if the framework has it; else raise with close matches."""
    if role not in framework.roles:
        help_ = did_you_mean(role, framework.roles) or "kiframework show lists all roles"
        raise KiframeworkError(f"The framework has no role '{role}'.", help_)
    return role
