"""Reads back the plan that ``curriculum --format json`` wrote: its groups and its sessions."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the annotations
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from kiframework.errors import KiframeworkError
from kiframework.model.curriculum import Group, Meeting
from kiframework.model.earlier import EarlierPlan

if TYPE_CHECKING:
    from pathlib import Path


class _Stamp(BaseModel):
    id: str


class _Group(BaseModel):
    id: str
    module: str
    people: list[str]


class _Meeting(BaseModel):
    group: str
    session: int
    date: dt.date
    start: dt.time
    minutes: int
    trainer: str
    room: str


class _Document(BaseModel):
    framework: _Stamp
    revision: int
    groups: list[_Group]
    meetings: list[_Meeting]


def load_earlier_plan(path: Path, framework: str) -> EarlierPlan:
    """Read a plan for people of this framework.

    Raises :class:`KiframeworkError` for anything that is no such plan.
    """
    help_ = "name the curriculum.json of the plan that is replaced, from --format json"
    try:
        document = _Document.model_validate_json(path.read_bytes())
    except OSError as error:
        raise KiframeworkError(f"{path} cannot be read: {error.strerror}.", help_) from None
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "its first line"
        raise KiframeworkError(f"{path} is no plan for training: {place} is not as it was written.", help_) from None
    if document.framework.id != framework:
        raise KiframeworkError(f"{path} is a plan for the framework '{document.framework.id}'.", help_)
    return EarlierPlan(
        tuple(Group(one.id, one.module, (), tuple(one.people)) for one in document.groups),
        tuple(
            Meeting(one.group, one.session, one.date, one.start, one.minutes, one.trainer, one.room)
            for one in document.meetings
        ),
        document.revision,
    )
