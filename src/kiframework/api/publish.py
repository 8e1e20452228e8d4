"""Writes files whole or not at all, and never over existing ones without being told."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Iterable

    Content = bytes | Iterable[bytes]
    """What stands in a file, whole or part by part."""


def publish(folder: Path, files: Iterable[tuple[str, Content]], *, force: bool) -> list[str]:
    """Write files below ``folder``; return their names in order.

    Everything is written to a folder beside its place first and moved there at the end, so an interrupted or failing
    run leaves no half-written file and every old file untouched. Raises :class:`KiframeworkError` if a file exists and
    ``force`` is not set, or if the folder cannot be written to.
    """
    names: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".kiframework-", dir=folder) as waiting:
            for name, content in files:
                refuse_existing(folder / name, force=force)
                _write(Path(waiting, name), content)
                names.append(name)
            for name in names:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                if (folder / name).is_file():
                    shutil.copymode(folder / name, Path(waiting, name))
                Path(waiting, name).replace(folder / name)
    except OSError as error:
        help_ = "choose another folder with -o, or make room there"
        raise KiframeworkError(f"Cannot write to {folder}: {error.strerror or error}.", help_) from error
    return names


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refuse to write where something lies, unless ``force`` is set and it is a file."""
    if path.is_dir():
        raise KiframeworkError(f"{path} is a folder.", "choose another folder with -o")
    if path.exists() and not path.is_file():
        raise KiframeworkError(f"{path} is no regular file.", "choose another file with -o")
    if not force and (path.exists() or path.is_symlink()):
        raise KiframeworkError(f"{path} exists.", "replace it with --force, or choose another folder with -o")


def _write(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines((content,) if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())
