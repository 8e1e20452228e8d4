"""Cases A to D of the specification, told the way a consultant would follow them on paper.

The profile is a Lead-Generator reduced to eight competencies; ages are days before 1 December 2026.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.scoring.cases import assessed, line, make_framework, of_interval, person, rated

if TYPE_CHECKING:
    from kiframework.model.assessment import Assessment
    from kiframework.model.skills import Round

LEADS = make_framework(
    {
        "ai-fundamentals": "grundlagen 2",
        "eu-ai-act": "grundlagen 3 < ai-fundamentals",
        "lead-qualification": "anwendung 3 < lead-database",
        "human-approval": "anwendung 3",
        "data-protection": "sicherheit 3",
        "data-anonymisation": "sicherheit 3 < data-protection",
        "lead-database": "datenkompetenz 3 < data-quality",
        "data-quality": "datenkompetenz 2",
    },
    {
        "lead-generator": {
            "ai-fundamentals": "2",
            "eu-ai-act": "2!",
            "lead-qualification": "3",
            "human-approval": "3!",
            "data-protection": "3!",
            "data-anonymisation": "3!",
            "lead-database": "3",
            "data-quality": "3",
        }
    },
)
OWN = {"ai-fundamentals": 3, "eu-ai-act": 2, "human-approval": 3, "data-anonymisation": 3, "lead-database": 2}
MANAGER = {"ai-fundamentals": 2, "human-approval": 3, "lead-database": 2}

FIRST_PEER = rated("peer", {"lead-qualification": 2}, 8, "R-1")
SECOND_PEER = rated("peer", {"lead-qualification": 1}, 8, "R-2")
OTHER_TESTS = (rated("test", {"eu-ai-act": 3}, 9), rated("work_sample", {"data-anonymisation": 3}, 20))
OLD_TEST = rated("test", {"data-protection": 3}, 400)
NEW_TEST = rated("test", {"data-protection": 3}, 1)
# The manager's view of data protection before and after the second look, and the rest of it.
DOUBTS = rated("manager", {"data-protection": 2}, 6)
AGREES = rated("manager", {"data-protection": 3}, 1)
AS_BEFORE = (*OTHER_TESTS, rated("manager", MANAGER, 6), rated("self", OWN, 11))
LEAD_VIEWS = (
    rated("self", {"lead-qualification": 3}, 11),
    FIRST_PEER,
    SECOND_PEER,
    rated("manager", {"lead-qualification": 2}, 6),
)

CASE_A = (*AS_BEFORE, *LEAD_VIEWS, OLD_TEST, DOUBTS)
CASE_B0 = (*CASE_A, NEW_TEST)
CASE_B = (*CASE_B0, AGREES)
CASE_C = (*CASE_B, rated("self", {"data-quality": 2}, 1), rated("peer", {"data-quality": 1}, 1, "R-1"))
CASE_D = (
    *AS_BEFORE,
    NEW_TEST,
    DOUBTS,
    AGREES,
    rated("self", {"data-quality": 3, "lead-qualification": 3}, 1),
    rated("peer", {"data-quality": 2, "lead-qualification": 3}, 1, "R-1"),
    rated("manager", {"lead-qualification": 2}, 6),
)


def result(rounds: tuple[Round, ...]) -> Assessment:
    return assessed(LEADS, person(*rounds), "lead-generator")


def pillar(assessment: Assessment, name: str) -> list[str | None]:
    return of_interval(next(one for one in assessment.pillars if one.pillar == name))


def test_case_a_levels_are_weighted_means_of_their_sources() -> None:
    levels = {one.competency: one.level for one in result(CASE_A).competencies}
    assert levels == {
        "ai-fundamentals": Fraction(1 * 3 + 2 * 2, 1 + 2),
        "eu-ai-act": Fraction(1 * 2 + 3 * 3, 1 + 3),
        "lead-qualification": (1 * 3 + 2 * Fraction(3, 2) + 2 * 2) / (1 + 2 + 2),
        "human-approval": Fraction(3),
        "data-protection": (Fraction(3, 2) * 3 + 2 * 2) / (Fraction(3, 2) + 2),
        "data-anonymisation": Fraction(3),
        "lead-database": Fraction(2),
        "data-quality": None,
    }


def test_case_a_pillars_and_score_have_an_interval_around_what_is_missing() -> None:
    found = result(CASE_A)
    assert pillar(found, "grundlagen") == ["1", "1", "1"]
    assert pillar(found, "anwendung") == ["5/6", "5/6", "5/6"]
    assert pillar(found, "sicherheit") == ["19/21", "19/21", "19/21"]
    assert pillar(found, "datenkompetenz") == ["2/5", "2/3", "4/5"]
    assert (found.score.low, found.score.point, found.score.high) == (
        Fraction(659, 840),
        Fraction(143, 168),
        Fraction(743, 840),
    )


def test_case_a_a_high_score_does_not_make_up_for_the_open_must_have() -> None:
    found = result(CASE_A)
    assert found.score.point is not None
    assert found.score.point >= Fraction(85, 100)
    assert found.readiness == "must-have-open"
    assert found.outlook.must_haves[0].competency == "data-protection"
    assert found.outlook.must_haves[0].lacks == Fraction(4, 7)


def test_case_a_coverage_passes_exactly_on_the_limit_of_a_pillar() -> None:
    found = result(CASE_A)
    assert found.coverage.overall == Fraction(20, 22)
    assert found.pillars[3].coverage == Fraction(3, 5)


def test_case_a_the_tie_goes_to_what_the_other_depends_on() -> None:
    found = result(CASE_A)
    assert found.priorities == ("data-protection", "lead-database", "lead-qualification")
    assert [line(found, name).priority for name in found.priorities] == [Fraction(24, 7), 3, 3]
    assert found.assess_first == ("data-quality",)


def test_case_b0_a_fresh_test_alone_does_not_close_the_must_have() -> None:
    found = result(CASE_B0)
    assert line(found, "data-protection").level == Fraction(13, 5)
    assert found.readiness == "must-have-open"


def test_case_b_the_result_stays_provisional_while_one_rating_is_missing() -> None:
    found = result(CASE_B)
    assert (found.score.low, found.score.point, found.score.high) == (
        Fraction(97, 120),
        Fraction(7, 8),
        Fraction(109, 120),
    )
    assert found.readiness == "ready-with-support"
    assert found.provisional == ("developing", "ready")


def test_case_c_a_weak_pillar_holds_the_result_back_at_full_coverage() -> None:
    found = result(CASE_C)
    assert line(found, "data-quality").fulfilment == Fraction(4, 9)
    assert pillar(found, "datenkompetenz") == ["26/45", "26/45", "26/45"]
    assert found.score.point == Fraction(307, 360)
    assert found.coverage.overall == 1
    assert (found.readiness, found.provisional) == ("ready-with-support", None)


def test_case_d_everything_that_counts_is_there() -> None:
    found = result(CASE_D)
    assert line(found, "data-quality").level == Fraction(7, 3)
    assert line(found, "lead-qualification").level == Fraction(13, 5)
    assert [one.point for one in found.pillars] == [1, Fraction(14, 15), 1, Fraction(32, 45)]
    assert found.score.point == Fraction(41, 45)
    assert (found.readiness, found.provisional) == ("ready", None)
