"""The catalogue of competencies and the role profiles, row by row."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.framework.content import framework, loaded, table

from kiframework.rules import check_framework

if TYPE_CHECKING:
    from kiframework.model.framework import Target

ROLES = {
    # role -> (required, must-haves, sum of weights)
    "ki-trainer": (31, 7, 77),
    "ki-consultant": (45, 10, 115),
    "social-media-ki-manager": (33, 7, 83),
    "lead-generator": (34, 7, 85),
    "customer-relations-manager": (36, 8, 90),
    "kommunikations-ueberwacher": (33, 9, 82),
    "belegschaft-basis": (9, 5, 24),
}
PERSONAS = {
    "social-media-ki-manager": "Marie",
    "lead-generator": "Maks",
    "customer-relations-manager": "Sophie",
    "kommunikations-ueberwacher": "Jason",
}


def test_the_framework_loads_without_a_word() -> None:
    assert loaded().diagnostics == ()


def test_the_framework_keeps_all_rules() -> None:
    assert list(check_framework(framework(), loaded().source)) == []


# --- Scale and pillars ------------------------------------------------------------------------------------------------


def test_the_scale_has_five_steps() -> None:
    assert [step.level for step in framework().scale] == [0, 1, 2, 3, 4]


def test_there_are_four_pillars_in_their_order() -> None:
    assert [one.id for one in framework().pillars] == ["grundlagen", "anwendung", "sicherheit", "datenkompetenz"]


def test_pillars_hold_45_competencies() -> None:
    per_pillar = Counter(one.pillar for one in framework().competencies.values())
    assert per_pillar == {"grundlagen": 11, "anwendung": 11, "sicherheit": 12, "datenkompetenz": 11}
    assert per_pillar.total() == 45


# --- Competencies -----------------------------------------------------------------------------------------------------


def test_every_competency_is_in_the_table_and_the_other_way_round() -> None:
    ids = [row["id"] for row in table("competencies.csv")]
    assert sorted(ids) == sorted(framework().competencies)


@pytest.mark.parametrize("row", table("competencies.csv"), ids=lambda row: row["id"])
def test_a_competency_is_as_in_the_table(row: dict[str, str]) -> None:
    found = framework().competencies[row["id"]]
    assert (found.pillar, found.weight) == (row["pillar"], int(row["weight"]))
    assert found.title == {"de": row["title_de"], "en": row["title_en"]}
    assert sorted(found.prerequisites) == sorted(row["prerequisites"].split())
    assert sorted(found.statements) == sorted(row["statements"].split())


def test_weights_lie_within_the_range_of_the_framework() -> None:
    assert (framework().weights.lowest, framework().weights.highest) == (1, 3)
    assert {one.weight for one in framework().competencies.values()} == {1, 2, 3}


def test_what_is_first_in_a_pillar_needs_nothing_that_needs_it() -> None:
    waiting = {name: set(one.prerequisites) for name, one in framework().competencies.items()}
    while ready := {name for name, before in waiting.items() if not before & waiting.keys()}:
        waiting = {name: before for name, before in waiting.items() if name not in ready}
    assert waiting == {}, "these need each other"


# --- Roles ------------------------------------------------------------------------------------------------------------


def test_there_are_six_roles_and_the_baseline() -> None:
    assert set(framework().roles) == set(ROLES)
    assert framework().baseline == "belegschaft-basis"


def test_every_requirement_is_in_the_table_and_the_other_way_round() -> None:
    asked = {
        (role, competency, str(one.level), "yes" if one.must_have else "no")
        for role, profile in framework().roles.items()
        for competency, one in profile.requirements.items()
    }
    rows = table("requirements.csv")
    assert asked == {(row["role"], row["competency"], row["level"], row["must_have"]) for row in rows}
    assert len(rows) == 221


@pytest.mark.parametrize("role", ROLES)
def test_a_role_asks_for_as_much_as_it_should(role: str) -> None:
    asked = {name: one for name, one in framework().roles[role].requirements.items() if one.level}
    weights = sum(framework().competencies[name].weight for name in asked)
    assert (len(asked), sum(one.must_have for one in asked.values()), weights) == ROLES[role]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_asks_for_what_comes_before(role: str) -> None:
    asked = {name for name, one in framework().roles[role].requirements.items() if one.level}
    missing = {name: set(framework().competencies[name].prerequisites) - asked for name in asked}
    assert {name: before for name, before in missing.items() if before} == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_asks_for_something_in_every_pillar(role: str) -> None:
    pillars = {framework().competencies[name].pillar for name in framework().roles[role].requirements}
    assert pillars == {one.id for one in framework().pillars}


def test_every_competency_is_asked_for_by_some_role() -> None:
    asked = {name for role in framework().roles.values() for name, one in role.requirements.items() if one.level}
    assert asked == set(framework().competencies)


def test_in_the_baseline_two_pillars_hold_one_competency_each() -> None:
    requirements = framework().roles["belegschaft-basis"].requirements
    per_pillar = Counter(framework().competencies[name].pillar for name in requirements)
    assert (per_pillar["anwendung"], per_pillar["datenkompetenz"]) == (1, 1)
    purpose = framework().roles["belegschaft-basis"].purpose
    assert "ein Viertel" in purpose["de"]
    assert "a quarter" in purpose["en"]


def test_level_4_is_asked_for_only_where_a_role_teaches_or_designs() -> None:
    highest = {name: max(one.level for one in role.requirements.values()) for name, role in framework().roles.items()}
    assert {name for name, level in highest.items() if level == 4} == {"ki-trainer", "ki-consultant"}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_can_be_pictured(role: str) -> None:
    found = framework().roles[role]
    assert (found.persona.name if found.persona else None) == PERSONAS.get(role)
    assert len(found.tasks) >= 5
    assert len(found.tools) >= 3


# --- Targets ----------------------------------------------------------------------------------------------------------


def test_the_six_targets_carry_their_kind_and_their_figures() -> None:
    found = {
        one.kind: (one.statements, str(one.value), one.months, one.from_month, one.until_month)
        for one in framework().targets
    }
    assert found == {
        "share-ready": (["S24"], "4/5", 2, None, None),
        "pilot-kpi": (["S47"], "2/5", None, None, None),
        "service-level": (["S59"], "None", None, None, None),
        "time-frame": (["S66"], "None", None, 2, 4),
        "target-date": (["S113"], "None", 12, None, None),
        "budget-share": (["S114"], "1/200", None, None, None),
    }


def test_targets_refer_to_roles_of_the_framework() -> None:
    roles = {one.kind: one.role for one in framework().targets if one.role}
    assert roles == {"share-ready": "belegschaft-basis", "service-level": "customer-relations-manager"}


@pytest.mark.parametrize("target", framework().targets, ids=lambda target: target.id)
def test_a_target_says_where_its_figure_comes_from(target: Target) -> None:
    assert "Ausgangstext" in target.meaning["de"]
    assert "source text" in target.meaning["en"]


# --- Policy -----------------------------------------------------------------------------------------------------------


def test_a_figure_about_a_group_takes_at_least_five_people() -> None:
    assert framework().scoring.groups.smallest == 5


def test_pseudonyms_leave_no_room_for_a_name() -> None:
    pattern = re.compile(framework().scoring.person_pattern)
    assert pattern.fullmatch("P-001")
    assert not any(pattern.fullmatch(name) for name in ("Marie", "m.muster", "P-Marie", "P-001 Marie", "P-1", ""))
