"""Settings of a company's workspace, from ``kiframework.toml``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StringConstraints

from kiframework.model.base import COLOUR, Day, Id, Model, Ratio, Text, Words
from kiframework.model.checks import Checks

Colour = Annotated[str, StringConstraints(pattern=COLOUR)]
"""A colour as #rrggbb."""


class WorksCouncil(Model):
    """How far the works council is involved (BetrVG section 87(1) no. 6, sections 94, 96-98)."""

    state: Literal["none", "informed", "agreed"]
    """There is none, it was informed, or it has agreed."""
    date: Day | None = None
    """When it was informed or agreed."""


def _not_the_state_alone(value: Any) -> Any:
    if value in ("none", "informed", "agreed"):
        rest = "" if value == "none" else ", date = 2026-10-01"
        raise ValueError(f'write the state in a mapping, such as {{state = "{value}"{rest}}}')
    return value


class TrainingMeans(Model):
    """What a company has for training."""

    trainers: dict[Words, list[Id]] = {}
    """Pseudonym of a trainer -> the modules they hold; an empty list for all of them."""
    rooms: list[Words] = []
    """Rooms, real or virtual: each holds one group at a time."""
    trainer_hour: Ratio | None = None
    """What an hour of a trainer costs, in EUR."""
    records: Words = "records"
    """Folder of the records of training."""


class Workspace(Model):
    """What a company sets once for all its runs."""

    company: Words | None = None
    """Name on the cover of reports."""
    confidentiality: Text | None = None
    """Line on the cover of reports."""
    accent: Colour | None = None
    """Accent colour of reports."""
    logo: Words | None = None
    """Picture on the cover: path of an SVG, PNG or JPEG file."""
    templates: Words | None = None
    """Folder of templates laid over the built-in ones."""
    framework: Words | None = None
    """Path of the framework; left out, it is the built-in one."""
    skills: Words = "skills"
    """Folder of the skill files."""
    pilots: Words = "pilots"
    """Folder of the pilots."""
    roadmap: Words = "roadmap.yaml"
    """File with the roadmap."""
    works_council: Annotated[WorksCouncil | None, BeforeValidator(_not_the_state_alone)] = None
    """Left out, it is not settled yet."""
    training: TrainingMeans = TrainingMeans()
    """Trainers, rooms and their cost."""
    checks: Checks = Checks()
    """What ``kiframework validate`` looks at."""
