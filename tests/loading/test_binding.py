"""Problems of structure: each at the line and column it belongs to, with up to three close matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import GARDEN, SKILLS, edited, places_of, unmarked

from kiframework.diagnostics import Diagnostic, did_you_mean
from kiframework.loading.binding import bind
from kiframework.loading.framework import load_framework
from kiframework.loading.yaml import read_yaml
from kiframework.model.skills import SkillFile

if TYPE_CHECKING:
    from pathlib import Path


def problems(text: str) -> list[Diagnostic]:
    document = read_yaml(text, "f.yaml")
    assert document.diagnostics == []
    return list(bind(SkillFile, document.source).diagnostics)


def the_problem(marked: str) -> Diagnostic:
    """Return the only problem of a skill file, which stands at the mark."""
    text, places = unmarked(marked)
    found = problems(text)
    assert places_of(found) == places
    return found[0]


def round_with(entry: str) -> str:
    return f"person: P-001\nratings:\n  - source: self\n    date: 2026-11-20\n    {entry}\n"


def test_the_sample_has_no_problem() -> None:
    assert problems(SKILLS) == []


@pytest.mark.parametrize(
    ("text", "key", "matches"),
    [
        ("person: P-001\n»rol: x\n", "rol", "did you mean 'role' or 'roles'?"),
        ("person: P-001\n»persn: x\n", "persn", "did you mean 'person'?"),
        ("person: P-001\n»zzzzz: x\n", "zzzzz", None),
        (round_with("»levls: {digging: 1}"), "levls", "did you mean 'levels'?"),
        (round_with("levels: {digging: {level: 1, »coment: x}}"), "coment", "did you mean 'comment'?"),
        ("person: P-001\nroles:\n  - {role: x, »sinse: 2026-01-01}\n", "sinse", "did you mean 'since'?"),
        ("person: P-001\nnot_applicable: [{competency: x, reason: y, »reson: z}]\n", "reson", "did you mean 'reason'?"),
    ],
)
def test_an_unknown_key_stands_at_the_key_with_close_matches(text: str, key: str, matches: str | None) -> None:
    found = the_problem(text)
    assert (found.code, found.message, found.help) == ("KIF010", f"Unknown key '{key}'.", matches)


def test_a_very_long_key_is_shortened() -> None:
    assert the_problem(f"person: P-001\n»{'x' * 500}: y\n").message == f"Unknown key '{'x' * 59}…'."


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("»role: x\n", "person"),
        ("person: P-001\nratings:\n  - »source: self\n", "date"),
        ("person: P-001\nroles:\n  - »since: 2026-01-01\n", "role"),
        (round_with("levels: {»digging: {comment: x}}"), "level"),
    ],
)
def test_a_missing_key_stands_at_the_mapping_it_belongs_to(text: str, key: str) -> None:
    found = the_problem(text)
    assert (found.code, found.message) == ("KIF011", f"The key '{key}' is missing.")


OR_NO_VALUE = "Write a whole number or 'not_observable' or 'dont_know' here."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("person:»\n", "Write text here."),
        ("person: »''\n", "Write some text here."),
        ("person: »[a]\n", "Write text here."),
        ("person: P-001\nratings: »5\n", "Write a list here."),
        ("person: P-001\nratings: [»5]\n", "Write a mapping (key: value) here."),
        (round_with("levels: »[digging]"), "Write a mapping (key: value) here."),
        (round_with("levels: {digging: »-1}"), "Write a number of at least 0 here."),
        (round_with("levels: {digging: »9999999}"), "Write a number up to 1000000 here."),
        (round_with("levels: {digging: »1.5}"), "Write a whole number, here 1 or 2."),
        (round_with("levels: {digging: »'2,5'}"), "Write a whole number, here 2 or 3."),
        (round_with("levels: {digging: {level: »'2,0'}}"), "Write a whole number, here 2."),
        (round_with("levels:\n      digging: »0,5"), "Write a whole number, here 0 or 1."),
        (round_with("levels: {digging: »'2,x'}"), OR_NO_VALUE),
        (round_with("levels: {digging: »true}"), OR_NO_VALUE),
        (round_with("levels: {digging: {level: »many}}"), OR_NO_VALUE),
        (round_with("shares: {digging: »many}"), "Write a number such as 3, 0.85, 85 % or 1/2."),
        (round_with("shares: {digging: »1/0}"), "Write a number such as 3, 0.85, 85 % or 1/2."),
        (round_with("shares: {digging: »120 %}"), "Write a number up to 1 here."),
        (round_with("shares:\n      digging: »0,85"), "Write decimals with a point, here 0.85."),
        (round_with("shares: {digging: »'85,5 %'}"), "Write decimals with a point, here 85.5 %."),
        (round_with("shares: {digging: »'1.234,5'}"), "Write a number such as 3, 0.85, 85 % or 1/2."),
        (round_with("shares: {digging: »'1,2,3'}"), "Write a number such as 3, 0.85, 85 % or 1/2."),
        (round_with("valid_until: »20.11.2026"), "Write a date as YYYY-MM-DD, here 2026-11-20."),
        (round_with("valid_until: »1. 2. 2026"), "Write a date as YYYY-MM-DD, here 2026-02-01."),
        (round_with("valid_until: »31.02.2026"), "There is no day 31.02.2026."),
        (round_with("valid_until: »20.11.26"), "Write a date as YYYY-MM-DD."),
        (round_with("valid_until: »2026-02-30"), "There is no day 2026-02-30."),
        (round_with("valid_until: »20261120"), "Write a date as YYYY-MM-DD."),
        (round_with("levels: {»true: 1}"), "Write text here."),
    ],
)
def test_a_wrong_value_stands_at_the_value(text: str, message: str) -> None:
    found = the_problem(text)
    assert (found.code, found.message) == ("KIF012", message)


def test_a_wrong_form_is_told_in_words() -> None:
    found = the_problem("framework: »Garden 1\nperson: P-001\n")
    assert found.message == "'Garden 1' is not a framework and its version, such as ki-mittelstand@1.0.0."


def test_every_problem_of_a_file_is_found_in_one_run() -> None:
    text, places = unmarked(
        "»rle: x\nperson: »[P-001]\nratings:\n  - »source: self\n    levels: {a: »-1, b: »x}\n"
        "  - {source: boss, date: »soon, »note2: x}\n"
    )
    assert places_of(problems(text)) == places


@pytest.mark.parametrize("zero", ["0", "00", "\u0660", "\u0966"])
def test_a_division_by_zero_is_refused_in_every_script(zero: str) -> None:
    assert the_problem(round_with(f"shares: {{digging: »1/{zero}}}")).code == "KIF012"


@pytest.mark.parametrize("key", ["literal[x]", "RatedLevel", "constrained-int", "0"])
def test_a_key_named_like_the_machinery_of_the_checker_is_harmless(key: str) -> None:
    assert the_problem(round_with(f"shares: {{'{key}': »many}}")).code == "KIF012"


def test_keys_that_differ_by_a_blank_only_are_not_merged_silently() -> None:
    document = read_yaml(unmarked(round_with("levels: {'digging ': 3, digging: 0}"))[0], "f.yaml")
    model = bind(SkillFile, document.source).model
    assert model is not None
    assert model.ratings[0].levels == {"digging ": 3, "digging": 0}


# --- What is right is bound all the same ------------------------------------------------------------------------------


def test_what_is_right_is_kept_and_finds_its_place() -> None:
    text, places = unmarked(
        "person: P-001\nratings:\n  - {source: self, date: soon}\n  - {source: boss, date: »2026-11-20}\nrole: [x]\n"
    )
    document = read_yaml(text, "f.yaml")
    bound = bind(SkillFile, document.source)
    assert [one.code for one in bound.diagnostics] == ["KIF012", "KIF012"]
    assert bound.model is not None
    assert (bound.model.role, [one.source for one in bound.model.ratings]) == (None, ["boss"])
    where = bound.source.value(["ratings", 0, "date"])
    assert [(where.line, where.column)] == places
    assert ("role",) in bound.removed


def test_nothing_is_bound_where_what_must_be_there_is_missing() -> None:
    assert bind(SkillFile, read_yaml("role: x\n", "f.yaml").source).model is None


# --- Frameworks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "help_"),
    [
        ("    pillar_weights: {", "    »pillar_wieghts: {", "KIF010", "did you mean 'pillar_weights'?"),
        ("pruning: {level: 3}", "pruning: {level: 3, »must_hav: true}", "KIF010", "did you mean 'must_have'?"),
        ("pruning: {level: 3}", "pruning: {level: 3, must_have: »yes}", "KIF012", None),
        ("smallest: 5,", "smallest: »4,", "KIF012", None),
        ('version: "2.1.0"', 'version: »"2.1"', "KIF012", None),
        ("license: CC0-1.0\n", "", "KIF011", "add it here"),
        ("value: 50 %", "value: »-50 %", "KIF012", None),
        ("kind: share-ready", "kind: »share", "KIF012", None),
        ("  digging:\n    pillar", "  »Digging:\n    pillar", "KIF013", "write 'digging'"),
        ("anchors: {0: {en: Never dug.}", "anchors: {»x: {en: Never dug.}", "KIF012", None),
    ],
)
def test_problems_of_a_framework_have_their_places(
    tmp_path: Path, old: str, new: str, code: str, help_: str | None
) -> None:
    text, places = unmarked(edited(GARDEN, (old, new)))
    path = tmp_path / "garden.yaml"
    path.write_text(text, "utf-8")
    found = load_framework(path, "garden.yaml").diagnostics
    assert [(one.code, one.help) for one in found] == [(code, help_)]
    assert places_of(found) == (places or [(1, 1)])


# --- Close matches ----------------------------------------------------------------------------------------------------


def test_at_most_three_close_matches_are_offered() -> None:
    assert did_you_mean("aaaa", ["aaab", "aaac", "aaad", "aaae", "zzzz"]) == (
        "did you mean 'aaae' or 'aaad' or 'aaac'?"
    )


def test_nothing_is_offered_where_nothing_is_close() -> None:
    assert did_you_mean("xyz", ["abc"]) is None


@pytest.mark.parametrize(
    ("edit", "place", "says"),
    [
        (("{below: 0.75, level: 1}", "{below: 0,75, level: 1}"), "0,75", "write decimals with a point"),
        (("pruning: {level: 3}", "pruning: {level:3}"), "level:3", "a blank is missing: 'level: 3'"),
        (("pruning: {level: 3}", "pruning:{level: 3}"), "pruning:", "put a blank behind the colon"),
    ],
)
def test_forgotten_blanks_and_decimal_commas_in_braces_are_understood(
    tmp_path: Path, edit: tuple[str, str], place: str, says: str
) -> None:
    (tmp_path / "a.yaml").write_text(edited(GARDEN, edit), "utf-8")
    found = load_framework(tmp_path / "a.yaml", "a.yaml").diagnostics
    lines = edited(GARDEN, edit).splitlines()
    (only,) = [one for one in found if says in str(one.help)]
    assert place in lines[only.location.line - 1]
    assert only.fix is None


def test_a_quoted_level_is_no_decimal_comma(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(edited(GARDEN, ("{level: 3}", '{"1": 3, level: 3}')), "utf-8")
    found = load_framework(tmp_path / "a.yaml", "a.yaml").diagnostics
    assert [one.help for one in found if "point" in str(one.help)] == []
    assert found
