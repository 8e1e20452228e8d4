"""Publishing files: whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from tests.cli.workplace import files_below

from kiframework.api.publish import publish
from kiframework.errors import KiframeworkError


def test_files_land_in_the_folder_and_below_it(tmp_path: Path) -> None:
    names = publish(tmp_path / "a" / "b", [("one.txt", b"1"), ("sub/two.txt", b"2")], force=False)
    assert names == ["one.txt", "sub/two.txt"]
    assert files_below(tmp_path) == {"a/b/one.txt": b"1", "a/b/sub/two.txt": b"2"}


def test_nothing_is_visible_before_everything_is_made(tmp_path: Path) -> None:
    def files() -> object:
        yield "one.txt", b"1"
        assert not (tmp_path / "one.txt").exists()
        yield "two.txt", b"2"

    publish(tmp_path, files(), force=False)  # type: ignore[arg-type] # a generator is one
    assert sorted(files_below(tmp_path)) == ["one.txt", "two.txt"]


def test_a_maker_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def files() -> object:
        yield "one.txt", b"1"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(tmp_path, files(), force=False)  # type: ignore[arg-type] # a generator is one
    assert list(tmp_path.iterdir()) == []


def test_a_move_that_fails_leaves_every_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(b"old")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "two.txt":
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KiframeworkError, match="Input/output error"):
        publish(tmp_path, [("one.txt", b"new"), ("two.txt", b"new")], force=True)
    assert files_below(tmp_path) == {"one.txt": b"new", "two.txt": b"old"}
