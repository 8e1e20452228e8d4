"""A plan for 2,000 people and 200 modules where trainers and hours are short: the best one beside the greedy one."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from measure import DAY, Section, compared, environment, in_turn, plain
from setting import BENCH
from training_data import MODULES, PEOPLE, write_training

if TYPE_CHECKING:
    from measure import Command
    from setting import Setting

GREEDY, BEST = "greedy, without the solver", "kiframework curriculum"
PROMISED = "promised: below 1 %, in less than 60 s"


def curriculum(setting: Setting) -> Section:
    """Limit the hours of trainers and of each person."""
    return _planned(setting, "4,000 trainer hours, 40 hours a person", "--trainer-hours", "4000", "--hours", "40")


def curriculum_days(setting: Setting) -> Section:
    """Limit the days: one trainer has half a year, and hardly any wish can be met."""
    limits = ("--from", DAY, "--until", "2027-06-30", "--hours", "40")
    return _planned(setting, "one trainer, half a year, 40 hours a person", *limits)


def _planned(setting: Setting, told: str, *limits: str) -> Section:
    """Measure both plans, and compare what they close."""
    framework, skills = write_training(setting.folder / f"training{len(limits)}")
    asked = ["curriculum", skills, "--framework", framework, "--date", DAY, *limits, "--format", "json"]
    commands: dict[str, Command] = {
        GREEDY: [setting.python, BENCH / "without_solver.py", *asked],
        BEST: [setting.kiframework, *asked],
    }
    runs = in_turn(commands, setting.rounds)
    greedy, best = (_choice(commands[name]) for name in (GREEDY, BEST))
    section = Section(f"A plan for {PEOPLE:,} people and {MODULES} modules, {told}")
    section.rows += [plain(GREEDY, runs), compared(BEST, GREEDY, runs)]
    section.notes.append(
        f"Proven gap to the bound: {best['gap_percent']:.2f} % ({PROMISED}). "
        f"The best plan closes {best['must_haves'] / greedy['must_haves'] - 1:+.1%} priority of must-haves and "
        f"{best['value'] / greedy['value'] - 1:+.1%} in total against the greedy one."
    )
    return section


def _choice(command: Command) -> dict[str, Any]:
    done = subprocess.run([str(part) for part in command], env=environment(), check=True, capture_output=True)
    choice: dict[str, Any] = json.loads(done.stdout)["choice"]
    return choice
