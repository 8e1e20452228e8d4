"""What ``validate`` finds to check behind the paths it is given."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.api.checked import found
from tests.cli.workplace import put, put_settings
from tests.loading.samples import GARDEN, SKILLS

from kiframework.api.targets import find_targets
from kiframework.loading.files import TextStore

if TYPE_CHECKING:
    from pathlib import Path

TOP, _, ROLES = GARDEN.partition("roles:\n")
ROLES, _, LADDERS = ROLES.partition("ladders:\n")
HELPER = "\n".join(line.removeprefix("  ") for line in ROLES.splitlines()) + "\n"


def shown(*paths: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the names of frameworks, skill files and settings, and the codes of problems."""
    targets = find_targets(paths, TextStore())
    groups = (targets.frameworks, targets.skills, targets.settings)
    frameworks, skills, settings = ([file.shown for file in group.values()] for group in groups)
    return frameworks, skills, settings, [f"{one.location} {one.code}" for one in targets.diagnostics]


@pytest.fixture
def firm(place: Path) -> Path:
    """Return a folder with a framework over several files, a skill file, settings and files of others."""
    put(place, fw__framework=f"{TOP}ladders:\n{LADDERS}", fw__roles__all=HELPER, skills__a=SKILLS)
    put(place, compose="services: {web: {image: x}}\n", fw__notes="- a list\n", **{".hidden__b": SKILLS})
    put_settings(place, "")
    return place


@pytest.mark.usefixtures("firm")
def test_a_folder_is_searched_for_everything_that_is_ours() -> None:
    assert shown(".") == (["fw"], ["skills/a.yaml"], ["kiframework.toml"], [])
    assert shown("fw") == (["fw"], [], [], [])
    assert shown("./skills/") == ([], ["./skills/a.yaml"], [], [])


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize("part", ["fw/framework.yaml", "fw/roles/all.yaml", "fw/roles", "./fw/../fw/roles/all.yaml"])
def test_a_part_of_a_framework_stands_for_the_whole(firm: Path, part: str) -> None:
    frameworks, *rest = shown(part)
    assert rest == [[], [], []]
    assert [os.path.realpath(one) for one in frameworks] == [str(firm / "fw")]
    assert not os.path.isabs(frameworks[0])  # noqa: PTH117 - a text, not a path


@pytest.mark.usefixtures("firm")
def test_a_part_named_by_its_whole_path_keeps_it(firm: Path) -> None:
    assert shown(str(firm / "fw" / "roles" / "all.yaml"))[0] == [str(firm / "fw")]


@pytest.mark.parametrize(("here", "name"), [("fw", "."), ("fw/roles", "..")])
def test_inside_of_a_framework_names_lead_there_from_where_the_user_stands(
    firm: Path, monkeypatch: pytest.MonkeyPatch, here: str, name: str
) -> None:
    monkeypatch.chdir(firm / here)
    assert shown(".")[0] == [name]


@pytest.mark.usefixtures("firm")
def test_a_file_with_two_names_is_checked_once_under_the_first(firm: Path) -> None:
    (firm / "link.yaml").symlink_to("skills/a.yaml")
    (firm / "again").symlink_to("fw")
    skills = ["skills/a.yaml", "./skills/a.yaml", str(firm / "skills/a.yaml"), "link.yaml", "."]
    for first in skills[:-1]:
        assert shown(first, *skills)[1] == [first]
    assert shown("again", "fw", "fw/roles/all.yaml")[0] == ["again"]


@pytest.mark.usefixtures("firm")
def test_files_of_others_are_passed_over_in_folders_and_refused_by_name() -> None:
    assert shown("compose.yaml")[3] == ["compose.yaml:1:1 KIF015"]
    assert "compose.yaml:1:1 KIF015" in found("compose.yaml", "skills")


def test_what_is_not_ours_is_forgotten(place: Path) -> None:
    put(place, compose="services: {}\n", a=SKILLS)
    store = TextStore()
    find_targets(["."], store)
    assert list(store.contents) == list(store.paths) == ["a.yaml"]


def test_a_folder_without_anything_of_ours_is_reported(place: Path) -> None:
    (place / "empty").mkdir()
    put(place, others__compose="services: {}\n")
    assert shown("empty", "others")[3] == ["empty KIF001", "others KIF001"]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    "path", ["none", "none.yaml", "none/kiframework.toml", "none/pyproject.toml", "a\0b", "a" * 300]
)
def test_a_path_that_does_not_exist_is_reported(path: str) -> None:
    assert [one.rpartition(" ")[2] for one in found(path)] == ["KIF001"]


def test_links_in_circles_are_reported(place: Path) -> None:
    put(place, a=SKILLS)
    (place / "x.yaml").symlink_to("y.yaml")
    (place / "y.yaml").symlink_to("x.yaml")
    (place / "again").symlink_to(place)
    assert [one for one in found(".", framework=None) if "KIF001" in one] == ["x.yaml KIF001", "y.yaml KIF001"]


def test_a_folder_that_may_not_be_listed_is_reported(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(place, a=SKILLS, locked__b=SKILLS)
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert shown(".") == ([], ["a.yaml"], [], ["./locked KIF001"])


# --- Settings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("here", "path"), [(".", "."), ("sub", ".."), (".", "kiframework.toml"), ("sub", "../a.yaml")])
def test_settings_with_a_mistake_are_reported_once(
    place: Path, monkeypatch: pytest.MonkeyPatch, here: str, path: str
) -> None:
    put(place, sub__x="services: {}\n", garden=GARDEN, a=SKILLS)
    put_settings(place, 'compny = "x"\n')
    monkeypatch.chdir(place / here)
    mistakes = [one for one in found(path, framework=str(place / "garden.yaml")) if "KIF010" in one]
    assert len(mistakes) == 1
    assert "kiframework.toml:1:1 KIF010" in mistakes[0]


def test_settings_in_pyproject_are_ours_if_there_are_any(place: Path) -> None:
    project = place / "pyproject.toml"
    project.write_text('[project]\nname = "x"\n', "utf-8")
    assert shown("pyproject.toml") == ([], [], [], ["pyproject.toml:1:1 KIF015"])
    project.write_text('[tool.kiframework]\ncompny = "x"\n', "utf-8")
    assert shown("pyproject.toml")[2] == ["pyproject.toml"]
    assert found("pyproject.toml") == ["pyproject.toml:2:1 KIF010"]
