"""Answers that came back: into skill files whole or not at all, never over what stands there, and scored by keys."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.quiz import FRAMEWORK, QUESTIONS, put_garden

from kiframework.api.import_answers import ImportRequest, ImportRun, import_answers, write_planned
from kiframework.api.questionnaire import QuickcheckRequest, prepare
from kiframework.api.skill_files import plain
from kiframework.diagnostics import Severity
from kiframework.errors import KiframeworkError
from kiframework.model.skills import RatedLevel

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 12, 1)
REQUEST = ImportRequest(("back.json",), TODAY, framework="garden")
RIGHT = {"digging-1": 2, "digging-2": [1, 2, 2], "pruning-1": 1}


@pytest.fixture
def garden(place: Path) -> Path:
    put_garden(place)
    return place


def document(**changes: Any) -> dict[str, Any]:
    """Return what the form for P-001 hands back."""
    asked = prepare(QuickcheckRequest("gardener", TODAY, ("P-001",), framework="garden")).asked[0][1]
    back = asked.document() | {"finished": True}
    back["ratings"][0] |= {"date": "2026-11-20", "levels": {"digging": 2, "composting": "dont_know", "pruning": 3}}
    for key, value in changes.items():
        (back["ratings"][0] if key in ("source", "rater", "date", "levels") else back)[key] = value
    return back


def put_back(garden: Path, name: str = "back.json", **changes: Any) -> None:
    (garden / name).write_text(json.dumps(document(**changes)), "utf-8")


def codes(run: ImportRun) -> list[str]:
    return [one.code for one in run.diagnostics]


def texts(run: ImportRun) -> dict[str, str]:
    return {file.shown: file.after.decode() for file in run.planned}


NEW = """\
framework: garden@2.1.0
person: P-001
role: gardener
ratings:
  - source: self
    date: 2026-11-20
    levels:
      digging: 2
      composting: dont_know
      pruning: 3
"""


def test_a_new_person_gets_a_skill_file(garden: Path) -> None:
    put_back(garden)
    run = import_answers(REQUEST)
    assert codes(run) == []
    assert texts(run) == {"skills/P-001.yaml": NEW}
    assert (run.taken[0].added, run.taken[0].same) == (3, 0)


def test_nothing_is_written_before_it_is_asked_for(garden: Path) -> None:
    put_back(garden)
    run = import_answers(REQUEST)
    assert not (garden / "skills").exists()
    write_planned(run.planned)
    assert (garden / "skills" / "P-001.yaml").read_text("utf-8") == NEW


def test_the_same_answers_again_change_nothing(garden: Path) -> None:
    put_back(garden, items=RIGHT)
    write_planned(import_answers(REQUEST).planned)
    again = import_answers(REQUEST)
    assert codes(again) == []
    assert again.planned == ()
    assert (again.taken[0].added, again.taken[0].same) == (0, 5)


def test_the_same_file_named_twice_is_taken_once(garden: Path) -> None:
    put_back(garden)
    assert len(import_answers(replace(REQUEST, files=("back.json", "back.json"))).taken) == 1


def test_ladders_become_a_self_test_with_their_items(garden: Path) -> None:
    put_back(garden, items=RIGHT | {"digging-2": [2, 1, 2]})
    run = import_answers(REQUEST)
    assert codes(run) == []
    ladders = run.planned[0].skills.ratings[1]
    assert (ladders.source, ladders.rater, ladders.date) == ("self_test", None, dt.date(2026, 11, 20))
    assert ladders.levels == {
        "digging": RatedLevel(level=1, evidence="digging-1 ✓, digging-2 ✗"),
        "pruning": RatedLevel(level=2, evidence="pruning-1 ✓"),
    }


def test_ladders_under_supervision_become_a_test(garden: Path) -> None:
    put_back(garden, items=RIGHT)
    ladders = import_answers(replace(REQUEST, supervised_by="R-07")).planned[0].skills.ratings[1]
    assert (ladders.source, ladders.rater) == ("test", "R-07")


@pytest.mark.usefixtures("garden")
def test_a_supervisor_with_a_name_is_refused() -> None:
    with pytest.raises(KiframeworkError, match="The supervisor is no pseudonym"):
        import_answers(replace(REQUEST, supervised_by="Erika Beispiel"))


def test_a_ladder_that_breaks_off_does_not_count_and_is_named(garden: Path) -> None:
    put_back(garden, items={"digging-1": 2, "pruning-1": 2})
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF408"]
    assert run.planned[0].skills.ratings[1].levels == {"pruning": RatedLevel(level=0, evidence="pruning-1 ✗")}


def test_a_reworded_question_does_not_count_and_a_new_key_does(garden: Path) -> None:
    put_back(garden, items=RIGHT)
    put_garden(garden, questions=QUESTIONS.replace("What is a spade for?", "What is a shovel for?"))
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF405"]
    assert list(run.planned[0].skills.ratings[1].levels) == ["pruning"]
    put_garden(
        garden, questions=QUESTIONS.replace("key: 1\n      rationale: {en: Dead", "key: 2\n      rationale: {en: Dead")
    )
    marks = import_answers(REQUEST).planned[0].skills.ratings[1].levels["pruning"]
    assert marks == RatedLevel(level=0, evidence="pruning-1 ✗")


def test_a_key_that_had_run_out_on_the_day_of_the_answers_does_not_count(garden: Path) -> None:
    put_back(garden, items=RIGHT)
    put_garden(garden, questions=QUESTIONS.replace("2027-06-30", "2026-11-19"))
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF408"]
    assert list(run.planned[0].skills.ratings[1].levels) == ["digging"]


def test_an_answer_that_is_no_option_is_an_error_at_its_place(garden: Path) -> None:
    put_back(garden, items=RIGHT | {"digging-1": 9})
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF403"]
    assert str(run.diagnostics[0].location).startswith("back.json:1:")
    assert run.planned == ()


@pytest.mark.parametrize(
    "items", [{"digging-1": [1]}, {"digging-2": 1}, {"digging-2": [1, 2]}, {"digging-2": [1, 2, 3]}]
)
def test_answers_that_do_not_fit_their_question_are_errors(garden: Path, items: dict[str, Any]) -> None:
    put_back(garden, items=items)
    assert "KIF403" in codes(import_answers(REQUEST))


def test_answers_to_an_older_version_are_taken_by_id(garden: Path) -> None:
    levels = {"digging": 2, "watering": 1}
    put_back(garden, levels=levels)
    put_garden(garden, FRAMEWORK.replace("2.1.0", "2.2.0"))
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF405", "KIF405"]
    assert [one.message for one in run.diagnostics][1] == "'watering' exists no more; this answer is left out."
    assert run.planned[0].skills.ratings[0].levels == {"digging": 2}
    assert run.planned[0].skills.framework == "garden@2.1.0"


def test_a_changed_framework_of_the_same_version_is_noticed(garden: Path) -> None:
    put_back(garden)
    put_garden(garden, FRAMEWORK.replace("Never dug.", "Has never dug."))
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF405"]
    assert len(run.planned) == 1


def test_an_unknown_competency_of_the_same_version_is_an_error(garden: Path) -> None:
    put_back(garden, levels={"diging": 2})
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF101"]
    assert run.diagnostics[0].help == "did you mean 'digging'?"


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("KIF114", {"framework": "bakery@1.0.0"}),
    ("KIF102", {"role": "gardner"}),
    ("KIF103", {"source": "bos"}),
    ("KIF104", {"levels": {"digging": 7}}),
    ("KIF105", {"date": "2027-01-01"}),
    ("KIF109", {"person": "Erika"}),
    ("KIF402", {"levels": {}}),
    ("KIF012", {"levels": {"digging": 2.5}}),
    ("KIF012", {"date": "20.11.2026"}),
    ("KIF010", {"surname": "Erika"}),
    ("KIF407", {"finished": False}),
]


@pytest.mark.parametrize(("code", "changes"), WRONG, ids=[str(one) for one in WRONG])
def test_what_is_wrong_keeps_everything_from_being_written(garden: Path, code: str, changes: dict[str, Any]) -> None:
    put_back(garden, "right.json", person="P-002")
    put_back(garden, **changes)
    run = import_answers(replace(REQUEST, files=("right.json", "back.json")))
    assert code in codes(run)
    assert run.planned == ()
    assert "Erika" not in str(run.diagnostics)


def test_partial_takes_what_is_right_and_leaves_out_the_rest(garden: Path) -> None:
    put_back(garden, "wrong.json", person="P-002", role="gardner")
    put_back(garden, levels={"digging": 7, "pruning": 3})
    run = import_answers(replace(REQUEST, files=("wrong.json", "back.json"), partial=True))
    assert codes(run) == ["KIF104", "KIF102"]
    assert list(texts(run)) == ["skills/P-001.yaml"]
    assert run.planned[0].skills.ratings[0].levels == {"pruning": 3}


def test_partial_takes_answers_that_are_not_finished(garden: Path) -> None:
    put_back(garden, finished=False)
    run = import_answers(replace(REQUEST, partial=True))
    assert codes(run) == []
    assert texts(run) == {"skills/P-001.yaml": NEW}


KNOWN = """\
person: P-001   # who it is
role: gardener
ratings:
- {source: self, date: 2026-11-20, levels: {digging: 1}}
"""


def put_known(garden: Path, text: str = KNOWN) -> None:
    (garden / "skills").mkdir(exist_ok=True)
    (garden / "skills" / "P-001.yaml").write_text(text, "utf-8")


def test_what_contradicts_a_rating_is_an_error_with_both_places(garden: Path) -> None:
    put_known(garden)
    put_back(garden)
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF406"]
    assert str(run.diagnostics[0].location).startswith("back.json:1:")
    assert str(run.diagnostics[0].related[0][1]) == "skills/P-001.yaml:4:54"
    assert run.planned == ()


def test_partial_leaves_a_contradicted_rating_as_it_is(garden: Path) -> None:
    put_known(garden)
    put_back(garden)
    run = import_answers(replace(REQUEST, partial=True))
    added = "{digging: 1, composting: dont_know, pruning: 3}"
    assert texts(run) == {"skills/P-001.yaml": KNOWN.replace("{digging: 1}", added)}


def test_two_files_of_one_round_must_agree(garden: Path) -> None:
    put_back(garden)
    put_back(garden, "other.json", levels={"digging": 2})
    files = replace(REQUEST, files=("back.json", "other.json"))
    assert codes(import_answers(files)) == []
    put_back(garden, "other.json", levels={"digging": 3})
    assert codes(import_answers(files)) == ["KIF406"]


def test_a_rating_of_what_is_not_applicable_is_an_error(garden: Path) -> None:
    put_known(garden, KNOWN + "not_applicable:\n- {competency: pruning, reason: no trees}\n")
    put_back(garden, levels={"pruning": 3})
    run = import_answers(REQUEST)
    assert codes(run) == ["KIF107"]
    assert run.planned == ()


def test_errors_that_stood_in_a_skill_file_before_keep_it_as_it_is(garden: Path) -> None:
    put_known(garden, KNOWN + "oops: 1\n")
    put_back(garden)
    run = import_answers(replace(REQUEST, partial=True))
    assert codes(run) == ["KIF010"]
    assert run.planned == ()


def test_what_is_no_file_or_no_answers_is_said(garden: Path) -> None:
    (garden / "back.json").write_text("{]", "utf-8")
    run = import_answers(replace(REQUEST, files=("back.json", "gone.json")))
    assert codes(run) == ["KIF401", "KIF001"]


def test_an_own_folder_takes_the_skill_files(garden: Path) -> None:
    put_back(garden)
    write_planned(import_answers(replace(REQUEST, folder="team/north")).planned)
    assert (garden / "team" / "north" / "P-001.yaml").is_file()


BYTES = st.binary(max_size=6)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 40), BYTES), min_size=1, max_size=4))
def test_damaged_answers_never_stop_it_and_never_write_anything_off_the_scale(
    garden: Path, damage: list[tuple[int, int, bytes]]
) -> None:
    data = json.dumps(document(items=RIGHT), indent=1).encode()
    for start, length, instead in damage:
        data = data[:start] + instead + data[start + length :]
    (garden / "back.json").write_bytes(data)
    run = import_answers(replace(REQUEST, partial=True))
    for file in run.planned:
        given = [one for occasion in file.skills.ratings for one in occasion.levels.values()]
        levels = [one.level if isinstance(one, RatedLevel) else one for one in given]
        assert all(level in (0, 1, 2, 3, "dont_know", "not_observable") for level in levels)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
WHERE = "kiframework framework sha256 role ratings items asked levels date source rater person finished"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(WHERE.split()), VALUES, min_size=1, max_size=3))
def test_anything_in_place_of_anything_is_a_diagnostic(garden: Path, changes: dict[str, Any]) -> None:
    ratings = changes.pop("ratings", None)
    back = document(**changes)
    if ratings is not None:
        back["ratings"] = ratings
    (garden / "back.json").write_text(json.dumps(back), "utf-8")
    run = import_answers(REQUEST)
    assert run.planned == () or all(one.severity is not Severity.ERROR for one in run.diagnostics)


REMARKS = st.dictionaries(
    st.sampled_from(["comment", "evidence", "objection", "name"]), st.none() | st.text(), max_size=2
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["digging", "composting", "mowing"]), st.integers(0, 4), min_size=1), REMARKS)
def test_levels_in_their_long_form_are_taken_or_refused(garden: Path, levels: dict[str, int], remarks: Any) -> None:
    long = {name: {"level": level, **remarks} for name, level in levels.items()}
    put_back(garden, levels=long)
    run = import_answers(REQUEST)
    for file in run.planned:
        assert {name: plain(level) for name, level in file.skills.ratings[0].levels.items()} == {
            name: plain(RatedLevel.model_validate(level)) for name, level in long.items()
        }


LEVELS = "      digging: 2\n      composting: 1\n"


@pytest.mark.parametrize(
    "table",
    [
        "person;source;date;Digging; MAKING   compost \nP-001;self;20.11.2026;2;1\n",
        (
            "person;source;date;competency;level\n"
            "P-001;self;20.11.2026;Digging;2\nP-001;self;20.11.2026;Making Compost;1\n"
        ),
    ],
    ids=["wide", "long"],
)
def test_tables_may_name_competencies_by_their_titles(garden: Path, table: str) -> None:
    put_garden(garden, FRAMEWORK.replace("title: {en: Composting}", "title: {en: Making compost}"))
    (garden / "back.csv").write_text(table, "utf-8")
    run = import_answers(replace(REQUEST, files=("back.csv",)))
    assert codes(run) == []
    assert texts(run)["skills/P-001.yaml"].endswith(LEVELS)


def test_a_title_that_two_competencies_have_names_neither(garden: Path) -> None:
    put_garden(garden, FRAMEWORK.replace("title: {en: Composting}", "title: {en: Digging}"))
    (garden / "back.csv").write_text("person;source;date;Digging\nP-001;self;20.11.2026;2\n", "utf-8")
    assert codes(import_answers(replace(REQUEST, files=("back.csv",)))) == ["KIF101"]


def test_a_title_beside_its_id_is_one_competency_twice(garden: Path) -> None:
    (garden / "back.csv").write_text("person;source;date;Digging;digging\nP-001;self;20.11.2026;2;1\n", "utf-8")
    run = import_answers(replace(REQUEST, files=("back.csv",)))
    assert codes(run) == ["KIF404"]
    assert run.planned == ()


def test_what_was_added_by_hand_is_no_contradiction_and_stays(garden: Path) -> None:
    put_back(garden, levels={"digging": {"level": 2, "comment": "at last"}, "pruning": 1})
    write_planned(import_answers(REQUEST).planned)
    path = garden / "skills" / "P-001.yaml"
    text = path.read_text("utf-8").replace("comment: at last}", "comment: at last, objection: too low}")
    path.write_text(text, "utf-8")
    again = import_answers(REQUEST)
    assert (codes(again), again.planned, again.taken[0].same) == ([], (), 2)


def test_a_remark_is_added_to_a_level_that_stands_there(garden: Path) -> None:
    put_back(garden, levels={"digging": 2})
    write_planned(import_answers(REQUEST).planned)
    put_back(garden, levels={"digging": {"level": 2, "comment": "at last"}})
    assert "digging: {level: 2, comment: at last}" in texts(import_answers(REQUEST))["skills/P-001.yaml"]
    put_back(garden, levels={"digging": {"level": 2, "comment": "at last"}})
    write_planned(import_answers(REQUEST).planned)
    put_back(garden, levels={"digging": {"level": 2, "comment": "never"}})
    assert codes(import_answers(REQUEST)) == ["KIF406"]


@pytest.mark.parametrize(("first", "second"), [(None, "R-07"), ("R-07", "R-08"), ("R-07", None)])
def test_ladders_count_once_whoever_watched_over_them(garden: Path, first: str | None, second: str | None) -> None:
    put_back(garden, items=RIGHT)
    write_planned(import_answers(replace(REQUEST, supervised_by=first)).planned)
    again = import_answers(replace(REQUEST, supervised_by=second))
    assert (codes(again), again.planned) == (["KIF406", "KIF406"], ())
    assert "count already" in again.diagnostics[0].message
    assert codes(import_answers(replace(REQUEST, supervised_by=first))) == []


def test_answers_of_a_later_version_say_so(garden: Path) -> None:
    put_back(garden, schema_version=2)
    (found,) = import_answers(REQUEST).diagnostics
    assert (found.code, found.help) == ("KIF401", "install that version")


def test_a_wrong_answer_is_one_mistake(garden: Path) -> None:
    put_back(garden, levels={"digging": "2"})
    assert codes(import_answers(REQUEST)) == ["KIF012"]
