"""Goals: what the figure would have to be on a day, and what that makes of a goal."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.company import DAY, FIT, bakery, company, pilot

from kiframework.model.roadmap import Roadmap
from kiframework.model.team import ShareStep
from kiframework.planning.goals import Line, expected, goal_state, judge_goals, months_later
from kiframework.planning.standing import stand

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.standing import GoalResult

START, DUE = dt.date(2026, 10, 1), dt.date(2027, 3, 31)
OWN = {"title": "Schneller", "metric": "Stunden", "baseline": 26, "target": 8, "due": "2027-03-31", "direction": "down"}


def judged(folder: Path, goal: dict[str, Any], day: dt.date = DAY, **computed: Fraction) -> GoalResult:
    framework, method, _ = bakery(folder, {})
    roadmap = Roadmap.model_validate({"start": START.isoformat(), "goals": {"own": goal}})
    figures = {key.replace("_", "-"): figure for key, figure in computed.items()}
    (found,) = judge_goals(framework, method, roadmap, figures, day)
    return found


# --- The straight way -------------------------------------------------------------------------------------------------


def test_a_figure_that_falls_is_held_against_the_way_from_above(tmp_path: Path) -> None:
    """By hand: 61 of 181 days are over, so 26 - 18 * 61 / 181 = 3608 / 181, about 19.93."""
    found = judged(tmp_path, {**OWN, "actuals": [{"date": "2026-11-27", "value": "19.5"}]})
    assert (found.expected, found.state) == (Fraction(3608, 181), "on-course")
    later = judged(tmp_path, {**OWN, "actuals": [{"date": "2026-11-27", "value": 20}]})
    assert later.state == "at-risk"


def test_a_share_that_rises(tmp_path: Path) -> None:
    """By hand: 61 of 120 days are over, so 40 % * 61 / 120 = 61 / 300, about 20.3 %."""
    goal = {"title": "Zeit", "metric": "Anteil", "target": "40 %", "due": "2027-01-29"}
    found = judged(tmp_path, {**goal, "actuals": [{"date": "2026-11-27", "value": "8 %"}]})
    assert (found.expected, found.state) == (Fraction(61, 300), "at-risk")
    assert judged(tmp_path, {**goal, "actuals": [{"date": "2026-11-27", "value": "61/300"}]}).state == "on-course"


@pytest.mark.parametrize(
    ("value", "day", "state"),
    [
        (8, DAY, "reached"),
        (7, DAY, "reached"),
        (8, DUE + dt.timedelta(days=90), "reached"),
        (9, DUE, "at-risk"),
        (9, DUE + dt.timedelta(days=1), "missed"),
        (26, START, "on-course"),
    ],
)
def test_states_follow_from_figure_and_day(tmp_path: Path, value: int, day: dt.date, state: str) -> None:
    assert judged(tmp_path, {**OWN, "actuals": [{"date": "2026-10-01", "value": value}]}, day).state == state


def test_the_latest_figure_known_on_the_day_counts(tmp_path: Path) -> None:
    actuals = [
        {"date": "2026-11-20", "value": 10},
        {"date": "2026-10-20", "value": 25},
        {"date": "2026-12-24", "value": 8},
    ]
    found = judged(tmp_path, {**OWN, "actuals": actuals})
    assert (found.actual, found.measured) == (Fraction(10), dt.date(2026, 11, 20))


def test_without_a_figure_a_goal_is_not_measured_and_missed_in_the_end(tmp_path: Path) -> None:
    assert judged(tmp_path, OWN).state == "not-measured"
    assert judged(tmp_path, OWN, DUE + dt.timedelta(days=1)).state == "missed"


def test_a_goal_of_one_day_is_due_at_once(tmp_path: Path) -> None:
    found = judged(tmp_path, {**OWN, "start": "2026-12-01", "due": "2026-12-01"})
    assert found.expected == 8


FIGURES = st.fractions(0, 100, max_denominator=20)


@given(FIGURES, FIGURES, st.integers(-30, 400), st.booleans())
def test_on_the_line_one_is_never_at_risk_and_the_line_stays_between_its_ends(
    baseline: Fraction, target: Fraction, passed: int, up: bool
) -> None:
    line = Line(baseline, target, START, DUE, "up" if up else "down")
    day = START + dt.timedelta(days=passed)
    needed = expected(line, day)
    assert min(baseline, target) <= needed <= max(baseline, target)
    assert goal_state(line, needed, needed, day) != "at-risk"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-10-31", 1, "2026-11-30"), ("2027-11-30", 3, "2028-02-29"), ("2026-10-01", 12, "2027-10-01")],
)
def test_months_end_where_they_end(day: str, months: int, later: str) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


# --- Targets of the framework -----------------------------------------------------------------------------------------


def test_a_target_gives_title_figure_statement_and_day(tmp_path: Path) -> None:
    found = judged(tmp_path, {"preset": "all-fit"}, all_fit=Fraction(1, 2))
    assert found.title == {"de": "Alle sind fit", "en": "Everybody is fit"}
    assert (found.statement, found.target, found.due) == ("S24", Fraction(4, 5), dt.date(2026, 11, 30))
    assert (found.actual, found.measured, found.computed, found.state) == (Fraction(1, 2), DAY, True, "missed")


def test_what_a_company_writes_counts_for_more(tmp_path: Path) -> None:
    goal = {"preset": "all-fit", "target": "50 %", "due": "2027-01-29", "actuals": [{"date": "2026-11-27", "value": 0}]}
    found = judged(tmp_path, goal, all_fit=Fraction(1, 2))
    assert (found.target, found.due, found.actual, found.computed) == (
        Fraction(1, 2),
        dt.date(2027, 1, 29),
        Fraction(0),
        False,
    )


@pytest.mark.parametrize(
    ("day", "progress", "state"),
    [
        ("2026-10-15", 0, "on-course"),  # before the window
        ("2026-11-30", 0, "on-course"),  # its first month
        ("2026-12-01", 0, "at-risk"),
        ("2026-12-01", "1/2", "on-course"),
        ("2027-01-31", "1/2", "on-course"),
        ("2027-02-01", "1/2", "missed"),
        ("2026-12-15", 1, "reached"),
    ],
)
def test_a_window_asks_for_a_beginning_and_then_for_a_verdict(
    tmp_path: Path, day: str, progress: int | str, state: str
) -> None:
    found = judged(tmp_path, {"preset": "window"}, dt.date.fromisoformat(day), window=Fraction(progress))
    assert (found.start, found.due) == (dt.date(2026, 11, 1), dt.date(2027, 1, 31))
    assert found.state == state


def test_the_whole_firm_is_counted_from_the_phase_that_brings_it(tmp_path: Path) -> None:
    found = judged(tmp_path, {"preset": "whole-firm"}, whole_firm=Fraction(0))
    assert (found.start, found.due, found.state) == (dt.date(2027, 2, 1), dt.date(2027, 9, 30), "on-course")
    uses = [{"title": "A", "live": "2026-11-02"}, {"title": "B"}]
    plan: dict[str, Any] = {"phases": {"scale": {"begin": "2027-04-01"}}, "target_date": "2027-12-31", "uses": uses}
    (goal,) = stand(company(tmp_path, goals={"all": {"preset": "whole-firm"}}, **plan), DAY).goals
    assert (goal.start, goal.due, goal.actual) == (dt.date(2027, 4, 1), dt.date(2027, 12, 31), Fraction(1, 2))


def test_money_spent_is_a_share_of_revenue(tmp_path: Path) -> None:
    items = [{"item": "A", "category": "tools", "phase": "pilot", "planned": 9000, "actual": 5000}]
    spent = company(
        tmp_path,
        revenue={"amount": 1000000, "year": 2025},
        goals={"money": {"preset": "money"}},
        budget={"items": items},
    )
    (goal,) = stand(spent, DAY).goals
    assert (goal.actual, goal.target, goal.due, goal.state) == (
        Fraction(1, 200),
        Fraction(1, 200),
        dt.date(2027, 9, 30),
        "reached",
    )
    (goal,) = stand(company(tmp_path, goals={"money": {"preset": "money"}}), DAY).goals
    assert goal.state == "not-measured"


@pytest.mark.parametrize(
    ("chosen", "figure"),
    [({}, 0), ({"begun": "2026-11-20"}, Fraction(1, 2)), (None, 0)],
    ids=["chosen", "begun", "none"],
)
def test_the_window_is_measured_by_the_pilot(tmp_path: Path, chosen: dict[str, str] | None, figure: Fraction) -> None:
    own = [] if chosen is None else [pilot(chosen={"person": "R-01", "date": "2026-11-18"}, **chosen)]
    (goal,) = stand(company(tmp_path, pilots=own, goals={"window": {"preset": "window"}}), DAY).goals
    assert (goal.actual, goal.computed) == (figure, True)


def test_a_target_without_a_figure_or_a_day_measures_nothing(tmp_path: Path) -> None:
    found = judged(tmp_path, {"preset": "at-night"})
    assert (found.target, found.due, found.expected, found.state) == (None, None, None, "not-measured")


# --- Shares of people -------------------------------------------------------------------------------------------------


def test_a_share_of_people_is_shown_as_a_step_and_not_of_few(tmp_path: Path) -> None:
    people = {f"P-00{number}": FIT if number < 4 else dict.fromkeys(FIT, 0) for number in range(1, 6)}
    (goal,) = stand(company(tmp_path / "five", people, goals={"fit": {"preset": "all-fit"}}), DAY).goals
    assert goal.actual == ShareStep(Fraction(3, 5), Fraction(4, 5))
    assert (goal.expected, goal.state) == (Fraction(4, 5), "missed")
    few = dict(list(people.items())[:4])
    (goal,) = stand(company(tmp_path / "four", few, goals={"fit": {"preset": "all-fit"}}), DAY).goals
    assert (goal.actual, goal.state) == (None, "missed")
