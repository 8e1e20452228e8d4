"""Keeps two runs from writing to the same place. The lock ends with its process, however that ends."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, target: Path) -> Iterator[None]:
    """Hold a lock; raise :class:`KiframeworkError` if another run holds it."""
    with path.open("ab") as file:
        try:
            _take(file)
        except OSError as error:
            message = f"Another run is writing to {target}."
            raise KiframeworkError(message, "wait for it, or choose another folder with -o") from error
        yield
