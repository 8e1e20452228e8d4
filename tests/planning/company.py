"""A bakery with a method, people, pilots and a roadmap, for everything that is computed of them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.cli.workplace import ROOT
from tests.rules.company_cases import FRAMEWORK, METHOD

from kiframework.api.assess import AssessRequest, assess
from kiframework.loading.framework import load_framework
from kiframework.loading.method import load_method
from kiframework.model.pilot import Pilot
from kiframework.model.roadmap import Roadmap
from kiframework.planning.pilots import judge_pilots
from kiframework.planning.standing import Company

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework
    from kiframework.model.method import Method
    from kiframework.model.standing import PilotResult

DAY = dt.date(2026, 12, 1)
FIT = {"weighing": 2, "kneading": 3, "baking": 2}
MARKS = {"value": 4, "feasibility": 3, "data": 2, "speed": 3}
SETTLED = {"state": "met", "person": "R-05", "date": "2026-11-09", "reason": "Geklärt"}
GATES = ("ai-act", "data-protection", "works-council", "security", "approval", "must-haves")


@cache
def built_in() -> tuple[Framework, Method]:
    """Return what is shipped."""
    framework, method = load_framework(ROOT / "framework", "fw"), load_method(ROOT / "framework", "fw")
    assert framework.framework is not None
    assert method.method is not None
    return framework.framework, method.method


def pilot(name: str = "maks", **values: Any) -> Pilot:
    """Return a pilot that lacks nothing but what is said otherwise; ``open_gates`` are open."""
    still_open = values.pop("open_gates", ())
    whole = {
        "pilot": name,
        "template": "lead-qualification",
        "approver": "R-01",
        "cost": "12000",
        "marks": MARKS,
        "skills": "85.1190",
        "gates": {gate: SETTLED for gate in GATES if gate not in still_open},
        **values,
    }
    return Pilot.model_validate(whole)


def judged(*pilots: Pilot, day: dt.date = DAY) -> tuple[PilotResult, ...]:
    """Judge pilots by the built-in method; nobody was assessed."""
    framework, method = built_in()
    return judge_pilots(framework, method, pilots, (), day)


def bakery(folder: Path, people: dict[str, dict[str, int]]) -> tuple[Framework, Method, tuple[Assessment, ...]]:
    """Return framework and method of the bakery, and its people assessed as journeymen and as apprentices."""
    (folder / "pilots").mkdir(parents=True, exist_ok=True)
    (folder / "framework.yaml").write_text(FRAMEWORK, "utf-8")
    (folder / "pilots" / "method.yaml").write_text(METHOD, "utf-8")
    (folder / "skills").mkdir(exist_ok=True)
    for person, levels in people.items():
        rated = ", ".join(f"{name}: {level}" for name, level in levels.items())
        text = f"person: {person}\nratings:\n- {{source: master, date: 2026-11-20, levels: {{{rated}}}}}\n"
        (folder / "skills" / f"{person}.yaml").write_text(text, "utf-8")
    method = load_method(folder, "fw").method
    assert method is not None
    framework = load_framework(folder, "fw").framework
    assert framework is not None
    if not people:
        return framework, method, ()
    roles = ("journeyman", "apprentice")
    run = assess(AssessRequest((str(folder / "skills"),), DAY, DAY, str(folder), roles))
    assert run.diagnostics == ()
    return run.setting.framework, method, run.document.assessments


def company(folder: Path, people: dict[str, dict[str, int]] | None = None, **values: Any) -> Company:
    """Return what is known of a bakery; ``pilots`` and what a roadmap holds may be given."""
    framework, method, assessments = bakery(folder, people or {})
    own = {key: values.pop(key) for key in ("council", "holidays", "taught_until", "learning_hours") if key in values}
    pilots = values.pop("pilots", ())
    roadmap = Roadmap.model_validate({"start": "2026-10-01", **values})
    return Company(framework, method, roadmap, pilots, assessments, own.pop("council", None), **own)
