"""A quick check step by step: the order of the questions, what is kept, and going on after an interruption."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.api.quiz import QUESTIONS, put_garden

from kiframework.api.questionnaire import QuickcheckRequest, prepare
from kiframework.api.session import Session
from kiframework.errors import KiframeworkError
from kiframework.model.skills import RatedLevel

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.api.questionnaire import Prepared

TODAY = dt.date(2026, 12, 1)
ASKED = QuickcheckRequest("gardener", TODAY, ("P-001",), framework="garden")


@pytest.fixture
def garden(place: Path) -> Path:
    put_garden(place)
    return place


def session(request: QuickcheckRequest = ASKED) -> Session:
    return Session(*prepare(request).asked[0])


def asked(one: Session) -> list[tuple[str, str | None, int]]:
    return [(step.competency, step.item.id if step.item else None, step.part) for step in one.steps]


@pytest.mark.usefixtures("garden")
def test_levels_come_first_and_then_the_ladders_of_must_haves_and_of_high_requirements() -> None:
    assert asked(session()) == [
        ("digging", None, 0),
        ("composting", None, 0),
        ("pruning", None, 0),
        ("digging", "digging-1", 0),
        ("digging", "digging-2", 0),
        ("digging", "digging-2", 1),
        ("digging", "digging-2", 2),
        ("pruning", "pruning-1", 0),
    ]


@pytest.mark.usefixtures("garden")
def test_a_ladder_is_not_asked_where_the_role_asks_for_less_than_it_can_show() -> None:
    assert asked(session(replace(ASKED, role="helper"))) == [("digging", None, 0), ("pruning", None, 0)]


@pytest.mark.usefixtures("garden")
def test_short_and_ratings_of_others_have_no_ladders() -> None:
    assert len(session(replace(ASKED, short=True)).steps) == 3
    assert len(session(replace(ASKED, source="boss", rater="R-01")).steps) == 3


@pytest.mark.usefixtures("garden")
def test_people_are_asked_about_themselves_and_others_are_told_what_a_competency_means() -> None:
    own = prepare(ASKED).asked[0][0]
    assert own.stems["digging"] == {"en": "How do you dig?"}
    others = prepare(replace(ASKED, source="boss")).asked[0][0]
    assert others.stems == {name: others.framework.competencies[name].meaning for name in others.competencies}


@pytest.mark.usefixtures("garden")
def test_a_ladder_whose_key_has_run_out_is_left_out_and_named() -> None:
    prepared = prepare(replace(ASKED, today=dt.date(2027, 7, 1)))
    assert prepared.left_out == ("pruning-1",)
    assert list(prepared.asked[0][0].ladders) == ["digging"]


def test_a_framework_without_questions_asks_for_levels(place: Path) -> None:
    put_garden(place, questions="{}\n")
    (place / "garden" / "questions" / "all.yaml").unlink()
    assert len(session().steps) == 3


def test_what_is_not_applicable_to_the_person_is_not_asked(garden: Path) -> None:
    (garden / "skills").mkdir()
    text = "person: P-001\nnot_applicable:\n- {competency: composting, reason: no heap}\n"
    (garden / "skills" / "P-001.yaml").write_text(text, "utf-8")
    assert [name for name, item, _ in asked(session()) if item is None] == ["digging", "pruning"]


@pytest.mark.usefixtures("garden")
def test_answers_make_one_round_and_whole_work_samples() -> None:
    one = session()
    for number in (2, None, 3, 2, 1, 2, None, 1):
        one.answer(number)
    assert one.step is None
    assert one.open == 0
    answers = one.answers("P-001", TODAY, finished=True)
    assert answers.ratings[0].levels == {"digging": 2, "composting": "dont_know", "pruning": 3}
    assert answers.items == {"digging-1": 2, "digging-2": [1, 2, "dont_know"], "pruning-1": 1}
    assert answers.ratings[0].date == TODAY
    assert answers.framework == "garden@2.1.0"


@pytest.mark.usefixtures("garden")
def test_others_cannot_observe_where_people_do_not_know() -> None:
    one = session(replace(ASKED, source="boss", rater="R-01"))
    one.answer(None)
    assert one.answers("P-001", TODAY, finished=False).ratings[0].levels == {"digging": "not_observable"}


@pytest.mark.usefixtures("garden")
def test_a_comment_stays_when_the_level_is_changed() -> None:
    one = session()
    one.answer(2)
    one.back()
    one.comment("dug twice")
    one.answer(1)
    levels = one.answers("P-001", TODAY, finished=False).ratings[0].levels
    assert levels == {"digging": RatedLevel(level=1, comment="dug twice")}


@pytest.mark.usefixtures("garden")
def test_going_on_begins_at_the_first_open_question_even_within_a_work_sample() -> None:
    one = session()
    for number in (2, 2, 2, 2, 1):
        one.answer(number)
    again = session()
    assert again.resume(one.answers("P-001", TODAY, finished=False)) == 0
    assert again.position == 5
    assert again.given(again.steps[4]) == 1
    assert again.given(again.steps[5]) is None


def test_answers_to_what_was_reworded_are_dropped_and_counted(garden: Path) -> None:
    one = session()
    for number in (2, 2, 2, 2):
        one.answer(number)
    draft = one.answers("P-001", TODAY, finished=False)
    put_garden(garden, questions=QUESTIONS.replace("What is a spade for?", "What is a shovel for?"))
    again = session()
    assert again.resume(draft) == 1
    assert again.position == 3


@pytest.mark.usefixtures("garden")
def test_the_first_question_has_nothing_before_it() -> None:
    one = session()
    one.back()
    assert one.position == 0


@pytest.mark.usefixtures("garden")
def test_levels_end_at_the_ceiling_of_the_source() -> None:
    one = session(replace(ASKED, source="quiz", rater="R-01"))
    assert list(one.numbers(one.steps[0])) == [0, 1, 2]


def test_the_rater_goes_on_with_the_own_round_of_that_day_and_with_no_other(garden: Path) -> None:
    (garden / "skills").mkdir()
    text = """\
person: P-001
ratings:
- {source: boss, rater: R-01, date: 2026-11-20, note: talk, levels: {digging: 1, watering: 2}}
- {source: boss, rater: R-02, date: 2026-11-20, levels: {digging: 3}}
- {source: boss, rater: R-01, date: 2026-11-21, levels: {digging: 2}}
"""
    (garden / "skills" / "any.yaml").write_text(text, "utf-8")
    request = replace(ASKED, source="boss", rater="R-01", date=dt.date(2026, 11, 20))
    one = session(request)
    assert one.given(one.steps[0]) == 1
    kept = one.answers("P-001", TODAY, finished=True).ratings[0]
    assert kept == one.start.round
    assert (kept.note, kept.levels) == ("talk", {"digging": 1, "watering": 2})
    assert session(replace(request, rater="R-03")).start.round is None
    assert session(replace(request, date=None)).start.round is None


REFUSED = [
    (replace(ASKED, role="gardner"), "The framework has no role 'gardner'."),
    (replace(ASKED, source="bos"), "The framework has no source 'bos'."),
    (replace(ASKED, source="self_test"), "'self_test' is what ladders of questions become, and nobody's rating."),
    (replace(ASKED, people=("Erika",)), "This is no pseudonym of a person."),
    (replace(ASKED, rater="R-01"), "With 'self' people rate themselves."),
    (replace(ASKED, source="boss", rater="Erika Beispiel"), "The rater is no pseudonym."),
    (replace(ASKED, people=("P-001", "P-002")), "People who rate themselves do not share a form."),
]


@pytest.mark.usefixtures("garden")
@pytest.mark.parametrize(("request_", "message"), REFUSED, ids=lambda one: one if isinstance(one, str) else "")
def test_what_cannot_be_asked_is_refused_with_a_way_out(request_: QuickcheckRequest, message: str) -> None:
    with pytest.raises(KiframeworkError) as refused:
        prepare(request_)
    assert refused.value.message == message
    assert refused.value.help


def test_wrong_questions_are_not_asked(place: Path) -> None:
    put_garden(place, questions=QUESTIONS.replace("key: 2\n      rationale", "key: 9\n      rationale"))
    with pytest.raises(KiframeworkError, match="The questions of the framework cannot be used"):
        prepare(ASKED)


def prepared_text(prepared: Prepared) -> str:
    return str(prepared.asked[0][1].document())


@pytest.mark.usefixtures("garden")
def test_what_a_form_starts_with_tells_nothing_about_keys(garden: Path) -> None:
    before = prepared_text(prepare(ASKED))
    put_garden(garden, questions=QUESTIONS.replace("key: 2\n      rationale", "key: 1\n      rationale"))
    assert prepared_text(prepare(ASKED)) == before
