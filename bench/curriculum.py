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
LIMITS = ("--trainer-hours", "4000", "--hours", "40")


def curriculum(setting: Setting) -> Section:
    """Measure both, and compare what they close."""
    framework, skills = write_training(setting.folder / "training")
    asked = ["curriculum", skills, "--framework", framework, "--date", DAY, *LIMITS, "--format", "json"]
    commands: dict[str, Command] = {
        GREEDY: [setting.python, BENCH / "without_solver.py", *asked],
        BEST: [setting.kiframework, *asked],
    }
    runs = in_turn(commands, setting.rounds)
    greedy, best = (_choice(commands[name]) for name in (GREEDY, BEST))
    section = Section(f"A plan for {PEOPLE:,} people and {MODULES} modules, 4,000 trainer hours, 40 hours a person")
    section.rows += [plain(GREEDY, runs), compared(BEST, GREEDY, runs)]
    section.notes.append(
        f"Proven gap to the bound: {best['gap_percent']:.2f} % (promised: below 1 %, in less than 60 s). "
        f"The best plan closes {best['must_haves'] / greedy['must_haves'] - 1:+.1%} priority of must-haves and "
        f"{best['value'] / greedy['value'] - 1:+.1%} in total against the greedy one."
    )
    return section


def _choice(command: Command) -> dict[str, Any]:
    done = subprocess.run([str(part) for part in command], env=environment(), check=True, capture_output=True)
    choice: dict[str, Any] = json.loads(done.stdout)["choice"]
    return choice
