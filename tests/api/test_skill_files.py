"""Skill files take up ratings: into the right file and round, once, and with everything else left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.quiz import FRAMEWORK
from tests.api.rounds import DAY, ROUNDS

from kiframework.api.skill_files import SkillFiles
from kiframework.loading.files import Input
from kiframework.loading.framework import load_framework
from kiframework.loading.skills import load_skills
from kiframework.model.skills import Round

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.framework import Framework

REFERENCE = "garden@2.1.0"


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    path = tmp_path_factory.mktemp("garden") / "garden.yaml"
    path.write_text(FRAMEWORK, "utf-8")
    framework = load_framework(path, "garden.yaml").framework
    assert framework is not None
    return framework


def files(place: Path, garden: Framework, **texts: str) -> SkillFiles:
    for name, text in texts.items():
        (place / f"{name}.yaml").write_text(text, "utf-8")
    return SkillFiles(place, "skills", garden)


def rated(rater: str | None = "R-01", **levels: int) -> Round:
    return Round(source="boss", rater=rater, date=DAY, levels=dict(levels))


OWN = """\
person: P-001
role: gardener   # since spring
ratings:
  - source: boss   # the first talk
    rater: R-01
    date: 2026-11-20
    levels: {digging: 1}
  - source: self
    date: 2026-11-20
    levels: {digging: 2}
"""


def test_a_new_person_gets_a_file(place: Path, garden: Framework) -> None:
    store = files(place, garden)
    assert store.put("P-001", "gardener", REFERENCE, rated(digging=2)) is None
    (planned,) = store.planned()
    assert planned.shown == "skills/P-001.yaml"
    assert planned.before is None
    assert (
        planned.after.decode()
        == """\
framework: garden@2.1.0
person: P-001
role: gardener
ratings:
  - source: boss
    rater: R-01
    date: 2026-11-20
    levels:
      digging: 2
"""
    )


def test_levels_join_the_round_of_the_same_rater_and_day(place: Path, garden: Framework) -> None:
    store = files(place, garden, a=OWN)
    assert store.put("P-001", "gardener", REFERENCE, rated(digging=1, pruning=3)) is None
    (planned,) = store.planned()
    assert planned.after.decode() == OWN.replace("{digging: 1}", "{digging: 1, pruning: 3}")


def test_another_rater_makes_another_round(place: Path, garden: Framework) -> None:
    store = files(place, garden, a=OWN)
    assert store.put("P-001", "gardener", REFERENCE, rated("R-02", digging=3)) is None
    (planned,) = store.planned()
    assert planned.after.decode() == OWN + (
        "  - source: boss\n    rater: R-02\n    date: 2026-11-20\n    levels:\n      digging: 3\n"
    )


def test_what_stands_there_already_changes_nothing(place: Path, garden: Framework) -> None:
    store = files(place, garden, a=OWN)
    assert store.put("P-001", "gardener", REFERENCE, rated(digging=1)) is None
    assert store.planned() == []


def test_a_person_is_the_rater_of_the_own_rounds_whatever_is_written(place: Path, garden: Framework) -> None:
    store = files(place, garden, a=OWN)
    own = Round(source="self", rater="P-001", date=DAY, levels={"digging": 2})
    assert {name: one.value for name, one in store.known("P-001", own).items()} == {"digging": 2}


def test_levels_are_replaced_where_they_stand(place: Path, garden: Framework) -> None:
    text = OWN.replace("{digging: 1}", '{digging: {level: 1, comment: "hm"}, pruning: 0}')
    store = files(place, garden, a=text)
    assert store.put("P-001", "gardener", REFERENCE, rated(digging=3, pruning=0)) is None
    (planned,) = store.planned()
    assert planned.after.decode() == OWN.replace("{digging: 1}", "{digging: 3, pruning: 0}")


def test_a_round_with_another_note_or_validity_stays_apart(place: Path, garden: Framework) -> None:
    store = files(place, garden, a=OWN)
    course = rated(pruning=2).model_copy(update={"note": "course"})
    assert store.put("P-001", "gardener", REFERENCE, course) is None
    assert [one.note for one in store.of("P-001")[0].skills.ratings] == [None, None, "course"]


def test_the_file_named_after_the_person_takes_new_rounds(place: Path, garden: Framework) -> None:
    texts = {"a": "person: P-001\nrole: helper\n", "P-001": "person: P-001\nrole: gardener\n", "b": "person: P-002\n"}
    store = files(place, garden, **texts)
    assert store.put("P-001", None, None, rated(digging=1)) is None
    assert [one.shown for one in store.planned()] == ["skills/P-001.yaml"]


def test_a_round_is_found_in_whichever_file_it_stands(place: Path, garden: Framework) -> None:
    store = files(place, garden, **{"P-001": "person: P-001\nrole: gardener\n", "z": OWN})
    assert store.put("P-001", None, None, rated(pruning=1)) is None
    assert [one.shown for one in store.planned()] == ["skills/z.yaml"]


def test_people_are_found_in_files_of_any_form(place: Path, garden: Framework) -> None:
    store = files(place, garden, a="{person: P-001, role: gardener}\n", b="role: helper\nperson: 'P-001'\n")
    assert [one.shown for one in store.of("P-001")] == ["skills/a.yaml", "skills/b.yaml"]


def test_errors_in_a_file_of_the_person_are_known(place: Path, garden: Framework) -> None:
    store = files(place, garden, a="person: P-001\nratings: [}\n", b="person: P-002\n")
    assert [one.code for one in store.problems("P-001")] == ["KIF003"]
    assert store.problems("P-002") == []


def test_a_file_of_somebody_else_is_not_taken_for_the_own_one(place: Path, garden: Framework) -> None:
    store = files(place, garden, **{"P-001": "person: P-002\n"})
    problem = store.put("P-001", None, None, rated(digging=1))
    assert problem is not None
    assert (problem.code, problem.location.path) == ("KIF409", "skills/P-001.yaml")
    assert store.planned() == []


def test_a_file_that_cannot_be_added_to_stays_as_it_is(place: Path, garden: Framework) -> None:
    text = """\
person: P-001
ratings:
- {source: boss, rater: R-01, date: 2026-11-20, levels: &same {digging: 1}}
- {source: self, date: 2026-11-20, levels: *same}
"""
    store = files(place, garden, a=text)
    problem = store.put("P-001", None, None, rated(pruning=1))
    assert problem is not None
    assert problem.code == "KIF409"
    assert problem.help
    assert store.planned() == []


def test_a_byte_order_mark_and_line_ends_stay(place: Path, garden: Framework) -> None:
    (place / "a.yaml").write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    store = SkillFiles(place, "skills", garden)
    assert store.put("P-001", None, None, rated(pruning=3)) is None
    (planned,) = store.planned()
    assert planned.after.decode() == "\ufeff" + OWN.replace("{digging: 1}", "{digging: 1, pruning: 3}").replace(
        "\n", "\r\n"
    )


def test_no_pseudonym_leads_out_of_the_folder(place: Path, garden: Framework) -> None:
    store = files(place, garden)
    assert store.put("../P-001", None, None, rated(digging=1)) is None
    assert [one.shown for one in store.planned()] == ["skills/..%2FP-001.yaml"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(ROUNDS, min_size=1, max_size=4, unique_by=lambda one: (one.rater, one.date)))
def test_whatever_was_put_in_reads_as_it_was_meant(garden: Framework, tmp_path: Path, rounds: list[Round]) -> None:
    store = SkillFiles(tmp_path / "none", "skills", garden)
    for one in rounds:
        assert store.put("P-001", "gardener", REFERENCE, one) is None
    (planned,) = store.planned()
    read = load_skills(Input(planned.path, "x.yaml", "x.yaml"), lambda _path, _shown: planned.after)
    assert read.diagnostics == ()
    assert read.skills is not None
    assert read.skills.ratings == rounds
