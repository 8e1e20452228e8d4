"""``kiframework show``, ``roles-for`` and ``schema``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.cli.workplace import FIT, GARDEN, MUSTERWERK, put, put_settings, skills

from kiframework.api.setting import open_setting

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kif

# --- show -------------------------------------------------------------------------------------------------------------


def test_the_overview_lists_pillars_and_roles(kif: Kif) -> None:
    found = kif("show")
    framework = open_setting((), None).framework
    assert (found.code, found.err) == (0, "")
    for id_ in (*framework.pillar_order, *framework.roles):
        assert f"  {id_} " in found.out
    assert framework.version in found.out


def test_a_role_is_shown_with_its_profile(kif: Kif) -> None:
    found = kif("show", "gardener", *GARDEN, "--lang", "en")
    assert found.code == 0
    for word in ("Gardener", "Keeps the garden.", "digging", "composting", "pruning", "must-have"):
        assert word in found.out
    assert [line.split()[-2:] for line in found.out.splitlines() if " pruning " in line] == [["3", "3"]]


def test_a_pillar_is_shown_with_its_competencies(kif: Kif) -> None:
    found = kif("show", "soil", *GARDEN)
    assert "What plants stand in." in found.out
    assert "digging" in found.out
    assert "pruning" not in found.out


def test_a_competency_is_shown_with_anchors_and_who_needs_it(kif: Kif) -> None:
    found = kif("show", "data-protection", "--lang", "en")
    assert found.code == 0
    assert "Security" in found.out
    assert "Workforce baseline" in found.out
    digging = kif("show", "digging", *GARDEN).out
    assert "Never dug." in digging
    assert "Teaches digging." in digging
    assert "Gardener" in digging


def test_the_built_in_framework_can_be_shown_in_both_languages(kif: Kif) -> None:
    framework = open_setting((), None).framework
    for id_ in [*list(framework.roles)[::3], *list(framework.pillar_order)[::2], *list(framework.competencies)[::22]]:
        outputs = {lang: kif("show", id_, "--lang", lang) for lang in ("de", "en")}
        assert {one.code for one in outputs.values()} == {0}
        assert outputs["de"].out != outputs["en"].out


def test_a_language_the_framework_lacks_falls_back_to_its_leading_one(kif: Kif) -> None:
    assert "Keeps the garden." in kif("show", "gardener", *GARDEN, "--lang", "de").out


@pytest.mark.parametrize(
    ("wanted", "help_"),
    [
        ("ki-traner", "did you mean 'ki-trainer'"),
        ("grundlage", "did you mean 'grundlagen'?"),
        ("data-protecton", "did you mean 'data-protection'"),
        ("zzzzzz", "kiframework show lists pillars and roles"),
    ],
)
def test_an_unknown_id_is_answered_with_close_matches(kif: Kif, wanted: str, help_: str) -> None:
    found = kif("show", wanted)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"error: The framework has no role, competency or pillar '{wanted}'.\nhelp: {help_}")


# --- roles-for --------------------------------------------------------------------------------------------------------


def test_a_person_sees_how_near_each_role_is(kif: Kif) -> None:
    found = kif("roles-for", "P-007", MUSTERWERK)
    framework = open_setting((), None).framework
    assert (found.code, found.err) == (0, "")
    assert "P-007" in found.out
    assert all(role.title["de"][:12] in found.out for role in framework.roles.values())
    assert found.out.count("%") > len(framework.roles)


def test_the_nearest_role_comes_first(kif: Kif, place: Path) -> None:
    put(
        place, skills__a=skills("P-001", levels={"digging": "1", "pruning": "1"}), skills__b=skills("P-002", levels=FIT)
    )
    helper = kif("roles-for", "P-001", "skills", *GARDEN).out
    gardener = kif("roles-for", "P-002", "skills", *GARDEN).out
    assert helper.index("Helper") < helper.index("Gardener")
    assert gardener.index("Gardener") < gardener.index("Helper")
    assert "P-002" not in helper


def test_a_skill_file_stands_for_its_person(kif: Kif, place: Path) -> None:
    put(place, skills__a=skills("P-001"))
    assert kif("roles-for", "skills/a.yaml", *GARDEN).out == kif("roles-for", "P-001", "skills", *GARDEN).out


def test_without_a_path_the_person_is_looked_for_in_the_workspace(
    kif: Kif, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(place, skills__a=skills("P-001"), drafts__b=skills("P-002"))
    put_settings(place, 'framework = "garden.yaml"\n')
    monkeypatch.chdir(place / "drafts")
    assert "Gardener" in kif("roles-for", "P-001").out
    assert kif("roles-for", "P-002").code == 2


def test_an_unknown_person_is_answered_with_close_matches(kif: Kif) -> None:
    found = kif("roles-for", "P-025", MUSTERWERK)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("error: There is no skill file of 'P-025'.\nhelp: did you mean 'P-0")


@pytest.mark.usefixtures("place")
def test_an_unknown_path_is_reported(kif: Kif) -> None:
    found = kif("roles-for", "P-001", "none", *GARDEN)
    assert found.code == 2
    assert "none: error KIF001" in found.err


def test_the_view_for_one_person_shows_nothing_of_others(kif: Kif, place: Path) -> None:
    put(place, skills__a=skills("P-001"), skills__b="person: P-002\nsalary: 1\n")
    found = kif("roles-for", "P-001", "skills", *GARDEN)
    assert (found.code, found.err) == (0, "")


def test_a_person_whose_file_is_broken_sees_why(kif: Kif, place: Path) -> None:
    put(place, skills__a="person: P-001\nrle: x\n")
    for arguments in (("P-001", "skills"), ("skills/a.yaml",)):
        found = kif("roles-for", *arguments, *GARDEN)
        assert (found.code, found.out) == (2, "")
        assert "a.yaml:2:1: error KIF010" in found.err


def test_the_date_counts_for_nearness_too(kif: Kif, place: Path) -> None:
    put(place, a=skills())
    assert kif("roles-for", "a.yaml", *GARDEN, "--date", "2026-11-19").out != kif("roles-for", "a.yaml", *GARDEN).out
    assert kif("roles-for", "a.yaml", *GARDEN, "--date", "soon").code == 2


# --- schema -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def schema(kif: Kif) -> Any:
    found = kif("schema", "assessment")
    assert (found.code, found.err) == (0, "")
    return json.loads(found.out)


def validate(document: Any, schema: Any) -> None:
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in checker.iter_errors(document)] == []


def test_the_schema_is_a_schema(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_output_for_the_sample_company_is_valid(kif: Kif, schema: Any) -> None:
    found = kif("assess", MUSTERWERK, "--format", "json")
    document = json.loads(found.out)
    assert found.code == 0
    assert len({one["person"] for one in document["assessments"]}) == 24
    assert document["left_out"] == []
    validate(document, schema)


def test_output_with_people_left_out_is_valid(kif: Kif, place: Path, schema: Any) -> None:
    put(place, skills__a=skills("P-001"), skills__b="x: 1\n", skills__c=skills("P-003", levels={"digging": "9"}))
    document = json.loads(kif("assess", "skills", "none", *GARDEN, "--format", "json").out)
    assert [one["path"] for one in document["left_out"]] == ["b.yaml", "c.yaml", "none"]
    validate(document, schema)


def test_the_schema_refuses_what_is_not_in_it(kif: Kif, place: Path, schema: Any) -> None:
    put(place, a=skills())
    document = json.loads(kif("assess", "a.yaml", *GARDEN, "--format", "json").out)
    document["assessments"][0]["rank"] = 1
    with pytest.raises(AssertionError, match="rank"):
        validate(document, schema)


def test_the_sample_company_shows_every_readiness_and_flag(kif: Kif) -> None:
    document = json.loads(kif("assess", MUSTERWERK, "--format", "json").out)
    readiness = {one["readiness"] for one in document["assessments"]}
    assert readiness == {"must-have-open", "not-assessable", "starting", "developing", "ready-with-support", "ready"}
    lines = [line for one in document["assessments"] for line in one["competencies"]]
    assert {flag for line in lines for flag in line["flags"]} == {"confirmed", "clarify", "self-only", "refresh-due"}
    assert {line["status"] for line in lines} == {"met", "near", "gap", "missing", "not-applicable"}
