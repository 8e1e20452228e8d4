"""Finding and reading files: everything that can be wrong with one is a diagnostic with its place."""

from __future__ import annotations

import builtins
import errno
import os
import socket
from pathlib import Path

import pytest

from kiframework.diagnostics import Diagnostic
from kiframework.loading import files
from kiframework.loading.files import Input, decode, read_beginning, read_text, yaml_files


def problem(path: Path) -> Diagnostic:
    found = read_text(path, "shown.yaml")
    assert isinstance(found, Diagnostic)
    assert found.location.path == "shown.yaml"
    return found


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("content", [b"a: 1\n", b"\xef\xbb\xbfa: 1\n"])
def test_a_byte_order_mark_is_dropped(tmp_path: Path, content: bytes) -> None:
    assert read_text(written(tmp_path / "f.yaml", content), "shown.yaml") == "a: 1\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_told_to_be_one(tmp_path: Path, encoding: str) -> None:
    found = problem(written(tmp_path / "f.yaml", "\ufeffperson: P-001\n".encode(encoding)))
    assert (found.code, found.location.line, found.location.column) == ("KIF002", 1, 1)
    assert "UTF-16" in found.message
    assert found.help == "save it with the encoding UTF-8"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff", (1, 1)),
        ("a: 1\nname: Grün\n".encode("latin-1"), (2, 9)),
        ("ä: ü\r\nß: ".encode() + b"\xe4\n", (2, 4)),
        (b"\xef\xbb\xbfab\xe4", (1, 3)),
        ("😀".encode()[:3], (1, 1)),
    ],
)
def test_a_byte_that_is_no_utf_8_has_its_place(content: bytes, place: tuple[int, int]) -> None:
    found = decode(content, "shown.yaml")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.location.line, found.location.column) == ("KIF002", *place)
    assert "UTF-16" not in found.message


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)  # a hole: it takes no room on the disk
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read all the same"))
    assert (problem(path).code, problem(path).message) == ("KIF004", "The file is larger than 10 MB.")


def test_standard_input_that_is_too_large_is_refused() -> None:
    found = decode(b" " * (files.MAX_BYTES + 1), "<stdin>")
    assert isinstance(found, Diagnostic)
    assert found.code == "KIF004"


def test_a_file_of_exactly_the_limit_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 5)
    assert read_text(written(tmp_path / "f.yaml", b"a: 1\n"), "shown.yaml") == "a: 1\n"


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    assert problem(tmp_path / "none.yaml").message == "This does not exist."


def test_a_folder_in_place_of_a_file_is_reported(tmp_path: Path) -> None:
    assert problem(tmp_path).message == "This is a folder, not a file."


def test_a_file_in_place_of_a_folder_is_reported(tmp_path: Path) -> None:
    found = problem(written(tmp_path / "f.yaml", b"a: 1") / "below.yaml")
    assert found.message == "This lies below something that is not a folder."


NOBODY = 65534


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no users of this kind")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    path = written(tmp_path / "f.yaml", b"a: 1")
    path.chmod(0)
    myself = os.geteuid()
    # The superuser may read everything, so the file is read as somebody else.
    if myself == 0:
        os.seteuid(NOBODY)
    try:
        found = problem(path)
    finally:
        os.seteuid(myself)
    assert found.message == "This may not be read."


def test_a_refusal_of_the_system_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = written(tmp_path / "f.yaml", b"a: 1")
    monkeypatch.setattr(builtins, "open", refuse)
    assert (problem(path).code, problem(path).message) == ("KIF001", "This may not be read.")
    assert read_beginning(path) == b""


def test_a_disk_error_is_reported_in_the_words_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    path = written(tmp_path / "f.yaml", b"a: 1")
    monkeypatch.setattr(builtins, "open", fail)
    assert problem(path).message == "This cannot be read: Input/output error."


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no file here keeps its size to itself")
def test_a_file_that_keeps_its_size_to_itself_is_read_whole() -> None:
    found = read_text(Path("/proc/self/status"), "shown.yaml")
    assert isinstance(found, str)
    assert found.startswith("Name:")
    assert found.endswith("\n")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no sockets among its files")
def test_a_socket_is_no_regular_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.yaml")
        assert problem(Path("s.yaml")).message == "This is not a regular file."


def test_the_beginning_of_what_cannot_be_read_is_nothing(tmp_path: Path) -> None:
    assert read_beginning(written(tmp_path / "f.yaml", b"a: 1")) == b"a: 1"
    assert read_beginning(tmp_path / "gone.yaml") == b""
    assert read_beginning(Path("no\0name")) == b""
    assert read_beginning(tmp_path) == b""


def test_links_that_go_round_in_circles_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    found = problem(tmp_path / "a.yaml")
    assert found.code == "KIF001"
    assert "symbolic links" in found.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    found = problem(tmp_path / "pipe.yaml")
    assert (found.code, found.message) == ("KIF001", "This is not a regular file.")


def test_a_path_with_a_null_character_is_reported(tmp_path: Path) -> None:
    assert problem(tmp_path / "a\0b.yaml").code == "KIF001"


# --- Folders ----------------------------------------------------------------------------------------------------------


def found_below(folder: Path) -> list[str]:
    return [one.shown if isinstance(one, Input) else one.message for one in yaml_files(folder, "top")]


def test_yaml_files_come_in_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "sub/c.yaml", "sub/a.yaml", "note.txt", ".hidden.yaml", ".git/x.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert found_below(tmp_path) == ["top/a.yml", "top/b.yaml", "top/sub/a.yaml", "top/sub/c.yaml"]


def test_a_link_back_to_the_top_does_not_trap_the_search(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert found_below(tmp_path) == ["top/a.yaml"]


def test_a_folder_that_may_not_be_listed_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path)

    (tmp_path / "locked").mkdir()
    (tmp_path / "a.yaml").write_bytes(b"")
    monkeypatch.setattr(os, "scandir", refuse)
    assert found_below(tmp_path) == ["top/a.yaml", "This may not be read."]


@pytest.mark.parametrize(
    ("folder", "relative", "expected"),
    [("skills", "a.yaml", "skills/a.yaml"), ("skills/", "a.yaml", "skills/a.yaml"), (".", "a.yaml", "a.yaml")],
)
def test_a_path_is_shown_as_the_user_began_it(folder: str, relative: str, expected: str) -> None:
    assert files.shown_below(folder, relative) == expected
