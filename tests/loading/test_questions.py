"""Questions: joined from the files of a folder beside the framework, with the place of everything in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.api.checked import codes as validated
from tests.cli.workplace import put
from tests.loading.samples import GARDEN, edited
from tests.rules.content_cases import BAKERY
from tests.rules.question_cases import QUIZ

from kiframework.loading.framework import load_framework
from kiframework.loading.kinds import framework_around
from kiframework.loading.questions import LoadedQuestions, load_questions

if TYPE_CHECKING:
    from pathlib import Path

FIRST = QUIZ[: QUIZ.index("kneading:\n")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, framework=BAKERY, questions__a=FIRST, questions__deep__b=QUIZ.removeprefix(FIRST))
    return tmp_path


def codes(loaded: LoadedQuestions) -> list[tuple[str, str]]:
    return [(one.code, str(one.location)) for one in loaded.diagnostics]


def test_questions_are_joined_from_several_files_and_keep_their_places(folder: Path) -> None:
    loaded = load_questions(folder, "fw")
    assert loaded.diagnostics == ()
    assert loaded.questions is not None
    assert list(loaded.questions.questions) == ["weighing", "kneading", "baking"]
    place = loaded.source.value(["questions", "kneading", "ladder", 1, "right_from"])
    assert place.path == "fw/questions/deep/b.yaml"
    assert place.entry == "questions/kneading/ladder/kneading-2/right_from"


def test_questions_do_not_change_the_hash_of_the_framework(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = tmp_path_factory.mktemp("bare")
    put(bare, framework=BAKERY)
    one, other = load_framework(folder, "a").framework, load_framework(bare, "b").framework
    assert one is not None
    assert other is not None
    assert one.sha256 == other.sha256


def test_without_such_a_folder_there_are_no_questions(tmp_path: Path) -> None:
    put(tmp_path, framework=BAKERY)
    for path in (tmp_path, tmp_path / "framework.yaml"):
        loaded = load_questions(path, "fw")
        assert (loaded.questions, loaded.diagnostics) == (None, ())


def test_a_competency_asked_about_in_two_files_is_reported(folder: Path) -> None:
    put(folder, questions__z=FIRST)
    assert codes(load_questions(folder, "fw")) == [("KIF005", "fw/questions/z.yaml:1:1")]


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("type: work-sample", "type: worksample", "KIF012", "Write 'knowledge', 'situation' or 'work-sample' here."),
        ("      type: work-sample\n", "", "KIF011", "The key 'type' is missing."),
        ("      right_from: 2\n", "", "KIF011", "The key 'right_from' is missing."),
        ("right_from: 2", "rightfrom: 2", "KIF010", "did you mean 'right_from'?"),
        ("right_from: 2", "right_from: 0", "KIF012", "at least 1"),
        ("kneading-2", "Kneading 2", "KIF013", "write 'kneading-2'"),
    ],
)
def test_what_is_wrong_in_an_item_is_said_at_its_place(folder: Path, old: str, new: str, code: str, says: str) -> None:
    put(folder, questions__deep__b=edited(QUIZ.removeprefix(FIRST), (old, new)))
    loaded = load_questions(folder, "fw")
    assert code in {one.code for one in loaded.diagnostics}
    assert any(says in f"{one.message} {one.help}" for one in loaded.diagnostics if one.code == code)
    assert loaded.questions is not None
    assert [item.id for item in loaded.questions.questions["kneading"].ladder] == ["kneading-1"]


def test_validate_checks_questions_with_their_framework(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    put(folder, questions__a=FIRST.replace("weighing", "weighin"))
    name = folder.name
    wanted = {"KIF230", "KIF235", "KIF236"}
    assert wanted <= set(validated(name))
    assert wanted <= set(validated(f"{name}/questions/a.yaml"))
    assert framework_around(folder / "questions" / "deep" / "b.yaml") == folder


def test_questions_beside_a_framework_that_cannot_be_used_are_read_all_the_same(folder: Path) -> None:
    put(folder, framework=edited(GARDEN, ("id: garden\n", "id: [\n")), questions__a="weighing: {}\n")
    assert validated(str(folder)) == ["KIF003", "KIF011"]
