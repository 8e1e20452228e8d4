"""A framework of 900 roles: loading it and showing one role, against composing its files and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import COMPETENCIES, REQUIREMENTS, ROLES, role_id, write_framework
from measure import Section, compared, in_turn, plain
from setting import BENCH

if TYPE_CHECKING:
    from measure import Command
    from setting import Setting

OURS = "kiframework show, one role"
FLOORS = {
    "compose, each file dropped at once, collector off": ("off", "drop"),
    "compose, all kept, collector off": ("off", "keep"),
    "compose, all kept, collector on": ("on", "keep"),
}


def large_framework(setting: Setting) -> Section:
    """Measure ``show`` of one role."""
    folder = write_framework(setting.folder / "framework")
    ours: Command = [setting.kiframework, "show", role_id(ROLES // 2), "--framework", folder]
    floors: dict[str, Command] = {
        name: [setting.python, BENCH / "compose.py", folder, *how] for name, how in FLOORS.items()
    }
    runs = in_turn({**floors, OURS: ours}, setting.rounds)
    size = sum(file.stat().st_size for file in folder.rglob("*.yaml")) / 1e6
    section = Section(
        f"A framework of {ROLES} roles, {COMPETENCIES} competencies and {REQUIREMENTS:,} requirements ({size:.1f} MB)"
    )
    section.rows += [plain(name, runs) for name in FLOORS]
    section.rows += [compared(OURS, name, runs, most=2) for name in FLOORS]
    return section
