"""A bakery on its way: framework, method, people, one pilot and a roadmap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_curriculum import BUNDLE, put_person
from tests.cli.workplace import put_settings
from tests.rules.company_cases import FRAMEWORK, METHOD, PILOT, ROADMAP
from tests.rules.training_cases import TRAINING

if TYPE_CHECKING:
    from pathlib import Path

FIT = {"weighing": 2, "kneading": 3, "baking": 2}
UNTRIED = PILOT[: PILOT.index("chosen:")]
"""The pilot before it was chosen."""
BEGUN = PILOT[: PILOT.index("verdicts:")]
"""The pilot before its verdict."""


def put_firm(place: Path, pilot: str = UNTRIED, roadmap: str = ROADMAP, people: int = 11) -> None:
    """Write the workspace into a folder that is the current one."""
    for folder in ("training", "pilots"):
        (place / "fw" / folder).mkdir(parents=True)
    (place / "pilots").mkdir()
    (place / "fw" / "framework.yaml").write_text(FRAMEWORK, "utf-8")
    (place / "fw" / "training" / "catalogue.yaml").write_text(TRAINING + BUNDLE, "utf-8")
    (place / "fw" / "pilots" / "method.yaml").write_text(METHOD, "utf-8")
    (place / "pilots" / "bread.yaml").write_text(pilot, "utf-8")
    (place / "roadmap.yaml").write_text(roadmap, "utf-8")
    put_settings(place, 'framework = "fw"\nworks_council = {state = "none"}\ncompany = "Bäckerei Korn"\n')
    for number in range(1, people + 1):
        put_person(f"P-{number:03}", FIT if number % 2 else {**FIT, "kneading": 1})
