"""Rules about questions: each finds what is marked, and passes what is honest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import edited, places_of, unmarked
from tests.rules.content_cases import BAKERY
from tests.rules.question_cases import QUESTIONS, QUIZ

from kiframework.diagnostics import Severity
from kiframework.loading.framework import load_framework
from kiframework.loading.questions import load_questions
from kiframework.model.base import Text
from kiframework.rules import parts
from kiframework.rules.base import QuestionContext
from kiframework.rules.questions import QUESTION_RULES, check_questions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.rules.cases import Case

    from kiframework.diagnostics import Diagnostic

TODAY = dt.date(2026, 11, 23)
RULES = {rule.CODE: rule for rule in QUESTION_RULES}
ERRORS = {"KIF230", "KIF231", "KIF232"}


def findings(folder: Path, quiz: str, *, complete: bool = True) -> list[Diagnostic]:
    (folder / "questions").mkdir(exist_ok=True)
    (folder / "framework.yaml").write_text(BAKERY, "utf-8")
    (folder / "questions" / "all.yaml").write_text(quiz, "utf-8")
    framework, asked = load_framework(folder, "fw"), load_questions(folder, "fw")
    assert framework.framework is not None
    assert asked.questions is not None
    assert asked.diagnostics == ()
    context = QuestionContext(framework.framework, framework.source, TODAY)
    return list(check_questions(asked.questions, asked.source, context, complete=complete))


def test_the_sample_keeps_every_rule(tmp_path: Path) -> None:
    assert findings(tmp_path, QUIZ) == []


@pytest.mark.parametrize(
    ("code", "example"),
    [pytest.param(code, one, id=f"{code} {one.name}") for code, several in QUESTIONS.items() for one in several],
)
def test_a_rule_about_questions_finds_what_is_marked(tmp_path: Path, code: str, example: Case) -> None:
    text, places = unmarked(edited(QUIZ, *example.edits))
    found = findings(tmp_path, text)
    own = [one for one in found if one.code == code]
    assert places_of(own) == sorted(places)
    assert {one.location.path for one in own} <= {"fw/questions/all.yaml"}
    assert all(example.says in f"{one.message} {one.help}" for one in own)
    if not places:
        assert found == []


@pytest.mark.parametrize("code", RULES)
def test_what_makes_answers_worthless_is_an_error_and_the_rest_a_warning(tmp_path: Path, code: str) -> None:
    example = next(one for one in QUESTIONS[code] if "»" in "".join(new for _, new in one.edits))
    found = findings(tmp_path, unmarked(edited(QUIZ, *example.edits))[0])
    expected = Severity.ERROR if code in ERRORS else Severity.WARNING
    assert {one.severity for one in found if one.code == code} == {expected}


def test_a_misspelt_competency_can_be_mended(tmp_path: Path) -> None:
    (found,) = (one for one in findings(tmp_path, edited(QUIZ, ("weighing:", "weighin:"))) if one.code == "KIF230")
    assert found.fix is not None
    assert found.fix.edits[0].text == "weighing"


def test_a_competency_without_questions_is_found_where_it_is_defined(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, QUIZ[QUIZ.index("kneading:") :])
    line = BAKERY.splitlines().index("  weighing:") + 1
    assert (found.code, str(found.location)) == ("KIF236", f"fw/framework.yaml:{line}:3")


def test_without_any_question_none_is_missing(tmp_path: Path) -> None:
    assert findings(tmp_path, "{}") == []


CHOICE = (
    "    - {{id: {name}-{level}, level: {level}, type: knowledge, stem: {{de: S, en: S}}, rationale: {{de: R, en: R}},"
    " source: S08, key: {key}, options: [{{de: a, en: a}}, {{de: b, en: b}}]}}\n"
)


def quiz(*ladders: tuple[int, ...]) -> str:
    names = ("weighing", "kneading", "baking")
    return "".join(
        f"{name}:\n  anchor: {{stem: {{de: S, en: S}}}}\n  ladder:\n"
        + "".join(CHOICE.format(name=name, level=level, key=key) for level, key in enumerate(keys, 1))
        for name, keys in zip(names, ladders, strict=True)
    )


@pytest.mark.parametrize(
    ("ladders", "codes"),
    [
        (((1, 1, 2), (1, 1, 2), (1, 1, 2)), []),
        (((1, 1, 2), (1, 1, 2), (1, 2, 1, 2)), []),
        (((1, 1, 2), (1, 1, 2), (1, 1, 2, 1)), ["KIF233"]),
    ],
    ids=["nine are too few", "60 percent", "70 percent"],
)
def test_keys_spread_over_the_positions_in_all(
    tmp_path: Path, ladders: tuple[tuple[int, ...], ...], codes: list[str]
) -> None:
    found = [one.code for one in findings(tmp_path, quiz(*ladders))]
    assert [code for code in found if code != "KIF234"] == codes  # the scale ends below a fourth question


def test_texts_of_all_kinds_of_items_are_looked_at_for_languages(tmp_path: Path) -> None:
    text = edited(
        QUIZ,
        ("{de: Wie kneten Sie?, en: How do you knead?}", "{de: Wie kneten Sie?}"),
        ("{de: Ofen, en: Oven}", "{en: Oven}"),
        ("{de: Er reißt., en: It tears.}", "{de: Er reißt.}"),
    )
    found = findings(tmp_path, text)
    assert [one.code for one in found] == ["KIF216"] * 3
    assert all(one.fix is not None for one in found)


def test_every_text_of_questions_is_found(tmp_path: Path) -> None:
    findings(tmp_path, QUIZ)
    asked = load_questions(tmp_path, "fw").questions
    assert asked is not None
    assert len(list(parts.parts(asked, Text))) == QUIZ.count("{de:")


def test_where_parts_could_not_be_read_nothing_is_said_to_be_missing(tmp_path: Path) -> None:
    text = edited(QUIZ, ("weighing:", "x:"), ("right_from: 2", "right_from: 9"))
    assert {one.code for one in findings(tmp_path, text)} == {"KIF230", "KIF231", "KIF236"}
    assert [one.code for one in findings(tmp_path, text, complete=False)] == ["KIF231"]
