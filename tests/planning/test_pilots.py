"""Pilots: what of the gates holds, every term of the utility, the order, and what may be said of a team."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.company import DAY, FIT, GATES, SETTLED, bakery, judged, pilot

from kiframework.model.exact import rounded
from kiframework.model.pilot import Pilot
from kiframework.model.standing import UtilityTerm
from kiframework.planning.pilots import first_pilot, judge_pilots, utility

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.standing import PilotResult, Skills

# --- Utility ----------------------------------------------------------------------------------------------------------

BY_HAND = [
    # marks for value (3), feasibility (2), data (2), speed (1), then skills 0 to 100 (2), and what comes of it
    pytest.param((4, 3, 2, 3), "85.1190", "79.5238", id="12 + 6 + 4 + 6.80952 + 3 = 31.80952 of 40"),
    pytest.param((4, 4, 4, 4), "100", "100", id="12 + 8 + 8 + 8 + 4 = 40 of 40"),
    pytest.param((0, 0, 0, 0), "0", "0", id="nothing at all"),
    pytest.param((2, 4, 3, 4), "62.5", "72.5", id="6 + 8 + 6 + 5 + 4 = 29 of 40"),
    pytest.param((3, 3, 3, 2), "72", "71.9", id="9 + 6 + 6 + 5.76 + 2 = 28.76 of 40"),
    pytest.param((1, 2, 0, 3), "50", "35", id="3 + 4 + 0 + 4 + 3 = 14 of 40"),
    pytest.param((3, 1, 2, 0), "100/3", "265/6", id="9 + 2 + 4 + 8/3 + 0 = 53/3 of 40"),
]


@pytest.mark.parametrize(("marks", "skills", "expected"), BY_HAND)
def test_utility_is_what_one_computes_by_hand(marks: tuple[int, ...], skills: str, expected: str) -> None:
    given_marks = dict(zip(("value", "feasibility", "data", "speed"), marks, strict=True))
    (found,) = judged(pilot(marks=given_marks, skills=skills))
    assert found.utility == Fraction(expected)


def test_the_worked_pilot_is_conditional_and_every_term_is_there() -> None:
    (found,) = judged(pilot(open_gates=("data-protection", "must-haves")))
    assert found.utility is not None
    assert rounded(found.utility, 1) == Fraction("79.5")
    assert (found.state, found.rank) == ("conditional", 1)
    assert found.open_gates == ("data-protection", "must-haves")
    assert [(one.term, one.weight, one.mark) for one in found.terms] == [
        ("value", 3, 4),
        ("feasibility", 2, 3),
        ("data", 2, 2),
        ("skills", 2, Fraction("3.40476")),
        ("speed", 1, 3),
    ]


@pytest.mark.parametrize("left_out", [{"marks": {"value": 4}}, {"skills": None}])
def test_without_all_marks_there_is_no_utility_and_no_rank(left_out: dict[str, Any]) -> None:
    (found,) = judged(pilot(**left_out))
    assert (found.utility, found.state, found.rank) == (None, "unscored", None)


def test_a_template_proposes_marks_and_gives_none() -> None:
    (found,) = judged(pilot(marks={}))
    assert {one.term for one in found.terms if one.mark is None} == {"value", "feasibility", "data", "speed"}
    assert found.pilot.role == "lead-generator"
    assert found.pilot.owner is None


@given(st.lists(st.tuples(st.integers(1, 9), st.fractions(0, 4)), min_size=1, max_size=6))
def test_utility_lies_between_nothing_and_all_and_never_falls_with_a_mark(terms: list[tuple[int, Fraction]]) -> None:
    found = utility([UtilityTerm(str(number), weight, mark) for number, (weight, mark) in enumerate(terms)])
    better = utility([UtilityTerm(str(number), weight, Fraction(4)) for number, (weight, _) in enumerate(terms)])
    assert found is not None
    assert 0 <= found <= 100
    assert better == 100


# --- Order ------------------------------------------------------------------------------------------------------------


def order(*pilots: Pilot) -> list[str]:
    return [f"{one.rank or '-'} {one.pilot.pilot}" for one in judged(*pilots)]


def test_what_is_settled_comes_before_what_is_conditional_even_with_less_utility() -> None:
    better, settled = pilot("better", open_gates=("security",)), pilot("settled", marks=dict.fromkeys(pilot().marks, 1))
    assert order(better, settled) == ["1 settled", "2 better"]


def test_ties_go_to_fewer_open_gates_then_to_lower_cost_then_to_the_id() -> None:
    pilots = (
        pilot("d", open_gates=("security",), cost="10"),
        pilot("c", open_gates=("security", "approval"), cost="1"),
        pilot("b", open_gates=("security",), cost=None),
        pilot("a2", open_gates=("security",), cost="20"),
        pilot("a1", open_gates=("security",), cost="20"),
    )
    assert order(*pilots) == order(*reversed(pilots)) == ["1 d", "2 a1", "3 a2", "4 b", "5 c"]


def test_more_utility_comes_first() -> None:
    low = {"value": 1, "feasibility": 3, "data": 2, "speed": 3}
    assert order(pilot("a", marks=low), pilot("b")) == ["1 b", "2 a"]


def test_what_is_excluded_or_not_scored_has_no_rank() -> None:
    not_met = {**SETTLED, "state": "not_met"}
    excluded = pilot("out", gates={**dict.fromkeys(GATES, SETTLED), "security": not_met})
    assert order(excluded, pilot("bare", marks={}), pilot("in")) == ["1 in", "- bare", "- out"]
    assert [one.state for one in judged(excluded)] == ["excluded"]


# --- Gates ------------------------------------------------------------------------------------------------------------


def gate(found: PilotResult, name: str) -> tuple[str, str | None]:
    return next((one.state, one.against) for one in found.gates if one.gate == name)


def act(risk: str, measure: str | None = None) -> dict[str, Any]:
    return {"acts_as": "deployer", "risk": risk, "reason": "Darum", "measure": measure}


@pytest.mark.parametrize(
    ("risk", "measure", "expected"),
    [
        ("prohibited", None, ("not_met", "prohibited")),
        ("high", None, ("not_met", "high")),
        ("transparency", None, ("open", "no-measure")),
        ("transparency", "Hinweis", ("met", None)),
        ("minimal", None, ("met", None)),
    ],
)
def test_the_class_under_the_ai_act_counts_for_more_than_the_record(
    risk: str, measure: str | None, expected: tuple[str, str | None]
) -> None:
    (found,) = judged(pilot(ai_act=act(risk, measure)))
    assert gate(found, "ai-act") == expected


def test_an_open_gate_of_a_high_risk_is_not_met_either() -> None:
    (found,) = judged(pilot(ai_act=act("high"), open_gates=("ai-act",)))
    assert (gate(found, "ai-act"), found.state) == (("not_met", "high"), "excluded")


def test_without_a_class_the_gate_is_open_whatever_was_recorded() -> None:
    (found,) = judged(pilot(template=None))
    assert gate(found, "ai-act") == ("open", "unclassified")
    (found,) = judged(pilot(template=None, open_gates=("ai-act",)))
    assert gate(found, "ai-act") == ("open", None)


def test_approval_takes_a_person() -> None:
    (found,) = judged(pilot(approver=None))
    assert gate(found, "approval") == ("open", "no-approver")


# --- Teams ------------------------------------------------------------------------------------------------------------

ALMOST = {**FIT, "baking": 1}
"""Score by hand: (1 + 2 + 3 / 2) / 6 = 75 %."""
FIVE = [f"P-00{number}" for number in range(1, 6)]
REST = {f"P-01{number}": FIT for number in range(5)}
"""People beside a team, so that nothing follows from the mean of everybody."""


def team(people: list[str], name: str = "bread", **values: Any) -> Pilot:
    whole = {"pilot": name, "template": "bread", "team": {"people": people}, "skills": "40", **values}
    return Pilot.model_validate(whole)


def skills(folder: Path, people: dict[str, dict[str, int]], *pilots: Pilot) -> dict[str, Skills]:
    framework, method, assessments = bakery(folder, people)
    return {one.pilot.pilot: one.skills for one in judge_pilots(framework, method, pilots, assessments, DAY)}


def test_the_mean_of_five_is_taken_in_the_role_of_the_pilot(tmp_path: Path) -> None:
    people = {**dict.fromkeys(FIVE[:4], FIT), FIVE[4]: ALMOST, **REST}
    found = skills(tmp_path, people, team(FIVE))["bread"]
    assert (found.score, found.origin, found.people) == (Fraction(95), "assessed", 5)


def test_the_mean_of_four_is_not_taken_and_the_figure_given_counts(tmp_path: Path) -> None:
    people = {**dict.fromkeys(FIVE[:4], FIT), **REST}
    found = skills(tmp_path, people, team(FIVE[:4]), team(FIVE[:4], "mute", skills=None))
    assert (found["bread"].score, found["bread"].origin) == (Fraction(40), "entered")
    assert (found["mute"].score, found["mute"].origin) == (None, "unknown")


def test_with_the_consent_of_all_two_are_enough(tmp_path: Path) -> None:
    agreed = team(FIVE[:2], team={"people": FIVE[:2], "consent": "2026-11-02"})
    found = skills(tmp_path, {FIVE[0]: FIT, FIVE[1]: ALMOST, **REST}, agreed)["bread"]
    assert (found.score, found.people) == (Fraction(175, 2), 2)


def test_somebody_who_was_not_assessed_keeps_the_mean_from_being_taken(tmp_path: Path) -> None:
    assert skills(tmp_path, {**dict.fromkeys(FIVE, FIT), **REST}, team([*FIVE, "P-099"]))["bread"].origin == "entered"


def test_few_people_beside_a_team_hide_its_mean(tmp_path: Path) -> None:
    """The mean of everybody stands in other reports: with it, that of the sixth would follow."""
    assert skills(tmp_path / "six", dict.fromkeys([*FIVE, "P-006"], FIT), team(FIVE))["bread"].origin == "entered"
    assert skills(tmp_path / "five", dict.fromkeys(FIVE, FIT), team(FIVE))["bread"].origin == "assessed"


def test_two_teams_that_differ_by_one_person_do_not_both_have_a_mean(tmp_path: Path) -> None:
    people = {**dict.fromkeys([*FIVE, "P-006"], FIT), **REST}
    found = skills(tmp_path, people, team(FIVE), team([*FIVE, "P-006"], "cake"))
    assert sorted(one.origin for one in found.values()) == ["assessed", "entered"]


def test_a_small_team_without_consent_hides_no_other(tmp_path: Path) -> None:
    found = skills(tmp_path, {**dict.fromkeys(FIVE, FIT), **REST}, team(FIVE), team(["P-010", "P-011"], "cake"))
    assert {name: one.origin for name, one in found.items()} == {"bread": "assessed", "cake": "entered"}


def test_what_a_team_with_consent_leaves_of_another_is_hidden(tmp_path: Path) -> None:
    agreed = team(FIVE[:4], "cake", team={"people": FIVE[:4], "consent": "2026-11-02"})
    found = skills(tmp_path, {**dict.fromkeys(FIVE, FIT), **REST}, team(FIVE), agreed)
    assert {name: one.origin for name, one in found.items()} == {"bread": "entered", "cake": "assessed"}


@pytest.mark.parametrize(
    ("levels", "recorded", "expected"),
    [
        (FIT, "open", ("met", "assessed")),
        (FIT, "met", ("met", None)),
        ({**FIT, "kneading": 2}, "met", ("open", "must-have-open")),
        ({**FIT, "kneading": 2}, "open", ("open", None)),
        ({**FIT, "kneading": 2}, "not_applicable", ("not_applicable", None)),
    ],
)
def test_must_haves_of_the_team_are_looked_up(
    tmp_path: Path, levels: dict[str, int], recorded: str, expected: tuple[str, str | None]
) -> None:
    people = {**dict.fromkeys(FIVE[:4], FIT), FIVE[4]: levels, **REST}
    framework, method, assessments = bakery(tmp_path, people)
    gates = {"must-haves": {**SETTLED, "state": recorded} if recorded != "open" else {"state": "open"}}
    (found,) = judge_pilots(framework, method, [team(FIVE, gates=gates)], assessments, DAY)
    assert gate(found, "must-haves") == expected


# --- Days -------------------------------------------------------------------------------------------------------------

CHOSEN = {"person": "R-01", "date": "2026-11-18"}
VERDICT = {
    "date": "2026-11-30", "person": "R-01", "decision": "stop", "value": "13", "incidents": 1, "proposals": 90,
    "overridden": 30, "cost": "11000", "feedback": "Mühsam", "behaviour": "Nichts", "reason": "Ziel verfehlt",
}  # fmt: skip


def tried(name: str, **verdict: Any) -> Pilot:
    verdicts = [VERDICT | verdict] if verdict else []
    return pilot(
        name, chosen=CHOSEN, begun="2026-11-20", verdicts=verdicts, values=[{"date": "2026-11-25", "value": "12"}]
    )


def test_what_was_recorded_later_is_not_known_earlier() -> None:
    (before,) = judged(tried("a", decision="stop"), day=dt.date(2026, 11, 8))
    assert (before.pilot.chosen, before.pilot.begun, before.pilot.values, before.pilot.verdicts) == (None, None, [], [])
    assert before.open_gates == GATES
    (after,) = judged(tried("a", decision="stop"), day=dt.date(2026, 11, 29))
    assert (after.pilot.active, len(after.pilot.values), after.open_gates) == (True, 1, ())


def test_the_first_pilot_is_the_scaled_one_else_the_active_one_else_the_last_that_ended() -> None:
    def first(*pilots: Pilot) -> str | None:
        found = first_pilot(judged(*pilots))
        return found.pilot.pilot if found else None

    stopped, scaled, active = tried("a", decision="stop"), tried("b", decision="scale"), tried("c")
    assert first(pilot("z")) is None
    assert first(stopped, pilot("z")) == "a"
    assert first(stopped, active) == "c"
    assert first(stopped, scaled, active) == "b"
    assert first(stopped, tried("d", decision="stop", date="2026-12-01")) == "d"
    assert first(tried("e", decision="change")) == "e"
