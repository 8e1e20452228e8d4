"""Three layers over a framework of 900 roles: showing one role, against showing it in the framework alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from data import COMPETENCIES, ROLES, role_id, write_framework
from measure import Section, compared, in_turn, plain

if TYPE_CHECKING:
    from pathlib import Path

    from measure import Command
    from setting import Setting

ALONE, LAYERED, RESOLVED = (
    "kiframework show, no layer",
    "kiframework show, three layers",
    "kiframework resolve, three layers",
)
LAYERS = (("sector", "../overlaid@^2"), ("company", "../sector@^1"), ("site", "../company@^1"))
EVERY = 3
"""Of so many roles and competencies each layer changes one."""
FIRST = "skill-00"


def overlay(setting: Setting) -> Section:
    """Measure the cost of layers."""
    base = write_framework(setting.folder / "overlaid")
    site = [_write_layer(setting.folder / name, below) for name, below in LAYERS][-1]
    role = role_id(ROLES // 2)
    commands: dict[str, Command] = {
        ALONE: [setting.kiframework, "show", role, "--framework", base],
        LAYERED: [setting.kiframework, "show", role, "--framework", site],
        RESOLVED: [setting.kiframework, "resolve", site, "-o", setting.folder / "flat", "--force"],
    }
    runs = in_turn(commands, setting.rounds)
    section = Section(f"Three layers over a framework of {ROLES} roles, each changing a third of it")
    section.rows += [plain(ALONE, runs), compared(LAYERED, ALONE, runs), compared(RESOLVED, ALONE, runs)]
    section.notes.append("Promised: below 2 s and 500 MB for resolving the layers.")
    return section


def _write_layer(folder: Path, below: str) -> Path:
    """Write a layer that changes every third role (title, a requirement) and competency (weight, an anchor)."""
    folder.mkdir()
    roles = {
        role_id(number): {
            "title": {"en": f"Role of {folder.name}"},
            "requirements": {FIRST: {"level": 7, "must_have": True}},
        }
        for number in range(0, ROLES, EVERY)
    }
    skills = {
        f"skill-{number:02}": {"weight": 2, "anchors": {3: {"en": f"Does it the way of {folder.name}."}}}
        for number in range(0, COMPETENCIES, EVERY)
    }
    document = {"extends": below, "id": folder.name, "version": "1.0.0", "roles": roles, "competencies": skills}
    (folder / "framework.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    return folder
