"""What is no longer in a framework, or is going to go: ids are never used again, because old ratings refer to them."""

from __future__ import annotations

from kiframework.model.base import Id, Model, Version


class Retired(Model):
    """What became of something that is no longer there, or is going to go: its id is never used for anything else."""

    since: Version
    """The first version without it; one that is still ahead announces it."""
    replaced_by: Id | None = None
    """What took its place as it was: ratings move there."""
    merged_into: Id | None = None
    """What it has become a part of, with others: ratings move there where they agree."""
    split_into: list[Id] = []
    """What it was divided into: people rate these anew."""


class Retirements(Model):
    """Everything that is no longer there."""

    competencies: dict[Id, Retired] = {}
    """Id of a competency -> what became of it."""
    roles: dict[Id, Retired] = {}
    """Id of a role -> what became of it."""
