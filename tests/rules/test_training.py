"""Rules about the catalogue of training: each finds what is marked, and passes what is honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import edited, places_of, unmarked
from tests.rules.content_cases import BAKERY
from tests.rules.training_cases import CASES, TRAINING

from kiframework.diagnostics import Severity
from kiframework.loading.framework import load_framework
from kiframework.loading.training import load_catalogue
from kiframework.model.base import Text
from kiframework.rules import parts
from kiframework.rules.base import TrainingContext
from kiframework.rules.training import TRAINING_RULES, check_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from tests.rules.cases import Case

    from kiframework.diagnostics import Diagnostic

RULES = {rule.CODE: rule for rule in TRAINING_RULES}
ERRORS = {"KIF240", "KIF241", "KIF244", "KIF248"}


def findings(folder: Path, catalogue: str, *, complete: bool = True) -> list[Diagnostic]:
    (folder / "training").mkdir(exist_ok=True)
    (folder / "framework.yaml").write_text(BAKERY, "utf-8")
    (folder / "training" / "catalogue.yaml").write_text(catalogue, "utf-8")
    framework, training = load_framework(folder, "fw"), load_catalogue(folder, "fw")
    assert framework.framework is not None
    assert training.diagnostics == ()
    assert training.catalogue is not None
    context = TrainingContext(framework.framework, framework.source)
    return list(check_catalogue(training.catalogue, training.source, context, complete=complete))


def test_the_sample_keeps_every_rule(tmp_path: Path) -> None:
    assert findings(tmp_path, TRAINING) == []


@pytest.mark.parametrize(
    ("code", "example"),
    [pytest.param(code, one, id=f"{code} {one.name}") for code, several in CASES.items() for one in several],
)
def test_a_rule_about_training_finds_what_is_marked(tmp_path: Path, code: str, example: Case) -> None:
    text, places = unmarked(edited(TRAINING, *example.edits))
    found = findings(tmp_path, text)
    own = [one for one in found if one.code == code]
    assert places_of(own) == sorted(places)
    assert {one.location.path for one in own} <= {"fw/training/catalogue.yaml"}
    assert all(example.says in f"{one.message} {one.help}" for one in own)


@pytest.mark.parametrize("code", CASES)
def test_what_makes_a_plan_impossible_is_an_error_and_the_rest_a_warning(tmp_path: Path, code: str) -> None:
    example = next(one for one in CASES[code] if "»" in "".join(new for _, new in one.edits))
    found = findings(tmp_path, unmarked(edited(TRAINING, *example.edits))[0])
    expected = Severity.ERROR if code in ERRORS else Severity.WARNING
    assert {one.severity for one in found if one.code == code} == {expected}


def test_a_step_that_nobody_teaches_is_found_where_a_role_requires_it(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        edited(TRAINING, ("from_level: 1, to_level: 3", "from_level: 1, to_level: 2"), ("hours: 9", "hours: 4")),
    )
    line = BAKERY.splitlines().index("      kneading: {level: 3, must_have: true}") + 1
    assert [(one.code, str(one.location)) for one in found] == [("KIF242", f"fw/framework.yaml:{line}:17")]
    assert "level 3 of 'kneading', which the role 'journeyman'" in found[0].message


def test_a_module_for_one_role_closes_nothing_for_others(tmp_path: Path) -> None:
    text = edited(TRAINING, ("    max_group: 3\n", ""), ("hours: 2\n", "hours: 2\n    roles: [journeyman]\n"))
    (found,) = findings(tmp_path, text)
    assert found.code == "KIF242"
    assert "level 1 of 'kneading', which the role 'apprentice'" in found.message


def test_where_parts_could_not_be_read_nothing_is_said_to_be_missing(tmp_path: Path) -> None:
    text = edited(TRAINING, ("competency: weighing", "competency: weighin"), ("smallest: 2", "smallest: 9"))
    assert {one.code for one in findings(tmp_path, text)} == {"KIF240", "KIF242", "KIF243", "KIF248"}
    assert {one.code for one in findings(tmp_path, text, complete=False)} == {"KIF248"}


def test_texts_are_looked_at_for_languages(tmp_path: Path) -> None:
    text = edited(
        TRAINING,
        ("{de: War es nützlich?, en: Was it useful?}", "{de: War es nützlich?}"),
        ("{de: Anfang, en: ", "{en: "),
    )
    assert [one.code for one in findings(tmp_path, text)] == ["KIF216"] * 2


def test_every_text_of_a_catalogue_is_found(tmp_path: Path) -> None:
    findings(tmp_path, TRAINING)
    catalogue = load_catalogue(tmp_path, "fw").catalogue
    assert catalogue is not None
    assert len(list(parts.parts(catalogue, Text))) == TRAINING.count("{de:") - TRAINING.count("verbs: {de:")
