"""Keeps what a run has finished beside its target, and puts the whole result in place in one move.

A file is finished once its record exists, which is written last; a run that was killed at any moment leaves whole
records, and the next run with the same inputs and options goes on from there. Another input, framework, day or option
begins anew.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from kiframework.api.bulk.locks import locked
from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SUMMARY = "summary.json"
"""Name of the summary in a result; a folder without it is none of ours."""
SCORES = "scores"
"""Name of the folder with the scores in a result."""
SKIPPED = "skipped.csv"
"""Name of the file with the rows that were left out."""
_RUN = "run.json"


class Work:
    """The hidden folder of a run that is not finished."""

    def __init__(self, target: Path) -> None:
        """Name the folder. Nothing is written yet."""
        self.target = target
        self.folder = target.absolute().parent / f".{target.absolute().name}.kiframework"
        self.result = self.folder / "result"
        self._old = self.folder.with_name(f"{self.folder.name}-old")

    @contextmanager
    def open(self, fingerprint: Mapping[str, Any]) -> Iterator[Work]:
        """Take the folder for this run alone; what another kind of run has left there is removed."""
        with explained(self.target):
            self.folder.mkdir(parents=True, exist_ok=True)
        with locked(self.folder / "lock", self.target):
            with explained(self.target):
                self._restore()
                if self._read(self.folder / _RUN) != json.loads(json.dumps(fingerprint)):
                    self.clear()
                    self._write(self.folder / _RUN, fingerprint)
                for name in ("records", "waiting", "kept", f"result/{SCORES}"):
                    (self.folder / name).mkdir(parents=True, exist_ok=True)
            yield self

    def record(self, name: str) -> dict[str, Any] | None:
        """Return the record of something finished; None if it is not, or one of its files is gone."""
        found = self._read(self.folder / "records" / f"{name}.json")
        if found is None:
            return None
        sizes: dict[str, int] = found["files"]
        for file, size in sizes.items():
            path = self.folder / file
            if not path.is_file() or path.stat().st_size != size:
                return None
        record: dict[str, Any] = found["record"]
        return record

    def waiting(self, name: str) -> Path:
        """Return where to write a file before it is finished."""
        return self.folder / "waiting" / name

    def finish(self, name: str, files: Mapping[str, Path], record: Mapping[str, Any]) -> None:
        """Put files (place below the folder -> where they wait) in their places for good, and note them."""
        for place, path in files.items():
            settle(path)
            path.replace(self.folder / place)
        sizes = {place: (self.folder / place).stat().st_size for place in files}
        self._write(self.folder / "records" / f"{name}.json", {"files": sizes, "record": record})

    def publish(self, *, force: bool) -> None:
        """Move the result to its place, and remove everything else."""
        refuse_existing(self.target, force=force)
        target = self.target.absolute()
        if target.exists():
            target.replace(self._old)
        self.result.replace(target)
        self.drop()
        shutil.rmtree(self._old, ignore_errors=True)

    def drop(self) -> None:
        """Remove the folder with all that was finished."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def clear(self) -> None:
        """Remove what was finished, and keep the folder."""
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != "lock":
                path.unlink()

    def _restore(self) -> None:
        """Undo a replacement that was interrupted between its two moves."""
        if self._old.exists() and not self.target.exists():
            self._old.replace(self.target.absolute())
        shutil.rmtree(self._old, ignore_errors=True)

    def _write(self, path: Path, content: Mapping[str, Any]) -> None:
        waiting = path.with_name(f"{path.name}.waiting")
        waiting.write_text(json.dumps(content), encoding="utf-8")
        settle(waiting)
        waiting.replace(path)

    @staticmethod
    def _read(path: Path) -> Any:
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None


def refuse_existing(target: Path, *, force: bool) -> None:
    """Refuse to write where something lies; with ``force``, where it is no earlier result."""
    if not target.exists() and not target.is_symlink():
        return
    if target.is_dir() and not any(target.iterdir()):
        return
    if not force:
        raise KiframeworkError(f"{target} exists.", "replace it with --force, or choose another folder with -o")
    if not (target / SUMMARY).is_file():
        message = f"{target} is no result of bulk scoring, so it is not replaced."
        raise KiframeworkError(message, "choose another folder with -o")


@contextmanager
def explained(target: Path) -> Iterator[None]:
    """Say in one sentence why a result cannot be written."""
    try:
        yield
    except OSError as error:
        # Arrow puts its own words around those of the system.
        reason = os.strerror(error.errno) if error.errno else str(error).rstrip(".")
        message = f"Cannot write to {target}: {reason}."
        help_ = "make room there, then run the same command again: it goes on from the last finished part"
        raise KiframeworkError(message, help_) from error


def settle(path: Path) -> None:
    """Make sure that a file is on the disk before its name says so."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def forget(path: Path) -> None:
    """Remove a file that was not finished, if it is there."""
    with suppress(OSError):
        path.unlink()
