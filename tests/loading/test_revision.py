"""Frameworks as they stood at a revision, out of repositories of real git."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import GARDEN, edited

from kiframework.errors import KiframeworkError
from kiframework.loading.revision import framework_at

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
WHO = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
NEWER = edited(GARDEN, ('version: "2.1.0"', 'version: "2.2.0"'))


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *WHO, *arguments], cwd=folder, check=True, capture_output=True, timeout=60)


def commit(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a framework in a subfolder and one in a single file, both changed since the tag v1."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, fw__framework=GARDEN, garden=GARDEN)
    git(tmp_path, "tag", "v1")
    commit(tmp_path, fw__framework=NEWER, garden=NEWER, late__framework=NEWER)
    return tmp_path


@pytest.mark.parametrize("name", ["fw", "garden.yaml"])
@pytest.mark.parametrize(("then", "version"), [("v1", "2.1.0"), ("HEAD~1", "2.1.0"), ("HEAD", "2.2.0")])
def test_a_framework_is_read_as_it_stood(repository: Path, name: str, then: str, version: str) -> None:
    (repository / "garden.yaml").write_text("changed since\n", "utf-8")
    found = framework_at(repository / name, then)
    assert found is not None
    assert found.version == version


def test_a_whole_repository_may_be_a_framework(repository: Path) -> None:
    commit(repository, framework=NEWER)
    found = framework_at(repository, "HEAD")
    assert found is not None
    assert found.version == "2.2.0"


@pytest.mark.parametrize("name", ["late", "none.yaml"])
def test_a_framework_that_did_not_exist_then_is_none(repository: Path, name: str) -> None:
    assert framework_at(repository / name, "v1") is None


def test_a_framework_that_was_broken_then_is_none(repository: Path) -> None:
    commit(repository, garden="id: [\n")
    assert framework_at(repository / "garden.yaml", "HEAD") is None


@pytest.mark.parametrize("link", ["/etc/hostname", "../../outside"])
def test_links_that_lead_out_of_the_repository_are_left_out(repository: Path, link: str) -> None:
    (repository / "fw" / "link").symlink_to(link)
    commit(repository)
    found = framework_at(repository / "fw", "HEAD")
    assert found is not None
    assert found.version == "2.2.0"


@pytest.mark.parametrize("unknown", ["none", "", "-n", "--all", "--output=x", "HEAD --", "HEAD\n", "v1:garden.yaml"])
def test_an_unknown_revision_is_refused_and_never_taken_for_an_option(repository: Path, unknown: str) -> None:
    with pytest.raises(KiframeworkError, match="There is no revision"):
        framework_at(repository / "garden.yaml", unknown)
    assert not (repository / "x").exists()


def test_outside_of_a_repository_there_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(KiframeworkError, match="There is no revision 'HEAD'"):
        framework_at(tmp_path / "garden.yaml", "HEAD")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (FileNotFoundError(), "git is not to be found"),
        (PermissionError(), "git cannot be used: PermissionError"),
        (subprocess.TimeoutExpired("git", 60), "git cannot be used: TimeoutExpired"),
    ],
)
def test_git_that_does_not_run_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(KiframeworkError, match=message):
        framework_at(tmp_path, "HEAD")
