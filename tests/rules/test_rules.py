"""Rules that decide whether people can be scored: each finds what it is there for at its place, and passes the rest."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import GARDEN, SKILLS, edited, garden, places_of, unmarked
from tests.rules import cases

from kiframework import rules
from kiframework.diagnostics import Diagnostic, LatePlaces, Severity
from kiframework.loading.files import Input
from kiframework.loading.framework import load_framework
from kiframework.loading.skills import load_skills
from kiframework.rules.base import PersonFile, PersonFiles, SkillContext

if TYPE_CHECKING:
    from tests.rules.cases import Case

TODAY = dt.date(2026, 12, 1)


def cases_of(table: dict[str, tuple[Case, ...]]) -> list[object]:
    return [pytest.param(code, one, id=f"{code} {one.name}") for code, several in table.items() for one in several]


def written(folder: str, text: str) -> Input:
    path = Path(folder, "a.yaml")
    path.write_text(text, "utf-8")
    return Input(path, "a.yaml", "a.yaml")


def framework_findings(text: str) -> list[Diagnostic]:
    with TemporaryDirectory() as folder:
        loaded = load_framework(written(folder, text).path, "a.yaml")
        assert loaded.framework is not None, loaded.diagnostics
        return [*loaded.diagnostics, *rules.check_framework(loaded.framework, loaded.source)]


@cache
def context(roles: tuple[str, ...] = ()) -> SkillContext:
    return SkillContext(garden(), TODAY, roles)


def person_of(folder: str, text: str) -> tuple[list[Diagnostic], PersonFiles]:
    file = written(folder, text)
    loaded = load_skills(file)
    assert loaded.skills is not None, loaded.diagnostics
    found = [*loaded.diagnostics, *rules.check_skills(loaded.skills, loaded.source, context())]
    return found, PersonFiles("P-001", (PersonFile(loaded.skills, loaded.source),))


def skill_findings(text: str, roles: tuple[str, ...] = ()) -> list[Diagnostic]:
    with TemporaryDirectory() as folder:
        found, person = person_of(folder, text)
        return [*found, *rules.check_person(person, context(roles))]


def assert_finds(found: list[Diagnostic], code: str, places: list[tuple[int, int]], says: str) -> None:
    own = [one for one in found if one.code == code]
    assert places_of(own) == places
    assert all(one.location.path == "a.yaml" for one in own)
    assert all(says in f"{one.message} {one.help}" for one in own)
    if not places:
        assert found == []


@pytest.mark.parametrize(("code", "example"), cases_of(cases.FRAMEWORK))
def test_a_rule_for_frameworks_finds_what_is_marked(code: str, example: Case) -> None:
    text, places = unmarked(edited(GARDEN, *example.edits))
    assert_finds(framework_findings(text), code, places, example.says)


@pytest.mark.parametrize(("code", "example"), cases_of({**cases.SKILLS, **cases.PERSON}))
def test_a_rule_for_skill_files_finds_what_is_marked(code: str, example: Case) -> None:
    text, places = unmarked(edited(SKILLS, *example.edits))
    assert_finds(skill_findings(text), code, places, example.says)


def test_the_samples_keep_every_rule() -> None:
    assert framework_findings(GARDEN) == []
    assert skill_findings(SKILLS) == []


# --- What the table cannot say ----------------------------------------------------------------------------------------


def test_a_cycle_in_a_long_chain_is_found_without_recursion() -> None:
    rest = "pillar: soil, title: {en: C}, meaning: {en: C.}, weight: 1"
    chain = "".join(f"  c{n}: {{{rest}, prerequisites: [c{(n + 1) % 2_000}]}}\n" for n in range(2_000))
    (only,) = framework_findings(edited(GARDEN, ("competencies:\n", "competencies:\n" + chain)))
    assert only.code == "KIF204"


def test_another_version_of_the_framework_is_a_warning_only() -> None:
    (only,) = skill_findings(edited(SKILLS, ("garden@2.1.0", "garden@2.0.0")))
    assert only.severity is Severity.WARNING
    (other,) = skill_findings(edited(SKILLS, ("garden@2.1.0", "kitchen@2.1.0")))
    assert other.severity is Severity.ERROR


def test_an_id_that_may_be_a_name_is_not_repeated() -> None:
    (only,) = skill_findings(edited(SKILLS, ("person: P-001", "person: Erika Beispiel")))
    assert "Erika" not in f"{only.message} {only.help} {only.related}"


@pytest.mark.parametrize(("rater", "codes"), [("Erika Beispiel", {"KIF115", "KIF116"}), ("Erika", {"KIF115"})])
def test_a_rater_who_may_be_named_is_not_repeated_either(rater: str, codes: set[str]) -> None:
    found = skill_findings(edited(SKILLS, ("source: self\n", f"source: self\n    rater: {rater}\n")))
    assert {one.code for one in found} == codes
    assert not any("Erika" in f"{one.message} {one.help} {one.related}" for one in found)


def test_a_rater_who_is_named_is_an_error() -> None:
    (only,) = skill_findings(edited(SKILLS, ("rater: R-02", "rater: Erika Beispiel")))
    assert only.severity is Severity.ERROR


def test_a_pseudonym_of_people_is_one_of_raters_too_even_with_a_blank_in_it() -> None:
    scoring = garden().scoring.model_copy(update={"person_pattern": "MA [0-9]{4}"})
    spaced = SkillContext(garden().model_copy(update={"scoring": scoring}), TODAY)
    with TemporaryDirectory() as folder:
        loaded = load_skills(written(folder, edited(SKILLS, ("P-001", "MA 0001"), ("R-02", "MA 0002"))))
    assert loaded.skills is not None
    assert list(rules.check_skills(loaded.skills, loaded.source, spaced)) == []


def test_a_rating_given_twice_names_both_places() -> None:
    again = "  - {source: boss, rater: R-02, date: 2026-11-21, levels: {pruning: 2}}\n"
    (only,) = skill_findings(SKILLS + again)
    assert only.related[0][0] == "first rated here"
    assert (only.related[0][1].line, only.related[0][1].column) == (11, 14)


def test_ratings_are_compared_over_all_files_of_a_person() -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        _, first = person_of(one, SKILLS)
        _, second = person_of(other, SKILLS)
        both = PersonFiles("P-001", first.files + second.files)
        assert [problem.code for problem in rules.check_person(both, context())] == ["KIF106"] * 3


def test_must_haves_of_the_roles_on_the_command_line_count_too() -> None:
    text = edited(SKILLS, ("role: gardener\n", ""), ("{digging: 2, composting: 1}", "{composting: 1}"))
    text += "not_applicable: [{competency: digging, reason: x}]\n"
    assert skill_findings(text) == []
    assert [one.code for one in skill_findings(text, ("gardener",))] == ["KIF108"]


def test_a_misspelt_reference_can_be_mended() -> None:
    (only,) = framework_findings(edited(GARDEN, ("prerequisites: [digging]", "prerequisites: [diging]")))
    assert only.fix is not None
    assert only.fix.edits[0].text == "digging"
    assert only.help == "did you mean 'digging'?"


def test_where_references_agree_the_definition_may_be_misspelt_and_no_machine_decides() -> None:
    found = framework_findings(GARDEN.replace("  digging:\n", "  diging:\n"))
    assert {one.code for one in found} == {"KIF202"}
    assert len(found) > 1
    assert all(one.fix is None and one.help == "did you mean 'diging'?" for one in found)


def test_a_rating_is_mended_only_to_a_competency_that_a_role_asks_for() -> None:
    text = edited(SKILLS, ("digging: 2", "diging: 2"))
    (only,) = skill_findings(text)
    assert only.fix is not None
    unused = "  digginng: {pillar: soil, title: {en: x}, meaning: {en: x}, weight: 1}\n"
    framework = edited(GARDEN, ("competencies:\n", "competencies:\n" + unused))
    with TemporaryDirectory() as folder:
        loaded = load_framework(written(folder, framework).path, "a.yaml").framework
        assert loaded is not None
        skills = load_skills(written(folder, edited(SKILLS, ("digging: 2", "digginnng: 2"))))
        assert skills.skills is not None
        (other,) = rules.check_skills(skills.skills, skills.source, SkillContext(loaded, TODAY))
    assert (other.code, other.fix) == ("KIF101", None)


def test_no_rule_asks_for_a_place_where_nothing_is_wrong() -> None:
    """Finding a place means reading the file again; over ten thousand files that shows."""
    with TemporaryDirectory() as folder:
        loaded = load_skills(written(folder, SKILLS))
        framework = load_framework(written(folder, GARDEN).path, "a.yaml")
        assert loaded.skills is not None
        assert framework.framework is not None
        person = PersonFiles("P-001", (PersonFile(loaded.skills, loaded.source),))
        assert list(rules.check_skills(loaded.skills, loaded.source, context())) == []
        assert list(rules.check_person(person, context())) == []
        assert list(rules.check_framework(framework.framework, framework.source)) == []
    for source in (loaded.source, framework.source):
        assert isinstance(source, LatePlaces)
        assert "found" not in vars(source)
