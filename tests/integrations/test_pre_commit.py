"""``.pre-commit-hooks.yaml``: what pre-commit and prek run on the files of a commit."""

from __future__ import annotations

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


def run_hook(shop: Workshop, hook: dict[str, Any]) -> CompletedProcess[str]:
    """Do what pre-commit does with a hook that always runs and takes no names of files."""
    return shop.run(*shlex.split(hook["entry"]))


def test_the_hook_is_one_that_pre_commit_can_install(hook: dict[str, Any]) -> None:
    assert (hook["id"], hook["language"]) == ("kiframework-validate", "python")
    assert (hook["always_run"], hook["pass_filenames"]) == (True, False)
    assert shlex.split(hook["entry"])[0] == "kiframework"


def test_a_deleted_part_stops_the_commit(shop: Workshop, hook: dict[str, Any]) -> None:
    shop.git("rm", "--quiet", "framework/competencies/all.yaml")
    assert run_hook(shop, hook).returncode == 1


def test_what_is_fine_passes(shop: Workshop, hook: dict[str, Any]) -> None:
    shop.put(**{"skills__Büro Nord__P-002": edited(SKILLS, ("P-001", "P-002"))})
    shop.git("add", ".")
    done = run_hook(shop, hook)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_mistake_in_a_staged_skill_file_stops_the_commit(shop: Workshop, hook: dict[str, Any]) -> None:
    shop.put(**{"skills__P-001": WRONG_LEVEL})
    shop.git("add", ".")
    done = run_hook(shop, hook)
    assert done.returncode == 1
    assert "skills/P-001.yaml:7:" in done.stdout
    assert "KIF104" in done.stdout


def test_a_part_of_a_framework_is_checked_as_a_part_of_it(shop: Workshop, hook: dict[str, Any]) -> None:
    path = shop.folder / "framework" / "competencies" / "all.yaml"
    path.write_text(edited(path.read_text("utf-8"), ("prerequisites: [digging]", "prerequisites: [diging]")), "utf-8")
    shop.git("add", ".")
    done = run_hook(shop, hook)
    assert done.returncode == 1
    assert "framework/competencies/all.yaml:" in done.stdout
    assert "KIF202" in done.stdout
    assert "digging" in done.stdout


def test_git_itself_refuses_the_commit(shop: Workshop, hook: dict[str, Any]) -> None:
    shop.write(".git/hooks/pre-commit", f"#!/bin/sh\nexec {hook['entry']}\n")
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
