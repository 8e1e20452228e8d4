"""Reads a framework as it stood at a revision of a git repository."""

from __future__ import annotations

import os
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kiframework.errors import KiframeworkError
from kiframework.loading.files import is_folder
from kiframework.loading.framework import load_framework

if TYPE_CHECKING:
    from kiframework.model.framework import Framework

PATIENCE = 60
"""Seconds that git may take."""


def framework_at(path: Path, revision: str) -> Framework | None:
    """Return the framework at ``path`` as it stood at a revision; None if there was no usable one.

    Raises :class:`KiframeworkError` where there is no git, no repository or no such revision.
    """
    folder = path if is_folder(path) else path.parent
    # Resolved first, and with the end of options marked, so that no revision can be taken for an option.
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        way_out = "where only the newest commit was fetched, fetch the others too (fetch-depth: 0)"
        raise KiframeworkError(f"There is no revision '{revision}' in a repository around {path}.", way_out)
    name = commit.decode().strip()
    own = ["."] if folder == path else [path.name]
    framework = _archived(folder, name, own, Path(*own), str(path))
    # What it extends may lie beside it: then everything of that revision is needed.
    prefix = _git(folder, "rev-parse", "--show-prefix")
    top = _git(folder, "rev-parse", "--show-toplevel")
    if framework is not None or prefix is None or top is None:
        return framework
    root, below = Path(os.fsdecode(top.rstrip(b"\n"))), os.fsdecode(prefix.rstrip(b"\n"))
    return _archived(root, name, ["."], Path(below, *own), str(path))


def merge_base(path: Path, one: str, other: str) -> str:
    """Return the revision that two others have in common, which is where a branch began.

    Raises :class:`KiframeworkError` where there is none.
    """
    folder = path if is_folder(path) else path.parent
    found = _git(folder, "merge-base", "--end-of-options", one, other)
    if found is None:
        way_out = "where only the newest commit was fetched, fetch the others too (fetch-depth: 0)"
        raise KiframeworkError(f"'{one}' and '{other}' have no revision in common around {path}.", way_out)
    return found.decode().strip()


def _archived(folder: Path, commit: str, names: list[str], place: Path, shown: str) -> Framework | None:
    """Unpack parts of a revision, and read the framework that lies at a place in them."""
    archive = _git(folder, "archive", "--format=tar", commit, "--", *names)
    if not archive:
        return None
    with TemporaryDirectory() as scratch, tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(scratch, filter=_within)  # noqa: S202 - the filter is Python's own for data
        return load_framework(Path(scratch, place), shown).framework


def _within(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Leave out links that lead out of the repository."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git writes, or None if it refuses."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603, S607 - the user's own git
    except FileNotFoundError:
        raise KiframeworkError("git is not to be found.", "install it to compare revisions") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KiframeworkError(f"git cannot be used: {type(error).__name__}.") from None
    return done.stdout if done.returncode == 0 else None
