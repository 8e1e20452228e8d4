"""Training: joined from the files of a folder beside the framework, with the place of everything in them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.api.checked import codes as validated
from tests.loading.samples import edited
from tests.rules.content_cases import BAKERY
from tests.rules.training_cases import TRAINING

from kiframework.loading.framework import load_framework
from kiframework.loading.kinds import framework_around
from kiframework.loading.training import LoadedCatalogue, load_catalogue
from kiframework.model.training import Step

if TYPE_CHECKING:
    from pathlib import Path

TOP, MODULES = TRAINING.split("modules:\n")
FIRST = "".join(line[2:] for line in MODULES.splitlines(keepends=True))


def put(folder: Path, top: str = TOP, modules: str = FIRST) -> None:
    (folder / "training" / "modules" / "deep").mkdir(parents=True, exist_ok=True)
    (folder / "framework.yaml").write_text(BAKERY, "utf-8")
    (folder / "training" / "catalogue.yaml").write_text(top, "utf-8")
    begin = modules.index("kneading-practice:")
    (folder / "training" / "modules" / "a.yaml").write_text(modules[:begin], "utf-8")
    (folder / "training" / "modules" / "deep" / "b.yaml").write_text(modules[begin:], "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path)
    return tmp_path


def codes(loaded: LoadedCatalogue) -> list[tuple[str, str]]:
    return [(one.code, str(one.location)) for one in loaded.diagnostics]


def test_modules_are_joined_from_several_files_and_keep_their_places(folder: Path) -> None:
    loaded = load_catalogue(folder, "fw")
    assert loaded.diagnostics == ()
    assert loaded.catalogue is not None
    names = ["weighing-basics", "kneading-basics", "kneading-practice", "baking-basics"]
    assert list(loaded.catalogue.modules) == names
    place = loaded.source.value(["modules", "kneading-practice", "steps", 0, "to_level"])
    assert (place.path, place.entry) == (
        "fw/training/modules/deep/b.yaml",
        "modules/kneading-practice/steps/*/to_level",
    )
    assert loaded.source.value(["group", "smallest"]).path == "fw/training/catalogue.yaml"


def test_steps_hours_and_minutes_are_exact(folder: Path) -> None:
    catalogue = load_catalogue(folder, "fw").catalogue
    assert catalogue is not None
    module = catalogue.modules["kneading-practice"]
    assert module.closes == (Step("kneading", 2), Step("kneading", 3))
    assert catalogue.modules["baking-basics"].hours == Fraction(13, 2)
    assert catalogue.modules["weighing-basics"].minutes == 120


def test_training_does_not_change_the_hash_of_the_framework(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = tmp_path_factory.mktemp("bare") / "framework.yaml"
    bare.write_text(BAKERY, "utf-8")
    one, other = load_framework(folder, "a").framework, load_framework(bare, "b").framework
    assert one is not None
    assert other is not None
    assert one.sha256 == other.sha256


def test_without_such_a_folder_there_is_no_catalogue(tmp_path: Path) -> None:
    (tmp_path / "framework.yaml").write_text(BAKERY, "utf-8")
    for path in (tmp_path, tmp_path / "framework.yaml"):
        assert load_catalogue(path, "fw").catalogue is None
        assert load_catalogue(path, "fw").diagnostics == ()


def test_modules_without_a_catalogue_say_what_is_missing(folder: Path) -> None:
    (folder / "training" / "catalogue.yaml").unlink()
    loaded = load_catalogue(folder, "fw")
    assert loaded.catalogue is None
    assert codes(loaded) == [("KIF001", "fw/training/catalogue.yaml")]


def test_what_is_wrong_is_named_in_its_file_and_the_rest_is_kept(folder: Path) -> None:
    put(
        folder,
        modules=edited(FIRST, ("from_level: 1, to_level: 3", "from_level: 1, until: 3"), ("hours: 6.5", "hours: 6,5")),
    )
    loaded = load_catalogue(folder, "fw")
    assert {code for code, _ in codes(loaded)} == {"KIF010", "KIF011", "KIF012"}
    assert {place.partition(":")[0] for _, place in codes(loaded)} == {"fw/training/modules/deep/b.yaml"}
    assert loaded.catalogue is not None
    assert "weighing-basics" in loaded.catalogue.modules


def test_a_module_defined_twice_is_named_with_both_places(folder: Path) -> None:
    put(folder, top=TRAINING)
    assert [code for code, _ in codes(load_catalogue(folder, "fw"))] == ["KIF005"] * 4


def test_a_file_of_it_belongs_to_the_framework_around_it(folder: Path) -> None:
    for name in ("training/catalogue.yaml", "training/modules/a.yaml"):
        assert framework_around(folder / name) == folder


def test_validate_looks_at_it_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    before = validated(".")
    put(folder, top=edited(TOP, ("smallest: 2", "smallest: 9")))
    assert sorted(set(validated(".")) - set(before)) == ["KIF248"]
