"""Frameworks: one file or a folder with definitions over several files, and the place of everything in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import GARDEN, edited, garden

from kiframework.diagnostics import Location
from kiframework.loading.framework import LoadedFramework, load_framework
from kiframework.resources import data_folder
from kiframework.rules import check_framework

if TYPE_CHECKING:
    from pathlib import Path

TOP, _, REST = GARDEN.partition("competencies:\n")
COMPETENCIES, _, REST = REST.partition("roles:\n")
ROLES, _, LADDERS = REST.partition("ladders:\n")


def dedented(text: str) -> str:
    return "".join(line.removeprefix("  ") for line in text.splitlines(keepends=True))


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def load(folder: Path) -> LoadedFramework:
    return load_framework(folder, "fw")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the small framework as a folder: each competency in a file of its own, roles together."""
    digging, composting = dedented(COMPETENCIES).split("composting:\n")
    put(tmp_path, framework=TOP, competencies__digging=digging, competencies__b__others="composting:\n" + composting)
    put(tmp_path, roles__all=dedented(ROLES), ladders__all=dedented(LADDERS))
    return tmp_path


def codes(loaded: LoadedFramework) -> list[tuple[str, str]]:
    return [(one.code, str(one.location)) for one in loaded.diagnostics]


def test_a_folder_and_a_single_file_hold_the_same_framework(folder: Path) -> None:
    loaded = load(folder)
    assert loaded.diagnostics == ()
    assert loaded.framework is not None
    assert loaded.framework.sha256 == garden().sha256


def test_the_hash_does_not_depend_on_line_ends_comments_and_files(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "whole.yaml"
    path.write_bytes(("# a comment\n" + GARDEN).replace("\n", "\r\n").encode("utf-8-sig"))
    loaded = load_framework(path, "whole.yaml")
    assert loaded.framework is not None
    assert loaded.framework.sha256 == garden().sha256
    changed = edited(dedented(ROLES), ("level: 3", "level: 2"))
    put(folder, roles__all=changed)
    other = load(folder).framework
    assert other is not None
    assert other.sha256 != garden().sha256


def test_every_value_keeps_the_place_in_its_own_file(folder: Path) -> None:
    source = load(folder).source
    assert source.value(["version"]) == Location("fw/framework.yaml", 2, 10, 2, 17, "version")
    weight = source.value(["competencies", "digging", "weight"])
    assert weight == Location("fw/competencies/digging.yaml", 5, 11, 5, 12, "competencies/digging/weight")
    assert str(source.key(["competencies", "pruning"])) == "fw/competencies/b/others.yaml:7:1"
    assert str(source.value(["roles", "helper", "purpose", "en"])) == "fw/roles/all.yaml:3:17"


def test_definitions_may_stand_in_the_top_file_and_beside_it(folder: Path) -> None:
    (folder / "ladders" / "all.yaml").unlink()
    (folder / "ladders").rmdir()
    others = dedented(ROLES).replace("helper:", "second:").replace("gardener:", "third:")
    put(folder, framework=TOP + "ladders:\n" + LADDERS + "roles:\n" + ROLES, roles__all=others)
    loaded = load(folder)
    assert loaded.framework is not None
    assert set(loaded.framework.roles) == {"helper", "gardener", "second", "third"}


def test_a_problem_is_reported_in_the_file_it_stands_in(folder: Path) -> None:
    put(folder, roles__all=edited(dedented(ROLES), ("purpose: {en: Lends a hand.}", "purpos: {en: Lends a hand.}")))
    assert set(codes(load(folder))) == {("KIF011", "fw/roles/all.yaml:1:1"), ("KIF010", "fw/roles/all.yaml:3:3")}


def test_what_is_defined_in_two_files_names_both(folder: Path) -> None:
    digging = (folder / "competencies" / "digging.yaml").read_text("utf-8")
    put(folder, competencies__c="# again\n" + digging)
    (only,) = load(folder).diagnostics
    assert (only.code, only.message) == ("KIF005", "'digging' is defined twice.")
    places = {str(only.location), *(str(place) for _, place in only.related)}
    assert places == {"fw/competencies/c.yaml:2:1", "fw/competencies/digging.yaml:1:1"}


def test_what_is_defined_in_the_top_file_and_beside_it_names_both(folder: Path) -> None:
    put(folder, framework=TOP + "roles:\n" + ROLES)
    found = load(folder).diagnostics
    assert {(one.code, one.location.path) for one in found} == {("KIF005", "fw/roles/all.yaml")}
    assert {place.path for one in found for _, place in one.related} == {"fw/framework.yaml"}
    assert len(found) == 2


def test_problems_of_all_files_come_in_one_run(folder: Path) -> None:
    put(folder, framework=TOP.replace("license: CC0-1.0", "licence: CC0-1.0"))
    put(folder, competencies__a="x: [", competencies__empty="", roles__b="- a list", roles__c="y: 1\ny: 2\n")
    found = {(code, place.partition(":")[0]) for code, place in codes(load(folder))}
    assert found >= {
        ("KIF003", "fw/competencies/a.yaml"),
        ("KIF006", "fw/competencies/empty.yaml"),
        ("KIF012", "fw/roles/b.yaml"),
        ("KIF005", "fw/roles/c.yaml"),
    }


def test_a_section_that_is_no_mapping_is_reported_though_a_folder_holds_the_rest(folder: Path) -> None:
    put(folder, framework=TOP + "roles: [helper]\n")
    assert [code for code, _ in codes(load(folder))] == ["KIF012"]


def test_a_file_that_is_no_utf_8_is_reported(folder: Path) -> None:
    (folder / "roles" / "latin.yaml").write_bytes("grün: 1".encode("latin-1"))
    assert codes(load(folder)) == [("KIF002", "fw/roles/latin.yaml:1:3")]


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    put(folder, notes="not: a framework file", questions__soil="q: 1")
    (folder / "roles" / "README.md").write_text("not: yaml: at all")
    assert load(folder).diagnostics == ()


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (None, "KIF001", "fw/framework.yaml"),
        ("", "KIF006", "fw/framework.yaml:1:1"),
        ("- a", "KIF012", "fw/framework.yaml:1:1"),
        ("[" * 100_000, "KIF004", "fw/framework.yaml:1:51"),
    ],
)
def test_a_top_file_that_cannot_be_used_is_reported(tmp_path: Path, content: str | None, code: str, place: str) -> None:
    if content is not None:
        put(tmp_path, framework=content)
    loaded = load(tmp_path)
    assert (loaded.framework, codes(loaded)) == (None, [(code, place)])


def test_a_framework_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    assert codes(load_framework(tmp_path / "none", "none")) == [("KIF001", "none")]


@pytest.mark.parametrize(
    ("edit", "place", "complete"),
    [
        (("title: {en: Garden}\n", "title: Garden\n"), "fw/framework.yaml:4:8", True),
        (('version: "2.1.0"\n', ""), "fw/framework.yaml:1:1", True),
        (("languages: [en]\n", "languages: [en]\nroles: {x: 1}\n"), "fw/framework.yaml:4:12", False),
    ],
)
def test_the_rest_of_a_framework_is_checked_without_its_broken_part(
    folder: Path, edit: tuple[str, str], place: str, complete: bool
) -> None:
    put(folder, framework=edited(TOP, edit))
    loaded = load(folder)
    assert [at for _, at in codes(loaded)] == [place]
    assert loaded.framework is not None
    assert loaded.framework.competencies.keys() >= {"digging", "composting"}
    assert loaded.complete is complete


def test_without_a_scale_there_is_no_framework(folder: Path) -> None:
    put(folder, framework=edited(TOP, ("  - {level: 0, ", "  - {levl: 0, ")))
    loaded = load(folder)
    assert loaded.framework is not None
    assert not loaded.complete
    put(folder, framework=edited(TOP, ("scale:\n", "scales:\n")))
    assert load(folder).framework is None


def test_a_reference_is_checked_though_another_part_is_broken(folder: Path) -> None:
    broken = edited(dedented(ROLES), ("composting: {level: 2}", "compost: {level: 2}"))
    put(folder, roles__all=edited(broken, ("  purpose: {en: Lends", "  tools: x\n  purpose: {en: Lends")))
    loaded = load(folder)
    assert [code for code, _ in codes(loaded)] == ["KIF012"]
    assert loaded.framework is not None
    assert [one.code for one in check_framework(loaded.framework, loaded.source)] == ["KIF202"]


def test_the_built_in_framework_has_nothing_wrong() -> None:
    loaded = load_framework(data_folder("framework"), "framework")
    assert loaded.framework is not None
    assert loaded.diagnostics == ()
    assert list(check_framework(loaded.framework, loaded.source)) == []


def test_a_key_left_at_its_default_does_not_change_the_hash(folder: Path) -> None:
    put(folder, framework=edited(TOP, ('version: "2.1.0"\n', 'version: "2.1.0"\nstatements: []\n')))
    framework = load(folder).framework
    assert framework is not None
    assert framework.sha256 == garden().sha256
