"""``.pre-commit-hooks.yaml``: what pre-commit and prek run on the files of a commit."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from tests.integrations.workshop import GIT, NEEDED, WRONG_LEVEL, read_yaml
from tests.loading.samples import SKILLS, edited

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from tests.integrations.workshop import Workshop

pytestmark = NEEDED


@pytest.fixture
def hook() -> dict[str, Any]:
    (hook,) = read_yaml(".pre-commit-hooks.yaml")
    assert isinstance(hook, dict)
    return hook


def run_hook(shop: Workshop, hook: dict[str, Any]) -> CompletedProcess[str] | None:
    """Do what pre-commit does: run the entry on the staged files that fit; None if no file does."""
    staged = shop.git("diff", "--cached", "--name-only", "--diff-filter=d", "-z").split("\0")
    files = [name for name in staged if re.search(hook["files"], name) and name.endswith((".yaml", ".yml"))]
    return shop.run(*shlex.split(hook["entry"]), *files) if files else None


def test_the_hook_is_one_that_pre_commit_can_install(hook: dict[str, Any]) -> None:
    assert (hook["id"], hook["language"]) == ("kiframework-validate", "python")
    assert (hook["types"], hook["require_serial"], hook["pass_filenames"]) == (["yaml"], True, True)
    assert shlex.split(hook["entry"])[0] == "kiframework"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("framework/framework.yaml", True),
        ("framework/competencies/grundlagen.yaml", True),
        ("firm/framework/roles/clerk.yml", True),
        ("skills/P-001.yaml", True),
        ("firm/skills/team/P-001.yaml", True),
        ("roles/webserver/main.yaml", False),
        ("docs/framework.yaml.txt", False),
        ("my-skills/P-001.yaml", False),
        ("mkdocs.yml", False),
    ],
)
def test_the_hook_looks_at_frameworks_and_skill_files(hook: dict[str, Any], name: str, expected: bool) -> None:
    assert bool(re.search(hook["files"], name)) is expected


def test_a_commit_without_such_files_is_no_business_of_the_hook(shop: Workshop, hook: dict[str, Any]) -> None:
    shop.write("notes/list.yaml", "- a\n")
    shop.git("add", ".")
    assert run_hook(shop, hook) is None


def test_what_is_fine_passes(shop: Workshop, hook: dict[str, Any]) -> None:
    shop.put(**{"skills__Büro Nord__P-002": edited(SKILLS, ("P-001", "P-002"))})
    shop.git("add", ".")
    done = run_hook(shop, hook)
    assert done is not None
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_mistake_in_a_staged_skill_file_stops_the_commit(shop: Workshop, hook: dict[str, Any]) -> None:
    shop.put(**{"skills__P-001": WRONG_LEVEL})
    shop.git("add", ".")
    done = run_hook(shop, hook)
    assert done is not None
    assert done.returncode == 1
    assert "skills/P-001.yaml:7:" in done.stdout
    assert "KIF104" in done.stdout


def test_a_part_of_a_framework_is_checked_as_a_part_of_it(shop: Workshop, hook: dict[str, Any]) -> None:
    path = shop.folder / "framework" / "competencies" / "all.yaml"
    path.write_text(edited(path.read_text("utf-8"), ("prerequisites: [digging]", "prerequisites: [diging]")), "utf-8")
    shop.git("add", ".")
    done = run_hook(shop, hook)
    assert done is not None
    assert done.returncode == 1
    assert "framework/competencies/all.yaml:" in done.stdout
    assert "KIF202" in done.stdout
    assert "digging" in done.stdout
    assert "skills/" not in done.stdout


def test_git_itself_refuses_the_commit(shop: Workshop, hook: dict[str, Any]) -> None:
    pipe = f"git diff --cached --name-only --diff-filter=d -z | grep -zE '{hook['files']}'"
    shop.write(".git/hooks/pre-commit", f"#!/bin/sh\n{pipe} | xargs -0 -r {hook['entry']}\n")
    (shop.folder / ".git" / "hooks" / "pre-commit").chmod(0o755)
    before = shop.git("rev-parse", "HEAD")
    shop.put(**{"skills__P-001": WRONG_LEVEL})
    done = shop.run("git", *GIT, "commit", "--all", "--message", "edit")
    assert done.returncode != 0
    assert "KIF104" in done.stdout + done.stderr
    assert shop.git("rev-parse", "HEAD") == before
    shop.put(**{"skills__P-001": SKILLS.replace("digging: 2", "digging: 3")})
    shop.git("commit", "--quiet", "--all", "--message", "edit")
    assert shop.git("rev-parse", "HEAD") != before
