"""Finding files and reading them as text. A file that cannot be read is a diagnostic, not an exception."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiframework.diagnostics import Diagnostic, Location

ReadBytes = Callable[[Path, str], bytes | Diagnostic]
"""Something that reads a file; it is given the path and the name that messages carry."""

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Line ends as YAML parsers count them."""
MAX_BYTES = 10_000_000
"""Largest file that is read."""
_BEGINNING = 4096
"""Bytes that tell whose file it is, unless it was written in an order of its own."""
STANDARD_INPUT = "-"
"""The path that stands for standard input."""
YAML_ENDINGS = (".yaml", ".yml")
"""File name endings that are looked for in folders."""

_REASONS = {
    FileNotFoundError: "does not exist",
    PermissionError: "may not be read",
    IsADirectoryError: "is a folder, not a file",
    NotADirectoryError: "lies below something that is not a folder",
}


class Input(NamedTuple):
    """A file to read: where it is, the name messages carry, and its name below the folder that was asked for."""

    path: Path
    shown: str
    relative: str


def is_file(path: Path) -> bool:
    """Tell whether there is a file; a name no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder; a name no folder can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def unreadable(shown: str, error: OSError) -> Diagnostic:
    """Turn an operating system error about a file into a diagnostic."""
    reason = _REASONS.get(type(error), f"cannot be read: {error.strerror or error}")
    return Diagnostic("KIF001", f"This {reason}.", Location(shown))


def read_text(path: Path, shown: str) -> str | Diagnostic:
    """Read a UTF-8 file; a byte order mark is dropped. ``shown`` is its name in messages."""
    data = read_bytes(path, shown)
    return data if isinstance(data, Diagnostic) else decode(data, shown)


def read_bytes(path: Path, shown: str) -> bytes | Diagnostic:
    """Read a regular file that is not too large (``-`` is standard input). ``shown`` is its name in messages."""
    if shown == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        facts = os.stat(path)  # noqa: PTH116 - for thousands of files it counts
        if stat.S_ISDIR(facts.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(facts.st_mode):
            return Diagnostic("KIF001", "This is not a regular file.", Location(shown), help="use - for standard input")
        return _too_large(shown) if facts.st_size > MAX_BYTES else _read(path)
    except OSError as error:
        return unreadable(shown, error)
    except ValueError:
        return Diagnostic("KIF001", "This is no name a file can have.", Location(shown))


def read_beginning(path: Path) -> bytes:
    """Read the first lines of a regular file; nothing where it cannot be read."""
    try:
        return _read(path, _BEGINNING) if is_file(path) else b""
    except OSError:
        return b""


def _read(path: Path, size: int = -1) -> bytes:
    """Read a file, or so many bytes of it, without a buffer in between."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - for thousands of files it counts
        return file.read(size)


@dataclass(slots=True)
class TextStore:
    """Remembers what was read, and hands out texts that stand in for files: of an editor, or mended ones."""

    instead: dict[str, bytes] = field(default_factory=dict)
    """Absolute path -> what is read instead of the file."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """Name in messages -> what was read."""
    paths: dict[str, Path] = field(default_factory=dict)
    """Name in messages -> where the file lies."""

    def read(self, path: Path, shown: str) -> bytes | Diagnostic:
        """Read a file, or what stands in for it."""
        if shown in self.contents:
            return self.contents[shown]
        data: bytes | Diagnostic | None = self.instead.get(os.path.abspath(path))  # noqa: PTH100 - links stay
        if data is None:
            data = read_bytes(path, shown)
        if not isinstance(data, Diagnostic):
            self.contents[shown] = data
            self.paths[shown] = path
        return data

    def forget(self, shown: str) -> None:
        """Forget a file that turned out to be none of ours."""
        self.contents.pop(shown, None)
        self.paths.pop(shown, None)


def decode(data: bytes, shown: str) -> str | Diagnostic:
    """Decode UTF-8 bytes; a byte order mark is dropped."""
    if len(data) > MAX_BYTES:
        return _too_large(shown)
    text = data.removeprefix(codecs.BOM_UTF8)
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        place = place_behind(text[: error.start].decode("utf-8", "replace"), shown)
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        message = "The file is not UTF-8 text" + (" but UTF-16." if utf16 else ".")
        return Diagnostic("KIF002", message, place, help="save it with the encoding UTF-8")


def place_behind(before: str, shown: str) -> Location:
    """Return the place of what follows the beginning of a text; lines end where YAML parsers see an end."""
    lines = LINE_ENDS.split(before)
    return Location(shown, len(lines), len(lines[-1]) + 1)


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins."""
    return [0, *(found.end() for found in LINE_ENDS.finditer(text))]


def _too_large(shown: str) -> Diagnostic:
    return Diagnostic("KIF004", f"The file is larger than {MAX_BYTES // 1_000_000} MB.", Location(shown))


def yaml_files(folder: Path, shown: str) -> Iterator[Input | Diagnostic]:
    """Yield the YAML files below a folder in order of their names, hidden ones left out."""
    return files_below(folder, shown, YAML_ENDINGS)


def files_below(folder: Path, shown: str, endings: tuple[str, ...]) -> Iterator[Input | Diagnostic]:
    """Yield the files below a folder whose names have one of some endings, in order of their names.

    Hidden files and folders are left out. Links to folders are not followed, so loops of links cannot trap the search.
    """
    problems: list[OSError] = []
    shown = _as_folder(shown)
    for top, folders, names in os.walk(folder, onerror=problems.append):
        below = os.path.relpath(top, folder).replace(os.sep, "/")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(endings) and not name.startswith("."):
                path = Path(top, name)
                relative = name if below == "." else f"{below}/{name}"
                if not relative.isascii():
                    # Names that are no text (bytes of another encoding) cannot be written out as they are.
                    relative = os.fsencode(relative).decode("utf-8", "replace")
                yield Input(path, shown + relative, relative)
    for problem in problems:
        yield unreadable(str(problem.filename), problem)


def shown_below(folder: str, relative: str) -> str:
    """Join the name of a folder as the user wrote it and a path below it, as messages show it."""
    return _as_folder(folder) + relative


def _as_folder(shown: str) -> str:
    """Return the name of a folder as it stands before the names of what lies in it."""
    folder = shown.replace(os.sep, "/").rstrip("/")
    return "" if folder in ("", ".") else f"{folder}/"


def from_here(path: Path) -> str:
    """Name a file or folder from where the user stands."""
    return os.path.relpath(path).replace(os.sep, "/")
