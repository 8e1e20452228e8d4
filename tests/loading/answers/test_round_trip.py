"""What goes out in a workbook comes back as it was: nothing is lost, nothing is made up."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.loading.answers.books import (
    ASKED,
    DAY,
    begun,
    empty,
    filled,
    levels,
    load,
    occasions,
    people,
    problems,
    team,
)
from tests.loading.samples import garden

from kiframework.model.sheets import PERSON_ROW
from kiframework.model.skills import RatedLevel, Round

HOSTILE = (
    "=1+1",
    "+4917",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "_x000D_",
    "_x0041_ and _x005F_",
    "a\x00b\x07c\x1b",
    "a\r\nb\rc\nd",
    " lead and trail ",
    "\u202eabc\u2067",
    '<c t="e"><v>#REF!</v></c> &amp; ]]>',
    "{'weiß nicht'}",
    "#REF!",
    "x" * 40_000,
    "😀" * 20_000,
    "\ufffe\uffff",
    "|",
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(lambda text: bool(text.strip())),
)
values = st.one_of(st.integers(0, 7), st.sampled_from(["dont_know", "not_observable"]))
ratings = st.one_of(
    values,
    st.builds(
        RatedLevel,
        level=values,
        comment=st.none() | texts,
        evidence=st.none() | texts,
        objection=st.none() | texts,
    ),
)
rounds = st.builds(
    Round,
    source=st.sampled_from(["self", "boss"]),
    rater=st.none() | st.sampled_from(["R-07", "=R", "1"]),
    date=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    valid_until=st.none() | st.dates(),
    note=st.none() | texts,
    levels=st.dictionaries(st.sampled_from([*ASKED, "x-other", "_x0041_"]), ratings, min_size=1),
    shares=st.dictionaries(st.sampled_from([*ASKED, "quiz-only"]), st.fractions(0, 1, max_denominator=999), max_size=2),
)
FEW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@FEW
@given(occasion=rounds, asked=st.sampled_from([ASKED, ASKED[:1], ASKED[1:]]), lang=st.sampled_from(["de", "en"]))
def test_a_rating_round_comes_back_as_it_went_out(occasion: Round, asked: tuple[str, ...], lang: str) -> None:
    loaded = load(begun(occasion, asked, lang))
    if set(asked) & set(occasion.levels):
        assert problems(loaded) == []
        (one,) = loaded.returned
        assert one.answers.ratings == [occasion]
        assert (one.answers.person, one.answers.role, one.answers.framework) == ("P-001", "gardener", "garden@2.1.0")
        assert one.answers.sha256 == garden().sha256
        assert one.answers.finished
    else:
        assert loaded.returned == ()
        assert [one.message for one in loaded.diagnostics] == ["Nothing is filled in for this person."]


def test_what_is_filled_in_joins_what_was_there() -> None:
    known = Round(
        source="boss", date=DAY, note="talk", levels={"pruning": RatedLevel(level=1, objection="No."), "x": 2}
    )
    loaded = load(filled(begun(known), {"digging": 3, "pruning": 2}))
    assert occasions(loaded)["P-001"] == Round(
        source="boss",
        date=DAY,
        note="talk",
        levels={"pruning": RatedLevel(level=2, objection="No."), "x": 2, "digging": 3},
    )


def test_what_is_emptied_is_no_answer_any_more() -> None:
    known = Round(source="boss", date=DAY, levels={"digging": 1, "pruning": RatedLevel(level=1, comment="late")})
    loaded = load(filled(begun(known), {"digging": None}))
    assert list(occasions(loaded)["P-001"].levels) == ["pruning"]
    loaded = load(filled(begun(known), {"pruning": None}, key="comment-1"))
    assert occasions(loaded)["P-001"].levels == {"digging": 1, "pruning": 1}


def test_comments_and_evidence_that_are_typed_in_are_read() -> None:
    data = filled(empty(), {"digging": 1})
    data = filled(data, {"digging": "so\nso "}, key="comment-1")
    data = filled(data, {"digging": 7}, key="evidence-1")
    assert levels(load(data)) == {"P-001": {"digging": RatedLevel(level=1, comment="so\nso", evidence="7")}}


def test_a_share_travels_unseen() -> None:
    known = Round(source="boss", date=DAY, levels={"digging": 1}, shares={"pruning": Fraction(18, 25)})
    assert occasions(load(begun(known)))["P-001"].shares == {"pruning": Fraction(18, 25)}


def test_every_person_has_a_sheet_of_their_own() -> None:
    data = filled(people("P-001", "P-002"), {"digging": 1})
    data = filled(data, {"digging": 2, "pruning": 3}, "P-002")
    assert levels(load(data)) == {"P-001": {"digging": 1}, "P-002": {"digging": 2, "pruning": 3}}


def test_a_team_has_a_column_for_each_person() -> None:
    data = filled(team("P-001", "P-002", None, None), {"digging": 1, "pruning": "not observable"}, "Team")
    data = filled(data, {"digging": 2}, "Team", "level-2")
    # A pseudonym is entered above its column; the last column was not used.
    data = filled(data, {PERSON_ROW: "P-009", "digging": 0}, "Team", "level-3")
    loaded = load(data)
    assert problems(loaded) == []
    assert levels(loaded) == {
        "P-001": {"digging": 1, "pruning": "not_observable"},
        "P-002": {"digging": 2},
        "P-009": {"digging": 0},
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back(text: str) -> None:
    known = Round(source="boss", date=DAY, levels={"digging": RatedLevel(level=1, comment=text, evidence=text)})
    loaded = load(begun(known))
    assert problems(loaded) == []
    assert occasions(loaded)["P-001"] == known


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_workbook_is_the_same_on_every_run(lang: str) -> None:
    known = Round(source="boss", date=DAY, levels={"digging": 1})
    assert begun(known, lang=lang) == begun(known, lang=lang)
