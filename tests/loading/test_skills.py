"""Skill files: what becomes of one file, whose it is, and personal data that is refused."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from tests.loading.samples import SKILLS, edited

from kiframework.loading.files import Input
from kiframework.loading.skills import PERSONAL_FIELDS, LoadedSkills, load_skills


@pytest.fixture
def file(tmp_path: Path) -> Input:
    return Input(tmp_path / "a.yaml", "skills/a.yaml", "a.yaml")


def loaded(file: Input, text: str) -> LoadedSkills:
    file.path.write_text(text, "utf-8")
    return load_skills(file)


def test_a_file_becomes_the_model_of_a_person(file: Input) -> None:
    found = loaded(file, SKILLS)
    assert found.diagnostics == ()
    assert found.skills is not None
    assert (found.person, found.skills.role) == ("P-001", "gardener")
    assert [dict(one.levels) for one in found.skills.ratings] == [{"digging": 2, "composting": 1}, {"pruning": 3}]


def test_standard_input_is_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"person: P-009\nrle: x\n")))
    found = load_skills(Input(Path("-"), "-", "-"))
    assert found.person == "P-009"
    assert [one.location.line for one in found.diagnostics] == [2]


@pytest.mark.parametrize("text", ["- a list", "text", "5"])
def test_a_file_without_a_mapping_at_its_top_is_refused(file: Input, text: str) -> None:
    found = loaded(file, text)
    assert found.skills is None
    assert [(one.code, str(one.location)) for one in found.diagnostics] == [("KIF012", "skills/a.yaml:1:1")]


@pytest.mark.parametrize(
    "text",
    [
        "person: P-001\nratings: [\n",
        "person: 'P-001'\nratings: {\n",
        'person:   "P-001" # a comment\n\tx\n',
        "role: x\nperson: P-001\n---\nperson: P-002\n",
        "person: P-001\nrole: [x]\n",
        "person: P-001\nnothing: known\n",
        "person: ' P-001'\nnothing: known\n",
    ],
)
def test_a_broken_file_still_says_whose_it_is(file: Input, text: str) -> None:
    found = loaded(file, text)
    assert found.diagnostics != ()
    assert found.person == "P-001"


def test_a_file_in_another_encoding_still_says_whose_it_is(file: Input) -> None:
    file.path.write_bytes("# Prüfung\nperson: P-001\n".encode("latin-1"))
    assert load_skills(file).person == "P-001"


def test_a_number_as_pseudonym_is_text(file: Input) -> None:
    assert loaded(file, "person: 1001\n").person == "1001"
    assert loaded(file, "person: 1001\nnothing: known\n").person == "1001"


# --- Personal data (rule 16) ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(PERSONAL_FIELDS))
def test_personal_data_is_refused_with_the_reason(file: Input, key: str) -> None:
    (only,) = loaded(file, f"person: P-001\n{key}: 41\n").diagnostics
    assert (only.code, str(only.location)) == ("KIF110", "skills/a.yaml:2:1")
    assert only.message == f"'{key}' is personal data that no rating may depend on."
    assert "41" not in only.message


@pytest.mark.parametrize("key", ["age", "sex", "gender", "alter", "geschlecht", "nationality", "email", "name"])
def test_the_list_of_personal_data_holds_the_usual_suspects(key: str) -> None:
    assert key in PERSONAL_FIELDS


@pytest.mark.parametrize("key", ["Age", "GESCHLECHT", "sick days", "Date of birth"])
def test_personal_data_is_recognised_however_it_is_written(file: Input, key: str) -> None:
    assert [one.code for one in loaded(file, f"person: P-001\n{key}: x\n").diagnostics] == ["KIF110"]


def test_personal_data_deeper_down_is_an_unknown_key(file: Input) -> None:
    text = edited(SKILLS, ("    rater: R-02\n", "    rater: R-02\n    age: 41\n"))
    assert [(one.code, one.location.line) for one in loaded(file, text).diagnostics] == [("KIF010", 10)]


def test_an_unknown_key_that_may_be_a_name_is_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("Erika Beispiel: 3\nperson: P-001\n", "utf-8")
    (only,) = load_skills(Input(tmp_path / "a.yaml", "a.yaml", "a.yaml")).diagnostics
    assert (only.code, only.message, only.location.line) == ("KIF010", "Unknown key.", 1)
    assert "Erika" not in f"{only}"
