"""Phases: when they can be, what they wait for, what ends them; milestones and the next decisions."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.planning.company import DAY, FIT, built_in, company, pilot

from kiframework.model.roadmap import Roadmap
from kiframework.model.standing import CriterionResult
from kiframework.planning.phases import Calendar, plan_phases
from kiframework.planning.standing import stand

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.method import Criterion
    from kiframework.model.standing import Standing

CHOSEN = {"person": "R-01", "date": "2026-11-18"}
VERDICT = {
    "date": "2026-11-30", "person": "R-01", "decision": "scale", "value": "19", "incidents": 0, "proposals": 90,
    "overridden": 3, "cost": "11000", "feedback": "Hilft", "behaviour": "Täglich", "reason": "Ziel erreicht",
}  # fmt: skip


def days(found: Standing) -> list[str]:
    return [f"{one.id} {one.begin} {one.end} {one.moved or ''}".strip() for one in found.phases]


# --- Dates ------------------------------------------------------------------------------------------------------------

USUAL = [
    "check 2026-10-01 2026-10-30",
    "train 2026-10-01 2026-11-30",
    "pilot 2026-11-02 2027-01-29",
    "scale 2027-02-01 2027-09-30",
]


def test_phases_lie_in_their_usual_months_on_working_days(tmp_path: Path) -> None:
    assert days(stand(company(tmp_path), DAY)) == USUAL


def test_what_waits_for_another_phase_moves_with_its_length(tmp_path: Path) -> None:
    found = days(stand(company(tmp_path, phases={"pilot": {"end": "2027-03-10"}}), DAY))
    assert found[2:] == ["pilot 2026-11-02 2027-03-10", "scale 2027-03-11 2027-11-05 phases"]


def test_a_phase_beside_another_begins_and_ends_no_earlier(tmp_path: Path) -> None:
    later = {"train": {"begin": "2026-12-01", "end": "2027-02-26"}}
    found = days(stand(company(tmp_path, phases=later), DAY))
    assert found[1:3] == ["train 2026-12-01 2027-02-26", "pilot 2026-12-01 2027-03-02 phases"]


def test_training_lasts_until_its_last_session(tmp_path: Path) -> None:
    found = days(stand(company(tmp_path, taught_until=dt.date(2027, 3, 5)), DAY))
    assert found[1:] == [
        "train 2026-10-01 2027-03-05 curriculum",
        "pilot 2026-11-02 2027-03-05 phases",
        "scale 2027-03-08 2027-11-02 phases",
    ]
    assert days(stand(company(tmp_path, taught_until=dt.date(2026, 11, 20)), DAY)) == USUAL


def test_holidays_are_kept_free(tmp_path: Path) -> None:
    free = frozenset({dt.date(2026, 10, 1), dt.date(2026, 10, 30), dt.date(2026, 11, 2)})
    found = days(stand(company(tmp_path, holidays=free), DAY))
    assert found[0] == "check 2026-10-02 2026-10-29"
    assert found[2].startswith("pilot 2026-11-03")


def test_links_of_the_company_replace_those_of_the_method(tmp_path: Path) -> None:
    found = days(stand(company(tmp_path, phases={"pilot": {"after": ["train"], "beside": []}}), DAY))
    assert found[2] == "pilot 2026-12-01 2027-03-02 phases"


def test_the_target_date_ends_the_last_phase(tmp_path: Path) -> None:
    assert days(stand(company(tmp_path, target_date="2028-06-30"), DAY))[3] == "scale 2027-02-01 2028-06-30"
    assert days(stand(company(tmp_path, target_date="2026-12-31"), DAY))[3] == "scale 2027-02-01 2027-02-01"


DAYS = st.dates(dt.date(2026, 10, 1), dt.date(2028, 1, 1))
PLANS = st.dictionaries(
    st.sampled_from(["check", "train", "pilot", "scale"]),
    st.fixed_dictionaries({}, optional={"begin": DAYS, "end": DAYS}),
)


@given(PLANS, st.none() | DAYS, st.frozensets(DAYS, max_size=40), DAYS)
def test_dates_respect_dependencies_holidays_and_the_curriculum(
    plans: dict[str, dict[str, dt.date]], taught: dt.date | None, free: frozenset[dt.date], target: dt.date
) -> None:
    _, method = built_in()
    roadmap = Roadmap.model_validate({"start": "2026-10-01", "phases": plans})
    known: dict[Criterion, CriterionResult] = {
        name: CriterionResult(name, met=False) for phase in method.phases for name in (*phase.entry, *phase.exit)
    }
    calendar = Calendar(target, free, {"train": taught} if taught else {})
    found = {one.id: one for one in plan_phases(method.phases, roadmap, calendar, known, DAY)}
    for one in found.values():
        assert one.begin <= one.end
        assert one.begin.weekday() < 5
        assert one.begin not in free
    assert found["scale"].begin > found["pilot"].end
    assert found["train"].begin >= found["check"].begin
    assert found["pilot"].begin >= found["train"].begin
    if taught and taught.weekday() < 5 and taught not in free:
        assert found["train"].end >= taught


# --- States -----------------------------------------------------------------------------------------------------------

PEOPLE = {f"P-00{number}": FIT for number in range(1, 7)}
GOAL = {"title": "A", "metric": "B", "target": 1, "due": "2027-01-29"}


def states(found: Standing) -> dict[str, str]:
    return {one.id: one.state for one in found.phases}


def met(found: Standing, name: str) -> CriterionResult:
    every = [one for phase in found.phases for one in (*phase.entry, *phase.exit)]
    return next(one for one in every if one.criterion == name)


def test_with_nothing_in_place_the_first_phases_are_blocked(tmp_path: Path) -> None:
    found = stand(company(tmp_path), DAY)
    assert states(found) == {"check": "blocked", "train": "blocked", "pilot": "blocked", "scale": "ahead"}
    assert [one.kind for one in found.next_steps][:4] == [
        "council-informed",
        "curriculum-agreed",
        "sponsor",
        "coverage",
    ]


def everything(folder: Path, **values: Any) -> Standing:
    whole: dict[str, Any] = {
        "sponsor": "R-01", "council": "informed", "goals": {"a": GOAL},
        "curriculum_agreed": {"date": "2026-10-02", "person": "R-02"},
    }  # fmt: skip
    return stand(company(folder, PEOPLE, **{**whole, **values}), values.pop("day", DAY))


def test_a_phase_is_done_once_its_exits_are_met(tmp_path: Path) -> None:
    found = everything(tmp_path)
    assert states(found)["check"] == states(found)["train"] == "done"
    assert met(found, "coverage").met is met(found, "baseline-ready").met is True


def test_a_phase_runs_once_its_entries_are_met(tmp_path: Path) -> None:
    gates = {key: {"state": "met"} for key in ("ai-act", "approval", "must-haves")}
    chosen = pilot("bread", template="bread", chosen=CHOSEN, gates=gates)
    found = everything(tmp_path, pilots=[chosen])
    assert states(found)["pilot"] == "running"
    still_open = pilot("bread", template="bread", chosen=CHOSEN, gates={**gates, "approval": {"state": "open"}})
    blocked = everything(tmp_path, pilots=[still_open])
    assert states(blocked)["pilot"] == "blocked"
    assert next((one.kind, one.about) for one in blocked.next_steps) == ("gate", "approval")


def test_only_a_verdict_to_scale_opens_the_last_phase(tmp_path: Path) -> None:
    tried = pilot("bread", chosen=CHOSEN, begun="2026-11-20", verdicts=[VERDICT])
    found = everything(tmp_path, pilots=[tried])
    assert states(found)["pilot"] == "done"
    assert (met(found, "verdict").met, met(found, "verdict-scale").met) == (True, True)
    stopped = pilot("bread", chosen=CHOSEN, begun="2026-11-20", verdicts=[{**VERDICT, "decision": "stop"}])
    found = everything(tmp_path, pilots=[stopped])
    assert (met(found, "verdict").met, met(found, "verdict-scale").met) == (True, False)
    assert "another-pilot" in {one.kind for one in found.next_steps}


def test_no_works_council_needs_no_agreement(tmp_path: Path) -> None:
    found = everything(tmp_path, council="none", curriculum_agreed=None)
    assert (met(found, "council-informed").met, met(found, "curriculum-agreed").met) == (True, True)
    assert met(everything(tmp_path, curriculum_agreed=None), "curriculum-agreed").met is False
    later = {"date": "2026-12-02", "person": "R-02"}
    assert met(everything(tmp_path, curriculum_agreed=later), "curriculum-agreed").met is False


def test_of_few_people_nothing_is_said(tmp_path: Path) -> None:
    few = dict(list(PEOPLE.items())[:4])
    found = stand(company(tmp_path, few), DAY)
    assert (met(found, "coverage").met, met(found, "coverage").figure) == (None, None)
    assert (met(found, "baseline-ready").met, met(found, "baseline-ready").figure) == (None, None)


def test_coverage_counts_levels_that_are_rated(tmp_path: Path) -> None:
    """By hand: of three levels of each person in each role, two are rated; that is 67 % and too few."""
    half = {key: {"weighing": 2, "kneading": 3} for key in PEOPLE}
    found = met(stand(company(tmp_path, half), DAY), "coverage")
    assert (found.met, found.needed) == (False, Fraction(4, 5))


def test_all_planned_uses_have_to_be_live(tmp_path: Path) -> None:
    uses = [{"title": "A", "live": "2026-11-02"}, {"title": "B"}, {"title": "C", "live": "2026-12-24"}]
    found = met(everything(tmp_path, uses=uses), "uses-live")
    assert (found.met, found.figure) == (False, Fraction(1, 3))
    assert met(everything(tmp_path, uses=uses[:1]), "uses-live").met is True
    assert met(everything(tmp_path), "uses-live").met is False


def test_people_are_reassessed_after_the_verdict(tmp_path: Path) -> None:
    scaled = [pilot("bread", chosen=CHOSEN, begun="2026-11-19", verdicts=[{**VERDICT, "date": "2026-11-19"}])]
    assert met(everything(tmp_path, pilots=scaled), "reassessed").met is True
    scaled = [pilot("bread", chosen=CHOSEN, begun="2026-11-20", verdicts=[{**VERDICT, "date": "2026-11-20"}])]
    assert met(everything(tmp_path, pilots=scaled), "reassessed").met is False
    assert met(everything(tmp_path), "reassessed") == CriterionResult("reassessed", met=False, needed=Fraction(4, 5))


# --- Milestones and decisions -----------------------------------------------------------------------------------------


def test_milestones_keep_their_ids_when_days_move(tmp_path: Path) -> None:
    aim = {"baseline": 1, "taken": "2026-10-01", "target": 2, "due": "2027-01-20"}
    whole: dict[str, Any] = {"pilots": [pilot("bread", chosen=CHOSEN, aim=aim)], "goals": {"a": GOAL}}
    before = stand(company(tmp_path, **whole), DAY).milestones
    after = stand(company(tmp_path, **whole, phases={"pilot": {"end": "2027-03-10"}}), DAY).milestones
    assert {one.id for one in before} == {one.id for one in after}
    assert "verdict-bread" in {one.id for one in before}
    assert {one.id: str(one.date) for one in after}["phase-pilot-end"] == "2027-03-10"
    assert [one.date for one in after] == sorted(one.date for one in after)
    assert str(next(one.date for one in before if one.kind == "reassess")) == "2027-10-01"


def test_goals_that_go_wrong_and_money_that_is_missing_have_to_be_decided(tmp_path: Path) -> None:
    items = [{"item": "A", "category": "tools", "phase": "pilot", "planned": 101}]
    late = {**GOAL, "due": "2026-11-30", "actuals": [{"date": "2026-11-20", "value": 0}]}
    found = stand(company(tmp_path, goals={"a": late}, budget={"ceiling": 100, "items": items}), DAY)
    assert {("goal-missed", "a"), ("budget-over", "")} <= {(one.kind, one.about) for one in found.next_steps}


def test_gates_of_people_are_a_decision_of_their_own(tmp_path: Path) -> None:
    found = stand(company(tmp_path, pilots=[pilot("bread", template="bread", gates={}, chosen=CHOSEN)]), DAY)
    gates = [(one.kind, one.about) for one in found.next_steps if one.kind.startswith("gate")]
    assert gates == [("gate", "ai-act"), ("gate", "approval"), ("gate-people", "must-haves")]
