"""The method of pilots: joined from the files of a folder beside the framework, with the place of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.api.checked import codes as validated
from tests.loading.samples import edited
from tests.rules.company_cases import FRAMEWORK, METHOD

from kiframework.loading.framework import load_framework
from kiframework.loading.kinds import framework_around
from kiframework.loading.method import LoadedMethod, load_method

if TYPE_CHECKING:
    from pathlib import Path

TOP, TEMPLATES = METHOD.split("templates:\n")
BREAD = "".join(line[2:] for line in TEMPLATES.splitlines(keepends=True))
OVERLAY = """\
extends: ../fw@^1
id: own
version: 1.0.0
remove: [roles/journeyman, ladders]
"""


def put(folder: Path, top: str = TOP, templates: str = BREAD) -> None:
    (folder / "pilots" / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "framework.yaml").write_text(FRAMEWORK, "utf-8")
    (folder / "pilots" / "method.yaml").write_text(top, "utf-8")
    (folder / "pilots" / "templates" / "bread.yaml").write_text(templates, "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "fw")
    return tmp_path / "fw"


def codes(loaded: LoadedMethod) -> list[tuple[str, str]]:
    return [(one.code, str(one.location)) for one in loaded.diagnostics]


def test_templates_are_joined_and_keep_their_places(folder: Path) -> None:
    loaded = load_method(folder, "fw")
    assert loaded.diagnostics == ()
    assert loaded.method is not None
    assert list(loaded.method.templates) == ["bread"]
    assert loaded.source.value(["templates", "bread", "role"]).path == "fw/pilots/templates/bread.yaml"
    assert loaded.source.value(["phases", 0, "id"]).path == "fw/pilots/method.yaml"
    assert framework_around(folder / "pilots" / "templates" / "bread.yaml") == folder
    assert [one for one in validated(str(folder)) if one in {"KIF015", "KIF216"} or one.startswith("KIF27")] == []


def test_the_method_does_not_change_the_hash_of_the_framework(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "framework.yaml").write_text(FRAMEWORK, "utf-8")
    one, other = load_framework(folder, "a").framework, load_framework(tmp_path / "bare", "b").framework
    assert one is not None
    assert other is not None
    assert one.sha256 == other.sha256


def test_without_such_a_folder_there_is_no_method(tmp_path: Path) -> None:
    (tmp_path / "framework.yaml").write_text(FRAMEWORK, "utf-8")
    loaded = load_method(tmp_path, "fw")
    assert (loaded.method, loaded.diagnostics) == (None, ())


def test_a_folder_without_its_top_file_is_wrong(folder: Path) -> None:
    (folder / "pilots" / "method.yaml").unlink()
    loaded = load_method(folder, "fw")
    assert loaded.method is None
    assert codes(loaded)[0][1].startswith("fw/pilots/method.yaml")


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (("weight: 3,", "weight: 0,"), "KIF012"),
        (("first_month: 5", "first_month: soon"), "KIF012"),
        (("exit: [verdict]", "exit: [applause]"), "KIF012"),
        (("share: 60 %", "share: viel"), "KIF012"),
        (("version: 1.0.0\n", ""), "KIF011"),
        (("budget:\n", "budgets:\n"), "KIF010"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(folder: Path, edit: tuple[str, str], code: str) -> None:
    put(folder, top=edited(TOP, edit))
    found = codes(load_method(folder, "fw"))
    assert (code, "fw/pilots/method.yaml") in {(one, place.split(":")[0]) for one, place in found}


def test_a_template_lacks_nothing(folder: Path) -> None:
    for field in ("problem", "owner", "approver", "tools", "data", "affected", "measure", "target", "stop", "ai_act"):
        lines = [line for line in BREAD.splitlines() if not line.startswith(f"  {field}:")]
        put(folder, templates="\n".join(lines) + "\n")
        ((code, place),) = codes(load_method(folder, "fw"))
        assert (code, place.split(":")[0]) == ("KIF011", "fw/pilots/templates/bread.yaml")


def test_a_framework_laid_over_another_has_its_templates_for_roles_it_keeps(folder: Path) -> None:
    own = folder.parent / "own"
    own.mkdir()
    (own / "framework.yaml").write_text(OVERLAY.replace("remove: [roles/journeyman, ladders]\n", ""), "utf-8")
    kept = load_method(own, "own").method
    assert kept is not None
    assert list(kept.templates) == ["bread"]
    (own / "framework.yaml").write_text(OVERLAY, "utf-8")
    pruned = load_method(own, "own").method
    assert pruned is not None
    assert list(pruned.templates) == []
    assert len(pruned.phases) == 4


def test_a_company_adds_its_own_template_and_changes_a_weight(folder: Path) -> None:
    own = folder.parent / "own"
    (own / "pilots" / "templates").mkdir(parents=True)
    (own / "framework.yaml").write_text("extends: ../fw@^1\nid: own\nversion: 1.0.0\n", "utf-8")
    (own / "pilots" / "templates" / "cake.yaml").write_text(BREAD.replace("bread:", "cake:"), "utf-8")
    (own / "pilots" / "method.yaml").write_text("utility: {speed: {weight: 5}}\n", "utf-8")
    loaded = load_method(own, "own")
    assert loaded.diagnostics == ()
    assert loaded.method is not None
    assert sorted(loaded.method.templates) == ["bread", "cake"]
    assert (loaded.method.utility["speed"].weight, loaded.method.utility["value"].weight) == (5, 3)
